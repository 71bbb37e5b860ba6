"""What the API says of itself beyond what ninja says: the failures that every operation has, and the header of writes.
And how it reads: nothing that a database does not take."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from dutybook_web.api.idempotency import LONGEST_KEY, NEVER_KEPT
from dutybook_web.api.schemas import Problem
from dutybook_web.refusals import Refused

_FAILURES = {
    "400": "Not to be read",
    "401": "Not signed in",
    "403": "Not allowed",
    "404": "Nothing here that you may see",
    "422": "Not to be done as asked",
}
_ONCE = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
    "description": "The same key and the same request get the first answer again.",
}


class CleanParser(Parser):
    """Refuses texts that no database takes: NUL, and halves of characters; and numbers that are none."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON of the request: an object, for ninja would take any other value for an empty one."""
        found = json.loads(request.body, parse_constant=_no_number)
        if not isinstance(found, dict):
            raise Refused("invalid", "The body has to be a JSON object.")
        _must_be_clean(_texts(found))
        return found

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> Any:
        """The fields of an address or of a form."""
        _must_be_clean(_texts(list(data.lists())))
        return super().parse_querydict(data, list_fields, request)


class DescribedAPI(NinjaAPI):
    """An API that declares for each operation all that can happen to it."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, with the failures that ninja does not tell."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        for address, methods in schema["paths"].items():
            for method, told in methods.items():
                _tell(address, method, told)
        return schema


def _tell(address: str, method: str, told: dict[str, Any]) -> None:
    answers = {str(status): answer for status, answer in told["responses"].items()}
    for status, why in _FAILURES.items():
        answers.setdefault(status, {"description": why, "content": _PROBLEM})
    told["responses"] = dict(sorted(answers.items()))
    if method != "get" and not address.startswith(NEVER_KEPT):
        told["parameters"] = [*told["parameters"], _ONCE]


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _texts(found: Any) -> Iterable[str]:
    """All texts in a value, names of fields included; without recursion, for it may be deep."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple)):
            left += one


def _must_be_clean(texts: Iterable[str]) -> None:
    for text in texts:
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise Refused("invalid", "A text has a character that cannot be kept: NUL, or half of one.")


_PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
