"""No natural person in any table but the accounts (docs/scope.md): every model and field is walked."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.models import CharField, EmailField, Field, JSONField, Model, TextField

ACCOUNTS = {
    *("Account", "Assignment", "ApiToken", "Feed"),
    # allauth: ways in which an account signs in.
    *("EmailAddress", "EmailConfirmation", "Authenticator", "SocialAccount", "SocialApp", "SocialToken"),
    # Django: sessions of accounts; its own groups and permissions, which stay empty.
    *("Session", "Group", "Group_permissions", "Permission", "ContentType"),
}
"""Models about the accounts that sign in."""

PERSON = re.compile(
    r"person|people|individual|citizen|customer|guest|visitor|passenger|employee|staff|worker|participant|trainee"
    r"|student|patient|suspect|witness|contact|phone|mobile|email|e_mail|wechat|id_?card|id_?number|passport|identity"
    r"|first_?name|last_?name|surname|full_?name|birth|gender|sex$|nationality|ethnic|religio|belief|face|biometric"
    r"|plate|movement|opinion|photo_of|portrait|signature_of"
)
"""Words of field and model names that would hold, or be about, a natural person."""

THINGS_WITH_A_NAME = {
    "Body": "a body of organisations",
    "Organisation": "a body",
    "Premises": "a place",
    "Fact": "the name of a fact of the dictionary",
    "RecordSystem": "a system",
    "Occasion": "the name of an event of the catalogue",
}
"""Whose `name` it is, for each model that has one."""

NOT_PERSONS = {"Organisation.keeps_photo_metadata": "whether pictures keep the data of the camera"}
"""Fields that the words hit by chance, and why they hold no person."""


def models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__name__ not in ACCOUNTS]


def fields() -> list[tuple[str, Field]]:
    return [(f"{model.__name__}.{field.name}", field) for model in models() for field in model._meta.fields]


def test_no_model_is_about_persons() -> None:
    assert [model.__name__ for model in models() if PERSON.search(model.__name__.lower())] == []


def test_no_field_holds_a_person() -> None:
    assert [name for name, _ in fields() if PERSON.search(name.split(".")[1].lower()) and name not in NOT_PERSONS] == []


def test_no_field_holds_an_address_of_a_person() -> None:
    assert [name for name, field in fields() if isinstance(field, EmailField)] == []


def test_names_are_of_things() -> None:
    named = {model.__name__ for model in models() for field in model._meta.fields if field.name == "name"}
    assert named <= THINGS_WITH_A_NAME.keys(), "say in THINGS_WITH_A_NAME whose name it is"


@pytest.mark.parametrize("name", ["guest_name", "phone", "id_number", "customer", "participants", "face_image"])
def test_words_hit_what_they_should(name: str) -> None:
    assert PERSON.search(name)


def test_open_ended_fields_are_few_and_known() -> None:
    """JSON could hold anything: each such field is checked by a schema where it is written, and named here."""
    found = {name for name, field in fields() if isinstance(field, JSONField)}
    assert found == {
        "Classification.because",  # facts of the dictionary and the conditions on them
        "AssessmentScheme.body",  # a scheme of weighted items (queries.assessment_scheme)
        "DutyVersion.body",  # an entry of the catalogue (dutybook.catalogue.model)
        "Evidence.record",  # counts, dates and readings (forms of evidence)
        "Fact.value",  # a value of the fact dictionary (dutybook.conditions.values)
        "ImportDraft.table",  # cells under the columns of premises alone: with any other, a table is not kept
        "Idempotency.answer",  # an answer of the API, as it was given
        "Score.items",  # points and counts of an organisation (queries.assessment.ItemScore)
        "Score.trace",  # the tasks and reports that were counted (queries.assessment_sources.Mark)
    }


def test_text_fields_are_bounded_or_known() -> None:
    unbounded = {name for name, field in fields() if type(field) is TextField}
    assert {name for name, field in fields() if type(field) is CharField and not field.max_length} == set()
    assert unbounded  # free text exists; docs/scope.md tells users what does not belong there
