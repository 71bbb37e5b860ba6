"""The interface exists whole in Chinese: no text without a translation, none left over, no placeholder lost."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "docs"))

import translate

CATALOGUE = translate.PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_every_text_is_translated(tmp_path: Path) -> None:
    copy = tmp_path / "django.po"
    copy.write_bytes(CATALOGUE.read_bytes())
    assert translate.update(copy) == [], "run `make messages` and translate these"
    assert copy.read_text("utf-8") == CATALOGUE.read_text("utf-8"), "run `make messages`"


@pytest.mark.parametrize(
    "message", [one for one in translate.catalogue(CATALOGUE) if one.id], ids=lambda one: str(one.id)[:40]
)
def test_placeholders_survive_translation(message: object) -> None:
    wanted, given = (
        " ".join(part) if isinstance(part, (tuple, list)) else str(part) for part in (message.id, message.string)
    )  # type: ignore[attr-defined]
    assert set(PLACEHOLDER.findall(given)) == set(PLACEHOLDER.findall(wanted))
