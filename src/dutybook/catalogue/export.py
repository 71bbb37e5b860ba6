"""The catalogue as JSON and as a CSV table, for other programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.catalogue.model import OperatedDuty, plain
from dutybook.catalogue.roles import roles
from dutybook.cells import neutral

COLUMNS = (
    "id", "act", "act_zh", "act_en", "jurisdiction", "in_force_from", "in_force_to", "provisions", "role", "role_zh",
    "modality", "summary_zh", "summary_en", "applies", "act_applies", "workflow", "cadence", "retention", "evidence",
    "sanction", "reading_only", "rationale_zh", "rationale_en",
)  # fmt: skip
"""The columns of the CSV table."""


def as_json(catalogue: Catalogue) -> str:
    """A list of acts, each with its `act`, `duties` and `not_duties` as its file has them."""
    found = [
        {
            "act": plain(act),
            "duties": [plain(entry.duty) for entry in catalogue.of_act(act.id)],
            "not_duties": [plain(note) for note in catalogue.not_duties[act.id]],
        }
        for act in catalogue.acts
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_csv(catalogue: Catalogue) -> str:
    """One row for each duty, columns as in `COLUMNS`; what a spreadsheet takes for a formula gets a `'` in front."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for entry in catalogue.entries:
        row = dict(_row(entry))
        table.writerow(neutral(row.get(column)) for column in COLUMNS)
    return out.getvalue()


def _row(entry: Entry) -> Iterator[tuple[str, Any]]:
    act, duty = entry.act, entry.duty
    yield from (("id", duty.id), ("act", act.id), ("act_zh", act.title.zh), ("act_en", act.title.en))
    yield from (("jurisdiction", act.jurisdiction), ("in_force_from", act.in_force.start))
    yield from (("in_force_to", act.in_force.end), ("provisions", " ".join(duty.provisions)))
    yield from (("role", duty.role), ("role_zh", roles()[duty.role].zh), ("modality", duty.modality))
    yield from (("summary_zh", duty.summary.zh), ("summary_en", duty.summary.en), ("applies", entry.condition))
    yield from (("act_applies", entry.act_condition), ("reading_only", duty.reading_only))
    if duty.sanction:
        yield "sanction", json.dumps(plain(duty.sanction), ensure_ascii=False)
    if duty.rationale:
        yield from (("rationale_zh", duty.rationale.zh), ("rationale_en", duty.rationale.en))
    if isinstance(duty, OperatedDuty):
        yield from (("workflow", duty.workflow), ("retention", duty.retention), ("evidence", " ".join(duty.evidence)))
        yield "cadence", json.dumps(plain(duty.cadence)) if duty.cadence else None
