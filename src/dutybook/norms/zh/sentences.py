"""One sentence into its norms: a walk over its clauses that opens a norm at each modal word, at each case of its own,
and at each subject with a verb where no modal word stands."""

from __future__ import annotations

from dutybook.norms.zh.attribution import of_modal
from dutybook.norms.zh.clauses import Clause, clauses
from dutybook.norms.zh.conditions import ends_as_frame, ends_in_case, is_frame, names_event
from dutybook.norms.zh.drafts import Draft, Held, UnitText
from dutybook.norms.zh.functions import assigns, is_declaration, is_duty, read_clause
from dutybook.norms.zh.lexicon import cue, cue_pattern, words
from dutybook.norms.zh.modality import Trigger, is_soft
from dutybook.norms.zh.predicates import Predicates
from dutybook.norms.zh.reading import Context, Reading

_VERBS = words("verbs", "actions")
_LONGEST_CASE = 30
"""How many clauses a case may have; keeps the cost linear."""

_NOUNS = ("义务", "责任", "权利")


def duties(unit: UnitText, start: int, end: int, context: Context) -> list[Draft]:
    """The norms of one sentence that is no sanction, in reading order.

    Args:
        unit: the unit that the sentence stands in.
        start, end: its offsets there.
        context: what it inherits; changed for the sentence that follows.
    """
    cut = clauses(unit.cover, start, end)
    if not cut or cue_pattern("purpose").search(unit.cover, start, cut[-1].end):
        return []
    modal = Predicates(unit.cover, cut, leaning=context.lean is not None).governing()
    reading = Reading(unit, cut, modal, context, declares=is_declaration(unit.cover[start:end]))
    waiting = _waiting(reading)
    for place, clause in enumerate(cut):
        if modal[place]:
            for trigger in modal[place]:
                _open(reading, clause, trigger)
        elif (place in waiting and not assigns(reading, clause)) or _is_case(reading, place):
            reading.put_off(clause, case=True)
        else:
            read_clause(reading, place)
    context.bearer = reading.resumed or context.bearer
    return reading.drafts


def _is_case(reading: Reading, place: int) -> bool:
    """Whether a clause is a circumstance that makes a case of its own."""
    event = names_event(reading.cover, reading.cut[place], reading.is_last(place))
    return event or _next_object(reading, place)


def _next_object(reading: Reading, place: int) -> bool:
    """Whether a clause names another object (对甲，…；对乙，…), or who is met by chance (…，对有隐患的场馆，责令…)."""
    clause = reading.cut[place]
    if not place or reading.is_last(place) or not reading.cover.startswith("对", clause.start):
        return False
    if reading.cut[place - 1].mark in ("；", ";"):
        return is_frame(reading.cover, clause)
    by_chance = cue_pattern("met").match(reading.cover, clause.start, clause.end) is not None
    return by_chance and not reading.modal[place + 1] and is_frame(reading.cover, clause)


def _open(reading: Reading, clause: Clause, trigger: Trigger) -> None:
    """Open the norm of a modal word."""
    opened, before = reading.opened, reading.context.bearer
    # Behind the first modal word of the same clause nothing but joining words stands in front of the second.
    second = opened is not None and opened.action[0] > clause.start
    bearer = of_modal(reading, trigger.start if second else clause.start, trigger)
    if before is not None and cue_pattern("side").match(reading.cover, trigger.end):
        reading.resumed = before
    held = Held(trigger.word, reading.unit.locate(trigger.start, trigger.end))
    at = clause.start if trigger.word in _NOUNS else trigger.end
    addressed = is_soft(trigger) or cue("bans").starting(trigger.word, 0)
    if bearer is not None and addressed and reading.cover.startswith(bearer.text, at):
        at += len(bearer.text)
    reading.open(clause, trigger.modality, held, bearer, at)


def _waiting(reading: Reading) -> set[int]:
    """Clauses of a case (…的，) before the first modal word of their part of the sentence: circumstances, not acts."""
    found: set[int] = set()
    begin = 0
    for place, clause in enumerate(reading.cut):
        begin = max(begin, place - _LONGEST_CASE)
        if reading.modal[place]:
            begin = place + 1
        elif ends_in_case(reading.cover, clause) and not reading.is_last(place) and clause.mark in "，,":
            found.update(range(_case_begins(reading, begin, place), place + 1))
        if clause.mark in "；;：:":
            begin = place + 1
    return found


def _case_begins(reading: Reading, begin: int, place: int) -> int:
    """First clause of the case that ends at `place`: acts that come before a case are no part of it."""
    leaning = reading.context.lean is not None
    own_case = cue("cases").starting(reading.cover, reading.cut[place].start) > 0
    for number in range(place - 1, begin - 1, -1):
        clause = reading.cut[number]
        if (leaning or own_case) and _acts(reading, clause, leaning=leaning):
            return number + 1
        if is_duty(reading, clause):
            return number + 1
    return begin


def _acts(reading: Reading, clause: Clause, *, leaning: bool) -> bool:
    """Whether a clause holds an act of its own: a bearer with a verb, in an item also a verb alone."""
    cover = reading.cover
    found = reading.named(clause)
    if found.kind == "bearer" and found.end < clause.end:
        rest = Clause(found.end, clause.end, "，")
        if not (names_event(cover, rest, False) or is_frame(cover, rest) or ends_as_frame(cover, rest)):
            return True
    return leaning and _VERBS.starting(cover, clause.start) >= 2 and not names_event(cover, clause, False)
