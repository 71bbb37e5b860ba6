from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from tests.decisions.model import DAY, model

from dutybook.decisions.decide import decide
from dutybook.decisions.listing import HEADINGS, as_csv, as_json, decide_all, rows
from dutybook.decisions.page import as_html
from dutybook.decisions.profile import Profile

STATION = Profile(
    "加油站 <A>", {"jurisdiction": "41", "kind": "fuel_station", "capacity": 20}, {"kind": "licence & co"}
)
SECOND = Profile("B", {"jurisdiction": "GB"})


def test_json_of_one_place_names_no_premises() -> None:
    told = json.loads(as_json(decide_all([STATION], model(), DAY)))
    assert [duty["verdict"] for duty in told] == [b.verdict for b in decide(STATION, model(), DAY)]
    assert list(told[0]) == ["duty", "act", "provision", "verdict", "reading_only", "reasons"]
    by_id = {duty["duty"]: duty for duty in told}
    assert by_id["model-venues-2024/6-1"] == {
        "duty": "model-venues-2024/6-1",
        "act": "model-venues-2024",
        "provision": "art_6__para_1",
        "verdict": "binds",
        "reading_only": "person_directed",
        "reasons": {
            "is": "and",
            "text": "model-venues-2024/6-1",
            "value": True,
            "parts": [
                {"is": "fact", "text": "on >= 2024-01-01", "value": True, "fact": "on", "known": "2026-11-21", "source": "the date asked for"},  # noqa: E501
                {"is": "fact", "text": "jurisdiction within 41", "value": True, "fact": "jurisdiction", "known": "41", "source": None},  # noqa: E501
                {
                    "is": "or",
                    "text": "kind = 'fuel_station' or sells_bulk_petrol",
                    "value": True,
                    "parts": [
                        {"is": "fact", "text": "kind = 'fuel_station'", "value": True, "fact": "kind", "known": "fuel_station", "source": "licence & co"},  # noqa: E501
                        {"is": "fact", "text": "sells_bulk_petrol", "value": None, "fact": "sells_bulk_petrol", "known": None, "source": None},  # noqa: E501
                    ],
                },
            ],
        },
    }  # fmt: skip


def test_json_of_several_places_names_each() -> None:
    told = json.loads(as_json(decide_all([STATION, SECOND], model(), DAY)))
    assert [duty["premises"] for duty in told] == ["加油站 <A>"] * 9 + ["B"] * 9


def test_csv_holds_the_rows() -> None:
    decided = decide_all([STATION, SECOND], model(), DAY)
    heading, *found = csv.reader(io.StringIO(as_csv(decided)))
    assert heading == list(HEADINGS)
    assert [tuple(row) for row in found] == [tuple(row) for row in rows(decided)]
    assert rows(decided)[4][:8] == (
        "加油站 <A>", "model-venues-2024/4-1", "model-venues-2024", "art_4__para_1", "key_target_operator", "obligation", "may_bind", "",  # noqa: E501
    )  # fmt: skip


def test_nothing_in_the_csv_is_a_formula() -> None:
    decided = decide_all([Profile(" ＝1+1", {"jurisdiction": "41"})], model(), DAY)
    assert {row[0] for row in list(csv.reader(io.StringIO(as_csv(decided))))[1:]} == {"' ＝1+1"}


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def page() -> _Texts:
    parser = _Texts()
    parser.feed(as_html(decide_all([STATION, SECOND], model(), DAY), "en"))
    return parser


def test_page_sets_what_is_read_only_apart(page: _Texts) -> None:
    text = "|".join(page.texts)
    apart = text.index("read only: the law says it, Dutybook does not operate it")
    assert text.index("Sell no loose petrol") > apart > text.index("Keep the exits clear")
    assert "it is directed at persons" in page.texts


def test_page_counts_and_names_each_place(page: _Texts) -> None:
    assert "On 2026-11-21: 1 bind, 5 may bind, 2 do not; 1 more are read only" in page.texts
    assert {"加油站 <A>", "B"} <= set(page.texts)


def test_page_without_anything_to_read_only_has_no_such_section() -> None:
    operated = [duty for duty in decide_all([STATION], model(), DAY)[0].bindings if duty.reading_only is None]
    (place,) = decide_all([STATION], model(), DAY)
    assert as_html([place], "en").count('<section class="reading">') == 1
    assert as_html([place._replace(bindings=tuple(operated))], "en").count('<section class="reading">') == 0


def test_page_fetches_and_runs_nothing(page: _Texts) -> None:
    assert [tag for tag, _ in page.tags if tag in ("script", "link", "img", "iframe", "object")] == []
    assert [attrs for _, attrs in page.tags if {"src", "href"} & attrs.keys()] == []
    style = "".join(page.texts)
    assert re.findall(r"url\(|@import", style) == []


def test_page_gives_every_fact_with_its_source(page: _Texts) -> None:
    assert " (licence & co)" in page.texts
    assert "kind = 'fuel_station'" in page.texts
