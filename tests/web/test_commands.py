"""The verbs that set an installation up and serve it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dutybook_web.models import Account, Organisation

SERVE = [sys.executable, "-m", "gunicorn", "dutybook_web.wsgi", "--worker-class", "gthread"]


def test_setup_makes_the_first_administrator_and_a_link_each_time(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    links = set()
    for _time in range(2):
        told = io.StringIO()
        call_command("setup", organisation="Haizhou", email="ada@example.org", stdout=told)
        links.add(told.getvalue().splitlines()[1].rpartition("/key/")[0])
    assert links == {f"{settings.ORIGIN}/account/password/reset"}
    assert (Account.objects.count(), Organisation.objects.count()) == (1, 1)
    assert settings.DATA.stat().st_mode & 0o777 == 0o700


def test_setup_refuses_what_is_no_address(db: None) -> None:
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("setup", organisation="Haizhou", email="ada")


def test_serve_becomes_gunicorn_with_threads(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    became: list[list[str]] = []
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(os, "execv", lambda _program, arguments: became.append(arguments))
    call_command("serve", bind="127.0.0.1:9000", threads=3)
    assert became == [
        [*SERVE, "--bind", "127.0.0.1:9000", "--workers", "2", "--threads", "3", "--preload", "--no-control-socket"],
    ]
    assert (tmp_path / "dutybook_web" / "icon.svg").exists()
