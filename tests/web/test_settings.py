"""The settings: each is documented, and each is read by its type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.conftest import ROOT

from dutybook_web import environment

WEB = ROOT / "src" / "dutybook_web"


def test_every_variable_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(WEB.rglob("*.py")))
    read = set(re.findall(r"DUTYBOOK_[A-Z_]+", source))
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(DUTYBOOK_[A-Z_]+)`", page, re.MULTILINE)) == read


def test_text_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("secret\n", "utf-8")
    monkeypatch.setenv("DUTYBOOK_X_FILE", str(tmp_path / "key"))
    assert environment.text("DUTYBOOK_X") == "secret"
    monkeypatch.setenv("DUTYBOOK_X_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.text("DUTYBOOK_X")


@pytest.mark.parametrize(("told", "read"), [("1", True), ("on", True), ("0", False), ("", False)])
def test_switch_is_on_or_off(told: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOOK_X", told)
    assert environment.switch("DUTYBOOK_X") is read


def test_what_is_not_its_type_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOOK_X", "perhaps")
    for reader, remedy in ((environment.switch, "write 1 or 0"), (lambda name: environment.number(name, 1), "a whole")):
        with pytest.raises(ImproperlyConfigured, match=remedy):
            reader("DUTYBOOK_X")


def test_names_are_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOOK_X", "a.example, b.example,")
    assert environment.names("DUTYBOOK_X") == ["a.example", "b.example"]
    monkeypatch.delenv("DUTYBOOK_X")
    assert (environment.names("DUTYBOOK_X", ("c",)), environment.number("DUTYBOOK_X", 7)) == (["c"], 7)


def test_database_is_sqlite_or_postgresql(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert environment.database("DUTYBOOK_X", tmp_path / "own")["NAME"] == str(tmp_path / "own")
    monkeypatch.setenv("DUTYBOOK_X", "sqlite:////srv/a%20file")
    assert environment.database("DUTYBOOK_X", tmp_path)["NAME"] == "/srv/a file"
    monkeypatch.setenv("DUTYBOOK_X", "postgresql://user:p%40ss@db:5433/name?sslmode=require")
    found = environment.database("DUTYBOOK_X", tmp_path)
    assert [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")] == [
        *("name", "user", "p@ss", "db", "5433"),
        {"sslmode": "require"},
    ]
    monkeypatch.setenv("DUTYBOOK_X", "mysql://db/name")
    with pytest.raises(ImproperlyConfigured, match="write sqlite"):
        environment.database("DUTYBOOK_X", tmp_path)


def test_origin_is_what_a_policy_names() -> None:
    assert environment.origin_of("https://id.example:8443/realms/x") == "https://id.example:8443"
