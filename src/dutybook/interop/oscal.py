"""The catalogue as an OSCAL catalog (NIST, 1.2): an act is a group, a duty is a control.

OSCAL has no words for deadlines, retention, conditions or sanctions; they are props in our own namespace.
Identifiers are ASCII tokens, which every validator accepts; Chinese stands in titles, prose and values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.catalogue.model import CataloguedAct, OperatedDuty, plain
from dutybook.catalogue.roles import roles

VERSION = "1.2.1"
"""The version of OSCAL that is written."""

NAMESPACE = "urn:dutybook:oscal"
"""Of the props that OSCAL has no words for."""

Json: TypeAlias = dict[str, Any]


def write(catalogue: Catalogue, *, version: str, modified: datetime) -> str:
    """Write a catalogue as an OSCAL catalog in JSON.

    Args:
        catalogue: what to write.
        version: of the catalogue, as its publisher counts.
        modified: when it was last changed; with an offset.

    Raises:
        ValueError: `modified` has no offset.
    """
    return json.dumps(catalog(catalogue, version=version, modified=modified), ensure_ascii=False, indent=1) + "\n"


def catalog(catalogue: Catalogue, *, version: str, modified: datetime) -> Json:
    """The OSCAL catalog as data; arguments as in `write`. The same catalogue always gets the same uuid."""
    if modified.tzinfo is None:
        raise ValueError("modified needs an offset")
    acts = [act for act in catalogue.acts if catalogue.of_act(act.id)]
    return {
        "catalog": {
            "uuid": str(uuid5(NAMESPACE_URL, f"{NAMESPACE}/{version}/{' '.join(act.id for act in acts)}")),
            "metadata": {
                "title": "Dutybook catalogue of duties",
                "last-modified": modified.isoformat(timespec="seconds"),
                "version": version,
                "oscal-version": VERSION,
            },
            "groups": [_group(act, catalogue.of_act(act.id)) for act in acts],
        }
    }


def token(text: str) -> str:
    """An ASCII token that stands for an id.

    >>> token("henan-ct-2024/25-5a"), token("2026-plan")
    ('henan-ct-2024_25-5a', 'd-2026-plan')
    """
    found = re.sub(r"[^A-Za-z0-9._-]", "_", text)
    return found if re.match(r"[A-Za-z_]", found) else f"d-{found}"


def _group(act: CataloguedAct, entries: tuple[Entry, ...]) -> Json:
    start, end = act.in_force.start, act.in_force.end
    told = {
        "title-en": act.title.en,
        "jurisdiction": act.jurisdiction or "national",
        "in-force-from": start.isoformat() if start else "not-commenced",
        "in-force-to": end.isoformat() if end else None,
        "applies": act.applies,
    }
    parts = [_part(f"{token(act.id)}_source_{language}", "overview", text) for language, text in act.source]
    return {
        "id": token(act.id),
        "class": "act",
        "title": act.title.zh,
        "props": list(_props(told)),
        "parts": parts,
        "controls": [_control(entry) for entry in entries],
    }


def _control(entry: Entry) -> Json:
    duty, name = entry.duty, token(entry.duty.id)
    parts = [_part(f"{name}_smt_{language}", "statement", text) for language, text in duty.summary]
    if duty.rationale:
        parts += [_part(f"{name}_gdn_{language}", "guidance", text) for language, text in duty.rationale]
    return {
        "id": name,
        "class": "reading-only" if duty.reading_only else "duty",
        "title": duty.summary.zh,
        "props": [{"name": "label", "value": duty.id}, *_props(_told(entry))],
        "parts": parts,
    }


def _told(entry: Entry) -> Json:
    duty = entry.duty
    found: Json = {
        "provision": " ".join(duty.provisions),
        "role": duty.role,
        "role-zh": roles()[duty.role].zh,
        "modality": duty.modality,
        "applies": str(entry.condition),
        "sanction": _compact(plain(duty.sanction)) if duty.sanction else None,
        "reading-only": duty.reading_only,
    }
    if isinstance(duty, OperatedDuty):
        found["workflow"] = duty.workflow
        found["cadence"] = _compact(plain(duty.cadence)) if duty.cadence else None
        found["retention"] = duty.retention
        found["evidence"] = " ".join(duty.evidence) or None
    return found


def _compact(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _props(told: Json) -> Iterator[Json]:
    for name, value in told.items():
        if value:
            yield {"name": name, "ns": NAMESPACE, "value": value}


def _part(name: str, kind: str, prose: str) -> Json:
    language = name.rsplit("_", 1)[-1]
    return {
        "id": name,
        "name": kind,
        "props": [{"name": "language", "ns": NAMESPACE, "value": language}],
        "prose": prose,
    }
