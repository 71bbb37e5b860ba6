"""Data where they lie: a condition as the text of a search condition in a database's own dialect.

Columns are named as facts: boolean; bigint; double precision without NaN; text; an array of text for sets, without
nulls inside.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, assert_never

from sqlglot import exp

from dutybook.conditions.model import And, Atom, Compare, Condition, Constant, Contains, Flag, In, Not, Or, Plain

Dialect: TypeAlias = Literal["postgres", "duckdb", "spark"]

_COMPARISONS: Final[dict[str, type[exp.Expr]]] = {
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


def sql(condition: Condition, dialect: Dialect) -> str:
    """The condition as SQL text: TRUE, FALSE, or NULL where it is not known.

    Args:
        condition: as `language.parse` gives it.
        dialect: of the database that will read it.

    >>> from dutybook.conditions.language import parse
    >>> condition = parse("kind in ('mall', 'hospital') and contains(adopted_plans, 'plan-2026')")
    >>> print(sql(condition, "postgres"))
    "kind" IN ('hospital', 'mall') AND 'plan-2026' = ANY("adopted_plans")
    >>> print(sql(condition, "spark"))
    `kind` IN ('hospital', 'mall') AND ARRAY_CONTAINS(`adopted_plans`, 'plan-2026')
    """
    return _tree(condition, dialect).sql(dialect=dialect)


def _tree(condition: Condition, dialect: Dialect) -> exp.Expr:
    match condition:
        case And(parts):
            return exp.and_(*(_tree(part, dialect) for part in parts), copy=False)
        case Or(parts):
            return exp.or_(*(_tree(part, dialect) for part in parts), copy=False)
        case Not(part):
            return exp.not_(_tree(part, dialect), copy=False)
        case _:
            return _atom(condition, dialect)


def _atom(atom: Atom, dialect: Dialect) -> exp.Expr:
    match atom:
        case Constant(value):
            return exp.Boolean(this=value)
        case Flag(fact):
            return exp.column(fact, quoted=True)
        case Compare(fact, sign, value):
            return _COMPARISONS[sign](this=exp.column(fact, quoted=True), expression=_literal(value))
        case In(fact, values):
            return exp.In(this=exp.column(fact, quoted=True), expressions=[_literal(value) for value in values])
        case Contains(fact, value):
            return _contains(exp.column(fact, quoted=True), _literal(value), dialect)
        case _:
            assert_never(atom)


def _contains(column: exp.Expr, member: exp.Expr, dialect: Dialect) -> exp.Expr:
    """Null for a null array everywhere, which sqlglot's own translation for PostgreSQL is not."""
    if dialect == "postgres":
        return exp.EQ(this=member, expression=exp.Anonymous(this="ANY", expressions=[column]))
    return exp.Anonymous(this="ARRAY_CONTAINS", expressions=[column, member])


def _literal(value: Plain) -> exp.Expr:
    return exp.Literal.string(value) if isinstance(value, str) else exp.Literal.number(value)
