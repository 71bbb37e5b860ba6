"""From a source to the lines of an act: markup cut out, noise set aside, hard-wrapped lines joined.

Nothing is dropped: what is no line of the act comes back as an `Aside`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dutybook.law.line import TABLE_ROW, Line, slice_spans
from dutybook.law.markers import annex_mark
from dutybook.law.model import Aside, Source, Span
from dutybook.law.noise import INLINE_MARKS, LONGEST_NOISE, noise_kind
from dutybook.law.wraps import joined


def lines_of(source: Source) -> tuple[list[Line], list[Aside]]:
    """The lines of the act in order, and what was set aside (markup, page numbers, site lines)."""
    marks = _marks(source)
    kept, asides = _without_noise(_lines(source.text, marks), source)
    asides.extend(Aside("markup", source.text[a:b], ((a, b),)) for a, b in marks if source.text[a:b].strip())
    return joined(kept), asides


def _marks(source: Source) -> list[Span]:
    own = [found.span() for found in INLINE_MARKS.finditer(source.text)]
    return _merged([*source.marks, *own]) if own else list(source.marks)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lines(text: str, marks: Sequence[Span]) -> list[Line]:
    """Every line that is not blank, less the marks in it."""
    lines: list[Line] = []
    start = index = 0
    next_mark = marks[0][0] if marks else len(text)
    for raw in text.split("\n"):
        end = start + len(raw)
        if next_mark < end:
            line = _line_around(text, start, end, marks, index)
            if line:
                lines.append(line)
            while index < len(marks) and marks[index][1] <= end + 1:
                index += 1
            next_mark = marks[index][0] if index < len(marks) else len(text)
        elif stripped := raw.strip():
            length = len(stripped)
            left = 0 if length == len(raw) else len(raw) - len(raw.lstrip())
            first = start + left
            lines.append(Line(stripped, ((first, first + length),), left, 0, left + length))
        start = end + 1
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
