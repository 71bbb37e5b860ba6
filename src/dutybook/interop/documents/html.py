"""A report as one self-contained HTML page, for the screen and for A4 paper."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from dutybook.interop.documents.model import (
    Block,
    Column,
    Facts,
    Notice,
    Paragraph,
    Report,
    Section,
    SignatureLine,
    Sources,
    Table,
    Value,
)
from dutybook.interop.documents.wording import WORDS, clean, shown
from dutybook.law.xmltext import escape


def as_html(report: Report) -> str:
    """The report as a page without scripts, links or anything to fetch; its policy forbids them once more.

    >>> as_html(Report("<报告>", "示例公司", ())).count("&lt;报告&gt;")
    2
    """
    return _Page(report).html()


@cache
def content_security_policy() -> str:
    """The policy for serving `as_html`: no source at all but the page's one style sheet, by its hash, and a sandbox.

    >>> content_security_policy().split("'sha256-")[0]
    "sandbox; default-src 'none'; style-src "
    """
    return f"sandbox; {_policy()}"


@cache
def _sheet() -> str:
    return (files("dutybook.interop.documents") / "report.css").read_text("utf-8")


@cache
def _policy() -> str:
    digest = b64encode(hashlib.sha256(_sheet().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'"


class _Page:
    """Writes one report; holds the number of each source."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = WORDS[report.language]
        self.numbers: Mapping[str, int] = {source: number for number, source in enumerate(report.sources, 1)}

    def html(self) -> str:
        title = _text(self.report.title)
        return (
            f'<!DOCTYPE html>\n<html lang="{self.words.locale}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{_sheet()}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f"{''.join(self._head())}{''.join(map(self._section, self.report.sections))}</main>\n</body>\n</html>\n"
        )

    def _head(self) -> Iterator[str]:
        for name, text in (("subtitle", self.report.subtitle), ("period", self.report.period)):
            if text:
                yield f'<p class="{name}">{_text(text)}</p>\n'
        yield f'<p class="issuer">{self.words.issuer}{self.words.colon}{_text(self.report.issuer)}</p>\n'
        if self.report.addressee:
            yield f'<p class="addressee">{_text(self.report.addressee)}{self.words.colon}</p>\n'

    def _section(self, section: Section) -> str:
        heading = f"<h2>{_text(section.heading)}</h2>\n" if section.heading else ""
        return f"<section>\n{heading}{''.join(map(self._block, section.blocks))}</section>\n"

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(text):
                return f"<p>{_text(text)}</p>\n"
            case Notice(text):
                return f'<p class="notice" role="note">{_text(text)}</p>\n'
            case Facts(facts):
                rows = (
                    f"<div><dt>{_text(fact.label)}</dt><dd>{self._value(fact.value)}{self._mark(fact.source)}</dd></div>\n"
                    for fact in facts
                )
                return f"<dl>\n{''.join(rows)}</dl>\n"
            case Table():
                return self._table(block)
            case SignatureLine(body):
                lines = f"{_text(body)}{self.words.seal}", self.words.day
                return "".join(f'<p class="signature">{line}</p>\n' for line in lines)
            case Sources():
                return self._sources()

    def _table(self, table: Table) -> str:
        caption = f"<caption>{_text(table.caption)}{self._mark(table.source)}</caption>\n"
        heads = "".join(f'<th scope="col">{_text(column.heading)}</th>' for column in table.columns)
        rows = "".join(f"<tr>{self._cells(table, row)}</tr>\n" for row in table.rows)
        totals = f"<tfoot>\n<tr>{self._cells(table, table.totals)}</tr>\n</tfoot>\n" if table.totals else ""
        return (
            f'<div class="wide">\n<table>\n{caption}<thead>\n<tr>{heads}</tr>\n</thead>\n'
            f"<tbody>\n{rows}</tbody>\n{totals}</table>\n</div>\n"
        )

    def _cells(self, table: Table, row: tuple[Value, ...]) -> str:
        return "".join(
            f"<td{_kind(column, value)}>{self._value(value)}</td>"
            for column, value in zip(table.columns, row, strict=True)
        )

    def _sources(self) -> str:
        if not self.numbers:
            return ""
        items = "".join(f'<li id="s{number}">{_text(source)}</li>\n' for source, number in self.numbers.items())
        return f'<div class="sources">\n<h3>{self.words.sources}</h3>\n<ol>\n{items}</ol>\n</div>\n'

    def _mark(self, source: str) -> str:
        return f"<sup>[{self.numbers[source]}]</sup>" if source else ""

    def _value(self, value: Value) -> str:
        return escape(shown(value, self.report.language))


def _text(text: str) -> str:
    return escape(clean(text))


def _kind(column: Column, value: Value) -> str:
    """Numbers stand to the right; a date is not broken."""
    return " class=n" if column.numeric else " class=d" if isinstance(value, date) else ""
