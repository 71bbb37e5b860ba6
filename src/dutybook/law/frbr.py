"""Names of acts as FRBR IRIs after the Akoma Ntoso Naming Convention (OASIS akn-nc 1.0): work, expression, citation.

Where the convention leaves room, these are Dutybook's equivalent conventions:

- Country: ISO 3166-2 letters for a province (`cn-ha`), the GB/T 2260 code for what lies below it (`cn-410100`),
  because ISO has no letters there and two-letter abbreviations of cities clash with those of provinces.
- Number part: the title. The order number (令) belongs to one version of the text, the title to the work.
- Date: the first day that the act's history names. A day that is not known is written `0001-01-01`, because
  the schema demands a full date; so a citation, which knows a title only, can be told from a dated work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from dutybook.law.model import Act, Metadata
from dutybook.law.xmltext import printable

UNKNOWN_DAY = date(1, 1, 1)
"""Stands in IRIs and required date attributes where the text names no day."""

_LETTERS = {
    "11": "bj", "12": "tj", "13": "he", "14": "sx", "15": "nm", "21": "ln", "22": "jl", "23": "hl", "31": "sh",
    "32": "js", "33": "zj", "34": "ah", "35": "fj", "36": "jx", "37": "sd", "41": "ha", "42": "hb", "43": "hn",
    "44": "gd", "45": "gx", "46": "hi", "50": "cq", "51": "sc", "52": "gz", "53": "yn", "54": "xz", "61": "sn",
    "62": "gs", "63": "qh", "64": "nx", "65": "xj", "71": "tw", "81": "hk", "82": "mo",
}  # fmt: skip
_CODES = {letters: code for code, letters in _LETTERS.items()}

_SUBTYPES = {
    "administrative_regulation": "regulation",
    "department_rule": "rule",
    "judicial_interpretation": "interpretation",
}
_KINDS = {subtype: kind for kind, subtype in _SUBTYPES.items()}

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0/~#?%!@:.\"<>\\^`{}|\u2000-\u200f\u2028-\u202f\u3000]")
_TARGET = re.compile(r"《(.*)》(?:#(.+))?", re.DOTALL)
_HREF = re.compile(r"/akn/cn/act/0001-01-01/([^/]+)(?:/~(.+))?")


def country(jurisdiction: str) -> str:
    """The country part of an IRI for a GB/T 2260 code shortened to its level.

    >>> country(""), country("41"), country("4101"), country("410105")
    ('cn', 'cn-ha', 'cn-410100', 'cn-410105')
    """
    if not jurisdiction:
        return "cn"
    return f"cn-{_LETTERS.get(jurisdiction) or jurisdiction.ljust(6, '0')}"


def jurisdiction(country: str) -> str:
    """The inverse of `country`.

    >>> jurisdiction("cn-ha"), jurisdiction("cn-410100"), jurisdiction("cn")
    ('41', '4101', '')
    """
    part = country.partition("-")[2]
    if part in _CODES:
        return _CODES[part]
    return re.sub(r"(?:00)+$", "", part)


def subtype(kind: str) -> str:
    """The subtype part of an IRI for a `Metadata.kind`.

    >>> subtype("administrative_regulation"), subtype("local_regulation")
    ('regulation', 'local-regulation')
    """
    return _SUBTYPES.get(kind) or kind.replace("_", "-")


def kind(subtype: str) -> str:
    """The inverse of `subtype`.

    >>> kind("rule"), kind("local-regulation")
    ('department_rule', 'local_regulation')
    """
    return _KINDS.get(subtype) or subtype.replace("-", "_")


def work_day(metadata: Metadata) -> date:
    """The day of the work: the first day of its history, else its day of entry into force, else `UNKNOWN_DAY`."""
    return min(_days_of_making(metadata), default=metadata.in_force or UNKNOWN_DAY)


def version_day(metadata: Metadata) -> date:
    """The day of this version of the text: the last step of its making that its history names."""
    return max(_days_of_making(metadata), default=metadata.in_force or UNKNOWN_DAY)


def work_iri(act: Act) -> str:
    """The IRI of the work, `/akn/{country}/{act or doc}/{subtype}/{date}/{title}`; an outline document is a `doc`."""
    told = act.metadata
    name = _quote(told.title or act.source.name) or "nn"
    kinds = ["doc" if act.outline else "act", *filter(None, [subtype(told.kind)])]
    return "/".join(["", "akn", country(told.jurisdiction), *kinds, work_day(told).isoformat(), name])


def expression_iri(act: Act) -> str:
    """The IRI of this Chinese version of the work."""
    return f"{work_iri(act)}/zho@{version_day(act.metadata).isoformat()}"


def citation_href(target: str) -> str:
    """The `href` of a citation's target.

    >>> citation_href("art_7__para_2")
    '#art_7__para_2'
    >>> citation_href("《消防法》#art_25")
    '/akn/cn/act/0001-01-01/消防法/~art_25'
    """
    outside = _TARGET.fullmatch(target)
    if not outside:
        return f"#{_quote(target)}"
    title, portion = outside.groups()
    iri = f"/akn/cn/act/{UNKNOWN_DAY.isoformat()}/{_quote(title) or 'nn'}"
    return f"{iri}/~{_quote(portion)}" if portion else iri


def citation_target(href: str) -> str:
    """The inverse of `citation_href`; an IRI that it never writes is returned as it is.

    >>> citation_target("/akn/cn/act/0001-01-01/消防法/~art_25")
    '《消防法》#art_25'
    """
    if href.startswith("#"):
        return unquote(href[1:])
    outside = _HREF.fullmatch(href)
    if not outside:
        return href
    title, portion = outside.groups()
    return f"《{unquote(title)}》" + (f"#{unquote(portion)}" if portion else "")


def _days_of_making(metadata: Metadata) -> Iterator[date]:
    days = [metadata.adopted, metadata.promulgated]
    days += [event.day for event in metadata.history if event.kind not in ("in_force", "repealed")]
    return (day for day in days if day)


def _quote(part: str) -> str:
    """Percent-encode what would end a part of an IRI; Chinese stays readable."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), printable(part))
