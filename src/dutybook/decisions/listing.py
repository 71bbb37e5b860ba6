"""Decisions as rows, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from dutybook.catalogue.load import Catalogue
from dutybook.cells import neutral
from dutybook.conditions.closure import Step
from dutybook.decisions.decide import Binding, decide
from dutybook.decisions.profile import Profile
from dutybook.decisions.scope import DATE
from dutybook.decisions.wording import why


class Decided(NamedTuple):
    """One place with the decisions on it."""

    profile: Profile
    on: date
    bindings: tuple[Binding, ...]


class Row(NamedTuple):
    """One decision in a table."""

    premises: str
    duty: str
    act: str
    provision: str
    role: str
    modality: str
    verdict: str
    reading_only: str
    summary_zh: str
    summary_en: str
    why_zh: str
    why_en: str
    missing: str


HEADINGS: Final = Row._fields


def decide_all(profiles: Iterable[Profile], catalogue: Catalogue, on: date) -> tuple[Decided, ...]:
    """Decide every duty for each place.

    Args:
        profiles: the places. catalogue: the duties. on: the day.
    """
    return tuple(Decided(profile, on, decide(profile, catalogue, on)) for profile in profiles)


def rows(decided: Iterable[Decided]) -> list[Row]:
    """One row for each place and duty."""
    return [_row(place.profile.name, binding) for place in decided for binding in place.bindings]


def as_json(decided: Sequence[Decided]) -> str:
    """A list of decisions, one a line; `premises` names the place where there are several."""
    several = len(decided) > 1
    lines = [_line(place, binding, several) for place in decided for binding in place.bindings]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def as_csv(decided: Iterable[Decided]) -> str:
    """The rows with a heading line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(map(neutral, row) for row in rows(decided))
    return text.getvalue()


def reasons_data(step: Step, profile: Profile) -> dict[str, Any]:
    """A tree of reasons as plain data.

    Args:
        step: its root. profile: tells the source of each fact.

    Returns:
        `is` (and, or, not, fact, constant), `text`, `value` (true, false, or null for not known); at a leaf on a fact
        its name, its value (null where not known) and where that was read; below a node its `parts`.
    """
    found: dict[str, Any] = {"is": step.connective, "text": step.text, "value": step.value}
    if step.fact is not None:
        source = "the date asked for" if step.fact == DATE else profile.sources.get(step.fact)
        known = sorted(step.known) if isinstance(step.known, frozenset) else step.known
        found |= {"fact": step.fact, "known": known, "source": source}
    if step.parts:
        found["parts"] = [reasons_data(part, profile) for part in step.parts]
    return found


def _line(place: Decided, binding: Binding, several: bool) -> str:
    data = {
        **({"premises": place.profile.name} if several else {}),
        "duty": binding.duty,
        "act": binding.act,
        "provision": binding.provision,
        "verdict": binding.verdict,
        "reading_only": binding.reading_only,
        "reasons": reasons_data(binding.reasons, place.profile),
    }
    return json.dumps(data, ensure_ascii=False)


def _row(premises: str, binding: Binding) -> Row:
    duty, reason = binding.entry.duty, why(binding)
    return Row(
        premises=premises,
        duty=duty.id,
        act=binding.act,
        provision=duty.provision,
        role=duty.role,
        modality=duty.modality,
        verdict=binding.verdict,
        reading_only=duty.reading_only or "",
        summary_zh=duty.summary.zh,
        summary_en=duty.summary.en,
        why_zh=reason.zh,
        why_en=reason.en,
        missing=" ".join(binding.missing()),
    )
