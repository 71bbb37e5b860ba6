"""The blocks of a report as WordprocessingML, dressed in styles that a template may define in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dutybook.interop.documents.model import (
    Block,
    Facts,
    Language,
    Notice,
    Paragraph,
    Section,
    SignatureLine,
    Sources,
    Table,
    Value,
)
from dutybook.interop.documents.wording import WORDS, clean, shown
from dutybook.law.xmltext import escape

_TWIPS: Final = 8844
"""Width between the margins of GB/T 9704: 156 mm."""

BLOCK_STYLES: Final = frozenset(
    f"Dutybook{name}" for name in ("Caption", "Cell", "Heading", "Note", "Notice", "Signature", "Table", "Text")
)
"""The styles that the blocks of a report are set in."""


class Writer:
    """Writes blocks one by one.

    Args:
        language: of the words that are added.
        sources: those that get a number; empty where the document lists none.
    """

    def __init__(self, language: Language, sources: tuple[str, ...]) -> None:
        self.language: Language = language
        self.words = WORDS[language]
        self.numbers: Mapping[str, int] = {source: number for number, source in enumerate(sources, 1)}

    def section(self, section: Section) -> Iterator[str]:
        """The heading and the blocks of a section."""
        if section.heading:
            yield paragraph(run(section.heading), "Heading")
        for block in section.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """One block as paragraphs and tables."""
        match block:
            case Paragraph(text):
                yield paragraph(run(text), "Text")
            case Notice(text):
                yield paragraph(run(text), "Notice")
            case Facts():
                yield from self._facts(block)
            case Table():
                yield from self._table(block)
            case SignatureLine(body):
                yield paragraph(run(f"{body}{self.words.seal}"), "Signature", "<w:keepNext/>")
                yield paragraph(run(self.words.day), "Signature")
            case Sources():
                yield from self._sources()

    def _facts(self, block: Facts) -> Iterator[str]:
        rows = (
            [paragraph(run(fact.label), "Cell"), paragraph(self._value(fact.value) + self._mark(fact.source), "Cell")]
            for fact in block.facts
        )
        if block.facts:
            yield _grid([2, 3], map(_row, rows))
            yield paragraph("", "Cell")

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption or table.source:
            yield paragraph(run(table.caption) + self._mark(table.source), "Caption")
        yield _grid([column.width for column in table.columns], self._rows(table))
        yield paragraph("", "Cell")

    def _rows(self, table: Table) -> Iterator[str]:
        heads = [
            paragraph(run(column.heading, bold=True), "Cell", '<w:jc w:val="center"/>') for column in table.columns
        ]
        yield _row(heads, "<w:tblHeader/>")
        sides = ['<w:jc w:val="right"/>' if column.numeric else "" for column in table.columns]
        for row in table.rows:
            yield _row(self._cells(row, sides))
        if table.totals:
            yield _row(self._cells(table.totals, sides, bold=True))

    def _cells(self, row: tuple[Value, ...], sides: list[str], *, bold: bool = False) -> list[str]:
        return [paragraph(self._value(value, bold=bold), "Cell", side) for value, side in zip(row, sides, strict=True)]

    def _sources(self) -> Iterator[str]:
        if self.numbers:
            yield paragraph(run(self.words.sources, bold=True), "Note", "<w:keepNext/>")
        for source, number in self.numbers.items():
            yield paragraph(run(f"[{number}] {source}"), "Note")

    def _value(self, value: Value, *, bold: bool = False) -> str:
        return run(shown(value, self.language), bold=bold)

    def _mark(self, source: str) -> str:
        number = self.numbers.get(source)
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>[{number}]</w:t></w:r>' if number else ""


def run(text: str, *, bold: bool = False) -> str:
    """Text as a run, its line breaks and tabs kept.

    >>> run("a<b")
    '<w:r><w:t xml:space="preserve">a&lt;b</w:t></w:r>'
    """
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inline(text)}</w:r>"


def inline(text: str) -> str:
    """Text as the content of a run."""
    written = escape(clean(text)).replace("\n", _BETWEEN.format("br")).replace("\t", _BETWEEN.format("tab"))
    return f'<w:t xml:space="preserve">{written}</w:t>'


_BETWEEN: Final = '</w:t><w:{}/><w:t xml:space="preserve">'


def paragraph(runs: str, style: str, properties: str = "") -> str:
    """Runs as a paragraph in one of the styles of a report."""
    return f'<w:p><w:pPr><w:pStyle w:val="Dutybook{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _grid(widths: list[int], rows: Iterator[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{_TWIPS * width // sum(widths)}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="DutybookTable"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: list[str], properties: str = "") -> str:
    written = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"
