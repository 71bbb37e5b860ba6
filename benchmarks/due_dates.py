"""Generated due dates against the slow day-by-day oracle of the tests: how many cases agree, of which kinds, how fast.

python benchmarks/due_dates.py [CASES] [SEED]     100,000 cases by default
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.schedule import oracle

from dutybook.catalogue.cadence import cadence
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.schedule.due import Scheduled, dues

SHOWN = 5


def main() -> int:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261121)
    kinds: Counter[str] = Counter()
    wrong, dates, seconds, slow = 0, 0, 0.0, 0.0
    for _ in range(cases):
        case = oracle.drawn(random)
        started = time.perf_counter()
        ours = answer(case)
        between = time.perf_counter()
        theirs = oracle.answer(case)
        slow += time.perf_counter() - between
        seconds += between - started
        kinds["unannounced year" if ours == "unknown" else str(case.cadence["kind"])] += 1
        dates += 0 if isinstance(ours, str) else len(ours)
        if ours != theirs:
            wrong += 1
            if wrong <= SHOWN:
                print(f"differs: {case}\n  schedule {ours}\n  oracle   {theirs}")
    print(f"{cases} cases, {dates} due dates, {cases - wrong} agree, {wrong} differ")
    print(", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))
    print(f"schedule {seconds / cases * 1e6:.0f} µs a case, oracle {slow / cases * 1e6:.0f} µs")
    return 1 if wrong else 0


def answer(case: oracle.Case) -> list[date | datetime] | str:
    duty = Scheduled("model/1", Bilingual("报告", "Report"), cadence(case.cadence))
    events = {"incident": case.at, "licence": case.at} if case.at else {}
    try:
        return [due.due for due in dues([duty], events, case.first, case.last)]
    except ScheduleError:
        return "unknown"


if __name__ == "__main__":
    sys.exit(main())
