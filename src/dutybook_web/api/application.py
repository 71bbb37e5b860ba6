"""The API put together: who may call it, and which routers it has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja.security import APIKeyCookie, HttpBearer

from dutybook_web.access import Actor
from dutybook_web.api import (
    account,
    act,
    assessment,
    body,
    checklist,
    dashboard,
    duty,
    edition,
    evidence,
    exchange,
    exemption,
    feed,
    hazard,
    inspection,
    measure,
    occasion,
    organisation,
    premises,
    report,
    responsibility,
    task,
    token,
    training,
)
from dutybook_web.api import round as rounds
from dutybook_web.api.description import CleanParser, DescribedAPI
from dutybook_web.api.problems import tell_problems


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


api = DescribedAPI(
    title="Dutybook",
    version="1",
    description="Premises, the duties that bind them, tasks and evidence.",
    auth=[Token(), Session()],
    docs_url=None,  # views/reference.py shows it, to those who have signed in and without foreign scripts
    openapi_url=None,
    urls_namespace="api",
    parser=CleanParser(),
)
api.add_router("account", account.own, tags=["account"])
api.add_router("accounts", account.router, tags=["accounts"])
api.add_router("assessment-schemes", assessment.schemes, tags=["assessments"])
api.add_router("assessments", assessment.router, tags=["assessments"])
api.add_router("bodies", body.router, tags=["bodies"])
api.add_router("checklists", checklist.router, tags=["inspections"])
api.add_router("dashboard", dashboard.router, tags=["dashboard"])
api.add_router("duties", duty.router, tags=["duties"])
api.add_router("editions", edition.router, tags=["editions"])
api.add_router("evidence", evidence.router, tags=["evidence"])
api.add_router("exemptions", exemption.router, tags=["exemptions"])
api.add_router("inspections", inspection.router, tags=["inspections"])
api.add_router("library", act.router, tags=["library"])
api.add_router("exports/premises", exchange.router, tags=["premises"])
api.add_router("feed", feed.router, tags=["tasks"])
api.add_router("hazards", hazard.router, tags=["hazards"])
api.add_router("imports", exchange.imports, tags=["premises"])
api.add_router("occasions", occasion.router, tags=["tasks"])
api.add_router("organisations", organisation.router, tags=["organisations"])
api.add_router("organisations", premises.organisations, tags=["premises"])
api.add_router("premises", measure.router, tags=["premises"])
api.add_router("premises", premises.router, tags=["premises"])
api.add_router("report-templates", report.templates, tags=["reports"])
api.add_router("reports", report.router, tags=["reports"])
api.add_router("responsibilities", responsibility.router, tags=["responsibilities"])
api.add_router("responsibility-list", body.provisions, tags=["bodies"])
api.add_router("rounds", rounds.router, tags=["inspections"])
api.add_router("tasks", task.router, tags=["tasks"])
api.add_router("tokens", token.router, tags=["tokens"])
api.add_router("training", training.router, tags=["training"])
api.add_router("training-items", training.items, tags=["training"])
api.add_router("training-sessions", training.sessions_router, tags=["training"])

tell_problems(api)
