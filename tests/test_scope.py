"""The limits of docs/scope.md: no records of persons, no judging of expression, no intelligence work.

Held by what the data can say at all: the facts, the fields of every model, the schema of what is only read, the duties
that are worked, and the outputs that somebody works from.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import io
import json
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pydantic import BaseModel

import dutybook
from dutybook.catalogue.events import events
from dutybook.catalogue.load import catalogue
from dutybook.catalogue.model import OperatedDuty, ReadingOnlyDuty
from dutybook.catalogue.schemes import schemes
from dutybook.catalogue.vocabulary import EvidenceKind, ReadingOnlyReason, Workflow
from dutybook.conditions.facts import dictionary
from dutybook.decisions.decide import decide
from dutybook.decisions.listing import Decided
from dutybook.decisions.profile import read_profiles
from dutybook.interop import ical, oscal, xlsx
from dutybook.schedule.bound import bound, scheduled
from dutybook.schedule.due import schedule
from dutybook.schedule.workdays import china

ROOT = Path(__file__).resolve().parent.parent
PROFILES = sorted((ROOT / "tests" / "decisions" / "profiles").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "docs" / "catalogue.schema.json").read_text("utf-8"))
DAY = datetime(2026, 1, 1, tzinfo=UTC)
WORK = {"workflow", "cadence", "retention", "evidence"}
"""What makes an entry something to do: none of it is for what is only read."""

OF_PERSONS = re.compile(
    r"person|people|staff|customer|guest|visitor|passenger|suspect|employee|citizen|individual|identity|phone|email|"
    r"birth|face|biometric|passport|gender|nationality|religio|ethnic|belief|opinion|movement|watch_?list|tips?\b",
    re.IGNORECASE,
)
NAMES_OF_NO_PERSON = {
    "FineCny.person": "an amount: the range of the fine on persons responsible",
    "Exposure.persons": "an amount: the same, as the norms of an act tell it",
    "_Draft.person": "words of the act: whom a stage of a sanction is on",
    "kind.peoples_organisation": "an organisation",
    "organisation_type.peoples_organisation": "an organisation",
    "authority_functions.people_government": "an authority",
    "authority_functions.ethnic_religious_affairs": "an authority",
}
"""Fields and values that sound like persons and hold none."""

ABOUT_PERSONS_OR_EXPRESSION = re.compile(
    "身份|实名|可疑|嫌疑|背景审查|政审|人脸|面部|生物特征|查验|管控|帮教|行踪|轨迹|出入境|"
    "线索|情报|检举|举报|言论|舆情|舆论|谣言|虚假信息|违法信息|有害信息|内容|思想|宗教|信仰|民族|极端|"
    "登记.{0,6}(?:人员|购买人|旅客|访客)|(?:人员|购买人|旅客|访客).{0,6}登记"
)
WORKED_ALL_THE_SAME = {
    "henan-ct-2024/15-school-drill": "内容 is what a drill is about",
    "henan-ct-2024/17-goods-check": "查验 of goods, not of those who bring them",
    "henan-ct-2024/23-owner-registration": "实名: the organisation registers its own drones with the authority",
    "plan-2026/2-1-c1-goods": "查验 of goods; who carries them is not recorded",
    "plan-2026/2-1-c1-objects": "可疑 objects, not persons",
}
"""Duties that are worked although their words sound like something only to be read, each with the reason."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(dutybook.__path__, "dutybook."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def fields_of(model: type) -> Iterator[str]:
    if dataclasses.is_dataclass(model):
        yield from (field.name for field in dataclasses.fields(model))
    elif issubclass(model, BaseModel):
        yield from model.model_fields
    else:
        yield from inspect.get_annotations(model)


def test_no_model_has_a_field_about_a_person() -> None:
    models = {value for module in modules() for value in vars(module).values() if inspect.isclass(value)}
    ours = [model for model in models if model.__module__.startswith("dutybook")]
    found = {f"{model.__name__}.{name}" for model in ours for name in fields_of(model) if OF_PERSONS.search(name)}
    assert found - NAMES_OF_NO_PERSON.keys() == set()


def test_every_fact_is_about_premises_or_their_operator() -> None:
    facts = dictionary().values()
    assert {fact.about for fact in facts} == {"premises", "operator"}
    words = {fact.name for fact in facts} | {f"{fact.name}.{choice.value}" for fact in facts for choice in fact.values}
    assert {word for word in words if OF_PERSONS.search(word)} - NAMES_OF_NO_PERSON.keys() == set()


