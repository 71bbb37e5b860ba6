"""Search in the library: any run of characters, found exactly, in the provisions of thousands of acts.

The index holds pairs of neighbouring characters (bigrams): Chinese has no spaces, and two-character words are the
rule. It names the provisions that have all pairs of the words sought; of these, those that have the words themselves
are taken. So nothing is missed and nothing is found that is not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db import connection, transaction

from dutybook.law.numerals import chinese
from dutybook_web.models import Provision

LONGEST = 200
"""Characters of what is sought that are looked at."""

MOST_GRAMS = 80_000
"""Different pairs that one provision may have: PostgreSQL keeps a megabyte of them, far more than any act has."""

_SPACE = re.compile(r"[\s\0\ud800-\udfff]+")
"""What a plain text leaves out: besides spaces, what a database cannot hold."""
_ARTICLE = re.compile(r"第(\d{1,4})(?=[编章节条款项])")
_CITED = re.compile(r"(.{2,}?)(第[〇零一二三四五六七八九十百千]+条)$")


Row: TypeAlias = tuple[int, str, str, str, str, str]
"""A provision: its number in the database, key and title of its act, eId, printed number, text."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought, and where.

    Args:
        text: the words; `第25条` finds `第二十五条` as well.
        tenant: whose library. jurisdiction: a GB/T 2260 prefix. kind: of acts. on: a day on which they are in force.
    """

    text: str
    tenant: int
    jurisdiction: str = ""
    kind: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that has the words."""

    provision: int
    act_key: str
    act_title: str
    eid: str
    number: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `more` tells that there are others behind it."""

    hits: tuple[Hit, ...]
    more: bool


def plain(text: str) -> str:
    """A text as it is searched: width and case folded, without spaces, article numbers as the acts write them."""
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _ARTICLE.sub(lambda match: f"第{chinese(int(match[1]))}", folded)


def grams(text: str) -> list[str]:
    """The pairs of neighbouring characters of a plain text, each once, and its last character alone.

    >>> grams("工作方案")
    ['作方', '工作', '方案', '案']
    """
    return sorted({text[place : place + 2] for place in range(len(text))})


def search(sought: Sought, page: int = 1, per_page: int = 20) -> Found:
    """Find provisions, in the order in which they came into the library.

    Args:
        sought: what and where. page: from 1. per_page: how many.

    Returns:
        one page, with the words in their surroundings.
    """
    words = plain(sought.text[:LONGEST])
    if not words:
        return Found((), more=False)
    cited = _CITED.fullmatch(words)
    rows = _cited(sought, cited[1], cited[2], page, per_page) if cited else []
    if not rows:
        rows = _rows(sought, words, page, per_page)
    return Found(tuple(_hit(row, words) for row in rows[:per_page]), more=len(rows) > per_page)


def index(provisions: Sequence[Provision]) -> None:
    """Put new provisions into the index; in the transaction in which they were written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO dutybook_web_provision_index (rowid, grams) VALUES (%s, %s)",
                [(one.pk, _encoded(grams(one.plain))) for one in provisions],
            )
        else:
            cursor.executemany(
                "UPDATE dutybook_web_provision SET grams = array_to_tsvector(%s::text[]) WHERE id = %s",
                [(grams(one.plain), one.pk) for one in provisions],
            )


