from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dutybook_web.files.refusals import REFUSALS, FileRefused

VALUES = {"limit": 50, "extension": ".png", "kind": "PDF", "right": ".pdf"}


def test_refusal_tells_cause_and_remedy() -> None:
    refused = FileRefused("too-big", limit=50)
    assert (str(refused), refused.code) == ("too-big", "too-big")
    assert refused.message == f"{refused.cause} {refused.remedy}"


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_words_for_cause_and_remedy(code: str) -> None:
    refused = FileRefused(code, **VALUES)
    assert ["%" in part or not part.endswith((".", "。")) for part in (refused.cause, refused.remedy)] == [False, False]


def test_codes_are_words_for_an_address_or_a_log() -> None:
    assert {char for code in REFUSALS for char in code} <= {*string.ascii_lowercase, "-"}


def test_every_refusal_is_documented(repository: Path) -> None:
    page = (repository / "docs" / "uploads.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(REFUSALS)
