"""Photographs of an inspection: taken in one by one, ahead of the inspection itself; sent twice, kept once."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.evidence import About, Upload, add_files
from dutybook_web.models import Photo, Premises
from dutybook_web.refusals import Refused


def take_photo(actor: Actor, premises: Premises, client: UUID, upload: Upload) -> Photo:
    """Keep a photograph under the number that the phone gave it; the same number again gives the same one.

    Who: inspections.do at the premises. Changes: a piece of evidence, without the data of the camera unless the
    organisation keeps them. Recorded: evidence.add.

    Raises: Refused: it is no picture; the number was used elsewhere.
    """
    known = _known(premises, client)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _taken(actor, premises, client, upload)
    except IntegrityError:  # the same one was sent twice at once
        known = _known(premises, client)
        if known is None:
            raise
        return known


def _taken(actor: Actor, premises: Premises, client: UUID, upload: Upload) -> Photo:
    about = About(premises.organisation, premises, "photo", _("Photograph of an inspection"))
    (piece,) = add_files(actor, about, [upload])
    if piece.blob is None or not piece.blob.media_type.startswith("image/"):
        raise Refused("not_a_picture", _("This is no picture: take a photograph."), "photo")
    photo = Photo(organisation=premises.organisation, premises=premises, client=client, evidence=piece)
    photo.save()
    return photo


def _known(premises: Premises, client: UUID) -> Photo | None:
    known: Photo | None = Photo.objects.filter(client=client).select_related("evidence").first()
    if known is not None and known.premises_id != premises.pk:
        raise Refused("client_used", _("This number was used for another photograph."), "client")
    return known
