"""Lists that run on in one line: …：（一）检查；（二）报告。 Where each item begins, and which marks are only cited."""

from __future__ import annotations

import re

from dutybook.law.markers import ITEM, POINT, SECTION, Mark, item_mark, point_mark, section_mark

_OPENS = re.compile(
    r"[：:]\s*(?:(?=[（(]\s{0,2}一\s{0,2}[）)])|(?=1[.．、](?!\d)|[（(]1[）)]|１[.．、]|[①⑴⒈])|(?=一、))"
)
_CITED_BEFORE = "第条款项和至或及、与"
_CITED_AFTER = re.compile(r"\s*(?:[项款目、]|[至和或及与]\s*(?:第\s*)?[（(])")
_ENDS_ITEM = "；;。，,：:"
_PATTERNS = {item_mark: ITEM, point_mark: POINT, section_mark: SECTION}


def list_in(text: str) -> tuple[int, Mark] | None:
    """Where a list opens inside a line, after its lead-in, and the kind of its marks.

    A list of 1. or 一、 must have a second item to be one.

    >>> found = list_in("单位应当：（一）检查；（二）报告。")
    >>> found[0], found[1] is item_mark
    (5, True)
    >>> list_in("比例为：1、由主管部门公布。") is None
    True
    """
    if "：" not in text and ":" not in text:
        return None
    found = _OPENS.search(text)
    if not found:
        return None
    at = found.end()
    if item_mark(text, at):
        return at, item_mark
    mark: Mark = section_mark if text[at] == "一" else point_mark
    return (at, mark) if mark(text, at) and len(run_on_cuts(text[at:], 1, mark)) > 1 else None


def run_on_cuts(text: str, first: int, mark: Mark) -> list[int]:
    """Offsets of the marks `first`, `first + 1`, … that follow each other in `text`, which opens with the first.

    A mark that is cited (第（二）项, （一）、（二）项) is none.

    >>> run_on_cuts("（一）检查；（二）依照前款第（三）项登记；（三）报告。", 1, item_mark)
    [0, 6, 21]
    """
    cuts = [0]
    expected = first + 1
    for found in _PATTERNS[mark].finditer(text, 1):
        at = found.start()
        number = mark(text, at)
        if number and number[0] == expected and _is_free(text, at, number[1], mark):
            cuts.append(at)
            expected += 1
    return cuts


def closed_run(text: str, first: int, mark: Mark) -> bool:
    """Whether further items follow in the line of item `first`, each after the end of the one before."""
    if text.find("（", 1) < 0 and text.find("(", 1) < 0:
        return False
    if "；" not in text and ";" not in text and "。" not in text:
        return False
    cuts = run_on_cuts(text, first, mark)
    return len(cuts) > 1 and all(text[:cut].rstrip()[-1:] in _ENDS_ITEM for cut in cuts[1:])


def _is_free(text: str, at: int, end: int, mark: Mark) -> bool:
    before = text[at - 1]
    if mark is item_mark:
        return before not in _CITED_BEFORE and not _CITED_AFTER.match(text, end)
    return before in _ENDS_ITEM or before.isspace()
