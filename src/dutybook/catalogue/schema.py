"""The JSON Schema of catalogue files, for editors and other programs; published as docs/catalogue.schema.json."""

from __future__ import annotations

import json
from typing import Any

from dutybook.catalogue.model import ActFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema as data. It holds structure and vocabulary; roles, events and conditions are checked on loading.

    >>> sorted(schema()["properties"])
    ['act', 'duties', 'not_duties']
    """
    return {
        "$schema": DIALECT,
        "$id": "urn:dutybook:catalogue:1",
        **ActFile.model_json_schema(by_alias=True),
        "title": "Dutybook catalogue file",
    }


def text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
