"""What another catalogue would change: its acts and duties, field by field, and the places that it would reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook.catalogue.diff import Change, FieldChange, diff
from dutybook.catalogue.load import Catalogue, assembled
from dutybook.catalogue.model import ActFile
from dutybook_web.models import Edition, Organisation, Premises
from dutybook_web.queries.edition import catalogue_of, edition_in_use, files_of, shipped_files
from dutybook_web.queries.verdict import Effect, effect
from dutybook_web.words import side

FIELDS: Final[Mapping[str, str | Promise]] = {
    "applies": _("Condition"),
    "provision": _("Provision"),
    "also": _("Further provisions"),
    "role": _("Who is bound"),
    "modality": _("Must, must not or may"),
    "summary": _("Summary"),
    "cadence": _("Cadence"),
    "retention": _("Retention"),
    "evidence": _("Evidence"),
    "workflow": pgettext_lazy("duty", "Workflow"),
    "sanction": _("Sanction"),
    "rationale": _("Rationale"),
    "reading_only": _("Read only"),
    "title": _("Title"),
    "jurisdiction": _("Area"),
    "in_force": _("In force"),
    "source": _("Source"),
    "note": _("Note"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as components/diff.html shows it."""

    kind: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Between the catalogue in use and another one."""

    changes: tuple[Change, ...]
    shown: tuple[Shown, ...]
    effect: Effect


def difference(old: Catalogue | None, new: Catalogue, places: QuerySet[Premises], on: date) -> Difference:
    """Compare two catalogues and work out what it changes at places on a day.

    Args:
        old: the one in use; None before there is one. new: the other. places: of the tenant.
    """
    before = old or Catalogue((), (), {})
    changes = diff(before, new)
    shown = tuple(_shown(change, before, new) for change in changes)
    return Difference(changes, shown, effect(places, (old, on), (new, on)))


def compared(tenant: Organisation, files: Iterable[ActFile], places: QuerySet[Premises]) -> Difference:
    """What these files would change against the catalogue that a tenant works by, today."""
    edition = edition_in_use(tenant.pk)
    return difference(catalogue_of(edition) if edition else None, assembled(files), places, tenant.today)


def wanted_files(tenant: int, number: int | None) -> list[ActFile]:
    """The files of an edition by its number; those that Dutybook ships without one, or if there is no such edition."""
    found = None if number is None else edition_numbered(tenant, number)
    return files_of(found) if found else list(shipped_files())


def editions_of(tenant: int) -> QuerySet[Edition]:
    """The editions that a tenant applied, the newest first."""
    rows: QuerySet[Edition] = Edition.objects.filter(tenant=tenant)
    return rows.defer("body").select_related("applied_by")


def editions_since(tenant: int, day: date) -> QuerySet[Edition]:
    """Those applied from a day on."""
    return editions_of(tenant).filter(created_at__date__gte=day)


def edition_numbered(tenant: int, number: int) -> Edition | None:
    """One edition of a tenant."""
    return editions_of(tenant).filter(number=number).first()


def _shown(change: Change, old: Catalogue, new: Catalogue) -> Shown:
    label = _label(change, old if change.kind == "removed" else new)
    before = "; ".join(_field(field, field.old) for field in change.fields)
    after = "; ".join(_field(field, field.new) for field in change.fields)
    return Shown(change.kind, label, before, after)


def _label(change: Change, of: Catalogue) -> str:
    if change.what == "act":
        return side(of.act_by_id[change.id].title)
    return f"{side(of.by_id[change.id].duty.summary)} ({change.id})"


def _field(field: FieldChange, value: Any) -> str:
    return f"{FIELDS.get(field.name, field.name)}: {_plain(value)}"


def _plain(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return side(_Both(**value))
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)


@dataclass(frozen=True, slots=True)
class _Both:
    zh: str
    en: str
