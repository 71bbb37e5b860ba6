"""Cadences as a catalogue file writes them: what is read, what is refused and with which remedy."""

import pytest
from pydantic import TypeAdapter, ValidationError

from dutybook.catalogue.cadence import Cadence, Period, cadence
from dutybook.catalogue.events import events

WRITTEN = [
    {"kind": "once"},
    {"kind": "once", "by": "2026-06-30"},
    {"kind": "continuous"},
    {"kind": "every", "period": "P6M"},
    {"kind": "every", "period": "P1W"},
    {"kind": "every", "period": "PT2H"},
    {"kind": "every", "period": "P2Y", "anchor": "in_force"},
    {"kind": "every", "period": "P5M", "align": "anniversary", "anchor": "licence", "counting": "civil"},
    {"kind": "on_date", "dates": ["--04-15", "--11-01"]},
    {"kind": "on_date", "dates": ["--01-31"], "by": True, "counting": "civil"},
    {"kind": "within", "period": "P30D", "of": "start_of_service"},
    {"kind": "within", "period": "P5D", "of": "order", "working_days": True},
    {"kind": "within", "period": "PT30M", "of": "incident"},
    {"kind": "before", "period": "P20D", "of": "large_event"},
]


@pytest.mark.parametrize("written", WRITTEN)
def test_cadence_reads_and_writes_back(written):
    assert cadence(written).model_dump(mode="json", exclude_unset=True) == written


REFUSED = [
    ({"kind": "sometimes"}, "does not match any of the expected tags"),
    ({"kind": "once", "anchor": "incident"}, "Extra inputs are not permitted"),
    ({"kind": "every"}, "Field required"),
    ({"kind": "every", "period": "P1Y6M"}, "should match pattern"),
    ({"kind": "every", "period": "P0D"}, "longer than nothing"),
    ({"kind": "every", "period": "P5M"}, "no calendar is divided into periods of P5M"),
    ({"kind": "every", "period": "P18M"}, "no calendar is divided into periods of P18M"),
    ({"kind": "every", "period": "P10D"}, "no calendar is divided into periods of P10D"),
    ({"kind": "every", "period": "P7D"}, "no calendar is divided into periods of P7D"),
    ({"kind": "every", "period": "P2Y"}, "need an anchor"),
    ({"kind": "every", "period": "P1Y", "align": "anniversary"}, "an anniversary needs the anchor"),
    ({"kind": "every", "period": "PT2H", "anchor": "incident"}, "a round by the clock"),
    ({"kind": "every", "period": "P1Y", "anchor": "birthday"}, "no event is named 'birthday'"),
    ({"kind": "on_date", "dates": []}, "at least 1 item"),
    ({"kind": "on_date", "dates": ["--02-30"]}, "no day of the year"),
    ({"kind": "on_date", "dates": ["04-15"]}, "should match pattern"),
    ({"kind": "on_date", "dates": ["--04-15", "--04-15"]}, "stands twice"),
    ({"kind": "on_date", "dates": ["--04-15"], "counting": "civil"}, "needs by: true"),
    ({"kind": "within", "period": "P1M", "of": "order", "working_days": True}, "working days cannot be counted in P1M"),
    ({"kind": "within", "period": "PT1H", "of": "incident", "counting": "civil"}, "take no counting"),
    ({"kind": "before", "period": "P20D", "of": "large_event", "counting": "civil"}, "takes no counting"),
]


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_impossible_cadence_is_refused_with_its_reason(written, reason):
    with pytest.raises(ValidationError) as refused:
        cadence(written)
    assert reason in str(refused.value)


@pytest.mark.parametrize("text", ["P6M", "P1Y", "P2W", "P0D", "PT24H", "PT30M"])
def test_period_is_written_as_it_was_read(text):
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "6M", "P", "P-1D", "P1.5Y", "PT1D", "P1H", "P1Y6M"])
def test_period_of_another_form_is_refused(text):
    with pytest.raises(ValueError, match="is not a period of one unit"):
        Period.parse(text)


def test_cadence_takes_a_period_as_an_object():
    assert cadence({"kind": "every", "period": Period(6, "M")}).period == Period(6, "M")


def test_schema_tells_the_kinds_apart():
    schema = TypeAdapter(Cadence).json_schema()
    assert sorted(schema["discriminator"]["mapping"]) == ["before", "continuous", "every", "on_date", "once", "within"]
    assert schema["$defs"]["Every"]["properties"]["period"]["type"] == "string"


def test_events_are_named_once_and_in_both_languages():
    assert [name for name, event in events().items() if not (name.isascii() and event.zh and event.en.isascii())] == []
    assert len({event.zh for event in events().values()}) == len(events())
