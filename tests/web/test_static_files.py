"""The static files as they are served: the modules of the page on the phone name each other by their contents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management import call_command

STORAGES = {"staticfiles": {"BACKEND": "dutybook_web.static_files.StaticFiles"}}
IMPORT = re.compile(r'from "\./([^"]+)"')


def test_modules_import_each_other_under_the_names_that_change(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES, settings.STATIC_ROOT = {**settings.STORAGES, **STORAGES}, tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    folder = tmp_path / "dutybook_web/js/inspect"
    (main,) = (file for file in folder.glob("main.*.js"))
    imported = IMPORT.findall(main.read_text("utf-8"))
    assert [name for name in imported if not re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name)] == []
    assert (len(imported), [name for name in imported if not (folder / name).exists()]) == (8, [])
