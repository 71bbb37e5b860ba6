"""The norms of an act as the notes of its margin: numbered in each article, gathered by paragraph, linked both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dutybook.law.model import Act, Article, Paragraph, Spans
from dutybook.law.webpage import both, title_attribute
from dutybook.law.xmltext import attribute, escape
from dutybook.norms.model import Amount, Norm, TimeLimit
from dutybook.norms.page_marks import Sign, local
from dutybook.norms.page_words import MODALITIES, SANCTIONS, amount_in_figures, time_in_english

TO_CHECK = 0.8
"""Below this confidence a norm is marked as one to check."""

LONGEST = 44
"""How many characters of an action or a condition a note quotes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A norm with its place on the page.

    Args:
        index: its number in the act, from 0; marks and notes that belong together share it.
        number: its number in the article, from 1; the one that a reader sees.
        anchor: of the note; made of the norm's unit, so that changes elsewhere leave it as it is.
        paragraph: eId of the paragraph that the note stands beside.
        article: the article's printed number.
        carried: whether the bearer stands in an earlier sentence or in the lead-in of a list.
    """

    norm: Norm
    index: int
    number: int
    anchor: str
    paragraph: str
    article: str
    carried: bool


class Notes:
    """All notes of an act."""

    def __init__(self, act: Act, norms: Sequence[Norm]) -> None:
        self.source = act.source.text
        self.all = tuple(_notes(act, norms))
        self.beside: dict[str, list[Note]] = defaultdict(list)
        self.of_unit: dict[str, list[Note]] = defaultdict(list)
        for note in self.all:
            self.beside[note.paragraph].append(note)
            self.of_unit[note.norm.unit].append(note)
        self.backing = _backing(self.all)

    def signs(self, unit: str, spans: Spans) -> list[Sign]:
        """The numbers that stand in a unit's text: before the words of each modality, else before the action."""
        taken: set[Spans] = set()
        signs = []
        for note in self.of_unit.get(unit, ()):
            held = note.norm.spans
            places = [held.action] if held.trigger in taken else [held.trigger, held.action]
            taken.add(held.trigger)
            found = (local(place[0][0], spans) for place in places if place)
            signs.append(Sign(next((at for at in found if at is not None), 0), _number(note, "r-", "")))
        return signs

    def margin(self, paragraph: str) -> str:
        """The notes beside a paragraph, those of one bearer and one modality under one heading; empty if none."""
        notes = self.beside.get(paragraph)
        if not notes:
            return ""
        groups = "".join(self._group(list(group)) for _, group in groupby(notes, _heading))
        return f'<aside class="notes ui"><details open><summary>{_counts(notes)}</summary>\n{groups}</details></aside>'

    def _group(self, notes: list[Note]) -> str:
        kind = notes[0].norm.modality
        entries = "".join(map(self._entry, notes))
        return f'<section class="{kind}"><h5>{_bound(notes[0])}</h5>\n<ul>{entries}</ul></section>\n'

    def _entry(self, note: Note) -> str:
        norm = note.norm
        lines = "".join(f"<p>{line}</p>" for line in self._lines(note))
        return (
            f'<li id="{attribute(note.anchor)}" data-n="{note.index}" data-m="{norm.modality}"'
            f' data-b="{attribute(norm.bearer or "")}">{_number(note, "", "r-")}'
            f"<div><p>{_what(norm)}{_tags(norm)}</p>{lines}</div></li>\n"
        )

    def _lines(self, note: Note) -> Iterator[str]:
        norm = note.norm
        if norm.condition:
            yield f'{_label("条件", "If")}<q class="if">{_short(norm.condition)}</q>'
        if norm.times:
            yield _label("时限", "When") + "<br>".join(map(time, norm.times))
        if norm.amounts:
            yield _label("数额", "Amount") + "<br>".join(map(amount, norm.amounts))
        if norm.violates:
            yield _label("违反", "Breach of") + "、".join(map(_provision, norm.violates))
        backing = self.backing.get(note.index)
        if backing:
            yield _label("罚则", "Sanction") + "<br>".join(
                _penalty(article, held) for article, held in _by_article(backing)
            )


def time(limit: TimeLimit) -> str:
    """A time limit as its words, with its meaning in English beside them."""
    return f'<q class="time">{escape(limit.text)}</q> <span class="w" lang="en">{escape(time_in_english(limit))}</span>'


def amount(held: Amount) -> str:
    """An amount as its words, with the figures beside them."""
    return f'<q class="sum">{escape(held.text)}</q> <span class="figure">{escape(amount_in_figures(held))}</span>'


def seal(modality: str, number: str = "") -> str:
    """The small sign of a modality: square, round, open or pointed, so that it is told apart without its colour."""
    return f'<i class="seal {modality}">{number}</i>'


def bearer(norm: Norm) -> str:
    """Who is bound, or that nobody is named."""
    if norm.bearer:
        return f'<b class="who" lang="zh">{escape(norm.bearer)}</b>'
    return f'<span class="none">{both("未指明主体", "no one named")}</span>'


def excerpt(words: str, longest: int = LONGEST) -> str:
    """The first words, with a sign that there are more.

    >>> excerpt("制定预案并演练", 4)
    '制定预案…'
    """
    return words if len(words) <= longest + 2 else words[:longest].rstrip("，、；") + "…"


def _short(words: str) -> str:
    return escape(excerpt(" ".join(words.split())))


def _what(norm: Norm) -> str:
    kinds = "".join(f'<span class="kind">{both(*SANCTIONS.get(kind, (kind, kind)))}</span> ' for kind in norm.sanctions)
    return f"{kinds}<q>{_short(norm.action)}</q>"


