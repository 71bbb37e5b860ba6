"""The model act that ships with Dutybook: a fictional city's measure, in our own words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def model_act_path() -> Path:
    """Where the model act stands on disk.

    >>> model_act_path().name
    'act.md'
    """
    return Path(str(files(__name__).joinpath("act.md")))
