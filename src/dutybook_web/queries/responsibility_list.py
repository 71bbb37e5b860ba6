"""The list of responsibilities of an organisation by provision: each provision of an act with the unit that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from dutybook_web.models import DutyVersion, Edition, Organisation, Premises, Responsibility
from dutybook_web.queries.provision import named
from dutybook_web.queries.responsibility import answering_of
from dutybook_web.words import in_language


@dataclass(frozen=True, slots=True)
class Line:
    """A provision, what it asks for, and who answers for it.

    Args:
        answers: None where nobody was named. own: it was set at this organisation, not above it.
    """

    act: str
    provision: str
    words: str
    duties: tuple[str, ...]
    answers: Responsibility | None
    own: bool


def duties_of(edition: Edition | None) -> QuerySet[DutyVersion]:
    """The duties of an edition that are worked on; what is only read is no part of a list (docs/scope.md)."""
    if edition is None:
        return DutyVersion.objects.none()
    rows: QuerySet[DutyVersion] = edition.duties.filter(reading_only="").exclude(modality="sanction")
    return rows.defer("body").order_by("act", "pk")


def acts_of(edition: Edition | None) -> list[tuple[str, str]]:
    """The acts of an edition, by id, with their titles."""
    found = {row.act: in_language(row, "act_title") for row in duties_of(edition)}
    return list(found.items())


def lines(edition: Edition | None, act: str, organisation: Organisation) -> list[Line]:
    """The provisions of an act in their order; two queries."""
    duties = sorted(duties_of(edition).filter(act=act), key=lambda row: (_numbers(row.provision), row.pk))
    # A place that has nothing of its own answers as its organisation does.
    answering = answering_of([Premises(pk=0, organisation=organisation)])[0]
    found = []
    for provision, group in groupby(duties, key=lambda row: row.provision):
        rows = list(group)
        answers = answering.of(rows[0].duty, act, provision)
        own = answers is not None and answers.organisation_id == organisation.pk
        summaries = tuple(in_language(row, "summary") for row in rows)
        found.append(Line(act, provision, named(provision), summaries, answers, own))
    return found


def _numbers(provision: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]+", provision))