def unindex(provisions: Iterable[Provision]) -> None:
    """Take provisions out of the index before they are deleted; on PostgreSQL the row takes its part with it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO dutybook_web_provision_index (dutybook_web_provision_index, rowid, grams)"
                " VALUES ('delete', %s, %s)",
                [(one.pk, _encoded(grams(one.plain))) for one in provisions],
            )


_ONE_WAY = "SELECT set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"

_FIELDS = "p.id, a.key, a.title, p.eid, p.number, p.text"


def _rows(sought: Sought, words: str, page: int, per_page: int) -> list[Row]:
    found = grams(words)[: 2 * LONGEST]
    # The last character alone is in the index only where a text ends with it: elsewhere it begins a pair.
    pairs = [gram for gram in found if len(gram) == 2]
    limits = [per_page + 1, (page - 1) * per_page]
    if connection.vendor == "sqlite":
        return _rows_of_sqlite(sought, words, pairs, limits)
    with transaction.atomic():
        return _rows_of_postgres(sought, words, pairs, limits)


def _rows_of_sqlite(sought: Sought, words: str, pairs: Sequence[str], limits: Sequence[int]) -> list[Row]:
    where, values = _filters(sought)
    index_table = "dutybook_web_provision_index"
    statement = (
        f"SELECT {_FIELDS} FROM {index_table} JOIN dutybook_web_provision p ON p.id = {index_table}.rowid"  # noqa: S608
        f" JOIN dutybook_web_act a ON a.id = p.act_id WHERE {index_table} MATCH %s AND instr(p.plain, %s)"
        f" AND {' AND '.join(where)} ORDER BY {index_table}.rowid LIMIT %s OFFSET %s"
    )
    match = " ".join(map(_hex, pairs)) if pairs else f"{_hex(words)}*"
    return _fetched(statement, [match, words, *values, *limits])


def _rows_of_postgres(sought: Sought, words: str, pairs: Sequence[str], limits: Sequence[int]) -> list[Row]:
    """The planner is left one way: the bitmap of the index, walked in the order of the table until the page is full.

    Told to sort, it reads every row that has the words, or walks the primary key past all that have not.
    """
    _fetched(_ONE_WAY, ())
    where: list[str] = ["p.tenant_id = %s"]
    values: list[Any] = [sought.tenant]
    if sought.jurisdiction or sought.kind or sought.on:
        of_acts, values_of_acts = _filters(sought)
        acts: list[Any] = _fetched(f"SELECT a.id FROM dutybook_web_act a WHERE {' AND '.join(of_acts)}", values_of_acts)  # noqa: S608
        where.append("p.act_id + 0 = ANY(%s)")
        values.append([row[0] for row in acts])
    statement = (
        f"SELECT {_FIELDS} FROM (SELECT p.*, p.ctid AS place FROM dutybook_web_provision p"  # noqa: S608 — own words
        f" WHERE p.grams @@ %s::tsquery AND strpos(p.plain, %s) > 0 AND {' AND '.join(where)} LIMIT %s OFFSET %s) p"
        # In the order in which they were walked: the row too many, which is left for the next page, must be the last.
        " JOIN dutybook_web_act a ON a.id = p.act_id ORDER BY p.place"
    )
    match = " & ".join(map(_lexeme, pairs)) if pairs else f"{_lexeme(words)}:*"
    return _fetched(statement, [match, words, *values, *limits])


def _cited(sought: Sought, title: str, number: str, page: int, per_page: int) -> list[Row]:
    """An article of the acts whose title has the words before its number."""
    where, values = _filters(sought)
    has = "instr(plain_title, %s) > 0" if connection.vendor == "sqlite" else "strpos(plain_title, %s) > 0"
    statement = (
        f"SELECT {_FIELDS} FROM dutybook_web_provision p JOIN dutybook_web_act a ON a.id = p.act_id"  # noqa: S608
        f" WHERE p.act_id IN (SELECT id FROM dutybook_web_act WHERE tenant_id = %s AND {has})"
        f" AND {' AND '.join(['p.number = %s', *where])} ORDER BY p.act_id, p.id LIMIT %s OFFSET %s"
    )
    named = [sought.tenant, title.strip("《》"), number]
    return _fetched(statement, [*named, *values, per_page + 1, (page - 1) * per_page])


def _filters(sought: Sought) -> tuple[list[str], list[object]]:
    where, values = ["a.tenant_id = %s"], [sought.tenant]
    parts: list[tuple[str, list[object]]] = []
    if sought.jurisdiction:
        parts.append(("a.jurisdiction LIKE %s", [f"{sought.jurisdiction}%"]))
    if sought.kind:
        parts.append(("a.kind = %s", [sought.kind]))
    if sought.on:
        parts.append(("(a.start IS NULL OR a.start <= %s) AND (a.end IS NULL OR a.end >= %s)", [sought.on, sought.on]))
    return [*where, *(part for part, _ in parts)], [*values, *(value for _, given in parts for value in given)]


def _fetched(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _hit(row: Row, words: str, around: int = 60) -> Hit:
    provision, key, title, eid, number, text = row
    start, end = _place(text, words)
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return Hit(provision, key, title, eid, number, before, text[start:end], after)


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in a text as it is shown: plain texts are shorter, so its characters are walked."""
    kept: list[int] = []
    folded = []
    for place, character in enumerate(text):
        for part in plain(character):
            kept.append(place)
            folded.append(part)
    found = "".join(folded).find(words)
    return (0, 0) if found < 0 else (kept[found], kept[found + len(words) - 1] + 1)


def _hex(gram: str) -> str:
    """A pair as a word of ASCII letters, which no tokenizer takes apart: four or more digits for each character."""
    return "".join(f"{ord(character):06x}" for character in gram)


def _encoded(found: Iterable[str]) -> str:
    return " ".join(map(_hex, found))


def _lexeme(gram: str) -> str:
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"
