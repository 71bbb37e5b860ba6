"""What every test may use: the shared collection of acts where it is at hand, and Hypothesis made repeatable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real acts (`acts`, `laws`, `gold`), which is no part of the repository."""
    folder = Path(os.environ.get("DUTYBOOK_SHARED") or ROOT.parent / "shared")
    if not (folder / "laws").is_dir():
        pytest.skip(f"no collection of acts in {folder.name}/ beside the repository (or in DUTYBOOK_SHARED)")
    return folder
