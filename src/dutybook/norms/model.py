"""What the extractor finds in one unit of an act: a norm, with its limits, citations and sanction.

The fields follow the annotation guide of the project's gold standard; spans are offsets in `Source.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dutybook.law.model import Spans

Modality = Literal["obligation", "prohibition", "permission", "sanction"]
TimeKind = Literal["within", "every", "retain_min", "at_least_notice", "on_date", "other"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit: `value` is an ISO 8601 duration (`P10D`) or, for `on_date`, `--MM-DD`."""

    kind: TimeKind
    value: str
    working_days: bool
    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with a threshold; an absent bound is None and never inclusive. `unit` is `CNY`, `person/day`, …"""

    text: str
    min: float | None
    max: float | None
    min_inclusive: bool
    max_inclusive: bool
    unit: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation: `target` is an eId of the same act, `《title》` or `《title》#art_25`."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class NormSpans:
    """Where the parts of a norm stand in the source; a bearer carried over stands where it was first said."""

    trigger: Spans = ()
    bearer: Spans = ()
    condition: Spans = ()
    action: Spans = ()


@dataclass(frozen=True, slots=True)
class Norm:
    """One bearer under one modality in one unit.

    Args:
        unit: eId of the smallest unit that the norm stands in.
        trigger: the words that express the modality, verbatim; None for an implicit norm.
        bearer: who is bound or empowered (for a sanction: who imposes it), verbatim; None if unnamed.
        action: what must, must not or may be done, verbatim from its first word.
        condition: the triggering circumstance, verbatim.
        violates: for a sanction, the eIds whose breach it punishes.
        sanctions: for a sanction, its kinds (`fine`, `order_correction`, …).
        penalised: for a sanction, who is penalised, verbatim.
        implicit: no modal word. residual: the catch-all item of a list.
        confidence: 0..1, calibrated on the annotated acts.
    """

    unit: str
    modality: Modality
    trigger: str | None
    bearer: str | None
    action: str
    condition: str | None = None
    times: tuple[TimeLimit, ...] = ()
    amounts: tuple[Amount, ...] = ()
    refs: tuple[Reference, ...] = ()
    violates: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    penalised: str | None = None
    implicit: bool = False
    residual: bool = False
    confidence: float = 0.0
    spans: NormSpans = NormSpans()
