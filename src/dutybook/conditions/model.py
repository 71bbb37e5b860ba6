"""The syntax tree of a condition: frozen, small, and printed back as canonical SQL."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, cast

Operator: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]
Plain: TypeAlias = int | float | str


class Node(ABC):
    """What every part of a condition can do."""

    __slots__ = ()

    @abstractmethod
    def __str__(self) -> str:
        """The canonical text, which parses to this very tree."""

    @abstractmethod
    def atoms(self) -> Iterator[Atom]:
        """The comparisons it is made of, in the order of the text."""

    def facts(self) -> frozenset[str]:
        """Names of all facts that it asks about.

        >>> sorted(any_of([Flag("key_target"), Compare("capacity", ">=", 200)]).facts())
        ['capacity', 'key_target']
        """
        return frozenset(atom.fact for atom in self.atoms() if not isinstance(atom, Constant))


class Leaf(Node):
    """A condition without parts."""

    __slots__ = ()

    def atoms(self) -> Iterator[Atom]:
        """Itself."""
        yield cast("Atom", self)


@dataclass(frozen=True, slots=True)
class Constant(Leaf):
    """`true`: binds everybody; `false`: nobody."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@dataclass(frozen=True, slots=True)
class Flag(Leaf):
    """A fact that is told by yes or no, as a condition: `key_target`."""

    fact: str

    def __str__(self) -> str:
        return self.fact


@dataclass(frozen=True, slots=True)
class Compare(Leaf):
    """A fact against a value: `footfall_daily > 5000`."""

    fact: str
    operator: Operator
    value: Plain

    def __str__(self) -> str:
        return f"{self.fact} {self.operator} {literal(self.value)}"


@dataclass(frozen=True, slots=True)
class In(Leaf):
    """A fact among two or more values: `kind in ('homestay', 'lodging')`."""

    fact: str
    values: tuple[Plain, ...]

    def __str__(self) -> str:
        return f"{self.fact} in ({', '.join(map(literal, self.values))})"


@dataclass(frozen=True, slots=True)
class Contains(Leaf):
    """A set that holds a member: `contains(adopted_plans, 'plan-2026')`."""

    fact: str
    value: str

    def __str__(self) -> str:
        return f"contains({self.fact}, {literal(self.value)})"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite of its part; not known where the part is not."""

    part: Condition

    def __str__(self) -> str:
        if isinstance(self.part, In):
            return f"{self.part.fact} not in {str(self.part).split(' in ', 1)[1]}"
        return f"not {self.part}" if isinstance(self.part, Atom) else f"not ({self.part})"

    def atoms(self) -> Iterator[Atom]:
        """Those of its part."""
        return self.part.atoms()


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of two or more parts, none of which is itself an `And`. `all_of` makes it."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)

    def atoms(self) -> Iterator[Atom]:
        """Those of its parts."""
        for part in self.parts:
            yield from part.atoms()


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Any of two or more parts, none of which is itself an `Or`. `any_of` makes it."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))

    def atoms(self) -> Iterator[Atom]:
        """Those of its parts."""
        for part in self.parts:
            yield from part.atoms()


Atom: TypeAlias = Constant | Flag | Compare | In | Contains
Condition: TypeAlias = Atom | Not | And | Or


def all_of(parts: Iterable[Condition]) -> Condition:
    """The condition that all parts hold: flat, each part once, without constants that decide nothing.

    >>> print(all_of([Flag("key_target"), Constant(True), all_of([Flag("cii_operator"), Flag("key_target")])]))
    key_target and cii_operator
    >>> all_of([])
    Constant(value=True)
    """
    return _joined(And, parts, neutral=True)


def any_of(parts: Iterable[Condition]) -> Condition:
    """The condition that at least one part holds: flat, each part once, without constants that decide nothing.

    >>> any_of([Flag("key_target"), Constant(True)])
    Constant(value=True)
    """
    return _joined(Or, parts, neutral=False)


def negation(part: Condition) -> Condition:
    """The condition that the part does not hold.

    >>> print(negation(among("kind", ["mall", "hospital"])))
    kind not in ('hospital', 'mall')
    >>> negation(Constant(True))
    Constant(value=False)
    """
    return Constant(not part.value) if isinstance(part, Constant) else Not(part)


def among(fact: str, values: Iterable[Plain]) -> Condition:
    """The condition that a fact has one of the values: sorted, each once, and an equation where there is only one.

    >>> print(among("kind", ["mall", "hospital", "mall"]))
    kind in ('hospital', 'mall')
    """
    ordered = tuple(sorted(set(values), key=lambda value: (isinstance(value, str), value)))
    return Compare(fact, "=", ordered[0]) if len(ordered) == 1 else In(fact, ordered)


def literal(value: Plain) -> str:
    """A number or a text as SQL writes it.

    >>> literal("plan-2026"), literal(5000.0), literal(0.5)
    ("'plan-2026'", '5000', '0.5')
    """
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, int):
        return str(value)
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


def _joined(kind: type[And | Or], parts: Iterable[Condition], *, neutral: bool) -> Condition:
    flat: dict[Condition, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if Constant(not neutral) in flat:
        return Constant(not neutral)
    flat.pop(Constant(neutral), None)
    if not flat:
        return Constant(neutral)
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))
