"""Norms as JSON Lines, in the form of the project's annotation guide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dutybook.norms.model import Norm


def row(act: str, norm: Norm) -> dict[str, Any]:
    """One norm as the annotation guide writes it; `act` is the short id of the act."""
    found: dict[str, Any] = {
        "act": act,
        "unit": norm.unit,
        "modality": norm.modality,
        "trigger": norm.trigger,
        "bearer": norm.bearer,
        "action": norm.action[:40],
        "condition": norm.condition,
        "times": [
            {"kind": time.kind, "value": time.value, "working_days": time.working_days, "text": time.text}
            for time in norm.times
        ],
        "amounts": [
            {
                "text": amount.text,
                "min": amount.min,
                "max": amount.max,
                "min_inclusive": amount.min_inclusive,
                "max_inclusive": amount.max_inclusive,
                "unit": amount.unit,
            }
            for amount in norm.amounts
        ],
        "refs": [{"text": ref.text, "target": ref.target} for ref in norm.refs],
        "violates": list(norm.violates),
        "sanctions": list(norm.sanctions),
        "penalised": norm.penalised,
    }
    if norm.implicit:
        found["implicit"] = True
    if norm.residual:
        found["residual"] = True
    found["confidence"] = norm.confidence
    return found


def jsonl(act: str, norms: Iterable[Norm]) -> str:
    """Norms as JSON Lines, one object per norm, in reading order."""
    return "".join(json.dumps(row(act, norm), ensure_ascii=False) + "\n" for norm in norms)
