"""The same rules in OpenFisca-core, evaluated as it does: one vectorised formula for each variable, results cached.

OpenFisca has no third value: what is not known is its default there, and places and sets come as ready yes-or-no
columns. Both spare it work that Dutybook does.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables
from openfisca_core.indexed_enums import Enum

from dutybook.conditions.facts import dictionary
from dutybook.conditions.model import And, Compare, Condition, Constant, Contains, Flag, In, Not, Or
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import ANYWHERE, PLACE, covers

Formula = Callable[[Callable[[str], Any]], Any]
YEAR = periods.DateUnit.YEAR
SIGNS = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Sites:
    """Rules and sites as an OpenFisca simulation."""

    def __init__(self, rules: list[Rule], table: pl.DataFrame) -> None:
        self.entity = entities.Entity("site", "sites", "A site", "")
        self.system = taxbenefitsystems.TaxBenefitSystem([self.entity])
        self.enums = {
            fact.name: Enum(fact.name, {f"v_{n}": choice.value for n, choice in enumerate(fact.values)})
            for fact in dictionary().values()
            if fact.type == "choice"
        }
        inputs = self._inputs(rules, table)
        for number, rule in enumerate(rules):
            self._add(f"rule_{number}", bool, formula=self._rule(rule))
        self.names = [f"rule_{number}" for number in range(len(rules))]
        self.simulation = simulations.SimulationBuilder().build_default_simulation(self.system, count=table.height)
        for name, values in inputs.items():
            self.simulation.set_input(name, "2026", values)

    def run(self) -> list[Any]:
        """Calculate every rule for every site, as if for the first time."""
        for name in self.names:
            self.simulation.delete_arrays(name)
        return [self.simulation.calculate(name, "2026") for name in self.names]

    def _add(self, name: str, type_: Any, formula: Formula | None = None, **more: Any) -> None:
        body: dict[str, Any] = {
            "value_type": type_,
            "entity": self.entity,
            "definition_period": YEAR,
            "label": name,
        }
        if formula is not None:
            body["formula"] = lambda site, period: formula(lambda fact: site(fact, period))
        self.system.add_variable(type(name, (variables.Variable,), {**body, **more}))

    def _inputs(self, rules: list[Rule], table: pl.DataFrame) -> dict[str, Any]:
        found: dict[str, Any] = {}
        atoms = {atom for rule in rules for atom in rule.condition.atoms()}
        for name in sorted({atom.fact for atom in atoms if not isinstance(atom, Constant | Contains)}):
            fact, column = dictionary()[name], table[name]
            if fact.type == "choice":
                members = self.enums[name]
                self._add(name, Enum, possible_values=members, default_value=next(iter(members)))
                found[name] = members.encode(column.to_physical().fill_null(0).to_numpy().astype(np.int16))
            else:
                self._add(name, {"boolean": bool, "integer": int, "decimal": float}[fact.type])
                found[name] = column.fill_null(False if fact.type == "boolean" else 0).to_numpy()
        for atom in sorted((atom for atom in atoms if isinstance(atom, Contains)), key=str):
            self._add(_member(atom), bool)
            sets = table[atom.fact].cast(pl.String).fill_null("").str.split(";")
            found[_member(atom)] = sets.list.contains(atom.value).to_numpy()
        for area in sorted({rule.area for rule in rules if rule.area != ANYWHERE}):
            self._add(f"within_{area}", bool)
            inside = [code for code in table[PLACE].cast(pl.String).unique() if covers(area, code)]
            found[f"within_{area}"] = table[PLACE].cast(pl.String).is_in(inside).fill_null(False).to_numpy()
        return found

    def _rule(self, rule: Rule) -> Formula:
        condition = self._formula(rule.condition)
        if rule.area == ANYWHERE:
            return condition
        return lambda get: get(f"within_{rule.area}") * condition(get)

    def _formula(self, condition: Condition) -> Formula:
        match condition:
            case And(parts) | Or(parts):
                below = [self._formula(part) for part in parts]
                join = np.logical_and if isinstance(condition, And) else np.logical_or
                return lambda get: _reduced(join, [part(get) for part in below])
            case Not(part):
                negated = self._formula(part)
                return lambda get: np.logical_not(negated(get))
            case Flag(fact):
                return lambda get: get(fact)
            case Contains():
                return lambda get: get(_member(condition))
            case Compare(fact, sign, value) if isinstance(value, str):
                member = self._value(fact, value)
                return lambda get: SIGNS[sign](get(fact), member)
            case Compare(fact, sign, value):
                return lambda get: SIGNS[sign](get(fact), value)
            case In(fact, values):
                members = [self._value(fact, value) if isinstance(value, str) else value for value in values]
                return lambda get: _reduced(np.logical_or, [get(fact) == member for member in members])
            case Constant(value):
                return lambda get: np.full(len(get("key_target")), value)
            case _:
                raise AssertionError(condition)

    def _value(self, fact: str, value: str) -> Any:
        return next(member for member in self.enums[fact] if member.value == value)


def _member(atom: Contains) -> str:
    return f"{atom.fact}_has_{atom.value}".replace("-", "_").replace(".", "_")


def _reduced(join: Callable[[Any, Any], Any], parts: list[Any]) -> Any:
    whole = parts[0]
    for part in parts[1:]:
        whole = join(whole, part)
    return whole
