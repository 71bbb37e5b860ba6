"""Clauses without a modal word that assign a function or a duty: X负责…, 由X…, …纳入…, and what only looks like it."""

from __future__ import annotations

from dutybook.norms.zh.agents import AGENT_WITHIN, agent_place, by_agent
from dutybook.norms.zh.attribution import from_pending, of_grant
from dutybook.norms.zh.bearers import Subject, agent, is_authority, subject
from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.conditions import ends_as_frame, ends_in_case, is_act, is_frame, names_event
from dutybook.norms.zh.continuation import behind_norm
from dutybook.norms.zh.drafts import Held
from dutybook.norms.zh.lexicon import cue, cue_pattern, pattern, words
from dutybook.norms.zh.phrases import after_links, ends_relative, head_ends, is_adverbial, is_verb_phrase
from dutybook.norms.zh.reading import Reading

_VERBS = words("verbs", "actions")
_COMPETENCE = words("verbs", "competence")
_DIRECTED = words("bearers", "directed")
_THINGS = words("lists", "things")
_STATES = words("verbs", "states")
_DECLARATION = pattern("verbs", "declarations")
_UNADDRESSED = pattern("verbs", "unaddressed")
_GOES_ON = ("，", ",", "：", ":")
_LOOK_AHEAD = 20
"""How many clauses on a circumstance looks for its modal word; keeps the cost linear."""


def is_declaration(text: str) -> bool:
    """Whether a sentence defines, delimits or declares and so imposes nothing by itself.

    >>> is_declaration("本规定所称场所，是指供公众使用的场所。"), is_declaration("主管部门负责检查。")
    (True, False)
    """
    return _DECLARATION.search(text) is not None


def read_clause(reading: Reading, place: int) -> None:
    """Read a clause without a governing modal word: it opens a norm, goes on with one, or waits for one."""
    if equates(reading, place):
        return
    if reading.opened is not None and reading.cover.endswith("除外", 0, reading.cut[place].end):
        reading.extend(reading.cut[place])
        return
    if encourages_more(reading, place) or by_agent(reading, place) or by_subject(reading, place):
        return
    if reading.opened is None:
        _first_predicate(reading, place)
    else:
        behind_norm(reading, place)


def assigns(reading: Reading, clause: Clause) -> bool:
    """Whether a clause gives a bearer a function (X负责…, 由X负责…), whatever follows it."""
    if ends_in_case(reading.cover, clause):
        return False
    at = reading.cover.find("由", clause.start, min(clause.end, clause.start + AGENT_WITHIN))
    placed = at > clause.start and agent_place(reading, clause, at)
    if placed and agent(reading.cover, at, clause.end).kind == "bearer":
        return True
    found = reading.named(clause)
    if found.kind != "bearer":
        return False
    return _COMPETENCE.starting(reading.cover, _behind_place(reading, found.end, clause.end)) > 0