def _tags(norm: Norm) -> str:
    tags = []
    if norm.implicit:
        tags.append(("默示", "implicit", "没有情态词", "no modal word"))
    if norm.residual:
        tags.append(("兜底", "catch-all", "列举的兜底项", "the catch-all item of a list"))
    if norm.confidence < TO_CHECK:
        share = f"{norm.confidence:.0%}"
        tags.append(("待核", "to check", f"可信度 {share}", f"confidence {share}"))
    return "".join(
        f' <span class="tag" {title_attribute(*hint)}>{both(*words)}</span>'
        for *words, a, b in tags
        for hint in [(a, b)]
    )


def _bound(note: Note) -> str:
    norm = note.norm
    hint = title_attribute("主体见前文", "the bearer stands in an earlier sentence or lead-in")
    carried = f' <span class="carried" {hint}>↑ {both("承前", "from above")}</span>' if note.carried else ""
    penalised = f' <span class="to">→</span> <b lang="zh">{escape(norm.penalised)}</b>' if norm.penalised else ""
    who = "" if norm.modality == "sanction" and not norm.bearer and norm.penalised else bearer(norm)
    return f'<span class="modality">{both(*MODALITIES[norm.modality])}</span> {who}{carried}{penalised}'


def _number(note: Note, own: str, other: str) -> str:
    """The numbered seal: in the text (`r-…`) it leads to the note, in the note back to the text."""
    zh, en = MODALITIES[note.norm.modality]
    own_id = f' id="{own}{attribute(note.anchor)}"' if own else ""
    name = f"{zh} {note.number} · {en} {note.number}"
    implied = " implied" if note.norm.implicit else ""
    return (
        f'<a class="seal {note.norm.modality}{implied}"{own_id} href="#{other}{attribute(note.anchor)}"'
        f' data-n="{note.index}" aria-label="{name}">{note.number}</a>'
    )


def _counts(notes: Sequence[Note]) -> str:
    counted: Counter[str] = Counter(note.norm.modality for note in notes)
    return " ".join(f"{seal(kind)}{both(*MODALITIES[kind])} {counted[kind]}" for kind in MODALITIES if counted[kind])


def _label(zh: str, en: str) -> str:
    return f'<span class="label">{both(zh, en)}</span> '


def _provision(eid: str) -> str:
    return f'<a href="#{attribute(eid)}">{escape(place(eid))}</a>'


def place(eid: str) -> str:
    """An eId as short as a margin wants it, in figures.

    >>> place("art_19__para_2__item_3"), place("art_20-1")
    ('19.2(3)', '20-1')
    """
    article, *below = (part.rpartition("_")[2] for part in eid.split("__"))
    return article + "".join(f".{number}" if not depth else f"({number})" for depth, number in enumerate(below))


def _penalty(article: str, notes: Sequence[Note]) -> str:
    kinds = dict.fromkeys(kind for note in notes for kind in note.norm.sanctions)
    words = "、".join(SANCTIONS.get(kind, (kind, kind))[0] for kind in kinds)
    english = ", ".join(SANCTIONS.get(kind, (kind, kind))[1] for kind in kinds)
    return f'<a href="#{attribute(notes[0].anchor)}">{escape(article)}</a> {both(words, english)}'


def _by_article(notes: Iterable[Note]) -> Iterator[tuple[str, list[Note]]]:
    for article, group in groupby(notes, lambda note: note.article):
        yield article, list(group)


def _heading(note: Note) -> tuple[str, str | None, str | None, bool]:
    return (note.norm.modality, note.norm.bearer, note.norm.penalised, note.carried)


def _notes(act: Act, norms: Sequence[Norm]) -> Iterator[Note]:
    places = {unit: found for article in act.articles for unit, found in _units(article)}
    in_article: Counter[str] = Counter()
    in_unit: Counter[str] = Counter()
    for index, norm in enumerate(norms):
        if norm.unit not in places:
            continue
        article, paragraph, spans = places[norm.unit]
        in_article[article.eid] += 1
        in_unit[norm.unit] += 1
        anchor = f"{norm.unit}--{in_unit[norm.unit]}"
        carried = _is_carried(norm, spans, act.source.text)
        yield Note(norm, index, in_article[article.eid], anchor, paragraph.eid, article.num or article.heading, carried)


def _units(article: Article) -> Iterator[tuple[str, tuple[Article, Paragraph, Spans]]]:
    for paragraph in article.paragraphs:
        yield paragraph.eid, (article, paragraph, (*paragraph.spans, *paragraph.tail_spans))
        for item in paragraph.items:
            yield item.eid, (article, paragraph, item.spans)
            for point in item.points:
                yield point.eid, (article, paragraph, point.spans)


def _is_carried(norm: Norm, spans: Spans, source: str) -> bool:
    if not norm.spans.bearer or not norm.bearer:
        return False
    start, end = norm.spans.bearer[0][0], norm.spans.bearer[-1][1]
    if local(start, spans) is None:
        return True
    here = (norm.spans.action or norm.spans.trigger)[:1]
    return any(mark in source[end : here[0][0]] for mark in "。；") if here else False


def _backing(notes: Sequence[Note]) -> Mapping[int, list[Note]]:
    """For each norm, the sanctions that punish its breach: those whose target holds the norm's unit."""
    by_target: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        for target in note.norm.violates:
            by_target[target].append(note)
    backing: dict[int, list[Note]] = {}
    for note in notes:
        if note.norm.modality != "sanction":
            parts = note.norm.unit.split("__")
            targets = ("__".join(parts[:depth]) for depth in range(1, len(parts) + 1))
            found = {held.index: held for target in targets for held in by_target.get(target, ())}
            if found:
                backing[note.index] = [found[index] for index in sorted(found)]
    return backing
