"""From an act to its norms: articles, paragraphs, lists and their items, each read with what it inherits."""

from __future__ import annotations

from collections.abc import Iterator

from dutybook.law.model import Act, Article, Paragraph, Span
from dutybook.norms.model import Norm
from dutybook.norms.zh.clauses import clauses, sentences
from dutybook.norms.zh.conditions import is_frame
from dutybook.norms.zh.drafts import Draft, Held, UnitText
from dutybook.norms.zh.finish import Finisher
from dutybook.norms.zh.functions import is_declaration
from dutybook.norms.zh.items import is_residual, items_are_norms
from dutybook.norms.zh.lexicon import cue_pattern
from dutybook.norms.zh.liability import sanction_drafts
from dutybook.norms.zh.modality import triggers
from dutybook.norms.zh.phrases import head_ends
from dutybook.norms.zh.reading import Context, Lean
from dutybook.norms.zh.sanctions import is_sanction, sanction_lead, sanction_start
from dutybook.norms.zh.sentences import duties

_INTRO = "__intro"
"""The text under a section's title, before its numbered headings: aims, unless a modal word makes a duty of it."""

_DUTY_WORDS = ("应当", "必须", "应", "须", "不得", "有权")
_MILD = ("order_correction", "other", "criticism")
_LISTING = ("下列", "以下", "如下")
_CAPTION = 25
"""A numbered block of an outline begins with a caption: a first sentence shorter than this."""


def extract(act: Act) -> tuple[Norm, ...]:
    """All norms of an act, in reading order."""
    finisher = Finisher(act)
    return tuple(norm for article in act.articles for norm in _article(act, article, finisher))


def _article(act: Act, article: Article, finisher: Finisher) -> Iterator[Norm]:
    for paragraph in article.paragraphs:
        drafts = ParagraphReader(paragraph, imperative=act.outline).read()
        if paragraph.eid.endswith(_INTRO):
            drafts = [draft for draft in drafts if draft.trigger is not None]
        yield from finisher.finish(paragraph, drafts)


def read_sentence(unit: UnitText, start: int, end: int, context: Context) -> list[Draft]:
    """The drafts of one sentence: its duties, then the sanction that it may end in."""
    if not is_sanction(unit.text[start:end]):
        return duties(unit, start, end, context)
    begin = start + sanction_start(unit.text[start:end])
    found = sanction_drafts(unit, begin, end, context.imposer if _is_further(unit.text[start:end]) else None)
    context.imposer = next((draft.bearer.text for draft in reversed(found) if draft.bearer), None)
    if not found or _is_discovery(unit, begin, end, found):
        return duties(unit, start, end, context)
    first = _duty_ends(unit, begin, found[0])
    if first is None:
        return duties(unit, start, end, context)
    return (duties(unit, start, first, context) if first > start else []) + found


def _is_further(sentence: str) -> bool:
    """Whether a sentence begins with a later stage of the sanction before it (。逾期不改正的，吊销…)."""
    return sentence.lstrip().startswith(("逾期", "拒不", "情节", "仍不", "仍未"))


def _is_discovery(unit: UnitText, start: int, end: int, found: list[Draft]) -> bool:
    """Whether an authority that finds a risk acts on it (发现风险的，有权约谈): its duty or power, and no sanction."""
    mild = all(kind in _MILD for draft in found for kind in draft.sanctions)
    return mild and cue_pattern("discoveries").match(unit.cover, start, end) is not None


def _duty_ends(unit: UnitText, start: int, stage: Draft) -> int | None:
    """Where a duty in front of the sanction ends; `start` if there is none.

    None where what reads as a sanction is itself one verb of the duty (应当遵守规范，对报告承担相应责任，不得…).
    """
    before = unit.cover[start : stage.action[0]]
    breach = cue_pattern("breaches").search(before)
    end = start + before.rfind("，", 0, breach.start()) + 1 if breach else stage.action[0]
    duty = any(trigger.word in _DUTY_WORDS for trigger in triggers(unit.cover, start, end))
    if not duty:
        return start
    return end if breach else None


