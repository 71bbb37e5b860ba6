"""Due dates as iCalendar: what a calendar program reads, that lines keep to RFC 5545, that names last."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from tests.interop.reading import read_back

from dutybook.catalogue.cadence import cadence
from dutybook.conditions.facts import Bilingual
from dutybook.interop import ical
from dutybook.schedule.due import Scheduled, dues

STAMP = datetime(2026, 1, 1, 8, tzinfo=UTC)
TITLE = Bilingual(
    "每半年向主管部门报告一次各项防护措施的落实情况；逾期的，说明原因，并附整改计划", "Report, with reasons"
)


def written(events=None, first=date(2026, 1, 1), last=date(2026, 12, 31), place="海州站", language="zh", **said):
    found = dues([Scheduled("model/1", TITLE, cadence(said))], events or {}, first, last)
    return ical.write({place: found}, stamp=STAMP, language=language)


def events_of(text):
    return Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize(
    ("said", "events", "rules"),
    [
        ({"period": "P6M"}, {}, ["FREQ=MONTHLY;UNTIL=20271231;INTERVAL=6;BYMONTHDAY=-1"]),
        ({"period": "P1Y"}, {}, ["FREQ=YEARLY;UNTIL=20271231;INTERVAL=1;BYMONTHDAY=31;BYMONTH=12"]),
        ({"period": "P1W"}, {}, ["FREQ=WEEKLY;UNTIL=20271226;INTERVAL=1"]),
        (
            {"period": "P1M", "align": "anniversary", "anchor": "licence"},
            {"licence": date(2025, 1, 30)},
            ["FREQ=MONTHLY;UNTIL=20271230;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1"],
        ),
        (
            {"period": "P1Y", "align": "anniversary", "anchor": "licence"},
            {"licence": date(2024, 2, 29)},
            ["FREQ=YEARLY;UNTIL=20270228;INTERVAL=1;BYMONTHDAY=-1;BYMONTH=2"],
        ),
    ],
)
def test_dates_that_repeat_are_one_event_with_a_rule(said, events, rules):
    found = events_of(written(events, last=date(2027, 12, 31), kind="every", **said))
    assert [event["RRULE"].to_ical().decode() for event in found] == rules


def test_days_of_the_year_are_a_series_each():
    text = written(last=date(2027, 12, 31), kind="on_date", dates=["--04-15", "--11-01"])
    assert sorted(map(str, read_back(text))) == ["2026-04-15", "2026-11-01", "2027-04-15", "2027-11-01"]
    assert len(events_of(text)) == 2


def test_dates_that_move_off_rest_days_are_events_of_their_own():
    text = written(kind="every", period="P3M", counting="civil", last=date(2026, 12, 31), first=date(2026, 1, 1))
    assert sorted(map(str, read_back(text))) == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
    assert [event for event in events_of(text) if "RRULE" in event] == []


def test_single_date_needs_no_rule():
    assert [event for event in events_of(written(kind="every", period="P1Y")) if "RRULE" in event] == []


def test_instant_is_written_in_utc():
    at = datetime.fromisoformat("2026-05-01T10:00+08:00")
    (event,) = events_of(written({"incident": at}, kind="within", period="PT1H", of="incident"))
    assert event["DTSTART"].dt == datetime(2026, 5, 1, 3, tzinfo=UTC)


def test_event_says_what_and_why_and_blocks_no_time():
    (event,) = events_of(written(kind="every", period="P6M"))
    assert (event["SUMMARY"], event["SUMMARY"].params["LANGUAGE"]) == (TITLE.zh, "zh")
    assert event["DESCRIPTION"].split("\n") == [
        TITLE.zh,
        "首次：每半年一次，按公历期间：2026-01-01至2026-06-30",
        "公历",
        "",
        TITLE.en,
        "first: every half-year by the calendar: 2026-01-01 to 2026-06-30",
        "the Gregorian calendar",
        "model/1",
    ]
    assert event["TRANSP"] == "TRANSPARENT"
    assert sorted(event) == ["DESCRIPTION", "DTSTAMP", "DTSTART", "LOCATION", "RRULE", "SUMMARY", "TRANSP", "UID"]


def test_title_can_be_english():
    (event,) = events_of(written(language="en", kind="every", period="P1Y"))
    assert (event["SUMMARY"], event["SUMMARY"].params["LANGUAGE"]) == (TITLE.en, "en")


def test_lines_keep_to_75_octets_and_break_no_character():
    text = written(kind="every", period="P6M")
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode("utf-8") for line in lines] == text.decode("utf-8").split("\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")


def test_names_last_over_windows_and_differ_between_places():
    def uids(**options):
        return [str(event["UID"]) for event in events_of(written(kind="every", period="P6M", **options))]

    assert uids() == uids(first=date(2027, 1, 1), last=date(2030, 1, 1)) == uids(last=date(2026, 6, 30))
    assert uids() == ["1a370a0f-accd-5b92-89a6-c59bcad335d9@dutybook"]
    assert uids() != uids(place="海州东站")


def test_same_dates_give_the_same_file():
    assert written(kind="every", period="P1M") == written(kind="every", period="P1M")


def test_nothing_due_is_a_calendar_without_events():
    assert events_of(ical.write({"海州站": []}, stamp=STAMP)) == []


def test_several_places_share_one_calendar():
    found = dues(
        [Scheduled("model/1", TITLE, cadence({"kind": "every", "period": "P6M"}))],
        {},
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    text = ical.write({"海州站": found, "海州东站": found}, stamp=STAMP)
    assert [str(event["LOCATION"]) for event in events_of(text)] == ["海州站", "海州东站"]
    assert len({str(event["UID"]) for event in events_of(text)}) == 2
    assert Calendar.from_ical(text)["X-WR-CALNAME"] == "Dutybook"
