"""What norms propose for a catalogue entry: cadence, retention, workflow, sanction, or only to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias, cast, get_args

from pydantic import ValidationError

from dutybook.catalogue import marked_yaml
from dutybook.catalogue.cadence import Period, cadence
from dutybook.catalogue.roles import roles
from dutybook.catalogue.vocabulary import SanctionKind, Workflow
from dutybook.norms import Norm
from dutybook.norms.model import TimeLimit

Parts: TypeAlias = dict[str, Any]
"""Parts of an entry as plain data, in the order in which a file shows them."""

_PERSONS = ("人员", "负责人", "个人", "公民")
_EVENTS = {
    "责令": "order",
    "收到": "request",
    "接到": "request",
    "发现": "discovery",
    "停用": "equipment_out_of_service",
}
_WORKFLOWS: Mapping[str, Workflow] = {
    "报告": "report",
    "备案": "report",
    "预案": "plan",
    "演练": "drill",
    "培训": "training",
    "教育": "training",
    "登记": "register",
    "保存": "retention",
    "检查": "inspection",
    "巡": "inspection",
    "评估": "inspection",
    "设备": "equipment",
    "设施": "equipment",
    "机构": "post",
    "人员": "post",
    "告知": "notice",
    "通知": "notice",
}


def cadence_of(norm: Norm) -> Parts | None:
    """The cadence that a norm's first usable time limit proposes; an unknown event is left empty, for a person.

    Args:
        norm: an extracted norm.
    """
    for time in norm.times:
        found = _cadence(time, norm)
        if found is not None:
            return found
    return None


def _cadence(time: TimeLimit, norm: Norm) -> Parts | None:
    if time.kind == "on_date":
        return {"kind": "on_date", "dates": [time.value]}
    if time.kind not in ("every", "within", "at_least_notice") or not _is_period(time.value):
        return None
    if time.kind == "every":
        return _every(time.value)
    of = next((event for word, event in _EVENTS.items() if word in (norm.condition or "") + norm.action), "")
    found: Parts = {"kind": "within" if time.kind == "within" else "before", "period": time.value, "of": of}
    return {**found, "working_days": True} if time.working_days else found


def _every(period: str) -> Parts:
    found: Parts = {"kind": "every", "period": period}
    try:
        cadence(found)
    except ValidationError:  # no calendar period: it runs from an event
        return {**found, "align": "anniversary", "anchor": "in_force"}
    return found


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def retention_of(norm: Norm) -> str | None:
    """The shortest time that a norm makes someone keep something, as an ISO 8601 duration of one unit."""
    kept = (time.value for time in norm.times if time.kind == "retain_min" and _is_period(time.value))
    return next(kept, None)


def workflow_of(norm: Norm) -> Workflow:
    """The workflow whose word stands first in what is to be done."""
    found = [(norm.action.find(word), workflow) for word, workflow in _WORKFLOWS.items() if word in norm.action]
    return min(found)[1] if found else "none"


def reading_only_of(norm: Norm, role: str) -> str | None:
    """Why a norm should only be read; None where neither its bearer nor its words propose it.

    Args:
        norm: an extracted norm. role: the role of its bearer, empty if unknown.
    """
    if role and roles()[role].kind == "authority":
        return "state_power"
    words = norm.action + (norm.condition or "")
    return next((reason for reason, cues in _cues().items() if any(cue in words for cue in cues)), None)


@cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    text = files("dutybook.catalogue").joinpath("data", "cues.yaml").read_text(encoding="utf-8")
    rows = cast("dict[str, list[str]]", marked_yaml.read(text, "cues.yaml").data)
    return MappingProxyType({reason: tuple(cues) for reason, cues in rows.items()})


def sanction_of(stages: Iterable[Norm]) -> Parts:
    """One sanction out of the stages that punish the same breach.

    Args:
        stages: norms of modality `sanction`, at least one.
    """
    norms = list(stages)
    units = list(dict.fromkeys(norm.unit for norm in norms))
    found: Parts = {"provision": units[0]}
    if units[1:]:
        found["also"] = units[1:]
    fines = {who: _fine(norm for norm in norms if _person(norm) == (who == "person")) for who in ("unit", "person")}
    if any(fines.values()):
        found["fine_cny"] = {who: fine for who, fine in fines.items() if fine}
    kinds = {kind for norm in norms for kind in norm.sanctions} & set(get_args(SanctionKind))
    return {**found, "other": [kind for kind in get_args(SanctionKind) if kind in kinds]} if kinds else found


def _person(norm: Norm) -> bool:
    return any(word in (norm.penalised or "") for word in _PERSONS)


def _fine(norms: Iterable[Norm]) -> list[int | None] | None:
    amounts = [amount for norm in norms for amount in norm.amounts if amount.unit == "CNY"]
    if not amounts:
        return None
    lows = [None if amount.min is None else int(amount.min) for amount in amounts]
    highs = [None if amount.max is None else int(amount.max) for amount in amounts]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return None if low is None and high is None else [low, high]
