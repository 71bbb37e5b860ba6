"""Loading the catalogue: files to checked entries, every mistake told with its file, line and remedy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dutybook.catalogue import marked_yaml
from dutybook.catalogue.marked_yaml import Marked
from dutybook.catalogue.model import ActFile, CataloguedAct, NotADuty, OperatedDuty, ReadingOnlyDuty
from dutybook.conditions.language import parse
from dutybook.conditions.model import Condition
from dutybook.errors import CatalogueError, ConditionError


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty with what it takes from its act, its conditions parsed and checked.

    Args:
        act: the act that holds it.
        duty: as the file says it.
        condition: its `applies`.
        act_condition: the act's `applies`; None if the act has none. Both must hold for the duty to bind.
        place: file and line of the entry.
    """

    act: CataloguedAct
    duty: OperatedDuty | ReadingOnlyDuty
    condition: Condition
    act_condition: Condition | None
    place: str


@dataclass(frozen=True)
class Catalogue:
    """Acts with their entries, in the order of their files and of the acts."""

    entries: tuple[Entry, ...]
    acts: tuple[CataloguedAct, ...]
    not_duties: Mapping[str, tuple[NotADuty, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by the id of their duty."""
        return {entry.duty.id: entry for entry in self.entries}

    @cached_property
    def act_by_id(self) -> Mapping[str, CataloguedAct]:
        """Acts by id."""
        return {act.id: act for act in self.acts}

    def of_act(self, act: str) -> tuple[Entry, ...]:
        """The entries of one act, by its id."""
        return tuple(entry for entry in self.entries if entry.act.id == act)


def catalogue(path: Path | None = None) -> Catalogue:
    """Load catalogue files, all or nothing.

    Args:
        path: a file, or a folder whose `*.yaml` files below it are the acts (folders named `schemes` apart);
            None for the catalogue that Dutybook ships.

    Raises:
        CatalogueError: with file, line and remedy; if there are several mistakes, the first, and how many there are.

    >>> catalogue().act_by_id["henan-ct-2024"].jurisdiction
    '41'
    """
    return _shipped() if path is None else _load(path)


def assembled(contents: Iterable[ActFile]) -> Catalogue:
    """A catalogue of files that were checked when they came in, as an application keeps them.

    Args:
        contents: one of each act.

    Raises:
        ConditionError: a condition that this version does not read.

    >>> assembled([load_act(shipped_file("guizhou-ce-2022"))]).acts[0].jurisdiction
    '52'
    """
    kept = tuple(contents)
    return Catalogue(
        entries=tuple(
            Entry(one.act, duty, _parsed(duty.applies), _parsed(one.act.applies) if one.act.applies else None, duty.id)
            for one in kept
            for duty in one.duties
        ),
        acts=tuple(one.act for one in kept),
        not_duties={one.act.id: one.not_duties for one in kept},
    )


@cache
def _shipped() -> Catalogue:
    return _load(shipped())


def shipped() -> Path:
    """The folder of the catalogue that Dutybook ships."""
    return Path(str(files("dutybook.catalogue").joinpath("data")))


def shipped_file(act: str) -> Path:
    """The shipped file of an act.

    Args:
        act: its id.

    Raises:
        CatalogueError: the shipped catalogue does not hold the act.
    """
    for file in act_files(shipped()):
        if file.stem == act:
            return file
    raise CatalogueError(act, "the catalogue that Dutybook ships has no such act", "name a catalogue file of your own")


def load_act(path: Path) -> ActFile:
    """Load one catalogue file alone.

    Raises:
        CatalogueError: as `catalogue`.
    """
    loaded = load_file(path)
    if loaded.content is None or loaded.mistakes:
        raise _first_of(list(loaded.mistakes))
    return loaded.content


def check_files(path: Path) -> tuple[list[LoadedFile], list[CatalogueError]]:
    """Load the files at a path and find all mistakes, those between files included.

    Args:
        path: as in `catalogue`.
    """
    loaded = [load_file(file) for file in act_files(path)]
    mistakes = [mistake for file in loaded for mistake in file.mistakes]
    return loaded, [*mistakes, *_across(loaded)]


def _load(path: Path) -> Catalogue:
    loaded, found = check_files(path)
    if found:
        raise _first_of(found)
    contents = [file.content for file in loaded if file.content]
    return Catalogue(
        entries=tuple(entry for file in loaded for entry in file.entries),
        acts=tuple(content.act for content in contents),
        not_duties={content.act.id: content.not_duties for content in contents},
    )


def act_files(path: Path) -> list[Path]:
    """The act files at a path, in order.

    Raises:
        CatalogueError: a folder holds none.
    """
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.glob("*/*.yaml") if file.parent.name != "schemes")
    found = found or sorted(path.glob("*.yaml"))
    if not found:
        raise CatalogueError(str(path), "no act file stands here", "point to a folder with <country>/<act>.yaml")
    return found


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file as it was loaded: its content and entries where they are sound, and all its mistakes."""

    path: Path
    content: ActFile | None
    entries: tuple[Entry, ...]
    mistakes: tuple[CatalogueError, ...]


def load_file(path: Path) -> LoadedFile:
    """Load one file and find all its mistakes, not only the first.

    Args:
        path: the YAML file of one act.
    """
    try:
        marked = marked_yaml.read_file(path)
    except CatalogueError as mistake:
        return LoadedFile(path, None, (), (mistake,))
    try:
        content = ActFile.model_validate_json(json.dumps(marked.data))
    except ValidationError as errors:
        return LoadedFile(path, None, (), tuple(mistakes_of(errors, path, marked)))
    mistakes = list(_misnamed(content, path))
    entries = tuple(_entries(content, path, marked, mistakes))
    return LoadedFile(path, content, entries, tuple(mistakes))


def _entries(content: ActFile, path: Path, marked: Marked, mistakes: list[CatalogueError]) -> Iterator[Entry]:
    act_condition = None
    if content.act.applies:
        act_condition = _condition(content.act.applies, ("act", "applies"), path, marked, mistakes)
    for n, duty in enumerate(content.duties):
        condition = _condition(duty.applies, ("duties", n, "applies"), path, marked, mistakes)
        if condition is not None:
            yield Entry(content.act, duty, condition, act_condition, f"{path}:{marked.line(('duties', n))}")


def _condition(
    text: str, where: marked_yaml.Place, path: Path, marked: Marked, mistakes: list[CatalogueError]
) -> Condition | None:
    try:
        return _parsed(text)
    except ConditionError as error:
        place = f"{path}:{marked.line(where)}"
        mistakes.append(CatalogueError(place, f"condition {text!r}: {error.cause} ({error.place})", error.remedy))
        return None


@cache
def _parsed(text: str) -> Condition:
    """A condition; many duties share the text of one."""
    return parse(text)


def _misnamed(content: ActFile, path: Path) -> Iterator[CatalogueError]:
    if path.stem != content.act.id:
        yield CatalogueError(str(path), f"the act's id is {content.act.id}", f"name the file {content.act.id}.yaml")
    if len(path.parent.name) == 2 and path.parent.name != content.act.country:
        yield CatalogueError(str(path), f"the country is {content.act.country}", "move it to that country's folder")


def _across(loaded: list[LoadedFile]) -> Iterator[CatalogueError]:
    seen: dict[str, Path] = {}
    for file in loaded:
        if file.content is None:
            continue
        first = seen.setdefault(file.content.act.id, file.path)
        if first != file.path:
            yield CatalogueError(str(file.path), f"{first} holds the same act", "keep one of the two files")


def mistakes_of(errors: ValidationError, path: Path, marked: Marked) -> list[CatalogueError]:
    """What pydantic found in a file, each mistake with its line, cause and remedy.

    Args:
        errors: from validating `marked.data`. path: the file. marked: its data with their lines.
    """
    found = []
    for error in errors.errors():
        where = _where(error["loc"])
        part = ".".join(map(str, where)) or "the file"
        place = f"{path}:{marked.line(where)}"
        found.append(CatalogueError(place, f"{part}: {_cause(error)}", _remedy(error, where, marked)))
    return found


def _where(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A place in the file: pydantic's place without the names of the forms that it tried."""
    if loc[:1] == ("duties",) and len(loc) > 2:
        loc = (*loc[:2], *loc[3:])
        if loc[2:3] == ("cadence",):
            loc = (*loc[:3], *loc[4:])
    return loc


_REMEDIES = {
    "missing": "write it",
    "extra_forbidden": "delete it, or see docs/catalogue.md for its name",
    "string_too_short": "write it: it is empty or too short to say anything",
    "string_too_long": "say it shorter",
    "string_type": "write text; put quotes around a number or a code",
    "literal_error": "use one of the words listed",
    "date_from_datetime_parsing": "write a date as 2024-01-31",
    "value_error": "mend it as told",
}


_CAUSES = {
    "missing": "it is missing",
    "extra_forbidden": "no such part belongs here",
    "string_type": "this is no text",
    "int_type": "this is no whole number",
}


def _cause(error: ErrorDetails) -> str:
    text = _CAUSES.get(error["type"]) or error["msg"].removeprefix("Value error, ").replace(
        "Input should be", "it is not"
    )
    return f"{text} (found {error['input']!r})" if isinstance(error["input"], str | int | float) else text


def _remedy(error: ErrorDetails, where: tuple[Any, ...], marked: Marked) -> str:
    if error["type"] == "extra_forbidden" and where[:1] == ("duties",) and (*where[:2], "reading_only") in marked.lines:
        return "a reading_only entry has nothing to work: delete it"
    return _REMEDIES.get(error["type"], "mend it as docs/catalogue.md tells")


def _first_of(mistakes: list[CatalogueError]) -> CatalogueError:
    first, more = mistakes[0], len(mistakes) - 1
    if not more:
        return first
    return CatalogueError(
        first.place, f"{first.cause} (and {more} more)", f"{first.remedy}; `dutybook catalogue check` lists all"
    )
