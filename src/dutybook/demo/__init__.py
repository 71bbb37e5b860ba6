"""What ships with Dutybook to try it on: a fictional city's measure in our own words, and places that do not exist."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def model_act_path() -> Path:
    """Where the model act stands on disk.

    >>> model_act_path().name
    'act.md'
    """
    return _path("act.md")


def premises_path() -> Path:
    """Where the profile of a mall stands on disk, with one fact that is not known.

    >>> premises_path().name
    'premises.yaml'
    """
    return _path("premises.yaml")


def _path(name: str) -> Path:
    return Path(str(files(__name__).joinpath(name)))
