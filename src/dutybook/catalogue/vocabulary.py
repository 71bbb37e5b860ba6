"""The words that a catalogue file may choose from; each is one thing in the whole product."""

from __future__ import annotations

from typing import Literal

Modality = Literal["obligation", "prohibition", "permission", "sanction"]
"""应当, 不得, 可以 and 法律责任, as the norms tell them."""

Workflow = Literal[
    "report",
    "register",
    "inspection",
    "plan",
    "drill",
    "training",
    "retention",
    "notice",
    "posture",
    "equipment",
    "post",
    "meeting",
    "none",
]
"""How the duty is worked: the form and the steps that the application offers for it. `none`: only noted as done."""

EvidenceKind = Literal[
    "agreement",
    "appointment",
    "assessment",
    "budget",
    "certificate",
    "drill_record",
    "equipment_list",
    "inspection_record",
    "layout",
    "log_extract",
    "minutes",
    "notice",
    "photo",
    "plan",
    "policy",
    "receipt",
    "register",
    "report",
    "retention_setting",
    "statement",
    "training_record",
]
"""What shows that the duty was done: a document or record of the organisation, never one about a person."""

ReadingOnlyReason = Literal["person_directed", "expression", "intelligence", "state_power"]
"""Why an entry is only read: see docs/scope.md."""

SanctionKind = Literal[
    "order_correction",
    "warning",
    "criticism",
    "confiscation",
    "suspension",
    "revocation",
    "detention",
    "discipline",
    "criminal",
    "civil",
    "public_security",
    "other",
]
"""What a breach brings besides a fine, in the words of the norms."""
