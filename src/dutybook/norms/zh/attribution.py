"""Who is bound: the bearer of a norm, from its own clause, a topic, a circumstance, or the sentence before."""

from __future__ import annotations

from dutybook.norms.zh.bearers import Subject, agent, is_authority, is_polity, subject
from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.conditions import ends_as_frame, ends_in_case, is_frame, names_event
from dutybook.norms.zh.drafts import Held
from dutybook.norms.zh.lexicon import cue, cue_pattern, words
from dutybook.norms.zh.modality import Trigger, is_soft
from dutybook.norms.zh.phrases import after_links, can_begin, head_ends, last_head
from dutybook.norms.zh.reading import Reading

_VERBS = words("verbs", "actions")
_NOT_ADVERBIALS = words("clauses", "adverbials", "not")
_GRANTS = words("verbs", "grants")
_ADDRESSEE = 120
"""An addressee (鼓励X…) or agent (由X…) is looked for in so many characters."""


def of_modal(reading: Reading, zone: int, trigger: Trigger) -> Held | None:
    """Who is bound by a modal word.

    Args:
        reading: the sentence.
        zone: where the words in front of the modal word begin.
        trigger: the modal word.
    """
    if cue("bans").starting(trigger.word, 0):
        return _addressee(reading, trigger) or _banned(reading, zone, trigger)
    if is_soft(trigger):
        return _addressee(reading, trigger) or _own(reading, zone, trigger) or _encourager(reading, zone, trigger)
    opened = reading.opened
    held = _agent_behind(reading, trigger.end) or _of_zone(reading, zone, trigger)
    if held is not None and held.origin != "own" and _is_official(reading, held, trigger.end):
        return None
    if not _breaks_rule(reading, held, trigger):
        return held
    if trigger.modality == "permission":
        reading.context.bearer = None
    elif opened is not None and opened.bearer is not None:
        # 甲应当核对…，用户不提供的，不得…: it is 甲 that is bound.
        reading.context.bearer = opened.bearer
    return reading.carried()


def _is_official(reading: Reading, held: Held, at: int) -> bool:
    """Whether an act that only an authority can do is ascribed to somebody else (当事人改正的，应当退还扣押的财物)."""
    return cue_pattern("official_acts").match(reading.cover, at) is not None and not is_authority(held.text)


def _of_zone(reading: Reading, zone: int, trigger: Trigger) -> Held | None:
    cover = reading.cover
    found = subject(cover, zone, trigger.start)
    if found.kind == "bearer":
        measured = cue("measures").starting(cover, trigger.end) > 0 and bool(reading.pending)
        return (from_pending(reading) if measured else None) or reading.hold(_qualified(reading, found))
    if found.kind == "thing" and cover.startswith("其", found.start) and (topic := _topic(reading)):
        return topic
    if found.kind == "thing" or _thing_topic(reading) or _thing_examined(reading, trigger):
        return _of_thing(reading, found, trigger)
    return from_pending(reading) or reading.carried()


def _own(reading: Reading, zone: int, trigger: Trigger) -> Held | None:
    """The subject in front of the modal word and nobody else."""
    found = subject(reading.cover, zone, trigger.start)
    return reading.hold(found) if found.kind == "bearer" else None


def _encourager(reading: Reading, zone: int, trigger: Trigger) -> Held | None:
    """Who encourages in a row of soft words (本市鼓励研究，支持应用), where nobody is encouraged."""
    opened = reading.opened
    if opened is None or opened.bearer is None or zone != trigger.start:
        return None
    return reading.carried() if is_authority(opened.bearer.text) or is_polity(opened.bearer.text) else None


def _addressee(reading: Reading, trigger: Trigger) -> Held | None:
    """X in 鼓励X做Y and 禁止X做Y, who is the bearer whoever encourages or forbids."""
    cover = reading.cover
    if cue("adverbial_objects").starting(cover, trigger.end) and not _NOT_ADVERBIALS.starting(cover, trigger.end):
        return None
    stop = reading.clause_end(trigger.end)
    found = subject(cover, trigger.end, stop, verbs=True)
    if found.kind == "bearer" and found.start == trigger.end:
        return reading.hold(found)
    if cover.startswith("任何", trigger.end):
        end = last_head(cover, trigger.end, stop)
        return reading.hold(Subject("bearer", trigger.end, end)) if end else None
    return None


