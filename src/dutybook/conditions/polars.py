"""Whole portfolios: a condition as a Polars expression over a table with one column per fact, null where not known.

Columns: Boolean; Int64; Float64 without NaN; String, Enum or Categorical; List(String) for sets, without nulls inside.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any, Final, assert_never

import polars as pl

from dutybook.conditions.model import And, Atom, Compare, Condition, Constant, Contains, Flag, In, Not, Or

_COMPARISONS: Final[dict[str, Callable[[Any, Any], pl.Expr]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def expression(condition: Condition) -> pl.Expr:
    """The condition as an expression: true, false, or null where it is not known.

    Args:
        condition: as `language.parse` gives it.

    Returns:
        A Boolean column as long as the table, for a constant too.

    >>> from dutybook.conditions.language import parse
    >>> table = pl.DataFrame({"kind": ["mall", "museum", None], "key_target": [None, False, True]})
    >>> table.select(binds=expression(parse("kind = 'mall' or key_target")))["binds"].to_list()
    [True, False, True]
    """
    match condition:
        case And(parts):
            return reduce(operator.and_, map(expression, parts))
        case Or(parts):
            return reduce(operator.or_, map(expression, parts))
        case Not(part):
            return ~expression(part)
        case _:
            return _atom(condition)


def _atom(atom: Atom) -> pl.Expr:
    match atom:
        case Constant(value):
            return pl.repeat(value, pl.len(), dtype=pl.Boolean)
        case Flag(fact):
            return pl.col(fact)
        case Compare(fact, sign, value):
            return _COMPARISONS[sign](pl.col(fact), pl.lit(value))
        case In(fact, values):
            return pl.col(fact).is_in(list(values))
        case Contains(fact, value):
            return pl.col(fact).list.contains(pl.lit(value))
        case _:
            assert_never(atom)
