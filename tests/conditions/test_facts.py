"""The dictionary of facts: complete, bilingual, about places and organisations only; and reading its values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.conditions.generated import FACTS

from dutybook.conditions.facts import IDENTIFIER, dictionary, read_dictionary
from dutybook.conditions.language import parse
from dutybook.conditions.values import read_value
from dutybook.errors import FactError

EXPECTED = (
    *("jurisdiction", "kind", "footfall_daily", "capacity", "floor_area_m2", "critical_facility"),
    *(
        "key_target",
        "key_target_grade",
        "ce_key_unit",
        "cii_operator",
        "important_data_handler",
        "handles_state_secrets",
    ),
    *("works_abroad", "large_event", "sells_bulk_petrol", "serves_public", "adopted_plans"),
)
EXPECTED_KINDS = (
    *("lodging", "homestay", "rental_housing", "mall", "scenic_area", "hospital"),
    *("school", "university", "research_institute", "airport", "railway_station", "port_terminal"),
    *("metro_station", "coach_station", "event_venue", "freight", "postal_express", "vehicle_rental"),
    *(
        "used_vehicle_dealer",
        "telecom_operator",
        "internet_service",
        "financial_institution",
        "fuel_station",
        "lpg_filling",
    ),
    *("hazardous_chemicals", "explosives", "pathogen_lab", "drone_manufacturer", "utility", "government_office"),
)
USES = {
    "boolean": "{0}",
    "integer": "{0} > 1",
    "decimal": "{0} > 1",
    "choice": "{0} = '{1}'",
    "choices": "contains({0}, '{1}')",
    "text_set": "contains({0}, 'plan-2026')",
}


def test_dictionary_holds_the_facts_that_acts_need() -> None:
    assert [name for name in EXPECTED if name not in dictionary()] == []
    assert [kind for kind in EXPECTED_KINDS if kind not in dictionary()["kind"].allowed] == []


@pytest.mark.parametrize("name", dictionary())
def test_fact_asks_in_two_languages(name: str) -> None:
    fact = dictionary()[name]
    assert (fact.name, fact.question.zh[-1], fact.question.en[-1]) == (name, "？", "?")
    assert (fact.explanation.zh[-1], fact.explanation.en[-1]) == ("。", ".")
    assert (fact.unit is not None) is (fact.type in ("integer", "decimal"))
    texts = [fact.label, *(choice.label for choice in fact.values)]
    assert [text for text in texts if not text.zh.strip() or not text.en.isprintable() or not text.en.strip()] == []


@pytest.mark.parametrize("name", [name for name, fact in dictionary().items() if fact.type != "code"])
def test_fact_can_stand_in_a_condition(name: str) -> None:
    fact = dictionary()[name]
    condition = parse(USES[fact.type].format(name, fact.values[0].value if fact.values else ""))
    assert condition.facts() == {name}


def test_names_and_values_are_plain_identifiers() -> None:
    names = [*dictionary(), *(value for fact in dictionary().values() for value in fact.allowed)]
    assert [name for name in names if not IDENTIFIER.fullmatch(name)] == []


def test_labels_of_one_fact_differ() -> None:
    for fact in dictionary().values():
        labels = [label for choice in fact.values for label in (choice.label.zh, choice.label.en)]
        assert len(set(labels)) == len(labels)


def test_label_of_a_value() -> None:
    assert dictionary()["kind"].label_of("museum").zh == "博物馆、纪念馆"
    assert dictionary()["adopted_plans"].label_of("plan-2026").en == "plan-2026"


ENTRY = """
size:
  about: premises
  type: {type}
  label: {{zh: 大小, en: Size}}
  question: {{zh: 多大？, en: How large?}}
  explanation: {{zh: 外部尺寸。, en: Outside.}}
