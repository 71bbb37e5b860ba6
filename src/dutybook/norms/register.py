"""The register of an act: its norms as rows that a person can read, as CSV, JSON and a page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Container, Sequence
from dataclasses import asdict, astuple, dataclass
from html import escape

from dutybook.cells import neutral
from dutybook.law.model import Act
from dutybook.law.numerals import chinese
from dutybook.norms.model import Norm

HEADINGS = ("provision", "bearer", "modality", "what", "by when", "citation")
WORDS = {"obligation": "must", "prohibition": "must not", "permission": "may", "sanction": "sanction"}
_PARTS = re.compile(r"(art|para|item|point|sec)_(\d+)(?:-(\d+))?")
_SIGNS = {"art": "第{}条", "para": "第{}款", "item": "第（{}）项"}
_OUTLINE_SIGNS = {"sec": "{}、", "para": "（{}）", "item": "{}."}
"""An outline document has numbered headings (一、 then （一）) and no articles."""


@dataclass(frozen=True, slots=True)
class Row:
    """One norm of the register; `confidence` tells how sure the extractor is of it, `unit` is the eId it stands in."""

    provision: str
    bearer: str
    modality: str
    action: str
    by_when: str
    citation: str
    condition: str
    confidence: float
    unit: str


@dataclass(frozen=True, slots=True)
class Register:
    """An act's title with its rows, in reading order."""

    title: str
    rows: tuple[Row, ...]


def register(act: Act, norms: Sequence[Norm]) -> Register:
    """Make the register of an act from its norms."""
    single = {article.eid for article in act.articles if len(article.paragraphs) == 1}
    rows = tuple(_row(norm, single) for norm in norms)
    return Register(act.metadata.title or act.source.name, rows)


def provision(eid: str, single: Container[str] = frozenset()) -> str:
    """A unit as lawyers cite it; the paragraph is left out where the article has only one.

    Args:
        eid: the unit's eId.
        single: the eIds of the articles that have one paragraph.

    >>> provision("art_25__para_1__item_3"), provision("art_5-1__para_1", {"art_5-1"})
    ('第二十五条第一款第（三）项', '第五条之一')
    >>> provision("sec_2__para_3")
    '二、（三）'
    """
    found = [(kind, int(number), sub) for kind, number, sub in _PARTS.findall(eid)]
    if eid.split("__")[0] in single and len(found) > 1 and found[1][0] == "para":
        del found[1]
    outline = bool(found) and found[0][0] == "sec"
    return "".join(
        _sign(kind, number, outline) + (f"之{chinese(int(sub))}" if sub else "") for kind, number, sub in found
    )


def _sign(kind: str, number: int, outline: bool) -> str:
    """One part of a citation; points are numbered in figures (第1目), the rest in Chinese numerals."""
    if kind == "point":
        return f"第{number}目"
    signs = _OUTLINE_SIGNS if outline else _SIGNS
    return signs[kind].format(number if outline and kind == "item" else chinese(number))


def _row(norm: Norm, single: set[str]) -> Row:
    return Row(
        provision=provision(norm.unit, single),
        bearer=norm.bearer or "",
        modality=WORDS[norm.modality],
        action=norm.action,
        by_when="；".join(time.text for time in norm.times),
        citation="；".join(dict.fromkeys(ref.text for ref in norm.refs)),
        condition=norm.condition or "",
        confidence=norm.confidence,
        unit=norm.unit,
    )


def as_csv(found: Register) -> str:
    """The register as CSV with a heading line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEADINGS, "condition", "confidence", "unit"])
    writer.writerows(map(neutral, astuple(row)) for row in found.rows)
    return text.getvalue()


def as_json(found: Register) -> str:
    """The register as one JSON object."""
    return json.dumps({"title": found.title, "rows": [asdict(row) for row in found.rows]}, ensure_ascii=False) + "\n"


def as_html(found: Register) -> str:
    """The register as a self-contained page, made to be read and printed."""
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in HEADINGS)
    body = "\n".join(_html_row(row) for row in found.rows)
    title = escape(found.title)
    return (
        '<!doctype html>\n<html lang=zh>\n<meta charset=utf-8>\n<meta name=viewport content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n<p>{len(found.rows)} norms</p>\n"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</html>\n"
    )


def _html_row(row: Row) -> str:
    cells = (row.provision, row.bearer, row.modality, row.action, row.by_when, row.citation)
    kind = row.modality.replace(" ", "-")
    return f"<tr class={kind}>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8884}
th{position:sticky;top:0;background:Canvas}
td:first-child,td:nth-child(3){white-space:nowrap}
tr.must-not td:nth-child(3){font-weight:700}
tr.may td:nth-child(3){font-style:italic}
tr.sanction{background:#8881}
@media print{th{position:static}tr{break-inside:avoid}}
"""
