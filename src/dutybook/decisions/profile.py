"""Profiles of premises: what is known of each place, and where each fact was read. YAML, JSON or CSV.

name: East Gate metro station          one place; or a list of such; or
facts:                                 premises: [...] beside facts: that all of them share
  kind: metro_station
  footfall_daily: {value: 45000, source: 2025 annual report}
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from dutybook.catalogue import marked_yaml
from dutybook.conditions.facts import Fact, Value, dictionary
from dutybook.conditions.values import listed, read_value
from dutybook.errors import CatalogueError, FactError, ProfileError, SourceError
from dutybook.law.sources.text import decode

Part = tuple[str | int, ...]
"""Where something stands in a file: keys and positions from the top."""

_NOT_FACTS: Final = ("name", "id", "note")
"""Columns of a CSV that are no facts."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one place.

    Args:
        name: what it is called; unique in its file.
        facts: values by name of fact; a fact that is not known is absent.
        sources: where each fact was read, or what the file itself names as its source.
    """

    name: str
    facts: Mapping[str, Value]
    sources: Mapping[str, str] = field(default_factory=dict)


def read_profiles(path: Path) -> tuple[Profile, ...]:
    """Read the premises in a file, by its suffix: .yaml, .yml, .json or .csv.

    Args:
        path: the file. A CSV has one place a row, with `name` and the names of facts as headings.

    Raises:
        ProfileError: another suffix, a file that cannot be read, an unknown fact, a value that a fact cannot take,
            a place that stands twice. An empty cell, `null` and an absent fact are no error: they are not known.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ProfileError(
            str(path), f"{path.suffix or 'no suffix'} is no kind of profile", "give .yaml, .json or .csv"
        )
    found = tuple(reader(_text(path), path))
    twice = [name for name, count in Counter(profile.name for profile in found).items() if count > 1]
    if twice:
        raise ProfileError(str(path), f"two premises are named {twice[0]!r}", "give each a name of its own")
    if not found:
        raise ProfileError(str(path), "no premises stand in the file", "describe at least one place")
    return found


def read_facts(raw: Mapping[str, Any], place: str = "facts") -> dict[str, Value]:
    """Facts from plain data, such as what a form or a command line gives; what is not known is left out.

    Args:
        raw: values by name of fact. place: what to call the whole in messages.

    Raises:
        ProfileError: an unknown fact, or a value that it cannot take.

    >>> read_facts({"footfall_daily": "5,200", "key_target": "否", "kind": ""})
    {'footfall_daily': 5200, 'key_target': False}
    """
    found = {name: _value(_fact(name, place), value, place) for name, value in raw.items()}
    return {name: value for name, value in found.items() if value is not None}


def as_yaml(profile: Profile, not_known: tuple[str, ...] = ()) -> str:
    """The profile as a file that `read_profiles` reads.

    Args:
        profile: the place. not_known: facts that somebody was asked and could not tell.

    >>> print(as_yaml(Profile("Hotel", {"kind": "lodging"}), ("capacity",)), end="")
    name: "Hotel"
    facts:
      kind: "lodging"
    not_known: ["capacity"]
    """
    lines = [f"name: {_quoted(profile.name)}", "facts:" if profile.facts else "facts: {}"]
    for name, value in profile.facts.items():
        plain = sorted(value) if isinstance(value, frozenset) else value
        source = profile.sources.get(name)
        lines.append(f"  {name}: {_quoted({'value': plain, 'source': source} if source else plain)}")
    if not_known:
        lines.append(f"not_known: {_quoted(list(not_known))}")
    return "\n".join(lines) + "\n"


def read_not_known(path: Path) -> tuple[str, ...]:
    """The facts that a saved interview lists under `not_known`."""
    data = _yaml_data(_text(path), path).data
    found = data.get("not_known") if isinstance(data, dict) else None
    return tuple(str(name) for name in found if name in dictionary()) if isinstance(found, list) else ()


def _quoted(value: object) -> str:
    """JSON, which YAML reads as itself: no text is ever taken for a date or a number."""
    return json.dumps(value, ensure_ascii=False)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path))
    except SourceError as error:
        raise ProfileError(error.place, error.cause, "save it as UTF-8 text") from None


def _from_yaml(text: str, path: Path) -> Iterator[Profile]:
    marked = _yaml_data(text, path)
    yield from _premises(marked.data, path, lambda part: f"{path}:{marked.line(part)}")


def _yaml_data(text: str, path: Path) -> marked_yaml.Marked:
    try:
        return marked_yaml.read(text, str(path))
    except CatalogueError as error:
        raise ProfileError(error.place, error.cause, error.remedy) from None


def _from_json(text: str, path: Path) -> Iterator[Profile]:
    def place(part: Part) -> str:
        steps = ".".join(str(key + 1 if isinstance(key, int) else key) for key in part)
        return f"{path}: {steps}" if steps else str(path)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if twice := [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]:
            raise ProfileError(str(path), f"the key {twice[0]!r} stands twice", "keep one of them")
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise ProfileError(str(path), f"this is not JSON ({error})", "mend it, or save it as YAML") from None
    yield from _premises(data, path, place)