def is_duty(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is a bearer with a verb of duty (X建立…制度) and so no mere circumstance."""
    found = reading.named(clause)
    if found.kind != "bearer" or ends_in_case(reading.cover, clause):
        return False
    return cue("duty_verbs").starting(reading.cover, _behind_place(reading, found.end, clause.end)) > 0


def _behind_place(reading: Reading, at: int, end: int) -> int:
    """The offset behind adverbs and a phrase of place or manner (在其职责范围内, 按照职责分工)."""
    here = after_links(reading.cover, at, end)
    place = cue_pattern("places").match(reading.cover, here, end)
    return after_links(reading.cover, place.end(), end) if place else here


def equates(reading: Reading, place: int) -> bool:
    """Whether a clause only says who is what (建设单位为管理单位); the body it names goes on as bearer."""
    clause = reading.cut[place]
    found, whole = reading.named(clause), reading.whole(clause)
    name = found if found.kind == "bearer" and found.end < clause.end else whole
    if name.kind != "bearer" or is_verb_phrase(reading.cover, name.start):
        return False
    at = cue_pattern("equating").match(reading.cover, name.start, clause.end)
    if not at or not head_ends(reading.cover, at.end(), clause.end):
        return False
    if reading.opened is None:
        reading.hold(Subject("bearer", name.start, at.start(1)))
    return True


def encourages_more(reading: Reading, place: int) -> bool:
    """A further addressee of 鼓励 (鼓励甲投保，乙…; 鼓励甲…，引导乙…)."""
    opened, clause = reading.opened, reading.cut[place]
    if opened is None or opened.modality != "permission" or opened.trigger is None:
        return False
    if opened.trigger.text[:2] != "鼓励":
        return False
    start = clause.start + 2 * reading.cover.startswith("引导", clause.start)
    found = subject(reading.cover, start, clause.end, verbs=True)
    if found.kind != "bearer" or found.end >= clause.end or found.start != start:
        return False
    trigger = Held("引导", reading.unit.locate(clause.start, start)) if start > clause.start else opened.trigger
    reading.open(clause, "permission", trigger, reading.hold(found), found.end)
    return True


def by_subject(reading: Reading, place: int) -> bool:
    """A bearer with a verb and no modal word has a function or a duty."""
    clause = reading.cut[place]
    if _lists_charges(reading, place):
        return True
    found = reading.named(clause)
    if found.kind != "bearer" or found.end >= clause.end:
        return False
    if reading.context.lean is not None and is_verb_phrase(reading.cover, found.start):
        return False
    if _leads_on(reading, place, found):
        reading.put_off(clause)
        return True
    if reading.opened is None and reading.declares:
        return False
    if reading.opened is None and _STATES.starting(reading.cover, after_links(reading.cover, found.end, clause.end)):
        reading.hold(found)
        reading.put_off(clause)
        return True
    if reading.opened is not None and not _begins_anew(reading, found, clause):
        return False
    before = reading.context.bearer
    held = reading.hold(found)
    if reading.opened is not None and before and before.text == held.text and not reading.split:
        reading.extend(clause)
    else:
        reading.open(clause, "obligation", None, held, found.end)
    return True


def _lists_charges(reading: Reading, place: int) -> bool:
    """X的主要职责是：…: a lead-in whose items are X's functions."""
    clause = reading.cut[place]
    if reading.opened is not None or not reading.is_last(place):
        return False
    text = reading.cover[clause.start : clause.end]
    found = cue_pattern("charge_lists").match(text)
    if not found or not head_ends(text, 0, found.end()):
        return False
    held = reading.hold(Subject("bearer", clause.start, clause.start + found.end()))
    reading.open(clause, "permission" if "权利" in text else "obligation", None, held)
    return True


def _leads_on(reading: Reading, place: int, found: Subject) -> bool:
    """Whether a clause with a bearer and a verb is only topic or occasion of the clause that follows."""
    if reading.is_last(place):
        return False
    clause, after = reading.cut[place], reading.cut[place + 1]
    if reading.cover.startswith("由", after.start):
        return True
    rest = Clause(after_links(reading.cover, found.end, clause.end), clause.end, clause.mark)
    if rest.start < rest.end and reading.modal_from(place + 1) and names_event(reading.cover, rest, False):
        return True
    if reading.opened is None and cue_pattern("made").search(reading.cover, found.end, clause.end):
        return True
    if _only_frames(reading, place, found.end) or (reading.opened is None and _occasions(reading, place)):
        if reading.opened is None:
            reading.context.bearer = None
        return True
    return False


def _occasions(reading: Reading, place: int) -> bool:
    """Whether an act is only the occasion of a modal word behind it that has no subject (供电企业停电，应当…)."""
    clause = reading.cut[place]
    if assigns(reading, clause) or clause.mark not in ("，", ","):
        return False
    for number in range(place + 1, min(len(reading.cut), place + _LOOK_AHEAD)):
        after = reading.cut[number]
        if reading.modal[number]:
            trigger = reading.modal[number][0]
            far = number > place + 1 and is_duty(reading, clause)
            return trigger.start == after.start and not far and not cue("bans").starting(trigger.word, 0)
        goes_on = cue("continuing").starting(reading.cover, after.start) > 0
        if not (goes_on or is_frame(reading.cover, after) or ends_as_frame(reading.cover, after)):
            return False
    return False


def _only_frames(reading: Reading, place: int, at: int) -> bool:
    """Whether a bearer is followed by adverbials only, up to a modal word that has no subject of its own."""
    cover, clause = reading.cover, reading.cut[place]
    here = after_links(cover, at, clause.end)
    rest = Clause(here, clause.end, clause.mark)
    if here >= clause.end or not (is_frame(cover, rest) or ends_as_frame(cover, rest)):
        return False
    for number in range(place + 1, min(len(reading.cut), place + _LOOK_AHEAD)):
        later = reading.cut[number]
        if reading.modal[number]:
            return subject(cover, later.start, reading.modal[number][0].start).kind == "none"
        if not is_frame(cover, later) and not names_event(cover, later, False):
            return False
    return False


def _begins_anew(reading: Reading, found: Subject, clause: Clause) -> bool:
    """Whether a bearer behind an open norm starts a norm of its own."""
    if reading.split:
        return True
    if is_verb_phrase(reading.cover, found.start) or is_adverbial(reading.cover, found.start):
        return False
    if reading.opened is not None and reading.opened.implicit:
        return True
    rest = after_links(reading.cover, found.end, clause.end)
    if is_authority(reading.cover[found.start : found.end]) and cue("giving").starting(reading.cover, rest):
        return True
    return _COMPETENCE.starting(reading.cover, rest) > 0


def _first_predicate(reading: Reading, place: int) -> None:
    """The first clause of a sentence that may be a predicate without modal word and without subject of its own."""
    clause, cover = reading.cut[place], reading.cover
    follows = not reading.is_last(place) and cover.startswith("由", reading.cut[place + 1].start)
    frame = is_frame(cover, clause) and clause.mark in _GOES_ON
    if reading.context.lean is not None and not follows:
        _lean_on_list(reading, place)
    elif follows or reading.modal_from(place) or frame or reading.declares:
        reading.put_off(clause)
    elif _UNADDRESSED.search(cover, clause.start, clause.end):
        reading.open(clause, "obligation", None, _unaddressed(reading, clause))
    elif len(reading.cut) == 1 and cue_pattern("regimes").match(cover, clause.start, clause.end):
        reading.open(clause, "obligation", None, None)
    elif is_act(cover, clause) and not _is_topic_phrase(reading, place):
        reading.open(clause, "obligation", None, from_pending(reading) or reading.carried())
    else:
        _lean_on_bearer(reading, clause)


def _is_topic_phrase(reading: Reading, place: int) -> bool:
    """Whether a clause that holds a verb is a noun phrase all the same, the topic of the next (对…所需的经费)."""
    clause = reading.cut[place]
    if not ends_relative(reading.cover[clause.start : clause.end]):
        return False
    if reading.is_last(place):
        return reading.cover.endswith("内容", clause.start, clause.end)
    return _THINGS.ending(reading.cover, clause.start, clause.end) > 0


def _lean_on_list(reading: Reading, place: int) -> None:
    """A clause of an item: the lead-in's modality is its own, unless it is only topic or occasion of what follows."""
    clause, lean = reading.cut[place], reading.context.lean
    assert lean is not None  # noqa: S101 — the caller has looked
    if not reading.is_last(place) and _is_item_topic(reading, place):
        reading.put_off(clause)
        return
    if not reading.is_last(place) and reading.modal_from(0):
        after = reading.modal[place + 1]
        occasion = place == 0 and after and after[0].start == reading.cut[1].start and after[0].modality == "permission"
        if occasion or is_frame(reading.cover, clause):
            reading.put_off(clause)
            return
    reading.open(clause, lean.modality, lean.trigger, reading.carried())


def _is_item_topic(reading: Reading, place: int) -> bool:
    """Whether a clause of an item names what the next one speaks of (公众使用的电梯，安排人员值守)."""
    clause = reading.cut[place]
    if is_verb_phrase(reading.cover, clause.start):
        return bool(reading.modal[place + 1]) and clause.mark in _GOES_ON and reading.is_topic(clause)
    thing = reading.whole(clause).kind == "thing" and ends_relative(reading.cover[clause.start : clause.end])
    return thing or reading.is_topic(clause)


def _lean_on_bearer(reading: Reading, clause: Clause) -> None:
    """A predicate alone: a duty of the bearer in force, or a definite act under a circumstance."""
    verbal = (
        reading.context.imperative
        or _is_verbal(reading, clause)
        or any(reading.whole(one).kind == "bearer" for one in reading.recent)
    )
    in_force = None if reading.context.imperative else reading.carried()
    held = from_pending(reading) or in_force
    case = any(names_event(reading.cover, one, False) for one in reading.recent)
    describes = cue_pattern("describing").match(reading.cover, clause.start, clause.end) is not None
    if verbal and not describes and (case or held or reading.context.imperative):
        reading.open(clause, "obligation", None, of_grant(reading, clause, held))
    else:
        reading.put_off(clause)


def _is_verbal(reading: Reading, clause: Clause) -> bool:
    here = after_links(reading.cover, clause.start, clause.end)
    verbal = _VERBS.starting(reading.cover, here) > 0 or is_adverbial(reading.cover, here)
    return verbal or here - clause.start >= 2


def _unaddressed(reading: Reading, clause: Clause) -> Held | None:
    """The bearer of an act of which nobody is named the doer: nobody where a thing is its subject."""
    found = _UNADDRESSED.search(reading.cover, clause.start, clause.end)
    front = reading.cover[clause.start : found.start() if found else clause.start]
    if front and not cue("charge_fronts").starting(front, 0):
        return None
    return of_grant(reading, clause, reading.carried())
