"""The events that duties are counted from, as data: `events.csv` beside this module holds their names in zh and en."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Event:
    """Something that starts a period: its stable name, and what people call it."""

    name: str
    zh: str
    en: str


@cache
def events() -> Mapping[str, Event]:
    """Return every event by name, in the order of the file.

    >>> events()["incident"].zh
    '发生突发事件'
    """
    text = files(__package__).joinpath("data", "events.csv").read_text("utf-8")
    return MappingProxyType({row["name"]: Event(**row) for row in csv.DictReader(text.splitlines())})
