"""Every failure of the API in one form, `Problem`: those of the actions, of ninja, and of what stands before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from dutybook_web.refusals import Refused

PAGES = ("/api/docs/", "/api/openapi.json")
"""What people read, under the address of the API."""

_WORDS = {
    400: ("unreadable", "The request cannot be read: send what the description of the API says, and no more."),
    401: ("not_signed_in", "Sign in, or send a token that is good."),
    403: ("not_allowed", "Your role does not allow this."),
    404: ("not_found", "There is nothing here that you may see."),
    405: ("no_such_method", "This address does not take this method: see the header Allow."),
    500: ("broken", "Something broke: nothing was changed. Tell whoever runs Dutybook."),
}


class ProblemMiddleware:
    """Refuses what no database takes, and gives the failures of Django itself the form of the others."""

    def __init__(self, respond: Callable[[Any], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Answer in JSON, whatever happens."""
        if not request.path.startswith("/api/") or request.path in PAGES:
            return self.respond(request)
        response = problem(404) if "\0" in request.path else self.respond(request)
        if response.status_code < 400 or response.get("Content-Type", "").startswith("application/json"):
            return response
        return _retold(response)


def problem(status: int, code: str = "", message: str = "", field: str | None = None) -> JsonResponse:
    """The answer for a failure, in the words of its status unless told."""
    told = _WORDS.get(status, _WORDS[400])
    return JsonResponse({"code": code or told[0], "message": message or told[1], "field": field}, status=status)


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer all that it raises by a `Problem`."""
    api.add_exception_handler(Refused, lambda _request, error: _refused(error))
    api.add_exception_handler(PermissionDenied, lambda _request, _error: problem(403))
    api.add_exception_handler(Http404, lambda _request, _error: problem(404))
    api.add_exception_handler(HttpError, lambda _request, error: _of_http(error))
    api.add_exception_handler(ValidationError, lambda _request, error: _invalid(error))


def _refused(error: Any) -> JsonResponse:
    return problem(error.status, error.code, str(error.message), error.field)


def _of_http(error: Any) -> JsonResponse:
    if isinstance(error.__cause__, Refused):  # what the parser refused, wrapped by ninja
        return _refused(error.__cause__)
    if error.status_code == 403:  # the only one that ninja refuses by itself
        return problem(403, "csrf", "The token against forged requests is missing: send X-CSRFToken.")
    response = problem(error.status_code)
    if error.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _invalid(error: Any) -> JsonResponse:
    """The first mistake; its place without the names that only the code knows."""
    first = error.errors[0]
    place = ".".join(str(part) for part in first["loc"][1:] if part != "data")
    return problem(422, "invalid", first["msg"], place or None)


def _retold(response: HttpResponse) -> HttpResponse:
    told = problem(response.status_code)
    for name, value in response.headers.items():
        if name not in ("Content-Type", "Content-Length"):
            told.headers[name] = value
    told.cookies = response.cookies
    return told
