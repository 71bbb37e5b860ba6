"""What an update of the catalogue changes, duty by duty and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from dutybook.catalogue.load import Catalogue
from dutybook.catalogue.model import plain


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs; None on the side that does not have it."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One act or duty that an update adds, removes or changes.

    Args:
        kind: what happens to it. what: an act or a duty. id: of the act or duty.
        fields: for `changed`, the fields that differ, in the order of the file.
    """

    kind: Literal["added", "removed", "changed"]
    what: Literal["act", "duty"]
    id: str
    fields: tuple[FieldChange, ...] = ()


def diff(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Compare two catalogues: acts first, then duties; in the new order, what was removed last.

    Args:
        old: the catalogue before. new: the catalogue after.
    """
    acts = _changes("act", old.act_by_id, new.act_by_id)
    duties = _changes("duty", *({id_: entry.duty for id_, entry in one.by_id.items()} for one in (old, new)))
    return (*acts, *duties)


def _changes(
    what: Literal["act", "duty"], old: Mapping[str, BaseModel], new: Mapping[str, BaseModel]
) -> Iterator[Change]:
    for id_, after in new.items():
        before = old.get(id_)
        if before is None:
            yield Change("added", what, id_)
        elif fields := tuple(_fields(plain(before), plain(after))):
            yield Change("changed", what, id_, fields)
    yield from (Change("removed", what, id_) for id_ in old if id_ not in new)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield FieldChange(name, old.get(name), new.get(name))
