"""The condition language: SQL search conditions, cut down to what can be said of facts, checked against the dictionary.

    condition  = "true" | "false" | term
    term       = term "and" term | term "or" term | "not" term | "(" term ")" | atom
    atom       = flag | flag "=" boolean | fact operator value | value operator fact
               | fact ["not"] "in" "(" value {"," value} ")" | fact ["not"] "between" value "and" value
               | "contains" "(" set "," text ")"

A fact that is not known makes an atom not known, as NULL does in SQL; and, or and not carry it on by Kleene's rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError

from dutybook.conditions.checks import NUMBERS, differs, known, number, require, word
from dutybook.conditions.facts import Fact, dictionary
from dutybook.conditions.model import (
    Compare,
    Condition,
    Constant,
    Contains,
    Flag,
    Operator,
    Plain,
    all_of,
    among,
    any_of,
    negation,
)
from dutybook.conditions.wording import place, tokens
from dutybook.errors import ConditionError

_OPERATORS: Final[dict[type[exp.Expr], Operator]] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_TURNED: Final[dict[Operator, Operator]] = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ORDERED: Final = ("<", "<=", ">", ">=")


def parse(text: str, facts: Mapping[str, Fact] | None = None) -> Condition:
    """A condition from its text, checked.

    Args:
        text: a search condition, as the module says.
        facts: the dictionary to check against; ours if not given.

    Raises:
        ConditionError: the text is not in the language, asks about an unknown fact, compares a fact with what it
            cannot be, or makes a comparison that is always or never true. `place` tells the column.

    >>> condition = parse("NOT key_target AND kind IN ('mall', 'hospital') AND 5000 < footfall_daily")
    >>> print(condition)
    not key_target and kind in ('hospital', 'mall') and footfall_daily > 5000
    >>> parse(str(condition)) == condition
    True
    """
    found = tokens(text)
    try:
        trees = Dialect.get_or_raise(None).parser().parse(found, text)
    except ParseError as cause:
        raise _syntax_error(text, cause) from None
    tree = trees[0]
    if isinstance(tree, exp.Boolean):
        return Constant(bool(tree.this))
    return _Reader(text, dictionary() if facts is None else facts).condition(cast("exp.Expr", tree))


class _Reader:
    """Turns the parser's tree into ours, node by node; whatever is not listed is refused."""

    def __init__(self, text: str, facts: Mapping[str, Fact]) -> None:
        self.text = text
        self.facts = facts

    def condition(self, node: exp.Expr) -> Condition:
        match node:
            case exp.Paren():
                return self.condition(node.this)
            case exp.And():
                return self.checked(all_of(map(self.condition, _chain(node, exp.And))), node)
            case exp.Or():
                return self.checked(any_of(map(self.condition, _chain(node, exp.Or))), node)
            case exp.Not():
                return negation(self.condition(node.this))
            case _:
                return self.atom(node)

    def atom(self, node: exp.Expr) -> Condition:
        match node:
            case exp.Column():
                return self.flag(node)
            case exp.In():
                return self.among(node)
            case exp.Between():
                return self.between(node)
            case exp.Contains():
                return self.contains(node)
            case _ if type(node) in _OPERATORS:
                return self.comparison(node)
            case exp.Boolean():
                raise self.error(
                    node, "true and false stand alone", "leave it out: beside a condition it decides nothing"
                )
            case exp.Alias():
                raise self.error(node.args["alias"], "two conditions stand side by side", "put and or or between them")
            case _:
                raise self.error(node, "this is no condition", "compare a fact with a value, or name a yes-or-no fact")

    def flag(self, node: exp.Expr) -> Condition:
        fact = self.fact(node)
        require(fact, ("boolean",), self.place(node))
        return Flag(fact.name)

    def checked(self, condition: Condition, node: exp.Expr) -> Condition:
        differs(condition, self.facts, self.place(node))
        return condition

    def among(self, node: exp.In) -> Condition:
        if node.args.get("field"):
            remedy = "write a list in brackets; of a set, write contains(set, 'member')"
            raise self.error(node, "in wants a list of values", remedy)
        if not node.expressions:
            raise self.error(node, "the list of values is empty", "name at least one value")
        fact = self.fact(node.this)
        require(fact, ("choice", *NUMBERS), self.place(node))
        return self.checked(among(fact.name, [self.compared(fact, value) for value in node.expressions]), node)

    def between(self, node: exp.Between) -> Condition:
        fact = self.fact(node.this)
        require(fact, NUMBERS, self.place(node))
        low, high = node.args["low"], node.args["high"]
        least = self.checked(Compare(fact.name, ">=", self.compared(fact, low)), low)
        most = self.checked(Compare(fact.name, "<=", self.compared(fact, high)), high)
        return self.checked(all_of([least, most]), node)

    def contains(self, node: exp.Contains) -> Condition:
        fact = self.fact(node.this)
        require(fact, ("choices", "text_set"), self.place(node.this))
        return Contains(fact.name, word(fact, *self.value(node.expression)))

    def comparison(self, node: exp.Expr) -> Condition:
        left, right, operator = node.this, node.args["expression"], _OPERATORS[type(node)]
        if not isinstance(left, exp.Column):
            left, right, operator = right, left, _TURNED[operator]
        fact = self.fact(left)
        if isinstance(right, exp.Boolean):
            return self.truth(fact, operator, bool(right.this), left)
        require(fact, NUMBERS if operator in _ORDERED else ("choice", *NUMBERS), self.place(node))
        return self.checked(Compare(fact.name, operator, self.compared(fact, right)), right)

    def truth(self, fact: Fact, operator: Operator, value: bool, node: exp.Expr) -> Condition:
        require(fact, ("boolean",), self.place(node))
        if operator not in ("=", "<>"):
            raise self.error(node, "yes-or-no facts have no order", f"write {fact.name} or not {fact.name}")
        return Flag(fact.name) if value is (operator == "=") else negation(Flag(fact.name))

    def compared(self, fact: Fact, node: exp.Expr) -> Plain:
        read = number if fact.type in NUMBERS else word
        return read(fact, *self.value(node))

    def fact(self, node: exp.Expr) -> Fact:
        if not isinstance(node, exp.Column):
            raise self.error(node, "here the name of a fact is missing", "compare a fact with a value")
        return known(node.name, self.facts, self.place(node))

    def value(self, node: exp.Expr) -> tuple[str, bool, str]:
        if not isinstance(node, exp.Literal):
            raise self.error(node, "here a plain value is missing", "compare a fact with a number or a text in quotes")
        return str(node.this), bool(node.is_string), self.place(node)

    def place(self, node: exp.Expr) -> str:
        starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
        return place(self.text, min(starts, default=0))

    def error(self, node: exp.Expr, cause: str, remedy: str) -> ConditionError:
        return ConditionError(self.place(node), cause, remedy)


def _chain(node: exp.Expr, kind: type[exp.Connector]) -> list[exp.Expr]:
    """The operands of `a and b and c`, without recursion: the parser nests them to the left."""
    parts: list[exp.Expr] = []
    while isinstance(node, kind):
        parts.append(node.args["expression"])
        node = node.this
    return [node, *reversed(parts)]


def _syntax_error(text: str, cause: ParseError) -> ConditionError:
    first = cause.errors[0]
    start = len(text) - len(text.lstrip()) if first.get("line") is None else _offset(text, first)
    found = f"{first.get('highlight') or 'this'!s}"[:40]
    return ConditionError(
        place(text, start), f"the condition breaks off or runs wrong at {found!r}", "complete or mend it"
    )


def _offset(text: str, error: dict[str, object]) -> int:
    lines = text.split("\n")
    line = min(int(str(error["line"])), len(lines))
    ahead = sum(len(part) + 1 for part in lines[: line - 1])
    return ahead + max(0, int(str(error["col"])) - len(str(error.get("highlight") or "")))