"""


def test_entries_are_read() -> None:
    facts = read_dictionary(ENTRY.format(type="choice") + "  values: {small: {zh: 小, en: small}}\n")
    assert [(fact.name, fact.type, fact.allowed) for fact in facts.values()] == [("size", "choice", {"small"})]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (ENTRY.format(type="length"), "length about premises is no type of fact"),
        (ENTRY.format(type="choice"), "values and type do not fit"),
        (ENTRY.format(type="integer") + "  values: {s: {zh: 小, en: small}}\n", "values and type do not fit"),
        (ENTRY.format(type="choice") + "  values: {'a b': {zh: 小, en: small}}\n", "the value 'a b' is no identifier"),
    ],
)
def test_unsound_entry_is_refused(text: str, cause: str) -> None:
    with pytest.raises(FactError) as caught:
        read_dictionary(text)
    assert (caught.value.place, caught.value.cause) == ("size", cause)


@pytest.mark.parametrize("line", ["  colour: red\n", "  unit: {zh: 米}\n"])
def test_entry_with_a_strange_or_missing_part_is_refused(line: str) -> None:
    with pytest.raises(FactError, match=r"size: the entry is not complete or has too much"):
        read_dictionary(ENTRY.format(type="integer") + line)


READ = [
    ("open", True, True),
    ("open", "是", True),
    ("open", " No ", False),
    ("open", 0, False),
    ("open", None, None),
    ("open", "  ", None),
    ("visitors", 5, 5),
    ("visitors", 5.0, 5),
    ("visitors", "1,000", 1000),
    ("visitors", Decimal(7), 7),
    ("area", "99.5", 99.5),
    ("area", 3, 3.0),
    ("kind", "mall", "mall"),
    ("kind", "Mall", "mall"),
    ("kind", "mall之名", "mall"),
    ("kind", "the mall", "mall"),
    ("plans", ["a", "b"], frozenset("ab")),
    ("plans", " a；b, c ", frozenset("abc")),
    ("plans", "无", frozenset()),
    ("plans", [], frozenset()),
    ("trades", "petrol;the gas", frozenset({"petrol", "gas"})),
    ("place", 410105, "410105"),
    ("place", "41", "41"),
    ("place", "410100", "4101"),
    ("place", "410000", "41"),
    ("place", "gb", "GB"),
    ("place", "GB-SCT", "GB-SCT"),
]


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_value_is_read(name: str, raw: object, value: object) -> None:
    read = read_value(FACTS[name], raw)
    assert (read, type(read)) == (value, type(value))


WRONG = [
    ("open", "maybe", "'maybe' is no value of this fact (boolean)", "give true or false (是 or 否)"),
    ("open", 2, "2 is no value of this fact (boolean)", "give true or false (是 or 否)"),
    ("open", [True], "[True] is no value of this fact (boolean)", "give true or false (是 or 否)"),
    ("visitors", True, "True is no value of this fact (integer)", "give a number (visitors)"),
    ("visitors", "many", "'many' is no value of this fact (integer)", "give a number (visitors)"),
    ("visitors", float("nan"), "nan is no value of this fact (integer)", "give a number (visitors)"),
    ("visitors", 5.5, "5.5 is no value of this fact (integer)", "give a whole number"),
    ("visitors", -1, "-1 is no value of this fact (integer)", "give a number from 0 to 1000"),
    ("visitors", 1001, "1001 is no value of this fact (integer)", "give a number from 0 to 1000"),
    ("area", "x", "'x' is no value of this fact (decimal)", "give a number"),
    ("kind", "barn", "'barn' is no value of this fact (choice)", "give one of hospital, lodging, mall, museum"),
    ("kind", True, "True is no value of this fact (choice)", "give one of hospital, lodging, mall, museum"),
    ("plans", 7, "7 is no value of this fact (text_set)", "give a list"),
    ("plans", ["a b"], "'a b' is no value of this fact (text_set)", "give ids of letters, digits, '_', '-' and '.'"),
    ("place", "410", "'410' is no value of this fact (code)", None),
    ("place", True, "True is no value of this fact (code)", None),
    ("place", "x" * 99, f"'{'x' * 56}... is no value of this fact (code)", None),
]
CODES = "give a GB/T 2260 code of 2, 4 or 6 digits, or an ISO 3166 code such as GB"


@pytest.mark.parametrize(("name", "raw", "cause", "remedy"), WRONG)
def test_wrong_value_is_refused(name: str, raw: object, cause: str, remedy: str | None) -> None:
    with pytest.raises(FactError) as caught:
        read_value(FACTS[name], raw)
    assert (caught.value.place, caught.value.cause, caught.value.remedy) == (name, cause, remedy or CODES)


def test_number_beyond_all_floats_is_refused() -> None:
    with pytest.raises(FactError):
        read_value(FACTS["visitors"], 10**400)
