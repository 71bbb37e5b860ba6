"""What a breach costs: which norms a sanction backs, and for each norm the fines and other consequences of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dutybook.norms.model import Norm

_PERSONS = ("人员", "负责人", "责任人", "个人", "主管", "公民", "法定代表人")


@dataclass(frozen=True, slots=True)
class Fine:
    """A range of fines in CNY; an absent bound is None."""

    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Exposure:
    """What threatens whoever breaks one norm.

    Args:
        sanctions: places of the sanctions that back the norm, in the sequence that was given.
        unit: fines on the unit or whoever is penalised first; None where there is none in CNY.
        persons: fines on the persons responsible.
        others: the other consequences (`order_correction`, `suspension`, …), in order of first mention.
    """

    sanctions: tuple[int, ...] = ()
    unit: Fine | None = None
    persons: Fine | None = None
    others: tuple[str, ...] = ()


def backed(norms: Sequence[Norm]) -> tuple[tuple[int, ...], ...]:
    """For each norm that is a sanction, the places of the norms that it backs; empty for the others.

    A sanction on an article backs the norms of its paragraphs and items, one on a paragraph those of its items.
    """
    places: dict[str, list[int]] = {}
    for place, norm in enumerate(norms):
        if norm.modality != "sanction":
            for eid in _with_ancestors(norm.unit):
                places.setdefault(eid, []).append(place)
    return tuple(
        tuple(dict.fromkeys(place for eid in norm.violates for place in places.get(eid, ()))) for norm in norms
    )


def exposures(norms: Sequence[Norm]) -> tuple[Exposure, ...]:
    """For each norm, what a breach of it costs; sanctions themselves expose to nothing."""
    backing: list[list[int]] = [[] for _ in norms]
    for sanction, places in enumerate(backed(norms)):
        for place in places:
            backing[place].append(sanction)
    return tuple(_exposure(norms, found) for found in backing)


def _exposure(norms: Sequence[Norm], found: Sequence[int]) -> Exposure:
    on_unit = [norms[place] for place in found if not _on_person(norms[place])]
    on_persons = [norms[place] for place in found if _on_person(norms[place])]
    others = dict.fromkeys(kind for place in found for kind in norms[place].sanctions if kind != "fine")
    return Exposure(tuple(found), _fine(on_unit), _fine(on_persons), tuple(others))


def _fine(sanctions: Sequence[Norm]) -> Fine | None:
    """The widest range of the fines; a sum that is no fine (a threshold of illegal gains) is not told apart."""
    sums = [one for norm in sanctions if "fine" in norm.sanctions for one in norm.amounts if one.unit == "CNY"]
    if not sums:
        return None
    least = [one.min for one in sums if one.min is not None]
    most = [one.max for one in sums if one.max is not None]
    return Fine(min(least) if len(least) == len(sums) else None, max(most) if most else None)


def _on_person(norm: Norm) -> bool:
    return norm.penalised is not None and norm.penalised.endswith(_PERSONS)


def _with_ancestors(eid: str) -> list[str]:
    """`art_1__para_2__item_3` with `art_1__para_2` and `art_1`."""
    parts = eid.split("__")
    return ["__".join(parts[:count]) for count in range(len(parts), 0, -1)]
