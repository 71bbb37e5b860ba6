"""The catalogue that a tenant works by: the newest edition that it applied, made ready to decide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache

from dutybook.catalogue.load import Catalogue, act_files, assembled, load_act, shipped
from dutybook.catalogue.model import ActFile
from dutybook_web.models import Edition


def edition_in_use(tenant: int) -> Edition | None:
    """The newest edition of a tenant; None before it has applied one."""
    found: Edition | None = Edition.objects.filter(tenant=tenant).defer("body").order_by("-number").first()
    return found


def catalogue_of(edition: Edition) -> Catalogue:
    """The duties of an edition, their conditions parsed; kept in memory for the last few editions."""
    return _catalogue(edition.digest, edition.pk)


def files_of(edition: Edition) -> list[ActFile]:
    """The files that an edition was made of, for applying them again."""
    body = Edition._base_manager.values_list("body", flat=True).get(pk=edition.pk)
    return [ActFile.model_validate_json(json.dumps(content)) for content in json.loads(body)]


def replaced(edition: Edition | None, content: ActFile) -> list[ActFile]:
    """The files of an edition with one act in the place of its earlier text, or added at the end."""
    files = files_of(edition) if edition else []
    if all(file.act.id != content.act.id for file in files):
        return [*files, content]
    return [content if file.act.id == content.act.id else file for file in files]


def versions_of(edition: Edition) -> Mapping[str, int]:
    """The number of the DutyVersion of each duty of an edition, by the duty's id; kept in memory like its catalogue."""
    return _versions(edition.key)


@cache
def shipped_files() -> tuple[ActFile, ...]:
    """The files of the catalogue that Dutybook ships."""
    return tuple(load_act(file) for file in act_files(shipped()))


@lru_cache(maxsize=4)
def _versions(key: str) -> Mapping[str, int]:
    return dict(Edition._base_manager.filter(key=key).values_list("duties__duty", "duties__pk"))


@lru_cache(maxsize=4)
def _catalogue(digest: str, number: int) -> Catalogue:
    return assembled(files_of(Edition(pk=number)))
