"""Pages of the catalogue: shown as a difference first, applied on purpose, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.catalogue.files import MODEL, changed
from tests.web.conftest import World
from tests.web.decided import REPORT
from tests.web.model_acts import model_files, reworded

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Binding, Edition
from dutybook_web.queries.edition import edition_in_use, files_of


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    apply_edition(None, world.group, model_files(tmp_path), "first")
    return world


def test_edition_of_the_shipped_catalogue_is_shown_then_applied(world: World) -> None:
    client = world.client("administrator", world.group)
    content = client.get("/editions/difference/").content.decode()
    assert "acts and duties differ" in content
    assert Edition.objects.count() == 0
    client.post("/editions/apply/", {"number": "", "note": "To begin with"})
    edition = Edition.objects.get()
    assert (edition.tenant, edition.note) == (world.group, "To begin with")
    assert Binding.objects.filter(premises=world.station).exists()
    assert "It is the same as the catalogue in use." in client.get("/editions/difference/").content.decode()
    again = client.post("/editions/apply/", {"number": ""}, follow=True).content.decode()
    assert "This catalogue is the one in use" in again


def test_edition_is_applied_at_the_root_alone(applied: World) -> None:
    response = applied.client("administrator", applied.east).post("/editions/apply/", {"number": ""})
    assert (response.status_code, Edition.objects.count()) == (403, 1)
    assert applied.client("manager", applied.group).post("/editions/apply/", {"number": ""}).status_code == 403
    page = applied.client("administrator", applied.east).get("/editions/difference/").content.decode()
    assert "/editions/apply/" not in page


def test_edition_is_taken_back_from_the_list(applied: World, tmp_path: Path) -> None:
    apply_edition(None, applied.group, reworded(tmp_path), "second")
    client = applied.client("administrator", applied.group)
    assert "?number=1" in client.get("/editions/").content.decode()
    content = client.get("/editions/difference/?number=1").content.decode()
    assert ("period P1Y" in content, "period P6M" in content) == (True, True)
    client.post("/editions/apply/", {"number": "1"})
    edition = edition_in_use(applied.group.pk)
    assert edition
    assert (edition.number, files_of(edition)) == (3, model_files(tmp_path))


def test_edition_of_a_file_is_checked_shown_and_applied(applied: World) -> None:
    client, text = applied.client("administrator", applied.group), changed("period: P6M", "period: P1Y")
    file = SimpleUploadedFile("mine.yaml", text.encode())
    content = client.post("/editions/upload/", {"file": file}).content.decode()
    assert ("1 act or duty differs." in content, Edition.objects.count()) == (True, 1)
    client.post("/editions/upload/", {"text": text, "apply": "1", "note": "ours"})
    edition = edition_in_use(applied.group.pk)
    assert edition
    assert (edition.number, edition.note) == (2, "ours")
    assert [file.act.id for file in files_of(edition)] == ["model-act", "model-coming"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Choose a catalogue file, or paste its text."),
        (changed("period: P6M", "period: P7X"), "duties.0.cadence"),
        (changed("applies: serves_public", "applies: serves_publik"), "serves_public"),
        ("no: act", "act"),
        ("act: [", "act.yaml"),
        ("x" * 1_000_001, "1000000"),
    ],
)
def test_edition_of_a_file_with_a_mistake_is_not_applied(applied: World, text: str, error: str) -> None:
    client = applied.client("administrator", applied.group)
    content = client.post("/editions/upload/", {"text": text, "apply": "1"}).content.decode()
    assert (error in content, "/tmp" in content, Edition.objects.count()) == (True, False, 1)


def test_edition_of_a_file_that_is_too_large_is_refused(applied: World) -> None:
    file = SimpleUploadedFile("mine.yaml", b"x" * 1_000_001)
    content = applied.client("administrator", applied.group).post("/editions/upload/", {"file": file}).content.decode()
    assert "The file is too large for a catalogue file" in content


def test_edition_of_a_new_act_joins_the_rest(applied: World) -> None:
    client, text = applied.client("administrator", applied.group), MODEL.replace("model-act", "model-more")
    client.post("/editions/upload/", {"text": text, "apply": "1"})
    edition = edition_in_use(applied.group.pk)
    assert edition
    assert [file.act.id for file in files_of(edition)] == ["model-act", "model-coming", "model-more"]
    assert REPORT in {version.duty for version in edition.duties.all()}


def test_edition_of_another_tenant_is_not_shown(applied: World) -> None:
    content = applied.client("administrator", applied.foreign).get("/editions/").content.decode()
    assert "No catalogue has been applied" in content
