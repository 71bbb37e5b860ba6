"""A clause behind an open norm, without a modal word: a case that leans on it, what falls due, more of its act."""

from __future__ import annotations

from dutybook.norms.zh.attribution import approving
from dutybook.norms.zh.bearers import is_polity
from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.conditions import ends_as_frame, is_frame, leads_with_event
from dutybook.norms.zh.drafts import Draft, Held
from dutybook.norms.zh.lexicon import cue, pattern, words
from dutybook.norms.zh.phrases import after_links, ends_relative
from dutybook.norms.zh.reading import Reading

_DUE = words("verbs", "due_after_permission")
_UNADDRESSED = pattern("verbs", "unaddressed")


def behind_norm(reading: Reading, place: int) -> None:
    """A clause behind an open norm: a case that leans on its modal word, what falls due, or more of the same act."""
    clause, opened = reading.cut[place], reading.opened
    assert opened is not None  # noqa: S101 — the caller has looked
    if _leads_over(reading, place):
        reading.put_off(clause)
    elif reading.split or leads_with_event(reading.cover, clause):
        _lean_on_norm(reading, clause)
    elif _acts_itself(reading, clause):
        reading.open(clause, "obligation", None, opened.bearer)
    elif _resumes(reading, place):
        duty = _last_duty(reading)
        reading.open(
            clause, "obligation", duty.trigger if duty else _lead_word(reading), duty.bearer if duty else opened.bearer
        )
    elif _listed_charge(reading, place):
        reading.open(clause, "obligation", None, None)
    elif _falls_due(reading, place):
        reading.open(clause, "obligation", None, reading.carried())
    else:
        reading.extend(clause)


def _leads_over(reading: Reading, place: int) -> bool:
    """Whether a clause behind ； is only topic or time of the next (…；需要认证的设备，应当…；检验后，方可…)."""
    clause = reading.cut[place]
    if reading.is_last(place) or not place or reading.cut[place - 1].mark not in ("；", ";"):
        return False
    after = reading.modal[place + 1]
    if not after:
        return False
    if after_links(reading.cover, reading.cut[place + 1].start, after[0].start) == after[0].start:
        occasion = ends_as_frame(reading.cover, clause) or is_frame(reading.cover, clause)
        if occasion or reading.named(clause).kind == "bearer":
            return True
    return ends_relative(reading.cover[clause.start : clause.end]) and reading.whole(clause).kind == "thing"


def _lean_on_norm(reading: Reading, clause: Clause) -> None:
    """A case of its own that leans on the modal word before it."""
    opened = reading.opened
    assert opened is not None  # noqa: S101 — the caller has looked
    bearer = opened.bearer
    if opened.implicit:
        charged = "列支" in reading.cover[clause.start : clause.end]
        bearer = None if charged else approving(reading, clause) or bearer
    reading.open(clause, opened.modality, opened.trigger, bearer)


def _acts_itself(reading: Reading, clause: Clause) -> bool:
    """Whether the place that encourages does something itself (国家鼓励研究，建立标准体系)."""
    opened = reading.opened
    if opened is None or opened.modality != "permission" or opened.trigger is None or opened.bearer is None:
        return False
    if opened.trigger.text[:2] not in cue("encouraging").all or not is_polity(opened.bearer.text):
        return False
    return cue("own_acts").starting(reading.cover, clause.start) > 0


def _resumes(reading: Reading, place: int) -> bool:
    """Whether a clause behind a prohibition goes back to the duty before it (应当…，不得…，并告知…)."""
    opened, clause = reading.opened, reading.cut[place]
    if opened is None or opened.modality != "prohibition":
        return False
    lean = reading.context.lean
    if reading.cover.startswith("并", clause.start):
        return _last_duty(reading) is not None or (lean is not None and lean.modality == "obligation")
    duty = _last_duty(reading)
    return duty is not None and duty.implicit and reading.cut[place - 1].mark in ("；", ";")


def _last_duty(reading: Reading) -> Draft | None:
    return next((draft for draft in reversed(reading.drafts) if draft.modality == "obligation"), None)


def _lead_word(reading: Reading) -> Held | None:
    return reading.context.lean.trigger if reading.context.lean else None


def _listed_charge(reading: Reading, place: int) -> bool:
    """Whether a thing's charge follows behind ； (…费用由甲承担；…费用从资金中列支)."""
    clause = reading.cut[place]
    found = _UNADDRESSED.search(reading.cover, clause.start, clause.end)
    if not found or not place or reading.cut[place - 1].mark not in "；;":
        return False
    return reading.opened is not None and reading.opened.implicit and found.start() - clause.start > 3


def _falls_due(reading: Reading, place: int) -> bool:
    """What falls due once a permission is used (可以延长，并告知…)."""
    clause = reading.cut[place]
    if reading.opened is None or reading.opened.modality != "permission":
        return False
    if reading.cover.startswith("负责", clause.start):
        return True
    rest = Clause(clause.start + 1, clause.end, clause.mark)
    if is_frame(reading.cover, rest) and not reading.is_last(place) and reading.modal[place + 1]:
        return False
    return reading.cover.startswith(("并", "但"), clause.start) and _DUE.starting(reading.cover, clause.start + 1) > 0
