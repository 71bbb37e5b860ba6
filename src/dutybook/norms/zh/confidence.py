"""How sure a norm is: a figure from how its modality and its bearer were found, measured on annotated acts."""

from __future__ import annotations

from dutybook.norms.zh.drafts import Draft
from dutybook.norms.zh.lexicon import table

ORIGINS = ("own", "topic", "condition", "carried", "lead", "unnamed")
"""How a bearer was found: in front of its predicate, in a clause before it, as who meets the circumstance, carried
over from the sentence before, taken from a list's lead-in, or not at all."""

_LONG_NAME = 60
"""Names longer than this are rarely cut rightly."""


def features(draft: Draft) -> tuple[str, str]:
    """The kind of the norm (`sanction`, `item`, `implicit`, `modal`) and how its bearer was found.

    The features that a later calibration starts from; `table("confidence")` gives the figure for each pair.
    """
    if draft.modality == "sanction":
        return "sanction", "unnamed" if draft.bearer is None else "own"
    kind = "item" if "item" in draft.features else "implicit" if draft.implicit else "modal"
    if draft.bearer is None:
        return kind, "unnamed"
    return kind, draft.bearer.origin if draft.bearer.origin in ORIGINS else "own"


def confidence(draft: Draft) -> float:
    """A figure between 0 and 1 for the norm with its bearer."""
    kind, origin = features(draft)
    figure = float(table("confidence")[kind][origin])
    if draft.bearer is not None and len(draft.bearer.text) > _LONG_NAME:
        figure -= 0.1
    return round(max(figure, 0.0), 2)
