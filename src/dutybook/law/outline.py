"""Outline documents (plans, notices, opinions, decisions that amend): 一、 → （一） → 1. → （1）.

A section is an `Article` with the eId `sec_N`; a block （一） is a paragraph with its number. Lines of a section
before its first block are its introduction (`sec_N__intro`).
"""

from __future__ import annotations

from collections.abc import Callable

from dutybook.law.articles import OpenParagraph, point_style
from dutybook.law.eids import Eids
from dutybook.law.frontmatter import is_signature
from dutybook.law.line import Line, outer_span, quote_stays_open
from dutybook.law.markers import annex_mark, item_mark, point_mark, section_mark
from dutybook.law.model import Article, Paragraph

_Mark = Callable[[str], tuple[int, int] | None]
_Warnings = list[tuple[str, str, str]]


def sections(lines: list[Line], warnings: _Warnings) -> tuple[list[Line], list[Article], list[Line]]:
    """Front lines, sections, and the lines after the body, of a document without articles."""
    end = _end(lines)
    body = lines[:end]
    mark = _top_level(body)
    starts = _starts(body, mark) if mark else []
    if not starts:
        first = _first_running_line(body)
        return body[:first], _plain(body[first:], warnings), lines[end:]
    found: list[Article] = []
    eids = Eids()
    for start, stop in zip([at for at, _, _ in starts], [*(at for at, _, _ in starts[1:]), len(body)], strict=True):
        _, n, num_end = starts[len(found)]
        eid = eids.unused(f"sec_{n}")
        found.append(_section(eid, body[start], num_end, body[start + 1 : stop], mark is section_mark, warnings))
    return body[: starts[0][0]], found, lines[end:]


def _end(lines: list[Line]) -> int:
    for index, line in enumerate(lines):
        if index > 2 and annex_mark(line.text) is not None:
            end = index
            break
    else:
        end = len(lines)
    while end > 1 and is_signature(lines[end - 1].text):
        end -= 1
    return end


def _top_level(lines: list[Line]) -> _Mark | None:
    """The highest kind of number with which at least one line begins and that starts at one."""
    for mark in (section_mark, item_mark, point_mark):
        numbers = [found[0] for line in lines if (found := mark(line.text))]
        if numbers and 1 in numbers:
            return mark
    return None


def _starts(lines: list[Line], mark: _Mark) -> list[tuple[int, int, int]]:
    """(index, number, end of number) of the lines that open a section; quoted ones and repeats of 一、 are none."""
    starts: list[tuple[int, int, int]] = []
    quoted = False
    for index, line in enumerate(lines):
        found = None if quoted else mark(line.text)
        if found and (not starts or found[0] > starts[-1][1] or (found[0] == 1 and line.level)):
            starts.append((index, *found))
        quoted = quote_stays_open(line.text, quoted)
    return starts


def _first_running_line(lines: list[Line]) -> int:
    for index, line in enumerate(lines):
        if index and (len(line.text) > 45 or line.text[-1] in "。：") and not line.level:
            return index
    return min(1, len(lines))


def _plain(lines: list[Line], warnings: _Warnings) -> list[Article]:
    """A document without any numbering: one section without number or heading."""
    if not lines:
        return []
    blocks = _Blocks("sec_1", False, warnings)
    for line in lines:
        blocks.add(line)
    return [Article("sec_1", "", None, "", (), "", blocks.paragraphs())]


def _section(eid: str, line: Line, num_end: int, rest: list[Line], numbered: bool, warnings: _Warnings) -> Article:
    num, title = line.cut(0, num_end), line.cut(num_end)
    has_blocks = numbered and any(item_mark(other.text) for other in rest)
    blocks = _Blocks(eid, has_blocks, warnings)
    heading = title if _is_heading(title, bool(rest)) else Line("", ())
    if not heading.text and title.text:
        blocks.add(title)
    for other in rest:
        blocks.add(other)
    return Article(eid, num.text, outer_span(num.spans), heading.text, heading.spans, "", blocks.paragraphs())


def _is_heading(line: Line, has_text: bool) -> bool:
    text = line.text
    return bool(text) and has_text and len(text) <= 60 and text[-1] not in "。；：;:" and "。" not in text


class _Blocks:
    """The paragraphs of a section while its lines come in."""

    def __init__(self, eid: str, has_blocks: bool, warnings: _Warnings) -> None:
        self._eid = eid
        self._has_blocks = has_blocks
        self._done: list[Paragraph] = []
        self._open: OpenParagraph | None = None
        self._eids = Eids()
        self._count = 0
        self._quoted = False
        self._warnings = warnings

    def add(self, line: Line) -> None:
        """Take the next line of the section."""
        if self._quoted:
            self._quoted = quote_stays_open(line.text, was_open=True)
            self._begin(self._next_eid(), line, 0)
            return
        self._quoted = quote_stays_open(line.text, was_open=False)
        block = item_mark(line.text)
        if block and self._has_blocks:
            self._begin(f"{self._eid}__para_{block[0]}", line, block[1])
            return
        mark = block or point_mark(line.text)
        if mark:
            self._add_numbered(line, mark, is_item=block is not None)
        elif self._open and self._open.num:
            self._open.go_on(line)
        elif self._open and self._open.list_is_open() and (self._open.items or line.text[-1] in "；;"):
            self._open.add_unnumbered(line)
            self._warnings.append(("item-without-number", self._open.eid, line.text[:20]))
        else:
            self._begin(self._next_eid(), line, 0)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, finished."""
        self._close()
        return tuple(self._done)

    def _add_numbered(self, line: Line, mark: tuple[int, int], *, is_item: bool) -> None:
        opened = self._open
        if opened is None or (point_mark(opened.num) and point_style(opened.num) == point_style(line.text)):
            self._begin(self._next_eid(), line, mark[1])
        elif is_item:
            opened.add_item(line, mark)
        else:
            opened.add_numbered(line, mark)

    def _next_eid(self) -> str:
        if self._has_blocks:
            return f"{self._eid}__intro"
        self._count += 1
        return f"{self._eid}__para_{self._count}"

    def _begin(self, eid: str, line: Line, num_end: int) -> None:
        self._close()
        num = line.cut(0, num_end)
        self._open = OpenParagraph(self._eids.unused(eid), self._warnings, num.text, outer_span(num.spans))
        self._open.begin(line.cut(num_end))

    def _close(self) -> None:
        if self._open:
            self._done.append(self._open.paragraph())
            self._open = None
