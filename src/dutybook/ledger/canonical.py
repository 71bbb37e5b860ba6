"""One way to write a value as bytes: the JSON Canonicalization Scheme (RFC 8785), without numbers that have fractions.

The same event must give the same bytes on every machine and in every year, or its hash would prove nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from dutybook.errors import LedgerError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What can be written. A fraction is refused: give it as text or in a smaller unit."""

MOST_BYTES = 65_536
"""The longest canonical text that is written or read."""

DEEPEST = 8
"""How many lists and mappings may stand in one another."""

_LARGEST = 2**53 - 1  # beyond it RFC 8785 numbers are no longer exact


def canonical(value: Json) -> bytes:
    """Write a value as RFC 8785 JSON in UTF-8: keys ordered by their UTF-16 units, no space, least escapes.

    Raises:
        LedgerError: for a fraction, a whole number beyond 2^53 - 1, a key that is no text, half a character
            (a lone surrogate), anything that is not JSON, more than 8 levels or more than 64 KiB.

    >>> canonical({"b": [1, True, None], "a": "值班\\n"}).decode()
    '{"a":"值班\\\\n","b":[1,true,null]}'
    """
    try:
        text = json.dumps(_ordered(value, DEEPEST), ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        _refuse("it holds half a character (a lone surrogate)")
    if len(text) > MOST_BYTES:
        _refuse(f"it is {len(text):,} bytes long, {MOST_BYTES:,} are allowed")
    return text


def parse(text: bytes) -> Json:
    """Read canonical JSON back; whatever `canonical` would have written otherwise is refused.

    Raises:
        LedgerError: for text that is not JSON, or not in its one canonical form.

    >>> parse(b'{"a":1}')
    {'a': 1}
    """
    value = load(text)
    check_form(text, canonical(value))
    return value


def load(text: bytes) -> Json:
    """Read JSON in whatever form; the caller compares what it writes from it by `check_form`.

    Raises:
        LedgerError: for text that is not JSON, or over 64 KiB.
    """
    if len(text) > MOST_BYTES:
        _refuse(f"it is longer than {MOST_BYTES:,} bytes")
    try:
        value: Json = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        _refuse("it is not JSON in UTF-8")
    return value


def check_form(text: bytes, written: bytes) -> None:
    """Refuse a text that is not as `canonical` wrote the same value.

    Raises:
        LedgerError: where they differ.
    """
    if text != written:
        _refuse("it is not in canonical form (RFC 8785)")


def _ordered(value: Any, depth: int) -> Json:
    """Return the value with the keys of every mapping in canonical order; refuse what cannot be written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _LARGEST else _refuse("it holds a whole number beyond 2^53 - 1")
    if not isinstance(value, dict | list | tuple | Mapping):
        _refuse(f"it holds a {type(value).__name__}, which canonical JSON cannot tell exactly")
    if not depth:
        _refuse(f"it is nested more than {DEEPEST} deep")
    if isinstance(value, list | tuple):
        return [_ordered(part, depth - 1) for part in value]
    return {key: _ordered(value[key], depth - 1) for key in sorted(value, key=_utf16)}


def _utf16(key: Any) -> bytes:
    if not isinstance(key, str):
        _refuse("a key of it is not text")
    return key.encode("utf-16-be", "surrogatepass")


def _refuse(cause: str) -> NoReturn:
    raise LedgerError("value", cause, "give text, whole numbers, true, false, null, lists and mappings of these")
