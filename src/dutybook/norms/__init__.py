"""Duties out of acts: `extract` gives the norms of an act."""

from __future__ import annotations

from dutybook.law.model import Act
from dutybook.norms.model import Norm

__all__ = ["Norm", "extract"]


def extract(act: Act) -> tuple[Norm, ...]:
    """Find the norms of an act, in reading order.

    Args:
        act: an act as `dutybook.law.parser.parse` reads it.

    Returns:
        Every norm with the source spans of its parts; the same act always gives the same norms.
    """
    from dutybook.norms.zh import extract as chinese  # noqa: PLC0415 — who only decides loads no lexicons

    return chinese.extract(act)
