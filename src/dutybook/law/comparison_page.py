"""A comparison of two versions as a self-contained HTML page, side by side, one below the other on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dutybook.law.compare import Comparison, Provision, Row, version_name
from dutybook.law.webpage import both, webpage
from dutybook.law.wording import Change
from dutybook.law.xmltext import attribute, escape

_STATUSES = {
    "unchanged": ("未变", "unchanged"),
    "renumbered": ("仅编号变", "renumbered"),
    "amended": ("修改", "amended"),
    "new": ("新增", "new"),
    "repealed": ("删去", "repealed"),
}


def write(comparison: Comparison, language: str = "zh") -> str:
    """The comparison as a page. Words taken out are struck through, words put in underlined, besides their colours.

    Args:
        comparison: the two versions.
        language: of the page's own words when it opens, `zh` or `en`.
    """
    old, new = version_name(comparison.old), version_name(comparison.new)
    rows = "".join(map(_row, comparison.rows))
    body = (
        '<input class="choice" type="checkbox" id="hide-same">\n<div class="shell">\n'
        f'<header class="versions"><h1>{escape(comparison.new.title or new)}</h1>\n'
        f'<p class="ui">{both("旧文本", "Old version")} <strong>{escape(old)}</strong></p>\n'
        f'<p class="ui">{both("新文本", "New version")} <strong>{escape(new)}</strong></p>\n</header>\n'
        f'<ul class="counts ui">{_counts(comparison)}<li><label class="hide-same" for="hide-same">'
        f"{both('隐藏未变的条文', 'Hide what is unchanged')}</label></li></ul>\n<main>\n{rows}</main>\n</div>\n"
    )
    return webpage(f"{old} → {new}", ["comparison"], body, language)


def _counts(comparison: Comparison) -> str:
    counts = comparison.counts.items()
    return "".join(f"<li>{both(*_STATUSES[status])} <b>{count}</b></li>" for status, count in counts)


def _row(row: Row) -> str:
    old, new = row.old.num if row.old else "", row.new.num if row.new else ""
    numbers = f"{escape(old)} → {escape(new)}" if row.moved and old != new else escape(new or old)
    return (
        f'<section class="row {row.status}" id="{_anchor(row)}">\n<header><h2>{numbers}</h2>'
        f'<span class="label ui">{both(*_STATUSES[row.status])}</span></header>\n{_words(row)}</section>\n'
    )


def _anchor(row: Row) -> str:
    return f"new_{attribute(row.new.eid)}" if row.new else f"old_{attribute(row.old.eid if row.old else '')}"


def _words(row: Row) -> str:
    if row.changes:
        return _sides(_marked(row.changes, "old"), _marked(row.changes, "new"))
    if row.old and row.new:
        return f'<details><summary class="ui">{both("原文", "Text")}</summary>\n{_plain(row.new)}</details>\n'
    if row.new:
        return _sides("", _marked([Change("insert", "", row.new.text)], "new"), " whole")
    return _sides(_marked([Change("delete", row.old.text if row.old else "", "")], "old"), "", " whole")


def _plain(provision: Provision) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in provision.text.splitlines())


def _sides(old: str, new: str, more: str = "") -> str:
    return f'<div class="sides{more}">{_side("旧", "Old", old)}{_side("新", "New", new)}</div>\n'


def _side(zh: str, en: str, words: str) -> str:
    return f'<div class="side"><h3 class="ui">{both(zh, en)}</h3>{words}</div>' if words else '<div class="side"></div>'


def _marked(changes: Sequence[Change], side: str) -> str:
    """One side's text, a `<p>` for each line, with the marks closed and opened again at the ends of lines."""
    return "".join(f"<p>{line}</p>\n" for line in _lines(changes, side) if line)


def _lines(changes: Sequence[Change], side: str) -> Iterator[str]:
    line = ""
    tag = "del" if side == "old" else "ins"
    for change in changes:
        first, *rest = (change.old if side == "old" else change.new).split("\n")
        line += _mark(first, change.op, tag)
        for words in rest:
            yield line
            line = _mark(words, change.op, tag)
    yield line


def _mark(words: str, op: str, tag: str) -> str:
    return escape(words) if op == "equal" or not words else f"<{tag}>{escape(words)}</{tag}>"
