"""An act as a tree. Every node has an Akoma Ntoso eId and the spans of source text that it came from.

The tree, outermost first, with the Chinese terms of 立法法 art. 65:
Act › Division (编 分编 章 节) · Article (条) › Paragraph (款) › Item (项) › Point (目).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]
"""Start and end offset in `Source.text`, in characters; the end is exclusive."""

Spans = tuple[Span, ...]
"""Pieces of source text in reading order; a hard-wrapped paragraph has one for each line."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, before anything is known about its structure.

    Args:
        text: the text layer with `\\n` line ends. For TXT and Markdown this is the decoded file itself;
            for DOCX, HTML and PDF one line for each paragraph, table cells of a row joined by tabs.
        name: the file's name without folder, for messages and as the act's last-resort identity.
        format: `txt`, `md`, `docx`, `html` or `pdf`.
        marks: spans that are markup and not text (Markdown's `##`, `**`, comments), in order.
    """

    text: str
    name: str = ""
    format: str = "txt"
    marks: Spans = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A point (目) below an item.

    In every node `text` equals the source's slices at `spans`, joined with nothing between;
    `num` is the printed number, empty where there is none.
    """

    eid: str
    num: str
    num_span: Span | None
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Item:
    """An item (项) of a list, with its points."""

    eid: str
    num: str
    num_span: Span | None
    text: str
    spans: Spans
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (款) of an article; in an outline document, a numbered block （一） with its number.

    `tail` is the end of the paragraph's sentence after its items, empty in nearly all paragraphs.
    """

    eid: str
    num: str
    num_span: Span | None
    text: str
    spans: Spans
    items: tuple[Item, ...] = ()
    tail: str = ""
    tail_spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条); in an outline document, a top-level section 一、.

    `heading` is the section's title, or the bracketed caption some rules give their articles.
    `division` is the eId of the innermost division that the article stands in, empty if none.
    """

    eid: str
    num: str
    num_span: Span | None
    heading: str
    heading_spans: Spans
    division: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A division: `kind` is `part` 编, `subpart` 分编, `chapter` 章 or `section` 节."""

    eid: str
    kind: str
    num: str
    num_span: Span | None
    heading: str
    heading_spans: Spans


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (附件, 附表) with its lines; the cells of a table row are joined by tabs."""

    eid: str
    num: str
    num_span: Span | None
    heading: str
    heading_spans: Spans
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that is kept but is no part of the act's body.

    `kind`: `title`, `note` (题注, the history below the title), `toc`, `order` (promulgation), `preamble`,
    `signature`, `source` (site, citation and link lines), `page` (running heads and page numbers), `markup`.
    """

    kind: str
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of an act.

    `kind`: `adopted` 通过, `approved` 批准, `promulgated` 公布, `amended` 修正, `revised` 修订, `in_force` 施行,
    `repealed` 废止. `day` is empty where the text names none; `by` is the body or the deciding instrument, verbatim.
    """

    kind: str
    day: date | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """A name that the act gives itself to use (以下简称…), valid from where it is given.

    `kind` is `title` when the full name stands in 《》, otherwise `term`.
    """

    short: str
    full: str
    kind: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation, resolved.

    Args:
        unit: eId of the smallest node whose text holds it.
        text: the words, verbatim.
        span: where they stand in the source.
        target: an eId of this act (`art_7__para_2`), or `《title》` or `《title》#art_25` outside it.
        exists: for a target inside this act, whether the act has that node; True outside it.
    """

    unit: str
    text: str
    span: Span
    target: str
    exists: bool = True


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text says about the act itself. What the text does not say stays empty.

    `kind`: `constitution`, `law`, `administrative_regulation`, `supervisory_regulation`, `local_regulation`,
    `department_rule`, `government_rule`, `judicial_interpretation`, `decision`, `amendment`, `plan`, `notice`,
    `opinion`, `reply`, `other`. `jurisdiction` is a GB/T 2260 code shortened to its level
    (`41` province, `4101` city, `410105` county), empty for national acts and where no place is named.
    """

    title: str = ""
    kind: str = ""
    issuer: str = ""
    number: str = ""
    adopted: date | None = None
    promulgated: date | None = None
    in_force: date | None = None
    jurisdiction: str = ""
    history: tuple[Event, ...] = ()
    short_titles: tuple[ShortTitle, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in the source itself, told and not mended: `code`, the place (eId or line) and the words."""

    code: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Act:
    """A law, regulation, measure or plan, read without loss.

    `outline` tells an outline document (一、 → （一） → 1.), whose `articles` are its sections.
    `noise` is what stood between the lines of the body: running heads, site lines, markup.
    """

    source: Source
    metadata: Metadata
    outline: bool
    divisions: tuple[Division, ...]
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    front: tuple[Aside, ...]
    back: tuple[Aside, ...]
    noise: tuple[Aside, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Flaw, ...] = field(default=(), compare=False)
