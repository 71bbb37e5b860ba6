"""Divisions of an act: part 编, subpart 分编, chapter 章, section 节, and headings that lost their number."""

from __future__ import annotations

from dutybook.law.eids import Eids
from dutybook.law.line import Line, outer_span
from dutybook.law.markers import DivisionMark
from dutybook.law.model import Division

_RANK = {"part": 0, "subpart": 1, "chapter": 2, "section": 3}
_ABBREVIATION = {"part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec"}


class Divisions:
    """The divisions while the act's lines come in; `current` is the eId of the innermost one."""

    def __init__(self, warnings: list[tuple[str, str, str]]) -> None:
        self.all: list[Division] = []
        self.current = ""
        self._open: list[tuple[int, str]] = []
        self._eids = Eids()
        self._numbers: dict[str, int] = {}
        self._warnings = warnings

    def add(self, line: Line, mark: DivisionMark) -> None:
        """Take a heading line with its number."""
        self._take(mark.kind, mark.n, line.cut(0, mark.end), line.cut(mark.end))

    def add_listed(self, line: Line, n: int, end: int) -> None:
        """Take a heading numbered 一、 among articles (judicial interpretations have them for chapters)."""
        self._take("chapter", n, line.cut(0, end), line.cut(end))

    def add_unnumbered(self, line: Line) -> None:
        """Take a heading that lost its number; it is given the next one of its level in the eId only."""
        kind = "section" if line.level >= 3 else "chapter"
        n = self._numbers.get(self._key(kind), 0) + 1
        self._take(kind, n, Line("", ()), line)
        self._warnings.append(("heading-without-number", self.current, line.text[:20]))

    def add_heading(self, line: Line) -> None:
        """Take the heading of the division just opened, where it stands on the next line."""
        last = self.all[-1]
        self.all[-1] = Division(last.eid, last.kind, last.num, last.num_span, line.text, line.spans)

    def lacks_heading(self) -> bool:
        """Whether the division just opened has a number and nothing else."""
        return bool(self.all) and not self.all[-1].heading and bool(self.all[-1].num)

    def _take(self, kind: str, n: int, num: Line, heading: Line) -> None:
        rank = _RANK[kind]
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        key = self._key(kind)
        self._numbers[key] = n
        wanted = f"{key}_{n}"
        eid = self._eids.unused(wanted)
        if eid != wanted:
            self._warnings.append(("division-number-twice", eid, (num.text + heading.text)[:20]))
        self._open.append((rank, eid))
        self.current = eid
        self.all.append(Division(eid, kind, num.text, outer_span(num.spans), heading.text, heading.spans))

    def _key(self, kind: str) -> str:
        rank = _RANK[kind]
        above = [eid for r, eid in self._open if r < rank]
        return f"{above[-1]}__{_ABBREVIATION[kind]}" if above else _ABBREVIATION[kind]
