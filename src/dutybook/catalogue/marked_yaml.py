"""YAML as plain data with the line of every part: only what JSON can say, each key once, nothing to run or expand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from dutybook.errors import CatalogueError

Scalar: TypeAlias = str | int | float | bool | None
Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"
Place: TypeAlias = tuple[str | int, ...]
"""Where a part stands: keys and positions from the top."""

_WORDS: Mapping[str, Scalar] = {"": None, "null": None, "~": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")
_DEEPEST = 30
_LONGEST_NUMBER = 16


@dataclass(frozen=True, slots=True)
class Marked:
    """The data of one YAML file, and the line on which each part of it begins."""

    data: Data
    lines: Mapping[Place, int]

    def line(self, path: Place) -> int:
        """The line of a part, or of the nearest part around it that the file holds.

        >>> read("a:\\n  - b: 1\\n", "x.yaml").line(("a", 0, "missing"))
        2
        """
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_file(path: Path) -> Marked:
    """Read a YAML file.

    Raises:
        CatalogueError: as `read`, and for a file that is not UTF-8.
    """
    try:
        return read(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise CatalogueError(str(path), "the file is not UTF-8", "save it as UTF-8") from None


def read(text: str, name: str) -> Marked:
    """Read YAML text. Dates stay text; `yes`, `on` and the like are text too, not booleans.

    Args:
        text: one YAML document.
        name: the file's name, for messages.

    Raises:
        CatalogueError: for text that is no YAML, a key that stands twice, an anchor, a tag or nesting without end.

    >>> read("{a: 1, b: [true, 2024-01-01, no]}", "x.yaml").data
    {'a': 1, 'b': [True, '2024-01-01', 'no']}
    """
    reader = _Reader(name, text)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise CatalogueError(place, f"this is not YAML ({error.problem})", "mend the line") from None
    except yaml.YAMLError as error:
        raise CatalogueError(
            name, f"this is not YAML ({str(error).splitlines()[0]})", "save it as plain text"
        ) from None


class _Reader:
    """Turns the events of one file into data; remembers where each part stood.

    It reads events because yaml's own tree builder overruns the stack on a file that nests without end.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines: dict[Place, int] = {}
        self.events: Iterator[Any] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def read(self) -> Marked:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Marked(None, self.lines)
        data = self._data(next(self.events), ())
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._error(after, "a second document begins here", "write one document in a file")
        return Marked(data, self.lines)

    def _data(self, event: Any, path: Place) -> Data:
        self.lines.setdefault(path, _line(event))
        self._require_plain(event)
        if len(path) > _DEEPEST:
            raise self._error(event, "the file is nested too deeply", "compare it with another file")
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._parts(path))
        return _scalar(event)

    def _pairs(self, path: Place) -> Iterator[tuple[str, Data]]:
        keys: set[str] = set()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._require_plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "a key is not plain text", "write a word")
            key: str = event.value
            if key in keys:
                raise self._error(event, f"the key {key!r} stands twice", "keep one of them")
            keys.add(key)
            self.lines[*path, key] = _line(event)
            yield key, self._data(next(self.events), (*path, key))

    def _parts(self, path: Place) -> Iterator[Data]:
        position = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._data(event, (*path, position))
            position += 1

    def _require_plain(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._error(event, f"an anchor or alias ({event.anchor}) stands here", "write the part out")
        if event.tag is not None:
            raise self._error(event, f"the tag {event.tag} is not allowed", "delete it")

    def _error(self, event: Any, cause: str, remedy: str) -> CatalogueError:
        return CatalogueError(f"{self.name}:{_line(event)}", cause, remedy)


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _scalar(event: Any) -> Scalar:
    text: str = event.value
    if event.style:  # quoted, or a block: text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < _LONGEST_NUMBER else text
    return float(text) if _DECIMAL.fullmatch(text) and len(text) < _LONGEST_NUMBER else text
