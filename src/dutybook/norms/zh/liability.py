"""Sanction sentences into drafts: one for each stage and each person penalised."""

from __future__ import annotations

from dutybook.law.model import Span
from dutybook.norms.zh.drafts import Draft, Held, UnitText
from dutybook.norms.zh.sanctions import sanction_stages


def sanction_drafts(
    unit: UnitText, start: int, end: int, imposer: str | None = None, penalised: str | None = None
) -> list[Draft]:
    """The stages of a sanction sentence as drafts.

    Args:
        unit: the unit that the sentence stands in.
        start, end: its offsets there.
        imposer, penalised: those of a list's lead-in, for an item that names nobody.
    """
    drafts: list[Draft] = []
    for stage in sanction_stages(unit.text[start:end], imposer, penalised):
        trigger = Held(stage.trigger, _spans(unit, start, stage.trigger_span))
        bearer = None if stage.bearer is None else Held(stage.bearer, _spans(unit, start, stage.bearer_span))
        action = (start + stage.action_span[0], start + stage.action_span[1])
        condition = stage.condition_span and (start + stage.condition_span[0], start + stage.condition_span[1])
        # A second person penalised in the same case begins with its own consequence, not with the case.
        shared = bool(drafts) and drafts[-1].condition == condition
        begin = min(action[0], condition[0]) if condition and not shared else action[0]
        draft = Draft(unit, "sanction", trigger, bearer, begin, action, condition)
        draft.sanctions, draft.penalised = stage.kinds, stage.penalised
        drafts.append(draft)
    return drafts


def _spans(unit: UnitText, start: int, span: Span | None) -> tuple[Span, ...]:
    return unit.locate(start + span[0], start + span[1]) if span else ()
