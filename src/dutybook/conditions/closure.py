"""One place at a time: a condition as a Python function, with the reasons for its outcome.

The logic is Kleene's: a fact that is not known (absent or None) makes a comparison not known; `and` is false as soon as
one part is, `or` true as soon as one part is, whatever else is not known.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, TypeAlias, assert_never

from dutybook.conditions.facts import Value
from dutybook.conditions.model import And, Atom, Compare, Condition, Constant, Contains, Flag, In, Not, Or

Facts: TypeAlias = Mapping[str, Value | None]
Truth: TypeAlias = bool | None
Test: TypeAlias = Callable[[Facts], Truth]

_COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Step(NamedTuple):
    """One node of the reasons: what it says and what came of it.

    A named tuple: a place with 500 duties has a thousand of them, and a frozen dataclass takes thrice as long to make.

    Args:
        connective: how `parts` make the value: `and`, `or`, `not`; without parts `fact` (a comparison) or `constant`.
        text: the part of the condition.
        value: True, False, or None where it is not known.
        fact: name of the fact that a comparison asks about.
        known: the value of that fact; None where it is not known.
        parts: the nodes below.
    """

    connective: Literal["and", "or", "not", "fact", "constant"]
    text: str
    value: Truth
    fact: str | None = None
    known: Value | None = None
    parts: tuple[Step, ...] = ()

    def leaves(self) -> Iterator[Step]:
        """The comparisons below, in the order of the text; itself if it is one."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a condition comes to for one set of facts, and why."""

    tree: Step

    @property
    def value(self) -> Truth:
        """True, False, or None where it hangs on facts that are not known."""
        return self.tree.value

    def missing(self) -> tuple[str, ...]:
        """The facts on which an open outcome hangs, each once; none where the outcome is settled.

        >>> from dutybook.conditions.language import parse
        >>> evaluate(parse("key_target and (cii_operator or ce_key_unit)"), {"ce_key_unit": False}).missing()
        ('key_target', 'cii_operator')
        """
        return tuple(dict.fromkeys(_open(self.tree)))


_Maker: TypeAlias = Callable[[Facts, list[Step]], Step]
"""Makes a step from the facts and the steps made before it."""


def evaluate(condition: Condition, facts: Facts) -> Outcome:
    """A condition's outcome for one place, with reasons.

    Args:
        condition: as `language.parse` gives it.
        facts: what is known; values as `values.read_value` gives them.

    >>> from dutybook.conditions.language import parse
    >>> outcome = evaluate(parse("footfall_daily > 5000 and key_target"), {"footfall_daily": 6000})
    >>> outcome.value, [(step.text, step.known, step.value) for step in outcome.tree.parts]
    (None, [('footfall_daily > 5000', 6000, True), ('key_target', None, None)])
    """
    return Outcome(together([condition])(facts)[0])


def compiled(condition: Condition) -> Test:
    """The condition as a fast function of facts: True, False, or None where it is not known.

    >>> from dutybook.conditions.language import parse
    >>> binds = compiled(parse("kind in ('mall', 'hospital') or key_target"))
    >>> binds({"kind": "mall"}), binds({"kind": "museum"}), binds({"kind": "museum", "key_target": False})
    (True, None, False)
    """
    match condition:
        case And(parts):
            return _joined([compiled(part) for part in parts], settles=False)
        case Or(parts):
            return _joined([compiled(part) for part in parts], settles=True)
        case Not(part):
            return _opposite(compiled(part))
        case _:
            return _atom(condition)


def together(conditions: Iterable[Condition]) -> Callable[[Facts], list[Step]]:
    """Many conditions for one place at a time: the reasons of each, what they share being worked out once.

    Args:
        conditions: those of all duties, say; the reasons come in the same order.

    >>> from dutybook.conditions.language import parse
    >>> reasons = together([parse("key_target and cii_operator"), parse("key_target")])
    >>> first, second = reasons({"key_target": True})
    >>> first.value, second.value, first.parts[0] is second
    (None, True, True)
    """
    places: dict[Condition, int] = {}
    makers: list[_Maker] = []
    wanted = [_enter(condition, places, makers) for condition in conditions]

    def reasons(facts: Facts) -> list[Step]:
        done: list[Step] = []
        for make in makers:
            done.append(make(facts, done))
        return [done[place] for place in wanted]

    return reasons


def _joined(tests: list[Test], *, settles: bool) -> Test:
    """`settles` is the value that one part gives the whole: False for and, True for or."""

    def joined(facts: Facts) -> Truth:
        whole: Truth = not settles
        for test in tests:
            value = test(facts)
            if value is settles:
                return settles
            if value is None:
                whole = None
        return whole

    return joined


def _opposite(test: Test) -> Test:
    def opposite(facts: Facts) -> Truth:
        value = test(facts)
        return None if value is None else not value

    return opposite


def _atom(atom: Atom) -> Test:
    if isinstance(atom, Constant):
        constant = atom.value
        return lambda _: constant
    name, holds = atom.fact, _holds(atom)

    def test(facts: Facts) -> Truth:
        value = facts.get(name)
        return None if value is None else holds(value)

    return test


def _holds(atom: Flag | Compare | In | Contains) -> Callable[[Any], bool]:
    match atom:
        case Flag():
            return bool
        case Compare(_, sign, value):
            compare = _COMPARISONS[sign]
            return lambda known: compare(known, value)
        case In(_, values):
            return frozenset(values).__contains__
        case Contains(_, value):
            return lambda known: value in known
        case _:
            assert_never(atom)


def _enter(condition: Condition, places: dict[Condition, int], makers: list[_Maker]) -> int:
    """The place of a condition's step in the row of steps; its parts come before it."""
    if condition not in places:
        below = condition.parts if isinstance(condition, And | Or) else ()
        below = (condition.part,) if isinstance(condition, Not) else below
        parts = [_enter(part, places, makers) for part in below]
        places[condition] = len(makers)
        makers.append(_maker(condition, parts))
    return places[condition]


def _maker(condition: Condition, parts: list[int]) -> _Maker:
    match condition:
        case And() | Or():
            return _joined_step(condition, parts)
        case Not():
            return _opposite_step(condition, parts[0])
        case Constant(value):
            step = Step("constant", str(condition), value)
            return lambda _facts, _done: step
        case _:
            return _atom_step(condition)


def _atom_step(atom: Flag | Compare | In | Contains) -> _Maker:
    name, text, holds = atom.fact, str(atom), _holds(atom)

    def step(facts: Facts, _done: list[Step]) -> Step:
        known = facts.get(name)
        return Step("fact", text, None if known is None else holds(known), name, known)

    return step


def _opposite_step(condition: Not, part: int) -> _Maker:
    text = str(condition)

    def step(_facts: Facts, done: list[Step]) -> Step:
        value = done[part].value
        return Step("not", text, None if value is None else not value, None, None, (done[part],))

    return step


def _joined_step(condition: And | Or, parts: list[int]) -> _Maker:
    text, chosen, settles = str(condition), operator.itemgetter(*parts), isinstance(condition, Or)
    connective: Literal["and", "or"] = "or" if settles else "and"

    def step(_facts: Facts, done: list[Step]) -> Step:
        steps = chosen(done)
        values = [part.value for part in steps]
        whole = settles if settles in values else None if None in values else not settles
        return Step(connective, text, whole, None, None, steps)

    return step


def _open(step: Step) -> Iterator[str]:
    """Facts that are not known, below nodes that they leave open."""
    if step.value is None and step.fact is not None:
        yield step.fact
    for part in step.parts:
        if step.value is None:
            yield from _open(part)
