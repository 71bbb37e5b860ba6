"""Which law counts days how: which periods count working days only, and whether a rest day at the end is skipped.

Several Chinese laws override the Civil Code's way for their own periods, so a cadence names the law whose way
applies. The way of an authority's own periods is never assumed for the duties of premises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dutybook.catalogue.cadence import Counting, Period
from dutybook.conditions.facts import Bilingual


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of counting.

    Args:
        source: the provisions it rests on.
        working: the numbers of days that are working days; None where no number of days is.
        all_working: whether every number of days is of working days.
        runs_on: whether a period whose last day is a rest day ends on the next working day.
        note: what else a reader should know of it.
    """

    source: Bilingual
    working: frozenset[int] = frozenset()
    all_working: bool = False
    runs_on: bool = False
    note: Bilingual | None = None

    def counts_working_days(self, period: Period) -> bool:
        """Tell whether this law reads the days of `period` as working days."""
        return period.unit == "D" and (self.all_working or period.n in self.working)


_CIVIL = Bilingual("《中华人民共和国民法典》第二百条至第二百零三条", "Civil Code (民法典) art. 200-203")

RULES: Final[Mapping[Counting, Rule]] = MappingProxyType(
    {
        "plain": Rule(
            Bilingual("《中华人民共和国民法典》第二百零一条、第二百零二条", "Civil Code (民法典) art. 201-202"),
            note=Bilingual("末日为休息日的不顺延", "it does not move off a rest day"),
        ),
        "civil": Rule(_CIVIL, runs_on=True),
        "civil_procedure": Rule(
            Bilingual(
                "《中华人民共和国民事诉讼法》（2023年修正）第八十五条", "Civil Procedure Law (民事诉讼法, 2023) art. 85"
            ),
            runs_on=True,
            note=Bilingual(
                "在途时间不计入，期满前交邮的不算过期", "time in the post is not counted: posted in time is in time"
            ),
        ),
        "administrative_licence": Rule(
            Bilingual("《中华人民共和国行政许可法》第八十二条", "Administrative Licence Law (行政许可法) art. 82"),
            all_working=True,
        ),
        "administrative_penalty": Rule(
            Bilingual(
                "《中华人民共和国行政处罚法》（2021年修订）第八十五条",
                "Administrative Penalty Law (行政处罚法, 2021) art. 85",
            ),
            working=frozenset({2, 3, 5, 7}),
        ),
        "administrative_reconsideration": Rule(
            Bilingual(
                "《中华人民共和国行政复议法》（2023年修订）第八十八条，并参照民事诉讼法",
                "Administrative Reconsideration Law (行政复议法, 2023) art. 88, with the Civil Procedure Law",
            ),
            working=frozenset({3, 5, 7, 10}),
            runs_on=True,
        ),
        "administrative_coercion": Rule(
            Bilingual("《中华人民共和国行政强制法》第六十九条", "Administrative Coercion Law (行政强制法) art. 69"),
            working=frozenset(range(1, 11)),
        ),
    }
)
"""Every way of counting by its name in a cadence."""
