"""The reference of the API: what it has, as a page and as OpenAPI, for those who have signed in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dutybook_web.access import SIGNED_IN, requires
from dutybook_web.api.application import api


@require_safe
@requires(SIGNED_IN)
def reference_page(request: Any) -> HttpResponse:
    """Every operation with what it takes and answers, and every schema."""
    return render(request, "reference/page.html", _shown())


@require_safe
@requires(SIGNED_IN)
def reference_schema(request: Any) -> HttpResponse:
    """The same as OpenAPI 3.1, for tools."""
    return JsonResponse(_described())


@cache
def _described() -> dict[str, Any]:
    """The description, which takes a second to work out and is the same until the program is another."""
    return dict(api.get_openapi_schema())


@cache
def _shown() -> dict[str, Any]:
    return {"operations": list(_operations(_described())), "schemas": list(_schemas(_described()))}


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for address, methods in schema["paths"].items():
        for method, told in methods.items():
            body = told.get("requestBody", {}).get("content", {})
            answers = {
                code: list(map(_name, one.get("content", {}).values())) for code, one in told["responses"].items()
            }
            yield {
                "method": method.upper(),
                "address": address,
                "summary": told.get("description") or told["summary"],
                "tag": told["tags"][0],
                "parameters": told.get("parameters", []),
                "bodies": [_name(one) for one in body.values()],
                "answers": [(code, names[0] if names else "") for code, names in answers.items()],
            }


def _schemas(schema: dict[str, Any]) -> Iterator[tuple[str, str, list[tuple[str, str, bool]]]]:
    for name, told in sorted(schema["components"]["schemas"].items()):
        required = told.get("required", [])
        fields = [
            (field, _name({"schema": one}), field in required) for field, one in told.get("properties", {}).items()
        ]
        yield name, told.get("description", ""), fields


def _name(content: dict[str, Any]) -> str:
    """A schema in a word: the name of what it refers to, or its type."""
    told = content.get("schema", {})
    if "$ref" in told:
        return str(told["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in told:
        return " | ".join(_name({"schema": one}) for one in told["anyOf"])
    if told.get("type") == "array":
        return f"[{_name({'schema': told.get('items', {})})}]"
    return str(told.get("format") or told.get("type") or "any")


urlpatterns = [
    path("api/docs/", reference_page, name="reference"),
    path("api/openapi.json", reference_schema, name="reference_schema"),
]
