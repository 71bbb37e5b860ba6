from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from tests.attacks.others import PDF

from dutybook_web.files import kinds
from dutybook_web.files.intake import Taken, take
from dutybook_web.files.limits import Limits
from dutybook_web.files.refusals import FileRefused
from dutybook_web.files.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def test_document_is_stored_as_it_came(store: Store) -> None:
    taken = take(io.BytesIO(PDF), "../巡查\u202e.pdf", store)
    assert taken == Taken(hashlib.sha256(PDF).hexdigest(), len(PDF), "巡查.pdf", kinds.PDF)
    with store.open(taken.sha256) as file:
        assert file.read() == PDF


def test_picture_is_stored_without_its_place(store: Store) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[29] = "GPS-PLACE"
    file = io.BytesIO()
    Image.new("RGB", (3, 2)).save(file, "JPEG", exif=exif)
    taken = take(file, "门.jpg", store)
    with store.open(taken.sha256) as stored:
        data = stored.read()
    assert (b"GPS-PLACE" in file.getvalue(), b"GPS-PLACE" in data, len(data)) == (True, False, taken.size)
    assert Image.open(io.BytesIO(data)).size == (3, 2)


def test_nothing_is_stored_of_what_is_refused(store: Store) -> None:
    with pytest.raises(FileRefused, match="too-big"):
        take(io.BytesIO(PDF), "a.pdf", store, Limits(file=10))
    assert store.folder.exists() is False
