"""Writes that can be sent twice: the same Idempotency-Key and the same request get the first answer again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse

from dutybook_web.models import Idempotency

LONGEST_KEY = 100
NEVER_KEPT = "/api/tokens"
"""Where the answer has a secret in it, which no table is to hold."""

_WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class IdempotencyMiddleware:
    """Takes the key in the transaction of the write: two requests at once cannot both do it, and one that is refused
    frees its key."""

    def __init__(self, respond: Callable[[Any], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Answer, or give the first answer again."""
        key = request.headers.get("Idempotency-Key", "")
        if not (key and request.actor and request.method in _WRITES and request.path.startswith("/api/")):
            return self.respond(request)
        if request.path.startswith(NEVER_KEPT):
            return self.respond(request)
        if len(key) > LONGEST_KEY:
            return _refusal(f"Idempotency-Key has more than {LONGEST_KEY} characters: give a shorter one.")
        wanted = _digest(request)
        with transaction.atomic():
            taken, new = Idempotency.objects.get_or_create(
                account=request.actor.account, key=key, defaults={"request": wanted, "status": 0}
            )
            return self._first(request, taken) if new else _again(taken, wanted)

    def _first(self, request: Any, taken: Idempotency) -> HttpResponse:
        response = self.respond(request)
        if response.status_code >= 400:
            transaction.set_rollback(True)
            return response
        if response.streaming:  # a file is as good the second time, and nothing to keep in a table
            taken.delete()
            return response
        taken.status, taken.answer = response.status_code, json.loads(response.content or b"null")
        taken.save(update_fields=["status", "answer"])
        return response


def _digest(request: Any) -> str:
    """What tells one request from another; the parts of a form with files, which is too long to be read as a whole."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    digest.update(repr(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"{name} {file.name} {file.size}\n".encode())
            for piece in file.chunks():
                digest.update(piece)
            file.seek(0)
    return digest.hexdigest()


def _again(taken: Idempotency, wanted: str) -> HttpResponse:
    if taken.request != wanted:
        return _refusal("This Idempotency-Key was used for another request: choose a new one.")
    return JsonResponse(taken.answer, status=taken.status, safe=False)


def _refusal(message: str) -> HttpResponse:
    return JsonResponse({"code": "idempotency_key", "message": message, "field": "Idempotency-Key"}, status=422)
