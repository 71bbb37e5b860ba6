"""The public face of the library: what a stranger may import, and what importing does."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import dutybook

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(dutybook.__path__, "dutybook.")
    if module.name != "dutybook.__main__"
)
PUBLIC = ["dutybook", "dutybook.law", "dutybook.norms"]


@pytest.mark.parametrize("name", MODULES)
def test_module_opens_with_what_it_is_for(name: str) -> None:
    assert importlib.import_module(name).__doc__


@pytest.mark.parametrize("package", PUBLIC)
def test_public_names_exist_and_explain_themselves(package: str) -> None:
    module: ModuleType = importlib.import_module(package)
    names: list[str] = getattr(module, "__all__", [])
    assert names == sorted(names)
    assert [name for name in names if not getattr(module, name).__doc__] == []


def test_library_neither_prints_nor_loads_the_web() -> None:
    code = f"import importlib, sys; [importlib.import_module(m) for m in {MODULES!r}]; print('django' in sys.modules)"
    result = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("False\n", "")
