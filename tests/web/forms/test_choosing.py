"""The select box written at once says what Django's own says."""

from __future__ import annotations

import re

import pytest
from django import forms

from dutybook_web.forms.choosing import Chooser


@pytest.mark.parametrize("value", [None, "", "a", "b", "<"])
def test_chooser_writes_what_django_writes(value: str | None) -> None:
    choices, attrs = [("", "—"), ("a", "A & B"), ("b", "B"), ("<", "less")], {"id": "id_kind", "required": True}
    ours = Chooser(choices=choices).render("kind", value, attrs)
    theirs = forms.Select(choices=choices).render("kind", value, attrs)
    assert parts(ours) == parts(theirs)


def parts(markup: str) -> list[set[str]]:
    return [set(tag.split()) for tag in re.findall(r"<[^>]+>|[^<>\s][^<>]*", markup)]
