"""A DOCX of the organisation's own (its letterhead) with placeholders, filled with a report; hostile until read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache, partial
from importlib.resources import files
from itertools import chain
from typing import Final

from lxml import etree

from dutybook.errors import TemplateError
from dutybook.interop.documents import placeholders
from dutybook.interop.documents.archive import core, packed
from dutybook.interop.documents.letterhead import is_story, opened
from dutybook.interop.documents.model import Report, SignatureLine, Sources
from dutybook.interop.documents.wording import WORDS, shown
from dutybook.interop.documents.wordml import BLOCK_STYLES, Writer
from dutybook.law.sources.docx_package import W, parse

_OFFICIAL: Final = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}


@cache
def official() -> bytes:
    """The template that comes with Dutybook: A4, margins and faces after GB/T 9704, to be changed in a word processor.

    >>> Template(official(), "official.docx").placeholders
    ('title', 'subtitle', 'period', 'issuer', 'salutation', 'body')
    """
    folder = files("dutybook.interop.documents") / "official"
    parts = {name: (folder / file).read_bytes() for name, file in _OFFICIAL.items()}
    return packed({**parts, "docProps/core.xml": core("", "Dutybook")})


class Template:
    """A template, checked when it is made.

    Args:
        data: the DOCX.
        place: its name, for messages.

    Raises:
        TemplateError: not a sound DOCX, one with parts that could act (macros, objects, fields that fetch), or with a
            placeholder that is not closed.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        self._parts = opened(data, place)
        roots = {name: parse(self._parts[name], place) for name in sorted(self._parts) if is_story(name)}
        self.placeholders: tuple[str, ...] = tuple(
            dict.fromkeys(chain.from_iterable(placeholders.found(root, place) for root in roots.values()))
        )

    def check(self, names: Iterable[str]) -> None:
        """Compare with the names that a report offers.

        Raises:
            TemplateError: with every placeholder that is not among them, and all that are.
        """
        known = sorted(names)
        unknown = [name for name in self.placeholders if name not in known]
        if unknown:
            near = [match for name in unknown for match in get_close_matches(name, known, 1)]
            hint = f"perhaps {_braced(near)}; " if near else ""
            cause = f"unknown placeholder{'s' * (len(unknown) > 1)} {_braced(unknown)}"
            raise TemplateError(self.place, cause, f"{hint}known are {_braced(known)}")

    def fill(self, report: Report) -> bytes:
        """The template with the report in it; the same two always give the same bytes.

        Raises:
            TemplateError: it asks for something that the report does not have.
        """
        texts, blocks = _texts(report), _blocks(report, numbered=bool({"body", "sources"} & {*self.placeholders}))
        self.check([*texts, *blocks])
        parts = {**self._parts, "docProps/core.xml": core(report.title, report.issuer)}
        for name in filter(is_story, self._parts):
            parts[name] = placeholders.filled(parse(parts[name], self.place), texts, blocks, self.place)
        parts["word/styles.xml"] = _with_our_styles(parts["word/styles.xml"], self.place)
        return packed(parts)


def names(report: Report) -> tuple[str, ...]:
    """Every placeholder that a template for this report may use.

    >>> names(Report("报告", "公司", ()))[:4]
    ('addressee', 'body', 'issuer', 'period')
    """
    return tuple(sorted([*_texts(report), *_blocks(report, numbered=True)]))


def _texts(report: Report) -> dict[str, str]:
    own = {name: getattr(report, name) for name in ("title", "subtitle", "issuer", "addressee", "period")}
    own["salutation"] = f"{report.addressee}{WORDS[report.language].colon}" if report.addressee else ""
    return own | {f"fact:{fact.name}": shown(fact.value, report.language) for fact in report.facts if fact.name}


def _blocks(report: Report, *, numbered: bool) -> Mapping[str, placeholders.Blocks]:
    writer = Writer(report.language, report.sources if numbered else ())
    sign = SignatureLine(report.issuer)
    return {
        "body": lambda: chain.from_iterable(map(writer.section, report.sections)),
        "signature": partial(writer.block, sign),
        "sources": partial(writer.block, Sources()),
        **{f"table:{table.name}": partial(writer.block, table) for table in report.tables if table.name},
        **{f"section:{section.name}": partial(writer.section, section) for section in report.named_sections},
    }


def _with_our_styles(data: bytes, place: str) -> bytes:
    """The styles of a template, and those of ours that it does not define itself, based on its plain one."""
    root = parse(data, place)
    own = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    plain = next((each.get(f"{W}styleId") for each in root.iter(f"{W}style") if _is_plain(each)), None)
    for style in parse((files("dutybook.interop.documents") / "official/styles.xml").read_bytes(), "styles.xml"):
        if style.get(f"{W}styleId") in BLOCK_STYLES - own:
            for base in style.iter(f"{W}basedOn"):
                base.set(f"{W}val", plain or "Normal")
            root.append(style)
    return placeholders.written(root)


def _is_plain(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in names)