class ParagraphReader:
    """Reads one paragraph with its items and tail; nothing is carried over from another paragraph."""

    __slots__ = ("context", "drafts", "imperative", "items", "paragraph", "points")

    def __init__(self, paragraph: Paragraph, *, imperative: bool = False) -> None:
        self.paragraph = paragraph
        self.imperative = imperative
        self.items = [UnitText.of(item) for item in paragraph.items]
        self.points = {item.eid: [UnitText.of(point) for point in item.points] for item in paragraph.items}
        self.context = Context(imperative=imperative)
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        """The drafts of the paragraph and its items."""
        unit = UnitText.of(self.paragraph)
        found = sentences(unit.cover)
        if self.imperative and len(found) > 1 and found[0][1] - found[0][0] < _CAPTION:
            found = found[1:]
        for number, (start, end) in enumerate(found):
            if self.items and number + 1 == len(found):
                self._lead(unit, start, end)
            else:
                self.drafts += read_sentence(unit, start, end, self.context)
        if self.paragraph.tail:
            tail = UnitText(self.paragraph.eid, self.paragraph.tail, self.paragraph.tail_spans)
            for start, end in sentences(tail.cover):
                self.drafts += read_sentence(tail, start, end, self.context)
        return self.drafts

    def _lead(self, unit: UnitText, start: int, end: int) -> None:
        """The lead-in of a list: it gives its modality and bearer to the items, or one norm with them as object."""
        if is_sanction(unit.text[start:end]):
            self._sanction_list(unit, start, end)
            return
        found = duties(unit, start, end, self.context)
        listing = _listing(found)
        banned = bool(found) and found[listing].modality == "prohibition"
        texts = [item.text for item in self.items]
        each = bool(found) and not _is_circumstance(unit, start, found[listing], banned=banned)
        each = each and items_are_norms(_up_to_listing(unit, start, end, found, listing), texts, banned=banned)
        penalties = any(is_sanction(text) for text in texts)
        if penalties and (not each or found[listing].implicit):
            self._sanction_list(unit, start, end)
        elif each:
            self._items_as_duties(found, listing)
        else:
            self.drafts += found
            self._items_as_parts(defining=is_declaration(unit.cover[start:end]))

    def _items_as_duties(self, found: list[Draft], listing: int) -> None:
        """Each item is a norm with the lead-in's modality and bearer; the lead-in itself is none."""
        last = found[listing]
        self.drafts += [draft for draft in found if draft is not last or own_act(draft)]
        lean = Lean(last.modality, last.trigger)
        bearer = last.bearer and Held(last.bearer.text, last.bearer.spans, "lead")
        for item in self.items:
            self._item(item, lean, bearer)

    def _sanction_list(self, unit: UnitText, start: int, end: int) -> None:
        """Circumstances of one sanction, or items with penalties of their own by the authority of the lead-in."""
        found = read_sentence(unit, start, end, self.context)
        self.drafts += [draft for draft in found if draft.trigger is not None]
        lead = unit.text[start:end]
        imposer, penalised = (lead[span[0] : span[1]] if span else None for span in sanction_lead(lead))
        for item in self.items:
            for part in (item, *self.points[item.eid]):
                for begin, stop in sentences(part.cover):
                    if is_sanction(part.text[begin:stop]):
                        self.drafts += sanction_drafts(part, begin, stop, imposer, penalised)

    def _items_as_parts(self, *, defining: bool) -> None:
        """Items that are parts of one duty may still hold a modal word or a penalty of their own."""
        found = [self._alone(item) for item in self.items]
        # Items that each name a body of their own share a function out among them (预警由气象机构发布).
        shared = not defining and all(drafts and _is_named(drafts[0]) for drafts in found)
        for item, drafts in zip(self.items, found, strict=True):
            self.drafts += [draft for draft in drafts if shared or draft.trigger is not None]
            self.drafts += self._said_in_points(item, self.context.bearer)

    def _alone(self, part: UnitText, bearer: Held | None = None) -> list[Draft]:
        """The norms that an item or a point holds by itself."""
        drafts: list[Draft] = []
        for start, end in sentences(part.cover):
            drafts += read_sentence(part, start, end, Context(bearer=bearer or self.context.bearer, fixed=True))
        return drafts

    def _said_in_points(self, item: UnitText, bearer: Held | None) -> list[Draft]:
        """Points that are parts of their item's duty may still hold a modal word or a penalty of their own."""
        alone = [draft for point in self.points[item.eid] for draft in self._alone(point, bearer)]
        return [draft for draft in alone if draft.trigger is not None]

    def _item(self, item: UnitText, lean: Lean, bearer: Held | None) -> None:
        residual = is_residual(item.text)
        if residual or lean.modality == "prohibition":
            end = len(item.text.rstrip("。；; \n"))
            found = [Draft(item, lean.modality, lean.trigger, bearer, 0, (0, end), implicit=lean.trigger is None)]
            found[0].residual = residual
        else:
            found = self._leaning(item, lean, bearer)
        for draft in found:
            draft.features.add("item")
            self.drafts.append(draft)

    def _leaning(self, item: UnitText, lean: Lean, bearer: Held | None) -> list[Draft]:
        """An item that leans on its lead-in; its last sentence may itself lead in its points."""
        found: list[Draft] = []
        cut = sentences(item.cover)
        points = self.points.get(item.eid, [])
        for number, (start, end) in enumerate(cut):
            here = duties(item, start, end, Context(bearer=bearer, lean=lean))
            if points and number + 1 == len(cut):
                here = self._with_points(item, (start, end), here)
            found += here
        return found

    def _with_points(self, item: UnitText, place: Span, found: list[Draft]) -> list[Draft]:
        """The points of an item are norms of their own, or parts of the duty that leads them in."""
        if not found:
            return self._said_in_points(item, None)
        listing = _listing(found)
        last = found[listing]
        texts = [point.text for point in self.points[item.eid]]
        if not items_are_norms(
            _up_to_listing(item, *place, found, listing), texts, banned=last.modality == "prohibition"
        ):
            return found + self._said_in_points(item, last.bearer)
        kept = [draft for draft in found if draft is not last or own_act(draft)]
        lean = Lean(last.modality, last.trigger)
        bearer = last.bearer and Held(last.bearer.text, last.bearer.spans, "lead")
        return kept + [draft for point in self.points[item.eid] for draft in self._leaning(point, lean, bearer)]


