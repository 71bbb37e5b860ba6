"""From a source to the lines of an act: markup cut out, noise set aside, hard-wrapped lines joined.

Nothing is dropped: what is no line of the act comes back as an `Aside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dutybook.law.line import TABLE_ROW, Line, slice_spans
from dutybook.law.markers import annex_mark
from dutybook.law.model import Aside, Source, Span
from dutybook.law.noise import INLINE_MARKS, LONGEST_NOISE, noise_kind
from dutybook.law.wraps import joined

_LINE = re.compile(r"^[^\S\n]*(\S[^\n]*)", re.MULTILINE)


def lines_of(source: Source) -> tuple[list[Line], list[Aside]]:
    """The lines of the act in order, and what was set aside (markup, page numbers, site lines)."""
    marks = _marks(source)
    raw = _marked_lines(source, marks) if marks else _plain_lines(source.text)
    kept, asides = _without_noise(raw, source)
    asides.extend(Aside("markup", source.text[a:b], ((a, b),)) for a, b in marks if source.text[a:b].strip())
    return joined(kept), asides


def _marks(source: Source) -> list[Span]:
    own = [found.span() for found in INLINE_MARKS.finditer(source.text)]
    if not own:
        return list(source.marks)
    return _merged([*source.marks, *own])


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _plain_lines(text: str) -> list[Line]:
    lines = []
    for found in _LINE.finditer(text):
        start = found.start(1)
        stripped = found[1].rstrip()
        left = start - found.start()
        length = len(stripped)
        lines.append(Line(stripped, ((start, start + length),), left, 0, left + length))
    return lines


def _marked_lines(source: Source, marks: Sequence[Span]) -> list[Line]:
    """The plain lines, those with marks in them read again."""
    text = source.text
    touched: dict[int, int] = {}
    for index, (start, end) in enumerate(marks):
        at = text.rfind("\n", 0, start) + 1
        while at < end:
            touched.setdefault(at, index)
            at = text.find("\n", at) + 1 or len(text) + 1
    lines: list[Line] = []
    for line in _plain_lines(text):
        at = line.spans[0][0] - line.left
        if at in touched:
            end = text.find("\n", at)
            again = _line_around(text, at, end if end >= 0 else len(text), marks, touched[at])
            if again:
                lines.append(again)
        else:
            lines.append(line)
    return lines


def _line_around(text: str, start: int, end: int, marks: Sequence[Span], first: int) -> Line | None:
    """The line from `start` to `end` less the marks in it; its heading level is the number of `#` before it."""
    spans: list[Span] = []
    level = 0
    at = start
    for index in range(first, len(marks)):
        a, b = marks[index]
        if a >= end:
            break
        if a > at:
            spans.append((at, a))
        if text.startswith("#", a):
            level = text.count("#", a, b)
        elif text.startswith("|", a):
            level = TABLE_ROW
        at = max(at, b)
    if at < end:
        spans.append((at, end))
    whole = "".join(text[a:b] for a, b in spans)
    stripped = whole.strip()
    if not stripped:
        return None
    left = len(whole) - len(whole.lstrip())
    cut = slice_spans(tuple(spans), left, left + len(stripped))
    return Line(stripped, cut, cut[0][0] - start, level, left + len(stripped))


def _without_noise(lines: list[Line], source: Source) -> tuple[list[Line], list[Aside]]:
    repeated = _running_heads(source)
    kept = []
    asides = []
    in_annex = False
    for line in lines:
        text = line.text
        first = text[0]
        if (
            len(text) <= LONGEST_NOISE
            and not line.level
            and first not in "（("
            and (first != "第" or "页" in text or repeated)
        ):
            in_annex = in_annex or (first == "附" and annex_mark(text) is not None)
            kind = "page" if text in repeated else noise_kind(text)
            if kind == "page" and in_annex and text.isdigit():
                kind = ""  # the cell of a table that lost its rules
            if kind:
                asides.append(Aside(kind, text, line.spans))
                continue
        kept.append(line)
    return kept, asides


def _running_heads(source: Source) -> frozenset[str]:
    """Lines that stand first or last on at least three pages and on over half of them."""
    if "\f" not in source.text:
        return frozenset()
    seen: dict[str, int] = {}
    pages = source.text.split("\f")
    for page in pages:
        lines = [line.strip() for line in page.strip().split("\n")]
        for edge in {lines[0], lines[-1]}:
            seen[edge] = seen.get(edge, 0) + 1
    return frozenset(edge for edge, times in seen.items() if edge and times >= 3 and times * 2 > len(pages))
