"""The acts of a tenant's library: their list, the choices that narrow it, and which act of the catalogue one is."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from dutybook.law.page_words import KINDS, place
from dutybook_web.models import Act, DutyVersion, Edition, Provision
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.search import Sought, plain
from dutybook_web.words import chosen, side

FEW = 10
"""Acts and duties that a search shows beside the provisions."""

_VERSION = re.compile(r"[(（][^()（）]*[)）]$")


def acts_of(acts: QuerySet[Act], sought: Sought) -> QuerySet[Act]:
    """Acts by title, without their texts, narrowed as a search is."""
    if sought.text:
        acts = acts.filter(plain_title__contains=plain(sought.text).strip("《》"))
    if sought.jurisdiction:
        acts = acts.filter(jurisdiction__startswith=sought.jurisdiction)
    if sought.kind:
        acts = acts.filter(kind=sought.kind)
    if sought.on:
        acts = acts.filter(in_force(sought.on))
    return acts.defer("text")


def in_force(day: date) -> Q:
    """What is in force on a day, as far as its days are known."""
    return (Q(start=None) | Q(start__lte=day)) & (Q(end=None) | Q(end__gte=day))


def provisions_of(act: Act) -> QuerySet[Provision]:
    """Its articles and annexes in their order."""
    return Provision.objects.filter(act=act).order_by("pk")


def kinds_of(acts: QuerySet[Act]) -> list[tuple[str, str]]:
    """The kinds of acts that are there, with their words."""
    found = acts.order_by().values_list("kind", flat=True).distinct()
    return sorted((kind, kind_words(kind)) for kind in found if kind)


def places_of(acts: QuerySet[Act]) -> list[tuple[str, str]]:
    """The jurisdictions that are there, with their words."""
    found = acts.order_by().values_list("jurisdiction", flat=True).distinct()
    return [(code, place_words(code)) for code in sorted(found) if code]


def kind_words(kind: str) -> str:
    """What a kind of act is called."""
    return chosen(KINDS[kind]) if kind in KINDS else gettext("Other") if kind else ""


def place_words(code: str) -> str:
    """Where a jurisdiction is."""
    return chosen(place(code)) if code else ""


def versions_of(acts: QuerySet[Act], act: Act) -> QuerySet[Act]:
    """Other texts of the same act: of the same entry of the catalogue, or with the same title; newest first."""
    title = _VERSION.sub("", act.plain_title)
    same = Q(plain_title=title) | Q(plain_title__startswith=f"{title}(")
    same |= Q(act=act.act) if act.act else Q(pk__in=[])
    return acts.filter(same).exclude(pk=act.pk).defer("text").order_by(F("start").desc(nulls_last=True), "-pk")


def catalogued(tenant: int) -> list[tuple[str, str]]:
    """The acts of the catalogue in use: id and title."""
    edition = edition_in_use(tenant)
    return [(act.id, side(act.title)) for act in catalogue_of(edition).acts] if edition else []


def proposed(tenant: int, title: str) -> str:
    """The id of the catalogue's act that has this title, or that the file is named by; empty where none has."""
    edition, wanted = edition_in_use(tenant), _VERSION.sub("", plain(title))
    acts = catalogue_of(edition).acts if edition else ()
    return next((act.id for act in acts if wanted in (_VERSION.sub("", plain(act.title.zh)), act.id)), "")


def duties_with(edition: Edition | None, text: str) -> list[DutyVersion]:
    """The first few duties of the catalogue in use whose summary or id has the words."""
    words = text.strip()
    if not edition or not words:
        return []
    has = Q(summary_zh__contains=words) | Q(summary_en__icontains=words) | Q(duty__icontains=words)
    return list(edition.duties.filter(has).defer("body").order_by("act", "pk")[:FEW])
