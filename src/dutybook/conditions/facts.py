"""The dictionary of facts: every attribute of premises or of their operator that a condition may ask about.

The facts themselves are data (`data/facts.yaml`). None of them is about a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

import yaml

from dutybook.errors import FactError

FactType: TypeAlias = Literal["boolean", "integer", "decimal", "choice", "choices", "code", "text_set"]
"""How a fact is told: yes or no, a whole number, a number, one value, a set of values, an area code, a set of ids."""

About: TypeAlias = Literal["premises", "operator"]
"""What a fact describes: one place, or the organisation that runs it."""

Value: TypeAlias = bool | int | float | str | frozenset[str]
"""A fact as it is known. A fact that is not known is absent or None, never a value."""

LARGEST: Final = 2**53
"""Numbers up to here are exact in every executor of a condition."""

IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""What the values of choices and the members of sets look like: ASCII, without spaces or quotes."""

AREA_CODE: Final = re.compile(r"[1-9][0-9]([0-9]{2}){0,2}|[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""GB/T 2260 at its three levels, or ISO 3166-1 and -2."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a `choice` or `choices` fact can take, with its label."""

    value: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed attribute, with the question that asks for it.

    Args:
        name: what conditions call it.
        type: how it is told.
        about: the premises or their operator.
        label: a short name for tables and forms.
        question: one sentence that asks for it.
        explanation: what counts, and where to look it up.
        unit: of a number.
        values: of a `choice` or `choices`.
        minimum, maximum: of a number, both inclusive.
    """

    name: str
    type: FactType
    about: About
    label: Bilingual
    question: Bilingual
    explanation: Bilingual
    unit: Bilingual | None = None
    values: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = LARGEST
    allowed: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowed", frozenset(choice.value for choice in self.values))

    def label_of(self, value: str) -> Bilingual:
        """The label of one of the fact's values; the value itself where it has none.

        >>> dictionary()["kind"].label_of("mall").zh
        '商场、购物中心'
        """
        labels = {choice.value: choice.label for choice in self.values}
        return labels.get(value, Bilingual(value, value))


@cache
def dictionary() -> Mapping[str, Fact]:
    """All facts by name, in the order in which a form shows them.

    >>> dictionary()["footfall_daily"].unit
    Bilingual(zh='人次/日', en='people a day')
    """
    text = files("dutybook.conditions").joinpath("data", "facts.yaml").read_text(encoding="utf-8")
    return read_dictionary(text)


def read_dictionary(text: str) -> Mapping[str, Fact]:
    """Facts from YAML text, by name.

    Args:
        text: a mapping of names to `type`, `about`, `label`, `question`, `explanation` and, where they apply,
            `unit`, `values`, `minimum`, `maximum`.

    Raises:
        FactError: an entry lacks something, or says something that a fact does not have.
    """
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    return MappingProxyType({name: _fact(name, entry) for name, entry in loaded.items()})


def _fact(name: str, entry: dict[str, Any]) -> Fact:
    fact = _entry(name, dict(entry))
    if fact.type not in get_args(FactType) or fact.about not in get_args(About):
        raise FactError(
            name, f"{fact.type} about {fact.about} is no type of fact", "use one that FactType and About list"
        )
    if bool(fact.values) != (fact.type in ("choice", "choices")):
        raise FactError(name, "values and type do not fit", "give values to a choice or choices, and to no other")
    if wrong := [value for value in fact.allowed if not IDENTIFIER.fullmatch(value)]:
        raise FactError(name, f"the value {min(wrong)!r} is no identifier", "use letters, digits, '_', '-' and '.'")
    return fact


def _entry(name: str, entry: dict[str, Any]) -> Fact:
    try:
        words: dict[str, Any] = {key: Bilingual(**entry.pop(key)) for key in ("label", "question", "explanation")}
        unit = Bilingual(**entry.pop("unit")) if "unit" in entry else None
        values = tuple(Choice(value, Bilingual(**label)) for value, label in entry.pop("values", {}).items())
        return Fact(name=name, unit=unit, values=values, **words, **entry)
    except (KeyError, TypeError) as cause:
        raise FactError(
            name, f"the entry is not complete or has too much ({cause})", "compare it with another"
        ) from None
