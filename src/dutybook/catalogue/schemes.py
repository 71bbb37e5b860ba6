"""Tier schemes (classes of places with their measures) and level schemes (warnings and responses), as data.

A scheme is a YAML file in `data/<country>/schemes/`. The law's tiers overlap or leave gaps; so the tiers of a
scheme stand strictest first, and the first whose condition holds is the tier.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from dutybook.catalogue import marked_yaml
from dutybook.catalogue.cadence import Period
from dutybook.catalogue.load import mistakes_of, shipped
from dutybook.catalogue.model import ActRef, Slug, Strict, Words
from dutybook.conditions.closure import evaluate
from dutybook.conditions.facts import Value
from dutybook.conditions.language import parse
from dutybook.conditions.model import Condition
from dutybook.errors import CatalogueError, ConditionError

MeasureKind = Literal["procedure", "people", "physical", "technical", "document"]
Qualifier = Literal["absolute", "reasonably_practicable"]
Unit = Literal["person", "post", "check", "round", "system", "hour", "document", "procedure", "readiness", "official"]
Per = Literal["m2", "place", "day", "event"]
When = Literal["always", "day", "night"]


class Basis(Strict):
    """What a quantity is counted for: one guard per 100 m² is `{quantity: 100, unit: m2}`."""

    quantity: Annotated[int, Field(gt=0)]
    unit: Per


class Measure(Strict):
    """One thing that a tier requires.

    Args:
        id: unique in its scheme.
        kind: procedure, people, physical, technical or document.
        what: in our own words.
        quantity, unit, per: how many of what, for how much of which.
        frequency: how often, as a period; `when`: at which time of the day.
        legal_ref: `act#eId` or `《title》#eId`.
        qualifier: owed absolutely, or so far as reasonably practicable.
    """

    id: Slug
    kind: MeasureKind
    what: Words
    quantity: Annotated[int, Field(gt=0)] | None = None
    unit: Unit | None = None
    per: Basis | None = None
    frequency: Period | None = None
    when: When = "always"
    legal_ref: ActRef
    qualifier: Qualifier = "absolute"

    @model_validator(mode="after")
    def _must_count_something(self) -> Self:
        if (self.quantity is None) != (self.unit is None):
            raise ValueError("quantity and unit go together")
        if self.per is not None and self.quantity is None:
            raise ValueError("per needs a quantity")
        return self


class Tier(Strict):
    """One class of places: whom its condition puts into it, and what it requires."""

    id: Slug
    label: Words
    applies: Annotated[str, Field(min_length=1)]
    legal_ref: ActRef
    note: Words | None = None
    measures: tuple[Measure, ...] = ()


class TierScheme(Strict):
    """Classes of places under one act, strictest first.

    Args:
        act: id of the act. applies: who is classed at all.
        decided_by: `facts` (the conditions decide) or `designation` (an authority's notice decides).
    """

    id: Slug
    act: Slug
    title: Words
    applies: Annotated[str, Field(min_length=1)]
    decided_by: Literal["facts", "designation"]
    note: Words | None = None
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _must_name_each_once(self) -> Self:
        _require_once([tier.id for tier in self.tiers])
        _require_once([measure.id for tier in self.tiers for measure in tier.measures])
        return self


class Level(Strict):
    """One level of a scale.

    Args:
        rank: 1 is the gravest. colour: the name of its colour, where it has one.
        stands_for: when it is set. brings: for a warning, the response level it leads to, where the source says one.
    """

    id: Slug
    rank: Annotated[int, Field(ge=1, le=9)]
    label: Words
    colour: Literal["red", "orange", "yellow", "blue", "green"] | None = None
    stands_for: Words
    legal_ref: ActRef | None = None
    source: Words | None = None
    brings: Slug | None = None

    @model_validator(mode="after")
    def _must_have_a_source(self) -> Self:
        if self.legal_ref is None and self.source is None:
            raise ValueError("a level needs a legal_ref, or a source where no law sets it")
        return self


class LevelScheme(Strict):
    """Two separate scales: how grave the warning is, and how much is done about it.

    Args:
        jurisdiction: as in an act. act: id of the act that sets it, where one does.
        brings_by: `rule` (a warning level leads to its response) or `judgement` (the place decides for itself).
        public: whether what a place does at a level may be published.
    """

    id: Slug
    title: Words
    jurisdiction: Annotated[str, Field(pattern=r"^(|[1-9][0-9]([0-9]{2}){0,2}|[A-Z]{2})$")]
    act: Slug | None = None
    applies: Annotated[str, Field(min_length=1)]
    brings_by: Literal["rule", "judgement"]
    public: bool
    note: Words | None = None
    warning: Annotated[tuple[Level, ...], Field(min_length=1)]
    response: tuple[Level, ...]

    @model_validator(mode="after")
    def _must_fit_together(self) -> Self:
        for scale in (self.warning, self.response):
            _require_once([level.id for level in scale])
            if [level.rank for level in scale] != list(range(1, len(scale) + 1)):
                raise ValueError("the levels of a scale stand gravest first, with the ranks 1, 2, 3 …")
        known = {level.id for level in self.response}
        if strange := [level.brings for level in self.warning if level.brings and level.brings not in known]:
            raise ValueError(f"no response level is named {strange[0]!r}")
        return self


class SchemeFile(Strict):
    """A file with one scheme, of one of the two kinds."""

    tiers: TierScheme | None = None
    levels: LevelScheme | None = None

    @model_validator(mode="after")
    def _must_hold_one(self) -> Self:
        if (self.tiers is None) == (self.levels is None):
            raise ValueError("a file holds either tiers or levels")
        return self


@dataclass(frozen=True, slots=True)
class Schemes:
    """All schemes by id."""

    tiers: Mapping[str, TierScheme]
    levels: Mapping[str, LevelScheme]


@cache
def schemes(folder: Path | None = None) -> Schemes:
    """Load the schemes.

    Args:
        folder: with `<country>/schemes/*.yaml`; None for the ones that Dutybook ships.

    Raises:
        CatalogueError: with file, line and remedy.

    >>> [tier.id for tier in schemes().tiers["plan-2026-classes"].tiers]
    ['class-1', 'class-2', 'class-3']
    """
    found = [_file(path) for path in sorted((folder or shipped()).glob("*/schemes/*.yaml"))]
    return Schemes(
        tiers=_by_id([file.tiers for file in found if file.tiers]),
        levels=_by_id([file.levels for file in found if file.levels]),
    )


def possible_tiers(scheme: TierScheme, facts: Mapping[str, Value | None]) -> tuple[Tier | None, ...]:
    """The tiers that a place may be in, strictest first; None among them stands for "in no tier".

    One result is a decision; several mean that a fact is missing.

    Args:
        scheme: the tiers. facts: what is known of the place.

    >>> plan = schemes().tiers["plan-2026-classes"]
    >>> at = {"adopted_plans": frozenset({"plan-2026"}), "critical_facility": False, "kind": "mall"}
    >>> [tier and tier.id for tier in possible_tiers(plan, {**at, "footfall_daily": 2000})]
    ['class-2']
    >>> [tier and tier.id for tier in possible_tiers(plan, at)]
    ['class-1', 'class-2', 'class-3']
    """
    classed = evaluate(_condition(scheme.applies), facts).value
    if classed is False:
        return (None,)
    found: list[Tier | None] = [] if classed else [None]
    for tier in scheme.tiers:
        holds = evaluate(_condition(tier.applies), facts).value
        if holds is not False:
            found.append(tier)
        if holds:
            return tuple(found)
    return tuple(found) if None in found else (*found, None)


@cache
def _condition(text: str) -> Condition:
    """Parsed once: portfolios are classed a thousand at a time."""
    return parse(text)


_Scheme = TypeVar("_Scheme", TierScheme, LevelScheme)


def _by_id(found: list[_Scheme]) -> Mapping[str, _Scheme]:
    ids = [scheme.id for scheme in found]
    for name in ids:
        if ids.count(name) > 1:
            raise CatalogueError(name, "two schemes have this id", "rename one of them")
    return {scheme.id: scheme for scheme in found}


def _file(path: Path) -> SchemeFile:
    marked = marked_yaml.read_file(path)
    try:
        found = SchemeFile.model_validate_json(json.dumps(marked.data))
    except ValidationError as errors:
        raise mistakes_of(errors, path, marked)[0] from None
    for text in _conditions(found):
        try:
            parse(text)
        except ConditionError as error:
            raise CatalogueError(str(path), f"condition {text!r}: {error.cause}", error.remedy) from None
    return found


def _conditions(found: SchemeFile) -> Iterator[str]:
    if found.levels:
        yield found.levels.applies
    if found.tiers:
        yield found.tiers.applies
        yield from (tier.applies for tier in found.tiers.tiers)


def _require_once(ids: list[str]) -> None:
    if twice := [name for name in ids if ids.count(name) > 1]:
        raise ValueError(f"the id {twice[0]!r} stands twice")