def _premises(data: Any, path: Path, place: Callable[[Part], str]) -> Iterator[Profile]:
    """The places in the data of a YAML or JSON file, in its three forms."""
    shared: dict[str, tuple[Value, str]] = {}
    at: Part = ()
    if isinstance(data, dict) and "premises" in data:
        shared = _known(data.get("facts") or {}, ("facts",), place)
        data, at = data["premises"], ("premises",)
    if isinstance(data, list):
        for number, each in enumerate(data):
            yield _one(each, (*at, number), place, f"{path.stem} {number + 1}", shared)
    else:
        yield _one(data, at, place, path.stem, shared)


def _one(
    data: Any, at: Part, place: Callable[[Part], str], name: str, shared: Mapping[str, tuple[Value, str]]
) -> Profile:
    if not isinstance(data, dict) or not ("facts" in data or shared):
        raise ProfileError(place(at), "here is no place with facts", _facts_remedy(data))
    if strays := sorted(dictionary().keys() & data.keys()):
        raise ProfileError(
            place((*at, strays[0])), f"the fact {strays[0]} stands outside facts", "move it under facts:"
        )
    known = {**shared, **_known(data.get("facts") or {}, (*at, "facts"), place)}
    facts = {name: value for name, (value, _) in known.items()}
    return Profile(_name(data, name), facts, {name: source for name, (_, source) in known.items()})


def _facts_remedy(data: Any) -> str:
    near = get_close_matches("facts", [str(key) for key in data], n=1) if isinstance(data, dict) else []
    return f"did you mean facts: instead of {near[0]}:?" if near else "write name: and, below facts:, the facts by name"


def _name(data: Mapping[str, Any], otherwise: str) -> str:
    for key in ("name", "id"):
        found = data.get(key)
        if isinstance(found, dict):  # a name in two languages
            found = found.get("en") or found.get("zh")
        if found not in (None, ""):
            return str(found)
    return otherwise


def _known(data: Any, at: Part, place: Callable[[Part], str]) -> dict[str, tuple[Value, str]]:
    """The known facts of a mapping, each with its source."""
    if not isinstance(data, dict):
        raise ProfileError(place(at), "facts is no mapping of names to values", "write one fact a line: name: value")
    found: dict[str, tuple[Value, str]] = {}
    for name, raw in data.items():
        here = place((*at, name))
        source = here
        if isinstance(raw, dict):
            raw, source = _with_source(raw, here)
        value = _value(_fact(name, here), raw, here)
        if value is not None:
            found[name] = value, source
    return found


def _with_source(raw: Mapping[str, Any], here: str) -> tuple[Any, str]:
    if "value" not in raw or raw.keys() - {"value", "source", "note"}:
        raise ProfileError(
            here, "this is neither a value nor a value with its source", "write {value: ..., source: ...}"
        )
    return raw["value"], str(raw.get("source") or here)


def _from_csv(text: str, path: Path) -> Iterator[Profile]:
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        headings = _headings(next(rows), path)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _row(row, headings, path, rows.line_num)
    except csv.Error as error:
        raise ProfileError(f"{path}:{rows.line_num}", f"this is not CSV ({error})", "save it as CSV again") from None


def _headings(row: list[str], path: Path) -> list[str]:
    headings = [cell.strip() for cell in row]
    for name in headings:
        if name not in _NOT_FACTS:
            _fact(name, f"{path}:1")
    if len(set(headings)) < len(headings):
        raise ProfileError(f"{path}:1", "a heading stands twice", "keep one of the two columns")
    return headings


def _row(row: list[str], headings: list[str], path: Path, line: int) -> Profile:
    if len(row) > len(headings):
        cause = f"the row has {len(row)} cells and the heading {len(headings)}"
        raise ProfileError(f"{path}:{line}", cause, "put quotes around a cell that holds a comma")
    cells = dict(zip(headings, row, strict=False))
    places = {name: f"{path}:{line}, {name}" for name in cells if name not in _NOT_FACTS}
    read = {name: _value(_fact(name, here), cells[name], here) for name, here in places.items()}
    facts = {name: value for name, value in read.items() if value is not None}
    return Profile(_name(cells, f"row {line}"), facts, {name: places[name] for name in facts})


def _fact(name: str, here: str) -> Fact:
    facts = dictionary()
    if name in facts:
        return facts[name]
    labels = {text.lower(): fact.name for fact in facts.values() for text in (fact.label.zh, fact.label.en)}
    near = [labels.get(name.lower()), *get_close_matches(name[:100].lower(), facts, n=1)]
    meant = next(filter(None, near), None)
    remedy = f"did you mean {meant}?" if meant else f"use one of {listed(facts.keys(), most=60)}"
    raise ProfileError(here, f"there is no fact {name[:100]!r}", remedy)


def _value(fact: Fact, raw: object, here: str) -> Value | None:
    try:
        return read_value(fact, raw)
    except FactError as error:
        place = here if here.endswith(fact.name) else f"{here}: {fact.name}"
        raise ProfileError(place, error.cause, error.remedy) from None


_READERS: Final[Mapping[str, Callable[[str, Path], Iterator[Profile]]]] = {
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
    ".json": _from_json,
    ".csv": _from_csv,
}
