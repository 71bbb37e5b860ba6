"""Portfolios: sites by rules, against OpenFisca-core, evaluation row by row and what memory can deliver; same run.

python benchmarks/portfolio.py [SITES] [RULES]      1,000,000 x 500 by default

The rules are the catalogue's own, then the same varied. The sites are generated and lie in memory, typed as the reader
types them; what is timed is deciding all rules for all sites, true, false and not known, and counting each.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from portfolio_data import premises, varied_rules

from dutybook.catalogue.load import catalogue
from dutybook.decisions.bits import count
from dutybook.decisions.decide import decide
from dutybook.decisions.planes import Kernel, Verdicts
from dutybook.decisions.portfolio import each
from dutybook.decisions.profile import Profile
from dutybook.decisions.rules import Rule, predicate
from dutybook.decisions.sites import BLOCK

RUNS = 5
SAMPLE = 1000
CORES = 2
ON = date(2026, 11, 21)


def main() -> int:
    height = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rules = varied_rules(int(sys.argv[2]) if len(sys.argv) > 2 else 500)
    table = premises(height)
    kernel = Kernel(rules)
    print(f"{height:,} sites x {len(rules)} rules; the sites take {table.estimated_size() / 1e6:.0f} MB")
    before = _rss()
    seconds = timed(lambda: decided(table, kernel))
    print(f"kernel: best {min(seconds):.3f} s, median {statistics.median(seconds):.3f} s; peak memory {_rss():.0f} MB "
          f"({before:.0f} MB before)")  # fmt: skip
    ours = min(seconds)
    floors(table, kernel, ours)
    by_row(table, rules, ours)
    flat(table, kernel)
    print(f"peak memory so far {_rss():.0f} MB")
    openfisca(table, rules, kernel, ours)
    return 0


def timed(work: Callable[[], Any], runs: int = RUNS, *, warm: bool = True) -> list[float]:
    """Seconds of several runs; before them one that is not counted, unless all is warm already."""
    if warm:
        work()
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return found


def in_turn(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[float, float]:
    """Best seconds of two works that take turns, so that what else runs on the machine weighs on both alike."""
    pairs = [(min(timed(first, 1, warm=False)), min(timed(second, 1, warm=False))) for _ in range(RUNS)]
    return min(one for one, _ in pairs), min(other for _, other in pairs)


def decided(table: pl.DataFrame, kernel: Kernel) -> int:
    """Decide and count block by block; the sum of all bits, so that no bit goes unread."""
    return sum(each(blocks(table), kernel, counted))


def blocks(table: pl.DataFrame, times: int = 1) -> Iterator[pl.DataFrame]:
    for _ in range(times):
        for start in range(0, table.height, BLOCK):
            yield table[start : start + BLOCK]


def counted(_: pl.DataFrame, found: Verdicts) -> int:
    return int(count(found.true).sum() + count(found.possible).sum())


def floors(table: pl.DataFrame, kernel: Kernel, ours: float) -> None:
    """What memory alone would take, at the bandwidth measured here."""
    speed = bandwidth()
    out = 2 * len(kernel.rules) * table.height / 8
    once = (table.select(pl.exclude("id")).estimated_size() + out) / speed
    column = traffic(table, kernel) / speed
    print(f"memory reads {speed / 1e9:.1f} GB/s on {CORES} cores")
    print(f"floor, every column touched as often as it is compared, bits joined: {column * 1e3:.0f} ms; kernel: "
          f"{ours / column:.1f} times")  # fmt: skip
    print(f"floor, every column touched once, bits written once: {once * 1e3:.0f} ms; kernel: {ours / once:.1f} times")


def traffic(table: pl.DataFrame, kernel: Kernel) -> float:
    """Bytes of the columns that all comparisons touch, and of the bits that are read and written to join them."""
    plane = 2 * table.height / 8
    atoms = {atom for rule in kernel.rules for atom in rule.condition.atoms() if hasattr(atom, "fact")}
    compared = sum(table[atom.fact].estimated_size() + plane for atom in atoms)
    joined = sum((len([*rule.condition.atoms()]) + 1 + bool(rule.area)) * plane for rule in kernel.rules)
    return float(compared + joined)


def bandwidth() -> float:
    """Bytes a second that all cores read together; the best of several passes over 256 MB."""
    parts = [np.ones(2**24, np.uint64) for _ in range(CORES)]
    with ThreadPoolExecutor(CORES) as pool:
        seconds = timed(lambda: list(pool.map(np.bitwise_or.reduce, parts)), 7)
    return sum(part.nbytes for part in parts) / min(seconds)


def by_row(table: pl.DataFrame, rules: list[Rule], ours: float) -> None:
    """The same site by site, on a sample."""
    rows = [_facts(row) for row in table.head(SAMPLE).iter_rows(named=True)]
    tests = [predicate(rule) for rule in rules]
    bare = min(timed(lambda: [test(row) for row in rows for test in tests], 1)) / SAMPLE * table.height
    duties = catalogue()
    reasons = min(timed(lambda: [decide(Profile("", row), duties, ON) for row in rows], 1)) / SAMPLE * table.height
    reasons *= len(rules) / len(duties.entries)
    print(f"row by row, from {SAMPLE} sites: compiled conditions {bare:.0f} s ({bare / ours:.0f} times the "
          f"kernel's time), with reasons {reasons:.0f} s ({reasons / ours:.0f} times)")  # fmt: skip


def flat(table: pl.DataFrame, kernel: Kernel) -> None:
    """The cost per site from 10,000 to ten times the table, which is decided over and over for the last."""
    for height, runs in ((10_000, 50), (100_000, 20), (table.height, RUNS), (10 * table.height, 1)):
        part, times = table[:height], max(1, height // table.height)
        started = time.process_time()
        seconds = min(timed(lambda part=part, times=times: sum(each(blocks(part, times), kernel, counted)), runs))
        processor = (time.process_time() - started) / (runs + 1)
        print(f"{height:>12,} sites: {seconds / height * 1e9:.0f} ns a site at best, {processor / height * 1e9:.0f} ns "
              "of processor time in the mean")  # fmt: skip


def openfisca(table: pl.DataFrame, rules: list[Rule], kernel: Kernel, ours: float) -> None:
    try:
        from openfisca_sites import Sites
    except ImportError:
        print("openfisca-core is not installed: the comparison is left out")
        return
    started = time.perf_counter()
    simulation = Sites(rules, table)
    built = time.perf_counter() - started
    results = simulation.run()
    theirs, again = in_turn(simulation.run, lambda: decided(table, kernel))
    print(f"OpenFisca-core: best {theirs:.2f} s (and {built:.1f} s to build), {theirs / ours:.1f} times the kernel's "
          f"time ({theirs / again:.1f} times measured in turn with it); peak memory {_rss():.0f} MB")  # fmt: skip
    differing(table, kernel, results)


def differing(table: pl.DataFrame, kernel: Kernel, results: list[Any]) -> None:
    """See that both say the same of the sites where everything is known."""
    known = table.select(pl.all_horizontal(pl.exclude("id").is_not_null())).to_series().to_numpy()
    found = kernel.decide(table)
    wrong = 0
    for bits, theirs in zip(found.true, results, strict=True):
        flags = np.unpackbits(bits, count=table.height, bitorder="little").astype(bool)
        wrong += int((flags[known] != np.asarray(theirs, bool)[known]).sum())
    print(f"{int(known.sum()):,} sites with every fact known: {wrong} verdicts differ between the two")


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    sets = {name: row[name] for name in ("adopted_plans", "authority_functions") if row[name] is not None}
    return {**row, **{name: frozenset(text.split(";")) - {"none"} for name, text in sets.items()}}


def _rss() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
