"""What a phone sends of an inspection, held against the checklist that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dutybook_web.models import (
    Answer,
    AnswerKind,
    Checklist,
    ChecklistItem,
    Evidence,
    Inspection,
    Photo,
    Premises,
    Result,
)
from dutybook_web.refusals import Refused


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to one item.

    Args:
        item: its key. place: where exactly, of what is not in order. photos: the phone's numbers of them.
    """

    item: str
    result: str
    number: Decimal | None = None
    note: str = ""
    place: str = ""
    photos: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """An inspection as a phone sends it.

    Args:
        client: the number that the phone gave it. checklist: the key of the version that was answered.
        started_at, finished_at, sent_at: by the phone's clock.
        instead: take it in the place of what was submitted before.
        anyway: take it though its checklist has ended or it was cancelled.
    """

    client: UUID
    checklist: str
    started_at: datetime
    finished_at: datetime
    sent_at: datetime
    answers: Sequence[Given] = field(default=())
    note: str = ""
    instead: bool = False
    anyway: bool = False


def checked(checklist: Checklist, premises: Premises, sent: Submission) -> list[tuple[Answer, list[Evidence]]]:
    """The answers, not saved, with their photographs, in the order of the checklist. Two queries.

    Raises:
        Refused: an item is unknown, answered twice or not at all; a number or a photograph is missing.
    """
    given = {one.item: one for one in sent.answers}
    items = list(checklist.items.all())
    if len(given) != len(sent.answers) or given.keys() - {item.key for item in items}:
        raise Refused("item_unknown", _("An answer is not of this checklist."), "answers")
    if any(item.key not in given for item in items):
        raise Refused("answer_missing", _("An item has no answer yet."), "answers")
    photos = _photos(premises, sent)
    return [_answer(item, given[item.key], photos) for item in items]


def same(inspection: Inspection, sent: Submission) -> bool:
    """Whether what was submitted before says the same, so that there is nothing to choose."""
    if any(one.photos for one in sent.answers) or inspection.note != sent.note:
        return False
    rows = inspection.answers.values_list("item__key", "result", "number", "note", "place")
    return set(rows) == {(one.item, one.result, one.number, one.note, one.place) for one in sent.answers}


def _photos(premises: Premises, sent: Submission) -> dict[UUID, Evidence]:
    wanted = {client for one in sent.answers for client in one.photos}
    rows = Photo.objects.filter(client__in=wanted, premises=premises).select_related("evidence")
    found = {row.client: row.evidence for row in rows}
    if wanted - found.keys():
        raise Refused("photo_unknown", _("A photograph has not arrived: send it first."), "photos")
    return found


def _answer(item: ChecklistItem, given: Given, photos: dict[UUID, Evidence]) -> tuple[Answer, list[Evidence]]:
    applies = given.result != Result.NOT_APPLICABLE
    if given.result not in Result.values:
        raise Refused("result_unknown", _("An answer is in order, not in order, or does not apply."), "answers")
    if applies and item.answer == AnswerKind.NUMBER and given.number is None:
        raise Refused("number_missing", _("A number is missing."), "answers")
    if applies and item.answer == AnswerKind.PHOTO and not given.photos:
        raise Refused("photo_missing", _("A photograph is missing."), "answers")
    answer = Answer(item=item, result=given.result, number=given.number, note=given.note, place=given.place)
    return answer, [photos[client] for client in dict.fromkeys(given.photos)]
