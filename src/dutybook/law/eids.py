"""Keeping eIds unique where the source gives a number twice."""

from __future__ import annotations


class Eids:
    """The eIds given so far.

    >>> eids = Eids()
    >>> eids.unused("art_5"), eids.unused("art_5"), eids.unused("art_5")
    ('art_5', 'art_5_2', 'art_5_3')
    """

    __slots__ = ("_given", "_times")

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._times: dict[str, int] = {}

    def unused(self, wanted: str) -> str:
        """`wanted`, or `wanted_2`, `wanted_3`, … where it is taken; from now on taken itself."""
        eid = wanted
        while eid in self._given:
            again = self._times.get(wanted, 1) + 1
            self._times[wanted] = again
            eid = f"{wanted}_{again}"
        self._given.add(eid)
        return eid
