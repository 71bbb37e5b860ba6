"""The hostile files of `tests/attacks` once more, in this process, so that coverage sees the lines that refuse them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.attacks.documents import DOCUMENTS
from tests.attacks.others import OTHERS

from dutybook_web.files.intake import take
from dutybook_web.files.refusals import FileRefused
from dutybook_web.files.store import Store

HOSTILE = DOCUMENTS | OTHERS


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_file_is_refused_with_its_reason_or_stored(attack: str, tmp_path: Path) -> None:
    name, make, expected = HOSTILE[attack]
    code = ""
    try:
        take(io.BytesIO(make()), name, Store(tmp_path))
    except FileRefused as refused:
        code = refused.code
    assert code == expected
