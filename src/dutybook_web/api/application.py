"""The API put together: who may call it, what an error looks like, which routers it has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import APIKeyCookie, HttpBearer

from dutybook_web.access import Actor
from dutybook_web.api import (
    account,
    checklist,
    duty,
    edition,
    evidence,
    exemption,
    feed,
    hazard,
    inspection,
    occasion,
    organisation,
    premises,
    responsibility,
    task,
    token,
    training,
)
from dutybook_web.api import round as rounds
from dutybook_web.refusals import Refused


class Session(APIKeyCookie):
    """A browser that has signed in; ninja holds it to the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: Any, key: str | None) -> Actor | None:
        """The actor that the middleware found, unless it came by a token."""
        return None if request.headers.get("Authorization") else request.actor


class Token(HttpBearer):
    """A token made under Account → Tokens."""

    def authenticate(self, request: Any, token: str) -> Actor | None:
        """The actor that the middleware found."""
        actor: Actor | None = request.actor
        return actor


api = NinjaAPI(
    title="Dutybook",
    version="1",
    description="Premises, the duties that bind them, tasks and evidence.",
    auth=[Token(), Session()],
    docs_url=None,  # views/reference.py shows it, to those who have signed in and without foreign scripts
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("account", account.own, tags=["account"])
api.add_router("accounts", account.router, tags=["accounts"])
api.add_router("checklists", checklist.router, tags=["inspections"])
api.add_router("duties", duty.router, tags=["duties"])
api.add_router("editions", edition.router, tags=["editions"])
api.add_router("evidence", evidence.router, tags=["evidence"])
api.add_router("exemptions", exemption.router, tags=["exemptions"])
api.add_router("feed", feed.router, tags=["tasks"])
api.add_router("occasions", occasion.router, tags=["tasks"])
api.add_router("responsibilities", responsibility.router, tags=["responsibilities"])
api.add_router("tasks", task.router, tags=["tasks"])
api.add_router("organisations", organisation.router, tags=["organisations"])
api.add_router("premises", premises.router, tags=["premises"])
api.add_router("tokens", token.router, tags=["tokens"])
api.add_router("hazards", hazard.router, tags=["hazards"])
api.add_router("inspections", inspection.router, tags=["inspections"])
api.add_router("rounds", rounds.router, tags=["inspections"])
api.add_router("training", training.router, tags=["training"])
api.add_router("training-items", training.items, tags=["training"])
api.add_router("training-sessions", training.sessions_router, tags=["training"])


def _problem(request: HttpRequest, status: int, code: str, message: str, field: str | None = None) -> HttpResponse:
    problem = {"code": code, "message": message, "field": field}
    return api.create_response(request, problem, status=status)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused | type[Refused]) -> HttpResponse:
    assert isinstance(error, Refused)  # noqa: S101 — the signature is ninja's
    return _problem(request, error.status, error.code, str(error.message), error.field)


@api.exception_handler(PermissionDenied)
def _not_allowed(request: HttpRequest, _error: PermissionDenied | type[PermissionDenied]) -> HttpResponse:
    return _problem(request, 403, "not_allowed", "Your role does not allow this.")


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _error: Http404 | type[Http404]) -> HttpResponse:
    return _problem(request, 404, "not_found", "There is nothing here that you may see.")
