"""The words that a condition may be made of: the first check, before anything is parsed.

Only listed tokens pass, nesting and length are bounded, so the parser behind never meets a statement, a subquery or a
text that could exhaust it.
"""

from __future__ import annotations

import re
from typing import Final

from sqlglot import Token, TokenError, TokenType
from sqlglot.dialects.dialect import Dialect

from dutybook.errors import ConditionError

MAX_LENGTH: Final = 10_000
"""Characters in a condition."""

MAX_DEPTH: Final = 16
"""Brackets within brackets."""

_ALLOWED: Final = frozenset(
    {
        *(TokenType.VAR, TokenType.STRING, TokenType.NUMBER, TokenType.TRUE, TokenType.FALSE),
        *(TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.IN, TokenType.BETWEEN),
        *(TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE),
        *(TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA),
    }
)
_CALL: Final = [TokenType.L_PAREN, TokenType.VAR, TokenType.COMMA, TokenType.STRING, TokenType.R_PAREN]
_LANGUAGE: Final = (
    "use and, or, not, = <> < <= > >=, in (...), between, contains(set, 'member'), facts and plain values"
)
_NOT_KNOWN: Final = "a fact that is not known already makes the outcome not known; leave the test out"
_REMEDIES: Final = {
    TokenType.NULL: _NOT_KNOWN,
    TokenType.IS: _NOT_KNOWN,
    TokenType.DASH: "facts are never negative; write plain numbers, such as 5000 or 0.5",
    TokenType.PLUS: "write plain numbers, such as 5000 or 0.5",
    TokenType.IDENTIFIER: "write facts without quotes, and values in single quotes",
    TokenType.SEMICOLON: "write one condition, without a semicolon",
    TokenType.LIKE: "compare with = or in (...)",
    TokenType.DOT: "write the fact's bare name",
}
_FULL_WIDTH: Final = re.compile(r"[，、；（）‘’“”＝＜＞！]")


def tokens(text: str) -> list[Token]:
    """The tokens of a condition, all of them allowed.

    Raises:
        ConditionError: an empty or very long text, a forbidden word or sign, brackets that are too deep or not closed.
    """
    if len(text) > MAX_LENGTH:
        cause = f"the condition has {len(text)} characters"
        raise ConditionError("column 1", cause, f"keep it within {MAX_LENGTH}, or split the duty in two")
    found = _cut(text)
    if not found:
        raise ConditionError("column 1", "the condition is empty", "write true if it binds everybody")
    for before, token in zip([None, *found], found, strict=False):
        _check(text, before, token)
    _check_functions(text, found)
    _check_brackets(text, found)
    return found


def place(text: str, start: int) -> str:
    """Where a character stands, for a person: `column 12`, or `line 2, column 5`.

    >>> place("true", 0), place("true\\nand x", 9)
    ('column 1', 'line 2, column 5')
    """
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return f"line {line}, column {column}" if "\n" in text.rstrip() else f"column {column}"


def _cut(text: str) -> list[Token]:
    try:
        return list(Dialect.get_or_raise(None).tokenize(text))
    except TokenError:
        raise ConditionError("column 1", "a quote or a comment is not closed", "close it with '") from None


def _check(text: str, before: Token | None, token: Token) -> None:
    here = place(text, token.start)
    if mark := _FULL_WIDTH.search(token.text):
        raise ConditionError(
            here, f"full-width {mark.group()} is no part of the language", "type it half-width: , ( ) ' = < >"
        )
    if token.comments:
        raise ConditionError(here, "a comment would be lost", "say it in the rationale of the duty")
    if token.token_type not in _ALLOWED:
        remedy = _REMEDIES.get(token.token_type, _LANGUAGE)
        raise ConditionError(here, f"{_shown(token)!r} is not allowed in a condition", remedy)
    if before is not None and before.token_type is token.token_type is TokenType.NOT:
        raise ConditionError(here, "not not says nothing", "leave both out")


def _check_functions(text: str, found: list[Token]) -> None:
    for index, token in enumerate(found[:-1]):
        if token.token_type is TokenType.VAR and found[index + 1].token_type is TokenType.L_PAREN:
            written = [part.token_type for part in found[index + 1 : index + 6]]
            if token.text != "contains" or written != _CALL:
                cause = f"{_shown(token)}(...) is no call that the language has"
                raise ConditionError(place(text, token.start), cause, "the only one is contains(set, 'member')")


def _check_brackets(text: str, found: list[Token]) -> None:
    opened: list[Token] = []
    for token in found:
        if token.token_type is TokenType.L_PAREN:
            opened.append(token)
        elif token.token_type is TokenType.R_PAREN:
            if not opened:
                raise ConditionError(place(text, token.start), "this bracket was never opened", "take it out")
            opened.pop()
        if len(opened) > MAX_DEPTH:
            cause = f"brackets are nested more than {MAX_DEPTH} deep"
            raise ConditionError(place(text, token.start), cause, "write the condition flatter")
    if opened:
        raise ConditionError(place(text, opened[-1].start), "this bracket is never closed", "close it")


def _shown(token: Token) -> str:
    return token.text if len(token.text) <= 40 else f"{token.text[:37]}..."
