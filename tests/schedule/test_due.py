"""Due dates and their reasons: each kind of cadence at its boundaries, what has no date, what is an error."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from dutybook.catalogue.cadence import cadence
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.schedule.due import Anchor, Scheduled, Undated, dues, schedule
from dutybook.schedule.workdays import Announced, Workdays, china

TITLE = Bilingual("报告", "Report")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def duty(since=None, until=None, country="cn", **written):
    return Scheduled("model/1", TITLE, cadence(written), since, until, country)


def dates(made, events=None, first=YEAR[0], last=YEAR[1], **options):
    return [str(due.due) for due in dues([made], events or {}, first, last, **options)]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("P6M", ["2026-06-30", "2026-12-31"]),
        ("P3M", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("P1Y", ["2026-12-31"]),
        ("P12M", ["2026-12-31"]),
    ],
)
def test_calendar_period_is_due_on_its_last_day(period, expected):
    assert dates(duty(kind="every", period=period)) == expected


def test_months_end_on_their_own_last_day():
    days = dates(duty(kind="every", period="P1M"), first=date(2024, 1, 15), last=date(2024, 4, 30))
    assert days == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]


def test_weeks_end_on_sunday():
    assert dates(duty(kind="every", period="P1W"), first=date(2026, 1, 1), last=date(2026, 1, 11)) == [
        "2026-01-04",
        "2026-01-11",
    ]


@pytest.mark.parametrize(("since", "expected"), [(2024, "2027-12-31"), (2025, "2026-12-31")])
def test_two_years_begin_with_the_year_of_the_anchor(since, expected):
    made = duty(kind="every", period="P2Y", anchor="in_force", since=date(since, 7, 1))
    assert dates(made, last=date(2027, 12, 31)) == [expected]


@pytest.mark.parametrize(
    ("period", "start", "expected"),
    [
        ("P1M", date(2025, 10, 31), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("P1Y", date(2024, 2, 29), ["2026-02-28"]),
        ("P10D", date(2026, 3, 30), ["2026-04-09", "2026-04-19", "2026-04-29"]),
        ("P2W", date(2026, 4, 1), ["2026-04-15", "2026-04-29"]),
        ("P2Y", date(2024, 3, 1), ["2026-03-01"]),
    ],
)
def test_anniversaries_are_counted_from_the_anchor_itself(period, start, expected):
    made = duty(kind="every", period=period, align="anniversary", anchor="licence")
    assert dates(made, {"licence": start}, last=date(2026, 4, 30)) == expected


def test_leap_day_comes_back_in_a_leap_year():
    made = duty(kind="every", period="P1Y", align="anniversary", anchor="licence")
    found = dates(made, {"licence": date(2024, 2, 29)}, first=date(2027, 1, 1), last=date(2028, 12, 31))
    assert found == ["2027-02-28", "2028-02-29"]


def test_of_several_anchors_the_last_counts():
    made = duty(kind="every", period="P6M", align="anniversary", anchor="drill")
    assert dates(made, {"drill": [date(2025, 12, 1), date(2026, 2, 10)]}) == ["2026-08-10"]


def test_on_dates_fall_on_their_days_even_at_rest():
    made = duty(kind="on_date", dates=["--11-01", "--04-15"])  # 1 November 2026 is a Sunday
    found = dues([made], {}, *YEAR)
    assert [(str(due.due), str(due.opens)) for due in found] == [("2026-04-15",) * 2, ("2026-11-01",) * 2]


def test_end_of_february_is_a_date_of_the_year():
    made = duty(kind="on_date", dates=["--02-29"])
    assert dates(made, first=date(2023, 1, 1), last=date(2024, 12, 31)) == ["2023-02-28", "2024-02-29"]


def test_deadline_of_the_year_opens_after_the_one_before_and_runs_on():
    made = duty(kind="on_date", dates=["--01-31"], by=True, counting="civil")  # 31 January 2026 is a Saturday
    (due,) = dues([made], {}, *YEAR)
    assert (due.due, due.opens, due.skipped) == (
        date(2026, 2, 2),
        date(2025, 2, 1),
        (date(2026, 1, 31), date(2026, 2, 1)),
    )


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ({"period": "P30D"}, date(2026, 1, 1), "2026-01-31"),
        ({"period": "P0D"}, date(2026, 1, 1), "2026-01-01"),
        ({"period": "P1M"}, date(2026, 1, 31), "2026-02-28"),
        ({"period": "P6M"}, date(2025, 8, 31), "2026-02-28"),
        ({"period": "P1Y"}, date(2025, 6, 1), "2026-06-01"),
        ({"period": "P1W"}, date(2026, 6, 1), "2026-06-08"),
        ({"period": "P2D"}, date(2026, 2, 13), "2026-02-15"),
        ({"period": "P2D", "counting": "civil"}, date(2026, 2, 13), "2026-02-24"),
        ({"period": "P1D", "counting": "civil"}, date(2026, 2, 13), "2026-02-14"),
        ({"period": "P2D", "working_days": True}, date(2026, 2, 13), "2026-02-24"),
        ({"period": "P5D", "counting": "administrative_penalty"}, date(2026, 2, 13), "2026-02-27"),
        ({"period": "P6D", "counting": "administrative_penalty"}, date(2026, 2, 13), "2026-02-19"),
        ({"period": "P20D", "counting": "administrative_licence"}, date(2026, 1, 12), "2026-02-09"),
        ({"period": "P10D", "counting": "administrative_reconsideration"}, date(2026, 4, 27), "2026-05-13"),
        ({"period": "P11D", "counting": "administrative_reconsideration"}, date(2026, 4, 21), "2026-05-06"),
        (
            {"period": "P10D", "counting": "administrative_coercion"},
            date(2026, 9, 28),
            "2026-10-16",
        ),  # 29, 30 September, 8 to 10, 12 to 16 October
        ({"period": "P11D", "counting": "administrative_coercion"}, date(2026, 9, 28), "2026-10-09"),
    ],
)
def test_days_of_an_event_are_counted_as_the_law_counts_them(written, at, expected):
    made = duty(kind="within", of="order", **written)
    assert dates(made, {"order": at}) == [expected]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"period": "P20D"}, "2026-09-22"),
        ({"period": "P3D", "working_days": True}, "2026-10-08"),  # Saturday the 10th is worked
        ({"period": "P1M"}, "2026-09-12"),
    ],
)
def test_notice_is_counted_back_from_the_event(written, expected):
    assert dates(duty(kind="before", of="large_event", **written), {"large_event": date(2026, 10, 12)}) == [expected]


def test_hours_run_from_instant_to_instant_and_keep_the_offset():
    at = datetime(2026, 2, 15, 23, 40, tzinfo=timezone(timedelta(hours=8)))
    (after,) = dues([duty(kind="within", period="PT30M", of="incident")], {"incident": at}, *YEAR)
    (ahead,) = dues([duty(kind="before", period="PT24H", of="large_event")], {"large_event": at}, *YEAR)
    assert after.due.isoformat() == "2026-02-16T00:10:00+08:00"
    assert ahead.due.isoformat() == "2026-02-14T23:40:00+08:00"


def test_day_of_an_instant_is_the_day_at_the_place():
    at, made = datetime(2026, 5, 1, 17, 0, tzinfo=UTC), duty(kind="within", period="P1D", of="incident")
    assert dates(made, {"incident": at}) == ["2026-05-03"]
    assert dates(made, {"incident": at}, zone=ZoneInfo("Europe/London")) == ["2026-05-02"]


def test_every_event_of_a_kind_has_its_own_date():
    made = duty(kind="within", period="P1D", of="incident")
    events = {"incident": [date(2026, 5, 4), date(2026, 5, 1), date(2026, 5, 4)]}
    assert dates(made, events) == ["2026-05-02", "2026-05-05"]


def test_dates_come_in_the_order_of_time_across_duties():
    at = datetime(2026, 6, 30, 1, tzinfo=UTC)
    found = dues(
        [
            duty(kind="within", period="PT2H", of="incident"),
            duty(kind="within", period="PT1H", of="incident"),
            duty(kind="every", period="P6M"),
        ],
        {"incident": at},
        date(2026, 6, 1),
        date(2026, 7, 1),
    )
    assert [due.rule for due in found] == ["every P6M calendar", "within PT1H", "within PT2H"]


def test_duty_is_due_only_while_it_binds():
    made = duty(kind="every", period="P1M", since=date(2026, 3, 31), until=date(2026, 5, 1))
    assert dates(made) == ["2026-03-31", "2026-04-30", "2026-05-31"]  # May had begun when it ended


def test_once_is_due_on_the_day_that_the_act_names():
    assert dates(duty(kind="once", by=date(2026, 7, 1))) == ["2026-07-01"]


def test_date_explains_itself():
    made = duty(kind="within", period="P30D", of="designation", counting="civil")
    (due,) = dues([made], {"designation": date(2026, 9, 3)}, *YEAR)
    assert (due.rule, due.anchor, due.occurrence) == (
        "within P30D civil",
        Anchor("designation", date(2026, 9, 3)),
        "designation@2026-09-03",
    )
    assert due.explanation.zh == (
        "自被确定为重点目标或重点单位（2026-09-03）起30日内，当日不计入；"
        "末日2026-10-03为休息日（国庆节），顺延至2026-10-08（《中华人民共和国民法典》第二百条至第二百零三条）"
    )
    assert due.explanation.en == (
        "within 30 days of designation as a key target or key unit (2026-09-03); that day is not counted; "
        "the last day 2026-10-03 is a rest day (National Day), so it runs on to 2026-10-08 "
        "(Civil Code (民法典) art. 200-203)"
    )
    assert due.source.en == "Civil Code (民法典) art. 200-203; State Council notices on public holidays"
    assert due.skipped == tuple(date(2026, 10, day) for day in range(3, 8))


@pytest.mark.parametrize(
    ("written", "events", "said"),
    [
        (
            {"kind": "within", "period": "P2D", "of": "order", "working_days": True},
            {"order": date(2026, 2, 13)},
            (
                "within 2 working days of an order to put things right is received (2026-02-13); "
                "that day is not counted; "
                "9 rest days not counted (with Spring Festival 2026-02-15/2026-02-23); "
                "make-up working days counted: 2026-02-14"
            ),
        ),
        (
            {"kind": "within", "period": "P1D", "of": "order", "working_days": True},
            {"order": date(2026, 3, 6)},
            (
                "within 1 working day of an order to put things right is received (2026-03-06); "
                "that day is not counted; "
                "2 rest days not counted"
            ),
        ),
        (
            {"kind": "within", "period": "P1D", "of": "order", "counting": "civil_procedure"},
            {"order": date(2026, 12, 30)},
            (
                "within 1 day of an order to put things right is received (2026-12-30); that day is not counted; "
                "time in the post is not counted: posted in time is in time; "
                "the notice for 2027 is not in the table yet and may move the last days of December 2026"
            ),
        ),
        (
            {"kind": "within", "period": "P1M", "of": "order"},
            {"order": date(2026, 1, 31)},
            (
                "within 1 month of an order to put things right is received (2026-01-31); that day is not counted; "
                "it does not move off a rest day; the month has no day 31, so its last day counts"
            ),
        ),
        (
            {"kind": "every", "period": "P2Y", "align": "anniversary", "anchor": "training"},
            {"training": date(2024, 5, 6)},
            "every 2 years from the last training (2024-05-06): corresponding day number 1",
        ),
        (
            {"kind": "on_date", "dates": ["--02-29"], "by": True},
            {},
            "every year not later than the last day of February",
        ),
        ({"kind": "on_date", "dates": ["--04-15"]}, {}, "every year on 15 April"),
        (
            {"kind": "within", "period": "PT0M", "of": "discovery"},
            {"discovery": date(2026, 3, 2)},
            "at once: discovery of a hazard or a breach (2026-03-02)",
        ),
        (
            {"kind": "within", "period": "P0D", "of": "discovery"},
            {"discovery": date(2026, 3, 2)},
            "on the same day: discovery of a hazard or a breach (2026-03-02); it does not move off a rest day",
        ),
        (
            {"kind": "before", "period": "P0D", "of": "construction"},
            {"construction": date(2026, 3, 2)},
            "not later than works begin (2026-03-02)",
        ),
        (
            {"kind": "before", "period": "PT2H", "of": "large_event"},
            {"large_event": datetime(2026, 5, 1, 10, tzinfo=UTC)},
            "at least 2 hours before a large event is held (2026-05-01 10:00+00:00)",
        ),
        ({"kind": "once", "by": "2026-07-01"}, {}, "once, not later than 2026-07-01"),
        (
            {"kind": "within", "period": "PT1H", "of": "incident"},
            {"incident": datetime(2026, 5, 1, 10, tzinfo=UTC)},
            "within 1 hour of an incident happens (2026-05-01 10:00+00:00)",
        ),
        (
            {"kind": "before", "period": "P1D", "of": "large_event"},
            {"large_event": date(2026, 5, 3)},
            "at least 1 day before a large event is held (2026-05-03); that day is not counted",
        ),
    ],
)
def test_reason_is_told(written, events, said):
    (due,) = dues([duty(**written)], events, *YEAR)
    assert due.explanation.en == said


def test_occurrence_keeps_its_key_when_a_table_moves_its_date():
    made = duty(kind="every", period="P3M", counting="civil")
    quarter = (date(2026, 9, 1), date(2026, 10, 31))
    days = dict(china().announced)
    days[date(2026, 9, 30)] = Announced(date(2026, 9, 30), works=False, name=Bilingual("国庆节", "National Day"))
    moved = Workdays("cn", days, china().years, "changed")
    (before,), (after,) = dues([made], {}, *quarter), dues([made], {}, *quarter, tables={"cn": moved})
    assert (str(before.due), str(after.due)) == ("2026-09-30", "2026-10-08")
    assert before.occurrence == after.occurrence


@pytest.mark.parametrize(
    ("written", "reason", "said"),
    [
        ({"kind": "continuous"}, "standing", "to be kept up at all times"),
        ({"kind": "once"}, "once", "to be done once; the act names no day"),
        ({"kind": "every", "period": "PT2H"}, "round", "every 2 hours"),
        (
            {"kind": "every", "period": "P1Y", "align": "anniversary", "anchor": "licence"},
            "anchor",
            "counted from a day that is not known: a licence or qualification is obtained",
        ),
        (
            {"kind": "within", "period": "P1D", "of": "alert_red"},
            "event",
            "no such event so far: a red alert is issued",
        ),
        (
            {"kind": "before", "period": "P1D", "of": "large_event"},
            "event",
            "no such event so far: a large event is held",
        ),
    ],
)
def test_duty_without_a_date_says_why(written, reason, said):
    found = schedule([duty(**written)], {}, *YEAR)
    assert found.dues == ()
    assert [(undated.reason, undated.explanation.en) for undated in found.undated] == [(reason, said)]


def test_schedule_goes_on_past_a_year_that_nobody_announced():
    made = duty(kind="every", period="P6M", counting="civil")
    window = (date(2026, 7, 1), date(2027, 12, 31))
    with pytest.raises(ScheduleError, match="of 2027 are not in the table"):
        dues([made], {}, *window)
    found = schedule([made, duty(kind="every", period="P1Y")], {}, *window)
    assert [str(due.due) for due in found.dues] == ["2026-12-31", "2026-12-31", "2027-12-31"]
    assert [undated.reason for undated in found.undated] == ["unknown"]
    assert "of 2027 are not in the table" in found.undated[0].explanation.zh


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ({"kind": "within", "period": "P30D", "of": "designation", "working_days": True}, date(2001, 5, 1)),
        ({"kind": "within", "period": "P3Y", "of": "designation", "counting": "civil"}, date(2024, 5, 1)),
        ({"kind": "within", "period": "P5D", "of": "designation", "working_days": True}, date(2026, 12, 25)),
        ({"kind": "within", "period": "P2D", "of": "designation", "counting": "civil"}, date(2026, 12, 31)),
        ({"kind": "before", "period": "P5D", "of": "designation", "working_days": True}, date(2029, 5, 1)),
    ],
)
def test_year_that_no_date_asked_for_depends_on_need_not_be_known(written, at):
    found = schedule([duty(**written)], {"designation": at}, *YEAR)
    assert (found.dues, found.undated) == ((), ())


def test_period_that_may_run_on_into_an_unknown_year_is_left_out_only_if_it_does():
    made = duty(kind="on_date", dates=["--12-31"], by=True, counting="civil")
    assert dates(made, first=date(2022, 12, 1), last=date(2022, 12, 31)) == []  # a Saturday, moved to 3 January
    assert dates(made, first=date(2026, 12, 1), last=date(2026, 12, 31)) == ["2026-12-31"]


def test_plain_dates_need_no_table_of_working_days():
    assert dates(duty(kind="every", period="P1Y"), first=date(2090, 1, 1), last=date(2090, 12, 31)) == ["2090-12-31"]


@pytest.mark.parametrize(
    ("made", "events", "cause"),
    [
        (
            duty(kind="within", period="PT1H", of="incident"),
            {"incident": date(2026, 5, 1)},
            "only the day of the event",
        ),
        (duty(kind="within", period="P1D", of="incident"), {"incident": datetime(2026, 5, 1)}, "no offset from UTC"),  # noqa: DTZ001
        (
            duty(kind="within", period="P1D", of="incident", working_days=True, country="gb"),
            {"incident": date(2026, 5, 1)},
            "there is no table of its public holidays",
        ),
    ],
)
def test_date_that_cannot_be_known_is_an_error(made, events, cause):
    with pytest.raises(ScheduleError, match=cause):
        dues([made], events, *YEAR)


def test_duty_of_another_country_cites_no_chinese_law():
    made = [
        duty(country="gb", kind="within", period="P1D", of="order", working_days=True),
        duty(country="gb", kind="within", period="P1M", of="order"),
        duty(country="gb", kind="within", period="PT1H", of="incident"),
        duty(country="gb", kind="before", period="P1D", of="large_event"),
        duty(country="gb", kind="every", period="P1M", align="anniversary", anchor="drill"),
    ]
    events = {
        "order": date(2026, 5, 6),
        "large_event": date(2026, 6, 1),
        "drill": date(2026, 11, 3),
        "incident": datetime(2026, 5, 1, tzinfo=UTC),
    }
    found = dues(made, events, *YEAR, tables={"gb": replace(china(), country="gb")})
    assert [due.source.en for due in found] == ["the Gregorian calendar"] * 5


def test_days_in_the_wrong_order_are_an_error():
    with pytest.raises(ScheduleError, match="the last day comes before the first"):
        dues([], {}, date(2026, 2, 1), date(2026, 1, 1))


def test_undated_duty_keeps_its_title():
    (found,) = schedule([duty(kind="continuous")], {}, *YEAR).undated
    assert found == Undated(
        "model/1", TITLE, "standing", Bilingual("须始终保持，没有期限", "to be kept up at all times")
    )


@pytest.mark.parametrize(
    ("events", "first"), [({}, date(1, 1, 1)), ({"order": [date(2026, 1, 1), date(9999, 12, 31)]}, YEAR[0])]
)
def test_year_that_cannot_be_meant_is_an_error(events, first):
    with pytest.raises(ScheduleError, match="cannot be meant"):
        dues([duty(kind="within", period="P999Y", of="order")], events, first, YEAR[1])


def test_what_is_due_at_once_needs_no_hour():
    made = duty(kind="within", period="PT0M", of="discovery")
    assert dates(made, {"discovery": date(2026, 3, 2)}) == ["2026-03-02"]
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert dates(made, {"discovery": at}) == ["2026-03-02 09:30:00+00:00"]
