"""Generated portfolios and conditions: premises of every kind, and the catalogue's own conditions, varied."""

from __future__ import annotations

from random import Random

import numpy as np
import polars as pl

from dutybook.catalogue.load import catalogue
from dutybook.conditions.facts import Fact, dictionary
from dutybook.conditions.model import (
    And,
    Atom,
    Compare,
    Condition,
    Contains,
    Flag,
    In,
    Not,
    Or,
    all_of,
    among,
    any_of,
    negation,
)
from dutybook.decisions.rules import Rule, rules

UNKNOWN = 0.03
PLANS = ("plan-2026", "plan-2025", "plan-2027")


def premises(height: int, seed: int = 1) -> pl.DataFrame:
    """Generated premises with every fact of the dictionary, 3 % of each not known, typed as the reader types them."""
    random = np.random.default_rng(seed)
    columns = [pl.int_range(height, eager=True).alias("id")]
    columns += [_column(fact, height, random) for fact in dictionary().values()]
    return pl.DataFrame(columns)


def varied_rules(number: int, seed: int = 1) -> list[Rule]:
    """Distinct rules: the catalogue's own first, then the same with other thresholds, kinds and facts."""
    random = Random(seed)
    own = rules(catalogue().entries).distinct
    found = dict.fromkeys(own[:number])
    while len(found) < number:
        rule = random.choice(own)
        found[Rule(rule.area, _varied(rule.condition, random))] = None
    return list(found)


def _column(fact: Fact, height: int, random: np.random.Generator) -> pl.Series:
    match fact.type:
        case "boolean":
            values = pl.Series(random.random(height) < 0.25)
        case "choice":
            names = [choice.value for choice in fact.values]
            codes = random.integers(0, len(names), height).astype(np.uint32)
            values = pl.Series(names, dtype=pl.Enum(names)).gather(codes)
        case "integer":
            values = pl.Series(np.minimum(random.lognormal(7.5, 1.2, height), 1_000_000).astype(np.int32))
        case "decimal":
            values = pl.Series(random.lognormal(8, 1.5, height))
        case "code":
            areas = [
                f"{city}{county:02}"
                for city in ("4101", "4103", "5201", "2201", "6501", "1101")
                for county in range(1, 15)
            ]
            values = pl.Series(areas, dtype=pl.Enum(areas)).gather(
                random.integers(0, len(areas), height).astype(np.uint32)
            )
        case _:
            members = [choice.value for choice in fact.values] or list(PLANS)
            sets = ["none", *members, ";".join(members[:2])]
            values = pl.Series(sets, dtype=pl.Enum(sets)).gather(
                random.integers(0, len(sets), height).astype(np.uint32)
            )
    missing = pl.Series(random.random(height) < UNKNOWN)
    return pl.select(pl.when(pl.lit(missing)).then(None).otherwise(pl.lit(values)).alias(fact.name)).to_series()


def _varied(condition: Condition, random: Random) -> Condition:
    match condition:
        case And(parts):
            return all_of(_varied(part, random) for part in parts)
        case Or(parts):
            return any_of(_varied(part, random) for part in parts)
        case Not(part):
            return negation(_varied(part, random))
        case _:
            atom = _varied_atom(condition, random)
            return all_of([atom, Flag(_flag(random))]) if random.random() < 0.25 else atom


def _varied_atom(atom: Atom, random: Random) -> Condition:
    match atom:
        case Flag():
            return Flag(_flag(random)) if random.random() < 0.6 else atom
        case Compare(fact, sign, value) if not isinstance(value, str):
            return Compare(fact, sign, max(1, round(value * random.choice((0.2, 0.4, 0.6, 0.8, 1.2, 1.5, 2, 3)))))
        case Compare(fact, _, _) | In(fact, _):
            return among(
                fact,
                random.sample(
                    sorted(dictionary()[fact].allowed), min(random.randint(1, 4), len(dictionary()[fact].allowed) - 1)
                ),
            )
        case Contains(fact, _):
            return Contains(fact, random.choice(sorted(dictionary()[fact].allowed) or PLANS))
        case _:
            return Flag(_flag(random))


def _flag(random: Random) -> str:
    return random.choice([fact.name for fact in dictionary().values() if fact.type == "boolean"])
