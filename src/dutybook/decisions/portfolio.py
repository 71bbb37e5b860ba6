"""Portfolios of any size: one column of verdicts for each distinct rule, counts, and the questions worth asking.

Sites come in blocks; each is decided by the bit kernel and forgotten, so that memory does not grow with the portfolio.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.decisions.bits import Bits, booleans, count, row_size
from dutybook.decisions.planes import Kernel, Verdicts, within
from dutybook.decisions.rules import Rule, Rules, rules
from dutybook.decisions.scope import ANYWHERE, PLACE, holds_on

Counts = NDArray[np.int64]
Out = TypeVar("Out")

AREA_LENGTH: Final = 4
"""Sites are counted by their city or prefecture: the first four digits of the place's code."""


class Portfolio:
    """The duties of a catalogue on a day, made ready to decide tables of sites.

    Args:
        catalogue: the duties. on: the day; duties of acts that are not in force on it bind nowhere.
    """

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.on = on
        self.entries = catalogue.entries
        self.in_force: tuple[Entry, ...] = tuple(e for e in catalogue.entries if holds_on(e.act.in_force, on))
        self.rules: Rules = rules(self.in_force)
        self.kernel = Kernel(self.rules.distinct)
        self.duties_of_rule = np.bincount(list(self.rules.of_duty.values()), minlength=len(self.rules.distinct))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the verdict columns, one for each distinct rule."""
        return tuple(f"r{number:04}" for number in range(len(self.rules.distinct)))

    def column_of(self, entry: Entry) -> str | None:
        """The column that holds a duty's verdicts; None if its act is not in force, so that it binds nowhere."""
        number = self.rules.of_duty.get(entry.duty.id)
        return None if number is None else self.columns[number]

    def frame(self, table: pl.DataFrame, found: Verdicts) -> pl.DataFrame:
        """The verdicts of a block as a table: `id`, and a Boolean column for each distinct rule, null for may bind.

        Args:
            table: the block. found: its verdicts.
        """
        rows = zip(self.columns, found.true, found.possible, strict=True)
        columns = [booleans(name, true, possible, found.height) for name, true, possible in rows]
        return pl.DataFrame([table["id"], *columns])

    def pairs(self, table: pl.DataFrame, found: Verdicts, entries: Sequence[Entry] | None = None) -> pl.DataFrame:
        """Site by site and duty by duty, what binds or may bind: `id`, `duty`, `verdict`.

        Args:
            table: the block. found: its verdicts. entries: the duties wanted; all if not given.
        """
        frame = self.frame(table, found)
        parts = [pl.DataFrame(schema={"id": frame["id"].dtype, "duty": pl.String, "verdict": pl.String})]
        for entry in self.in_force if entries is None else entries:
            if column := self.column_of(entry):
                verdict = pl.when(pl.col(column).is_null()).then(pl.lit("may_bind")).otherwise(pl.lit("binds"))
                chosen = frame.filter(pl.col(column).fill_null(True))
                parts.append(chosen.select("id", duty=pl.lit(entry.duty.id), verdict=verdict))
        return pl.concat(parts)

    def counted(self, table: pl.DataFrame, found: Verdicts, *, areas: bool = True) -> Summary:
        """The summary of a block.

        Args:
            table: the block. found: its verdicts. areas: whether to count by area too, which takes longer.
        """
        binds = count(found.true)
        part = Summary(found.height, binds, count(found.possible) - binds)
        if areas:
            part.areas = _by_area(table, found)
        self._questions(found, part)
        return part

    def empty(self) -> Summary:
        """The summary of no sites, to add others to."""
        nothing = np.zeros(len(self.rules.distinct), np.int64)
        return Summary(0, nothing, nothing)

    def _questions(self, found: Verdicts, part: Summary) -> None:
        """Count the sites where the only fact that an open rule lacks is this one: its answer is sure to settle it."""
        settled: dict[str, Bits] = {}
        unknown = found.unknown()
        for number, rule in enumerate(self.rules.distinct):
            open_ = found.true[number] ^ found.possible[number]
            for fact, alone in _alone(rule, open_, unknown):
                part.decisions[fact] += int(count(alone)) * int(self.duties_of_rule[number])
                settled[fact] = settled[fact] | alone if fact in settled else alone
        part.settles.update({fact: int(count(bits)) for fact, bits in settled.items()})


@dataclass(slots=True)
class Summary:
    """Counts over sites, which add up block by block.

    Args:
        premises: number of sites. binds, may: sites by rule.
        areas: by area its sites, and the two counts by rule.
        settles: by fact, the sites on which its answer is sure to settle at least one duty.
        decisions: by fact, the decisions (a site and a duty) that it is sure to settle.
    """

    premises: int
    binds: Counts
    may: Counts
    areas: dict[str, tuple[int, Counts, Counts]] = field(default_factory=dict)
    settles: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Summary) -> Summary:
        areas = dict(self.areas)
        for area, (height, binds, may) in other.areas.items():
            before = areas.get(area, (0, 0, 0))
            areas[area] = (before[0] + height, before[1] + binds, before[2] + may)
        return Summary(
            self.premises + other.premises,
            self.binds + other.binds,
            self.may + other.may,
            areas,
            self.settles + other.settles,
            self.decisions + other.decisions,
        )


