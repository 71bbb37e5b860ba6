"""The catalogue that a tenant works by: the newest edition that it applied, made ready to decide."""

from __future__ import annotations

import json
from functools import lru_cache

from dutybook.catalogue.load import Catalogue, assembled
from dutybook.catalogue.model import ActFile
from dutybook_web.models import Edition


def edition_in_use(tenant: int) -> Edition | None:
    """The newest edition of a tenant; None before it has applied one."""
    found: Edition | None = Edition.objects.filter(tenant=tenant).defer("body").order_by("-number").first()
    return found


def catalogue_of(edition: Edition) -> Catalogue:
    """The duties of an edition, their conditions parsed; kept in memory for the last few editions."""
    return _catalogue(edition.digest, edition.pk)


@lru_cache(maxsize=4)
def _catalogue(digest: str, number: int) -> Catalogue:
    body = Edition._base_manager.values_list("body", flat=True).get(pk=number)
    return assembled(ActFile.model_validate_json(json.dumps(content)) for content in json.loads(body))
