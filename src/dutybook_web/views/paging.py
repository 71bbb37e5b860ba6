"""A page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """The page of the rows that the request asks for by `page`; the nearest there is for one that is not."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
