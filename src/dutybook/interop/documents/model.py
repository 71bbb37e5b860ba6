"""A report as data: what it says, and where each figure came from; nothing of how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

Value = str | int | Decimal | date | None
"""What a figure or a cell can be; None is not known, and is never shown as 0."""

Language = Literal["zh", "en"]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark that must not be overlooked, set in a frame."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its label.

    Args:
        label: what the figure is.
        value: the figure.
        source: where it came from, in words for the reader.
        name: by which a template asks for the figure alone, `{{fact:name}}`.
    """

    label: str
    value: Value
    source: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures one below the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        heading: above it.
        width: its share of the table's width, beside that of the others.
        numeric: set to the right.
    """

    heading: str
    width: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Args:
        columns: at least one.
        rows: each with a value for each column.
        totals: a last row that stands out; empty if there is none.
        caption: above the table.
        source: where its figures came from.
        name: by which a template asks for the table alone, `{{table:name}}`.

    Raises:
        ValueError: no column, or a row of another length.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] = ()
    caption: str = ""
    source: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        wide = len(self.columns)
        if not wide or any(len(row) != wide for row in self.rows) or len(self.totals) not in (0, wide):
            raise ValueError(f"a table of {wide} columns has a row of another length, or no column: {self.caption}")


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A blank place for the seal (盖章) and the date of a body, filled in by hand on paper.

    Args:
        body: the organisation that seals; never a person.
    """

    body: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The place where the sources of all figures are listed, each with the number that stands at its figures."""


Block = Paragraph | Notice | Facts | Table | SignatureLine | Sources


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Args:
        heading: with its number, if it has one.
        blocks: in their order.
        name: by which a template asks for the section alone, `{{section:name}}`.
    """

    heading: str
    blocks: tuple[Block, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Args:
        title: of the report.
        issuer: the organisation that makes it.
        sections: in their order.
        subtitle: below the title.
        addressee: the authority that it goes to.
        period: that it tells of, in words.
        language: of the words that the writers add, and of dates.

    Raises:
        ValueError: a name that is not lower-case letters and digits or is given twice, or figures with sources in a
            report that lists none.

    >>> Report("报告", "公司", (Section("一", (Facts((Fact("人数", 1, "花名册汇总"),)), Sources())),)).sources
    ('花名册汇总',)
    """

    title: str
    issuer: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    addressee: str = ""
    period: str = ""
    language: Language = "zh"

    def __post_init__(self) -> None:
        for kind in (self.facts, self.tables, self.named_sections):
            names = [part.name for part in kind if part.name]
            wrong = sorted({name for name in names if names.count(name) > 1 or not _NAME.fullmatch(name)})
            if wrong:
                raise ValueError(f"names given twice, or not of a-z, 0-9, _ and -: {', '.join(wrong)}")
        if self.sources and not any(isinstance(block, Sources) for block in self.blocks):
            raise ValueError("figures name their sources, and the report has no block Sources that lists them")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sections."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures outside tables."""
        return tuple(fact for block in self.blocks if isinstance(block, Facts) for fact in block.facts)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def named_sections(self) -> tuple[Section, ...]:
        """The sections that a template can ask for."""
        return tuple(section for section in self.sections if section.name)

    @property
    def sources(self) -> tuple[str, ...]:
        """Each source once, in the order in which the reader meets them."""
        return tuple(dict.fromkeys(source for block in self.blocks for source in _sources(block) if source))


def _sources(block: Block) -> Iterator[str]:
    if isinstance(block, Facts):
        yield from (fact.source for fact in block.facts)
    elif isinstance(block, Table):
        yield block.source