def _banned(reading: Reading, zone: int, trigger: Trigger) -> Held | None:
    """Who is bound by 禁止: everyone, unless a body stands before it that is no place, or was named in the sentence."""
    found = subject(reading.cover, zone, trigger.start)
    if found.kind == "bearer":
        site = cue("sites").ending(reading.cover, found.start, found.end) > 0
        return None if site or found.end - found.start < 4 else reading.hold(found)
    opened = reading.opened
    if reading.context.lean is not None:
        return reading.carried()
    bare = found.kind == "none" and zone == trigger.start and not reading.pending
    begun = reading.cover[trigger.start - 1 : trigger.start] in ("；", ";")
    return reading.carried() if bare and not begun and opened is not None and opened.bearer else None


def _agent_behind(reading: Reading, at: int) -> Held | None:
    """X of 应当由X…."""
    here = after_links(reading.cover, at, reading.end)
    if not reading.cover.startswith("由", here):
        return None
    stop = reading.clause_end(here + 1)
    found = agent(reading.cover, here, stop)
    return reading.hold(found) if found.kind == "bearer" else None


def _qualified(reading: Reading, found: Subject) -> Subject:
    """A person whose qualities stand in clauses of their own (年满十八周岁，品行良好，具有…的公民)."""
    pending = reading.pending
    if not pending or "的" not in reading.cover[found.start : found.end]:
        return found
    if not cue("qualities").starting(reading.cover, pending[0].start):
        return found
    if any(ends_in_case(reading.cover, clause) for clause in reading.recent):
        return found
    return Subject("bearer", pending[0].start, found.end)


def _of_thing(reading: Reading, found: Subject, trigger: Trigger) -> Held | None:
    """A thing is no bearer; in an item the lead-in's stays, and a measure (总数) is the bearer's before it."""
    if reading.context.lean is not None or reading.context.fixed:
        return reading.carried()
    if reading.opened is not None and cue("quantities").ending(reading.cover, found.start, found.end):
        return reading.carried()
    if reading.opened is None or not cue("measures").starting(reading.cover, trigger.end):
        reading.set_aside()
    return None


def _thing_topic(reading: Reading) -> bool:
    """Whether the clause in front of the modal word names a thing (调整后的价格，应当公布)."""
    if not reading.pending:
        return False
    cover, clause = reading.cover, reading.pending[-1]
    if names_event(cover, clause, False) or is_frame(cover, clause) or ends_as_frame(cover, clause):
        return False
    here = after_links(cover, clause.start, clause.end)
    if cue_pattern("thing_topics").match(cover, here, clause.end):
        return not head_ends(cover, here, clause.end)
    if _VERBS.starting(cover, here) >= 2 or subject(cover, here, clause.end, verbs=True).kind != "none":
        return False
    return subject(cover, here, clause.end).kind == "thing"


def _thing_examined(reading: Reading, trigger: Trigger) -> bool:
    """Whether a thing may be used only after somebody has examined it (设备经检验合格后，方可使用)."""
    if not reading.pending or not cue("concluding").starting(trigger.word, 0):
        return False
    clause = reading.pending[0]
    found = cue_pattern("examined").match(reading.cover, clause.start, clause.end)
    return found is not None and not head_ends(reading.cover, clause.start, found.end(1))


def from_pending(reading: Reading) -> Held | None:
    """The bearer named in the clauses since the last predicate: as a topic, or as who meets the circumstance."""
    topic = _topic(reading)
    if topic is not None:
        return topic
    for clause in reading.recent:
        found = _owner(reading, clause) or _in_case_of(reading, clause)
        if found.kind == "bearer" and found.end < clause.end:
            return reading.hold(found, "condition")
    return None


