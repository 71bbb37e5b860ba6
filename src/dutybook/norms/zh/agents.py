"""由X…: a clause without a modal word that says who acts."""

from __future__ import annotations

import re

from dutybook.norms.zh.bearers import agent
from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.conditions import is_frame
from dutybook.norms.zh.drafts import Held
from dutybook.norms.zh.lexicon import cue, words
from dutybook.norms.zh.phrases import after_links
from dutybook.norms.zh.reading import Reading

_VERBS = words("verbs", "actions")
_DIRECTED = words("bearers", "directed")
AGENT_WITHIN = 60
"""由X is looked for in the first characters of a clause."""


def by_agent(reading: Reading, place: int) -> bool:
    """由X…: X is who acts, and no modal word says so."""
    clause = reading.cut[place]
    at = reading.cover.find("由", clause.start, min(clause.end, clause.start + AGENT_WITHIN))
    while at >= 0:
        found = agent(reading.cover, at, clause.end) if agent_place(reading, clause, at) else None
        if found and found.kind == "bearer" and _acts(reading, found.end, clause.end):
            before = reading.context.bearer
            held = reading.hold(found)
            if _goes_on(reading, before, held):
                reading.extend(clause)
            elif _completes_modal(reading, clause, at):
                assert reading.opened is not None  # noqa: S101 — _completes_modal says so
                reading.opened.bearer = held
                reading.extend(clause)
            else:
                reading.open(clause, "obligation", None, held)
            return True
        at = reading.cover.find("由", at + 1, min(clause.end, clause.start + AGENT_WITHIN))
    return False


def _goes_on(reading: Reading, before: Held | None, held: Held) -> bool:
    """Whether the same body acts once more (由甲统一式样，由甲监制)."""
    opened = reading.opened
    if opened is None or not opened.implicit or reading.split or before is None:
        return False
    return opened.bearer is not None and opened.bearer.text == before.text == held.text


def _completes_modal(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether nothing but adverbials stands between the open modal word and 由X (应当根据…，由X…)."""
    opened = reading.opened
    if opened is None or opened.trigger is None or at != after_links(reading.cover, clause.start, at):
        return False
    start, end = opened.action
    if not cue("rule_frames").starting(reading.cover, start) or re.search("[，向]", reading.cover[start:end]):
        return False
    return is_frame(reading.cover, Clause(start, end, "，"))


def agent_place(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether 由 begins the clause, or follows a thing that is done by X (费用由X承担)."""
    cover = reading.cover
    here = after_links(cover, clause.start, at)
    if cue("agentless").starting(cover, at) or (at > clause.start and cue("agentless").starting(cover, at - 1)):
        return False
    if here >= at:
        return True
    if cover[at - 1] == "的":
        return False
    verbal = _VERBS.starting(cover, here) >= 2
    if reading.opened is not None or reading.context.lean is not None:
        return not verbal or (3 < at - here < 11 and not _DIRECTED.starting(cover, here))
    return not verbal or at - here > 3


def _acts(reading: Reading, start: int, end: int) -> bool:
    """Whether 由X is followed by an act: no noun that 由X… describes, and no right (由X享有)."""
    return start < end and not _of_noun(reading, start, end) and not reading.cover.startswith("享有", start)


def _of_noun(reading: Reading, start: int, end: int) -> bool:
    """Whether 由X… belongs to a noun (由X组成的…)."""
    verbal = cue("nominal_agents").starting(reading.cover, start) > 0
    return verbal and "的" in reading.cover[start : min(start + 30, end)]
