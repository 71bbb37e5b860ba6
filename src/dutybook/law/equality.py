"""Whether two acts are the same tree, wherever they were read from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from dutybook.law.model import Act, Citation, Source
from dutybook.law.xmltext import printable

_OFFSETS: dict[str, object] = {
    "span": (0, 0), "spans": (), "num_span": None, "heading_spans": (), "tail_spans": (), "warnings": (),
    "source": Source(""),
}  # fmt: skip


def same_tree(one: Act, other: Act) -> bool:
    """Whether both acts hold the same words in the same structure.

    Compared are eIds, numbers, headings, texts, annexes, asides, metadata and citations. Not compared are offsets
    into the source, the order of citations, warnings, and which control character stood where.
    """
    return without_offsets(one) == without_offsets(other)


def without_offsets(act: Act) -> Act:
    """The act with everything blanked that depends on the file that it was read from."""
    blank: Act = _blank(act)
    return replace(blank, citations=tuple(sorted(map(_unbroken, blank.citations), key=_place)))


def _blank(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(map(_blank, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = [part.name for part in fields(value)]
    return replace(value, **{name: _OFFSETS.get(name, _blank(getattr(value, name))) for name in names})


def _unbroken(cite: Citation) -> Citation:
    """The citation without the line break that may run through its words in a hard-wrapped file."""
    return replace(cite, text="".join(cite.text.split()))


def _place(cite: Citation) -> tuple[str, str, str]:
    return cite.unit, cite.text, cite.target