def _listing(found: list[Draft]) -> int:
    """Which norm of a lead-in the list belongs to: the last that says 下列, else the last."""
    for number in range(len(found) - 1, -1, -1):
        start, end = found[number].action
        if "下列" in found[number].unit.cover[start:end]:
            return number
    return len(found) - 1


def _is_circumstance(unit: UnitText, start: int, draft: Draft, *, banned: bool) -> bool:
    """Whether 下列… stands only in front of the act (进行下列作业，应当征得同意): its items say when, and not what."""
    if banned or any(word in unit.cover[draft.action[0] : draft.action[1]] for word in _LISTING):
        return False
    return any(word in unit.cover[start : draft.action[0]] for word in _LISTING)


def _up_to_listing(unit: UnitText, start: int, end: int, found: list[Draft], listing: int) -> str:
    """The lead-in up to the end of the norm that the list belongs to."""
    follows = listing + 1 < len(found)
    return unit.text[start : found[listing].action[1] if follows else end]


def own_act(draft: Draft) -> bool:
    """Cut 下列… off the lead-in's act; tell whether an act of its own is left (承担…责任，履行下列义务)."""
    cover, (start, end) = draft.unit.cover, draft.action
    cut = clauses(cover, start, end)
    listing = next((number for number, one in enumerate(cut) if "下列" in cover[one.start : one.end]), 0)
    if listing == 0 or head_ends(cover, cut[listing - 1].start, cut[listing - 1].end):
        return False
    if all(is_frame(cover, one) for one in cut[:listing]):
        return False
    draft.action = (start, cut[listing - 1].end)
    return True


def _is_named(draft: Draft) -> bool:
    """Whether a draft has a bearer that its own clause names."""
    return draft.bearer is not None and draft.bearer.origin == "own"