def test_no_fact_is_free_text() -> None:
    """What cannot hold free text cannot hold a name."""
    kinds = {"boolean", "integer", "decimal", "choice", "choices", "code", "text_set"}
    assert {fact.type for fact in dictionary().values()} - kinds == set()
    assert [fact.name for fact in dictionary().values() if fact.type == "text_set"] == ["adopted_plans"]


def test_evidence_workflows_and_events_name_no_person() -> None:
    words = {*get_args(EvidenceKind), *get_args(Workflow), *events()}
    assert {word for word in words if OF_PERSONS.search(word)} == {"change_of_responsible_person"}


def test_what_is_only_read_has_nothing_to_work_by_schema() -> None:
    assert WORK & ReadingOnlyDuty.model_fields.keys() == set()
    assert OperatedDuty.model_fields.keys() >= WORK
    published = SCHEMA["$defs"]["ReadingOnlyDuty"]
    assert (WORK & published["properties"].keys(), published["additionalProperties"]) == (set(), False)


def test_scope_page_tells_the_reasons() -> None:
    page = (ROOT / "docs" / "scope.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(get_args(ReadingOnlyReason))


def test_scope_page_names_tests_that_exist() -> None:
    page = (ROOT / "docs" / "scope.md").read_text("utf-8")
    named = re.findall(r"`(test_\w+)`", page)
    defined = set(
        re.findall(r"^def (test_\w+)", "".join(map(Path.read_text, ROOT.glob("tests/**/*.py"))), re.MULTILINE)
    )
    assert (named != [], set(named) - defined) == (True, set())


def test_duties_about_persons_or_expression_are_only_read() -> None:
    sounding = {
        entry.duty.id: entry.duty.reading_only
        for entry in catalogue().entries
        if ABOUT_PERSONS_OR_EXPRESSION.search(entry.duty.summary.zh)
    }
    assert {duty for duty, reason in sounding.items() if reason is None} == WORKED_ALL_THE_SAME.keys()
    assert sounding["henan-ct-2024/17-customer-identity"] == "person_directed"


def test_no_measure_of_a_scheme_is_about_persons_or_expression() -> None:
    tiers = [tier for scheme in schemes().tiers.values() for tier in scheme.tiers]
    words = {measure.id: measure.what.zh for tier in tiers for measure in tier.measures}
    assert {name: said for name, said in words.items() if ABOUT_PERSONS_OR_EXPRESSION.search(said)} == {}


@cache
def only_read() -> frozenset[str]:
    return frozenset(entry.duty.id for entry in catalogue().entries if entry.duty.reading_only)


def test_schedule_takes_nothing_that_is_only_read() -> None:
    taken = {each.id for each in scheduled(catalogue().entries)}
    assert (taken & only_read(), len(taken) > 0) == (set(), True)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_calendar_holds_nothing_that_is_only_read(path: Path) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    (profile,) = read_profiles(path)
    entries = bound(profile, catalogue(), first, last).entries
    found = schedule(scheduled(entries), {}, first, last, tables={"cn": china()}, zone=ZoneInfo("Asia/Shanghai"))
    named = {each.duty for each in (*found.dues, *found.undated)}
    text = ical.write({profile.name: found.dues}, stamp=DAY)
    written = {str(event["DESCRIPTION"]).splitlines()[-1] for event in Calendar.from_ical(text).walk("VEVENT")}
    assert (named & only_read(), written - {each.duty for each in found.dues}) == (set(), set())


def test_oscal_gives_what_is_only_read_nothing_to_work() -> None:
    controls = [
        control
        for control in _controls(oscal.catalog(catalogue(), version="1", modified=DAY))
        if _is_only_read(control)
    ]
    named = {prop["name"] for control in controls for prop in control["props"]}
    assert (len(controls), named & WORK) == (len(only_read()), set())


def _controls(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield from part.get("controls", ())
        for value in part.values():
            yield from _controls(value)
    elif isinstance(part, list):
        for value in part:
            yield from _controls(value)


def _is_only_read(control: dict[str, Any]) -> bool:
    return bool(control["class"] == "reading-only")


def test_workbook_keeps_what_is_only_read_on_a_sheet_of_its_own() -> None:
    (profile,) = read_profiles(PROFILES[0])
    decided = Decided(profile, DAY.date(), decide(profile, catalogue(), DAY.date()))
    sheets = load_workbook(io.BytesIO(xlsx.as_xlsx([decided]))).worksheets
    worked, read = (
        {str(cell) for sheet in part for row in sheet.iter_rows(values_only=True) for cell in row}
        for part in (sheets[:-1], sheets[-1:])
    )
    assert (worked & only_read(), only_read() - read) == (set(), set())
