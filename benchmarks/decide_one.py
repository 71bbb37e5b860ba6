"""One place, 500 duties with reasons: how long a decision takes, and how long until the catalogue is ready for it.

python benchmarks/decide_one.py
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from datetime import date

from portfolio_data import varied_rules

from dutybook.catalogue.load import Catalogue, catalogue
from dutybook.decisions.decide import decide, ready
from dutybook.decisions.profile import Profile, read_facts

DUTIES = 500
ON = date(2026, 11, 21)
MALL = Profile(
    "Mall",
    read_facts(
        {
            "jurisdiction": "410105",
            "kind": "mall",
            "footfall_daily": 6000,
            "floor_area_m2": 20000,
            "serves_public": True,
            "adopted_plans": ["plan-2026"],
            "organisation_type": "enterprise",
        }
    ),
)


def main() -> int:
    duties = of_500()
    started = time.perf_counter()
    ready(duties)
    prepared = time.perf_counter() - started
    times = []
    for _ in range(200):
        started = time.perf_counter()
        decide(MALL, duties, ON)
        times.append(time.perf_counter() - started)
    median, best = statistics.median(times) * 1e3, min(times) * 1e3
    print(f"1 place x {len(duties.entries)} duties with reasons: median {median:.2f} ms, best {best:.2f} ms")
    print(f"made ready once in {prepared * 1e3:.0f} ms")
    return 0 if median < 2 else 1


def of_500() -> Catalogue:
    """The catalogue's own duties, then the same with their conditions varied, up to 500 in all."""
    own = catalogue()
    varied = varied_rules(DUTIES)
    extra = [
        replace(own.entries[number % len(own.entries)], condition=rule.condition)
        for number, rule in enumerate(varied[-max(0, DUTIES - len(own.entries)) :])
    ]
    return Catalogue((*own.entries, *extra)[:DUTIES], own.acts, own.not_duties)


if __name__ == "__main__":
    sys.exit(main())
