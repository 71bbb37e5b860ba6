"""Two versions of an act, provision by provision: what stayed, was renumbered, amended, added, repealed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dutybook.law.alignment import align
from dutybook.law.model import Act, Annex, Article, Citation, Metadata, Paragraph
from dutybook.law.wording import Change, changes

STATUSES = ("unchanged", "renumbered", "amended", "new", "repealed")
"""Every `Row.status`, in the order of summaries."""

_CITED = re.compile(r"第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")


@dataclass(frozen=True, slots=True)
class Provision:
    """An article, section or annex as it is compared: `text` has a line for each paragraph, item and point."""

    eid: str
    num: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One provision in both versions.

    `status` is one of `STATUSES`. A `renumbered` provision has the same words, but another number of its own or,
    in its citations, the new numbers of renumbered articles. `changes` is empty where no word differs.
    """

    status: str
    old: Provision | None
    new: Provision | None
    changes: tuple[Change, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the provision has another number than before, whatever became of its words."""
        return bool(self.old and self.new and self.old.eid != self.new.eid)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, in the order of the new one; a repealed provision stands where it stood."""

    old: Metadata
    new: Metadata
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each status."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUSES}


def compare(old: Act, new: Act) -> Comparison:
    """Compare two versions of an act.

    Provisions are matched by their words and not by their numbers: first those that say the same, then the most
    alike ones, wherever they stand. Articles are compared with articles and annexes with annexes.

    Args:
        old: the earlier version.
        new: the later version.
    """
    rows = [*_rows(old, new, _articles(old), _articles(new)), *_rows(old, new, _annexes(old), _annexes(new))]
    return Comparison(_told(old), _told(new), tuple(rows))


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as the object that `dutybook compare --to json` writes."""
    return {
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "counts": comparison.counts,
        "rows": [_row(row) for row in comparison.rows],
    }


def as_text(comparison: Comparison) -> str:
    """The comparison as lines: a mark and the numbers, then the words, `[-taken out-]` and `{+put in+}`."""
    told = [f"{version_name(comparison.old)} → {version_name(comparison.new)}"]
    told.append(", ".join(f"{count} {status}" for status, count in comparison.counts.items()))
    return "\n".join([*told, *(line for row in comparison.rows for line in _lines(row))]) + "\n"


_MARKS = {"unchanged": "=", "renumbered": "#", "amended": "~", "new": "+", "repealed": "-"}


def _lines(row: Row) -> Iterator[str]:
    old, new = row.old.num if row.old else "", row.new.num if row.new else ""
    numbers = f"{old} → {new}" if row.moved else new or old
    if row.status == "unchanged":
        yield f"= {numbers}"
        return
    yield f"\n{_MARKS[row.status]} {numbers}  ({row.status})"
    words = "".join(map(_marked, row.changes)) if row.changes else ""
    if row.status in ("new", "repealed"):
        words = (row.new or row.old or Provision("", "", "")).text
    yield from (f"    {line}" for line in words.splitlines())


def _marked(change: Change) -> str:
    if change.op == "equal":
        return change.old
    return (f"[-{change.old}-]" if change.old else "") + (f"{{+{change.new}+}}" if change.new else "")


def _told(act: Act) -> Metadata:
    return act.metadata if act.metadata.title else replace(act.metadata, title=act.source.name)


def version_name(told: Metadata) -> str:
    """The title of a version and the day of its last change, as far as they are known."""
    days = [event.day for event in told.history if event.day and event.kind != "in_force"]
    day = max([*days, *filter(None, [told.promulgated, told.adopted])], default=told.in_force)
    return f"{told.title} ({day.isoformat()})" if day else told.title


def _version(told: Metadata) -> dict[str, Any]:
    days = {"adopted": told.adopted, "promulgated": told.promulgated, "in_force": told.in_force}
    return {"title": told.title, **{name: day.isoformat() if day else None for name, day in days.items()}}


def _row(row: Row) -> dict[str, Any]:
    return {
        "status": row.status,
        "old": _provision(row.old),
        "new": _provision(row.new),
        "changes": [{"op": change.op, "old": change.old, "new": change.new} for change in row.changes],
    }


def _provision(one: Provision | None) -> dict[str, str] | None:
    return {"eId": one.eid, "num": one.num, "text": one.text} if one else None


def _rows(old: Act, new: Act, olds: Sequence[Provision], news: Sequence[Provision]) -> Iterator[Row]:
    pairs = align([_CITED.sub("第#条", one.text) for one in olds], [_CITED.sub("第#条", one.text) for one in news])
    renamed = {olds[i].eid: news[j].eid for j, i in pairs.items()}
    before, after = _Citations(old, renamed), _Citations(new, {})
    kept = set(pairs.values())
    gone = [index for index in range(len(olds)) if index not in kept]
    for j, provision in enumerate(news):
        if j not in pairs:
            yield Row("new", None, provision)
            continue
        while gone and gone[0] < pairs[j]:
            yield Row("repealed", olds[gone.pop(0)], None)
        yield _judged(olds[pairs[j]], provision, before, after)
    yield from (Row("repealed", olds[index], None) for index in gone)


def _judged(old: Provision, new: Provision, before: _Citations, after: _Citations) -> Row:
    if old.text == new.text:
        return Row("renumbered" if old.eid != new.eid else "unchanged", old, new)
    followed = before.targets(old.eid) == after.targets(new.eid) and before.masked(old) == after.masked(new)
    return Row("renumbered" if followed else "amended", old, new, changes(old.text, new.text))


class _Citations:
    """What the provisions of one version cite within the act, with articles named as in the new version."""

    def __init__(self, act: Act, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed
        self._inside: dict[str, list[Citation]] = {}
        for citation in sorted(act.citations, key=lambda c: c.span):
            if not citation.target.startswith("《"):
                self._inside.setdefault(citation.unit.partition("__")[0], []).append(citation)

    def targets(self, eid: str) -> list[str]:
        return [self._new_name(citation.target) for citation in self._inside.get(eid, ())]

    def masked(self, provision: Provision) -> str:
        """The provision's text without the numbers in its citations, which stand in it in the same order."""
        text, done = "", 0
        places = {citation.span: citation.text for citation in self._inside.get(provision.eid, ())}
        for words in places.values():
            at = provision.text.find(words, done)
            if at >= 0:
                text += provision.text[done:at] + "#"
                done = at + len(words)
        return text + provision.text[done:]

    def _new_name(self, target: str) -> str:
        article, sep, below = target.partition("__")
        return self._renamed.get(article, article) + sep + below


def _articles(act: Act) -> list[Provision]:
    return [Provision(article.eid, article.num, _text(article)) for article in act.articles]


def _annexes(act: Act) -> list[Provision]:
    return [Provision(annex.eid, annex.num or annex.heading, _text(annex)) for annex in act.annexes]


def _text(node: Article | Annex) -> str:
    lines = [node.heading, *(line for paragraph in node.paragraphs for line in _paragraph(paragraph))]
    return "\n".join(line.strip() for line in lines if line.strip())


def _paragraph(node: Paragraph) -> Iterator[str]:
    yield node.num + node.text
    for item in node.items:
        yield item.num + item.text
        yield from (point.num + point.text for point in item.points)
    yield node.tail
