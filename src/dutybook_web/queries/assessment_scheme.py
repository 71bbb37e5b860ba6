"""A scheme of assessment as data: YAML with weighted items, checked where it enters; mistakes with place and remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Self

from django.utils.translation import gettext as _
from pydantic import Field, ValidationError, field_validator, model_validator

from dutybook.catalogue import marked_yaml
from dutybook.catalogue.load import mistakes_of
from dutybook.catalogue.model import Slug, Strict, Words
from dutybook.errors import CatalogueError
from dutybook_web.queries.assessment_sources import SOURCES
from dutybook_web.refusals import Refused

LONGEST: Final = 100_000
"""Characters of a scheme."""

EXAMPLE: Final = """\
scheme: half-year
title: {zh: 半年工作考核, en: Half-yearly assessment}
items:
  - {id: in-time, label: {zh: 任务按时完成, en: Tasks done in time}, weight: 50, source: tasks_in_time}
  - {id: not-overdue, label: {zh: 无逾期未办任务, en: Nothing left overdue}, weight: 30, source: tasks_not_overdue}
  - {id: reports, label: {zh: 半年报告报送, en: Half-yearly reports sent}, weight: 20, source: reports_sent}
"""
"""What the editor begins with."""


class Item(Strict):
    """One thing that is scored.

    Args:
        weight: its share of the points, beside those of the others.
        source: which things are counted (`queries.assessment_sources.SOURCES`).
    """

    id: Slug
    label: Words
    weight: Annotated[int, Field(gt=0, le=1000)]
    source: str

    @field_validator("source")
    @classmethod
    def _must_be_known(cls, name: str) -> str:
        if name not in SOURCES:
            raise ValueError(f"{name!r} is no source; known are {', '.join(sorted(SOURCES))}")
        return name


class SchemeFile(Strict):
    """A whole scheme."""

    scheme: Slug
    title: Words
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _must_name_each_once(self) -> Self:
        ids = [item.id for item in self.items]
        if twice := [name for name in ids if ids.count(name) > 1]:
            raise ValueError(f"the id {twice[0]!r} stands twice")
        return self


def read_scheme(text: str, name: str = "scheme.yaml") -> SchemeFile:
    """Read a scheme.

    Raises:
        Refused: with every mistake: its line, the cause and what to do.
    """
    if len(text) > LONGEST:
        raise Refused("scheme", _("A scheme has at most %(limit)s characters.") % {"limit": LONGEST}, "text")
    try:
        marked = marked_yaml.read(text, name)
    except CatalogueError as error:
        raise Refused("scheme", str(error), "text") from error
    try:
        return SchemeFile.model_validate_json(json.dumps(marked.data))
    except ValidationError as errors:
        found = "\n".join(str(mistake) for mistake in mistakes_of(errors, Path(name), marked))
        raise Refused("scheme", found, "text") from errors