class OpenQuestion(NamedTuple):
    """A fact that is missing somewhere: the sites where telling it settles a duty, and the decisions it settles."""

    fact: str
    premises: int
    decisions: int


def questions(summary: Summary) -> list[OpenQuestion]:
    """The facts worth asking for, the one that settles duties on most sites first."""
    found = [OpenQuestion(fact, sites, summary.decisions[fact]) for fact, sites in summary.settles.items() if sites]
    return sorted(found, key=lambda question: (-question.premises, -question.decisions, question.fact))


def as_data(summary: Summary, portfolio: Portfolio) -> dict[str, Any]:
    """A summary as plain data, duty by duty.

    Args:
        summary: of the sites. portfolio: the duties that it counts.
    """
    return {
        "on": portfolio.on.isoformat(),
        "premises": summary.premises,
        "duties": [_duty(entry, summary, portfolio) for entry in portfolio.entries],
        "areas": [
            {"area": area or None, "premises": height, "duties": _area_duties(portfolio, binds, may)}
            for area, (height, binds, may) in sorted(summary.areas.items())
        ],
        "questions": [question._asdict() for question in questions(summary)],
    }


def each(
    tables: Iterable[pl.DataFrame], kernel: Kernel, work: Callable[[pl.DataFrame, Verdicts], Out]
) -> Iterator[Out]:
    """Decide blocks on all cores and give what `work` makes of each, in order.

    Args:
        tables: the blocks. kernel: decides them.
        work: takes a block and its verdicts, whose bits are used again once it has returned.
    """
    rooms: deque[Bits] = deque()

    def decided(table: pl.DataFrame) -> Out:
        room = rooms.pop() if rooms else kernel.room(table.height)
        room = room if room.shape[-1] == row_size(table.height) else kernel.room(table.height)
        try:
            return work(table, kernel.decide(table, room))
        finally:
            rooms.append(room)

    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Out]] = deque()
        for table in tables:
            waiting.append(pool.submit(decided, table))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _alone(rule: Rule, open_: Bits, unknown: Mapping[str, Bits]) -> Iterator[tuple[str, Bits]]:
    """For each fact of a rule, the open sites on which no other fact of the rule is missing."""
    names = [*sorted(rule.condition.facts()), *([] if rule.area == ANYWHERE else [within(rule.area)])]
    for name in names:
        alone = open_ & unknown[name]
        for other in names:
            if other != name:
                alone &= ~unknown[other]
        yield PLACE if name.startswith(within("")) else name, alone


def _by_area(table: pl.DataFrame, found: Verdicts) -> dict[str, tuple[int, Counts, Counts]]:
    area = (
        pl.col(PLACE).cast(pl.String).str.slice(0, AREA_LENGTH).fill_null("")
        if PLACE in table.columns
        else pl.repeat("", pl.len(), dtype=pl.String)
    )
    sorted_ = table.select(area=area).with_row_index("row").sort("area", maintain_order=True)
    runs = sorted_.select("area").with_row_index("at").group_by("area", maintain_order=True).agg(pl.col("at").first())
    order, starts = sorted_["row"].to_numpy().astype(np.intp), runs["at"].to_numpy()
    binds, possible = (_in_runs(rows, order, starts) for rows in (found.true, found.possible))
    heights = np.diff([*starts, found.height]).tolist()
    return {
        name: (height, binds[:, run], possible[:, run] - binds[:, run])
        for run, (name, height) in enumerate(zip(runs["area"], heights, strict=True))
    }


def _in_runs(rows: Bits, order: NDArray[np.intp], starts: NDArray[Any]) -> Counts:
    """How many bits of each row are set in each run of sites, the sites being put in order first."""
    counts = np.empty((len(rows), len(starts)), np.int64)
    for number, row in enumerate(rows):
        flags = np.unpackbits(row, count=len(order), bitorder="little")
        np.add.reduceat(np.take(flags, order), starts, dtype=np.int64, out=counts[number])
    return counts


def _duty(entry: Entry, summary: Summary, portfolio: Portfolio) -> dict[str, Any]:
    rule = portfolio.rules.of_duty.get(entry.duty.id)
    binds, may = (0, 0) if rule is None else (int(summary.binds[rule]), int(summary.may[rule]))
    return {
        "duty": entry.duty.id,
        "act": entry.act.id,
        "provision": entry.duty.provision,
        "reading_only": entry.duty.reading_only,
        "binds": binds,
        "may_bind": may,
        "does_not_bind": summary.premises - binds - may,
    }


def _area_duties(portfolio: Portfolio, binds: Counts, may: Counts) -> dict[str, list[int]]:
    """By duty, how many sites it binds and may bind; duties that bind none are left out."""
    found = {duty: [int(binds[rule]), int(may[rule])] for duty, rule in portfolio.rules.of_duty.items()}
    return {duty: numbers for duty, numbers in found.items() if any(numbers)}