def _in_case_of(reading: Reading, clause: Clause) -> Subject:
    """Who meets a circumstance: its subject, also behind the time that it begins with (达成协议后当事人反悔的)."""
    found = reading.named(clause)
    if found.kind == "bearer" or not ends_in_case(reading.cover, clause):
        return found
    time = cue_pattern("time_before").match(reading.cover, clause.start, clause.end)
    return reading.named(Clause(time.end(), clause.end, clause.mark)) if time else found


def _topic(reading: Reading) -> Held | None:
    """The bearer that stands in a clause of its own."""
    for clause in reversed(reading.recent):
        goes_on = clause is not reading.pending[0] and cue("continuing").starting(reading.cover, clause.start) > 0
        if not goes_on and reading.is_topic(clause) and not _in_case(reading, clause):
            return reading.hold(_with_others(reading, clause), "topic")
    return None


def _with_others(reading: Reading, clause: Clause) -> Subject:
    """A bearer in a clause of its own, with those that a next clause adds (甲及其关联方，以及与此有关的乙，)."""
    found = reading.whole(clause)
    for after in reading.recent:
        if after.start < found.end:
            continue
        if not cue("continuing").starting(reading.cover, after.start) or not reading.is_topic(after):
            break
        found = Subject("bearer", found.start, after.end)
    return found


def _in_case(reading: Reading, clause: Clause) -> bool:
    """Whether a clause with a verb of its own is the first half of a case that ends later in 的."""
    case = any(ends_in_case(reading.cover, later) for later in reading.recent if later.start > clause.start)
    return case and reading.named(clause).end < clause.end


def _owner(reading: Reading, clause: Clause) -> Subject | None:
    """The body whose name, address or head changes (X的法定代表人变更的)."""
    cover = reading.cover
    if not ends_in_case(cover, clause) or not cue_pattern("changes").search(cover, clause.start, clause.end):
        return None
    here = after_links(cover, clause.start, clause.end)
    if is_frame(cover, clause):
        return None
    named = reading.named(clause)
    if named.kind == "bearer" and not cue_pattern("changes").match(cover, after_links(cover, named.end, clause.end)):
        return None
    stop = min(clause.end, here + _ADDRESSEE)
    at = next(
        (at for at in range(here + 2, stop) if head_ends(cover, here, at) and cover[at] not in "、和或及与"), None
    )
    return Subject("bearer", here, at) if at and can_begin(cover, here, at) else None


def _breaks_rule(reading: Reading, held: Held | None, trigger: Trigger) -> bool:
    """Whether the act cannot be that of the one who broke a rule (用户拒绝检查的，可以停止供气)."""
    if held is None or held.origin != "condition" or trigger.modality not in ("permission", "prohibition"):
        return False
    if trigger.modality == "prohibition" and reading.opened is None:
        return False
    if cue("asking").starting(reading.cover, trigger.end):
        return False
    violation = cue_pattern("violation")
    return any(violation.search(reading.cover, clause.start, clause.end) for clause in reading.recent)


def of_grant(reading: Reading, clause: Clause, held: Held | None) -> Held | None:
    """The authority that grants or refuses, where only the applicant of the circumstance is named."""
    if held is None or held.origin == "own" or is_authority(held.text):
        return held
    if cue_pattern("rewards").match(reading.cover, clause.start, clause.end):
        return None
    return approving(reading, clause) if _grants(reading, clause) else held


def approving(reading: Reading, clause: Clause) -> Held | None:
    """X of 经X审查合格的, where the act is a grant."""
    if not _grants(reading, clause):
        return None
    for before in reversed(reading.recent):
        found = cue_pattern("approved").search(reading.cover, before.start, before.end)
        if found:
            return reading.hold(Subject("bearer", found.start(1), found.end(1)), "condition")
    return None


def _grants(reading: Reading, clause: Clause) -> bool:
    return _GRANTS.starting(reading.cover, after_links(reading.cover, clause.start, clause.end)) > 0
