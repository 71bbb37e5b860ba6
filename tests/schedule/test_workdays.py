"""The table of announced days: what it says, where it ends, what is wrong with a bad one."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from dutybook.errors import ScheduleError
from dutybook.schedule.workdays import china, read

HEAD = "date,kind,name,name_en\n"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),  # a Saturday made up for the festival
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),  # a Monday of the festival
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # the other Saturday made up
        (date(2026, 3, 1), False),
        (date(2024, 2, 29), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2005, 12, 31), True),  # by the State Council's notice for 2006
    ],
)
def test_working_day(day, works):
    assert china().works(day) == works


def test_table_agrees_with_the_library_it_was_made_from_on_all_days_but_one():
    days = [date(2004, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]
    differing = [day for day in days if china().works(day) != chinese_calendar.is_workday(day)]
    assert differing == [date(2005, 12, 31)]


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1), date(2050, 5, 1)])
def test_year_outside_the_table_is_an_error_that_says_so(day):
    with pytest.raises(ScheduleError) as error:
        china().works(day)
    assert f"of {day.year} are not in the table (which holds 2004 to 2026)" in error.value.cause
    assert "--workdays" in error.value.remedy


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 24), -2, date(2026, 2, 13)),
        (date(2026, 2, 20), 1, date(2026, 2, 24)),
        (date(2026, 2, 20), 0, date(2026, 2, 20)),
        (date(2024, 12, 31), 1, date(2025, 1, 2)),
        (date(2003, 12, 31), 1, date(2004, 1, 2)),
    ],
)
def test_counting_working_days(start, count, end):
    assert china().step(start, count) == end


def test_counting_past_the_table_is_an_error():
    with pytest.raises(ScheduleError, match="of 2027 are not in the table"):
        china().step(date(2026, 12, 25), 10)


@pytest.mark.parametrize(
    ("day", "unsettled"),
    [(date(2026, 12, 28), False), (date(2026, 12, 29), True), (date(2025, 12, 31), False), (date(2027, 12, 31), False)],
)
def test_last_days_of_the_table_may_still_move(day, unsettled):
    assert china().unsettled(day) == unsettled


def test_own_table_replaces_ours(tmp_path):
    path = tmp_path / "days.csv"
    path.write_text(HEAD + "2030-01-01,holiday,元旦,New Year's Day\n2030-01-05,workday,元旦,New Year's Day\n", "utf-8")
    table = read(path)
    assert [table.works(date(2030, 1, day)) for day in (1, 2, 5, 6)] == [False, True, True, False]
    assert (table.country, table.years, table.place) == ("cn", frozenset({2030}), "days.csv")


@pytest.mark.parametrize(
    ("text", "place", "cause"),
    [
        ("", "days.csv:1", "not a table of working days"),
        ("day,kind\n", "days.csv:1", "not a table of working days"),
        (
            HEAD + "2030-13-01,holiday,元旦,New Year\n",
            "days.csv:2",
            "'2030-13-01,holiday,元旦,New Year' is no announced day",
        ),
        (
            HEAD + "2030-01-01,feast,元旦,New Year\n",
            "days.csv:2",
            "'2030-01-01,feast,元旦,New Year' is no announced day",
        ),
        (HEAD + "2030-01-01,holiday\n", "days.csv:2", "'2030-01-01,holiday' is no announced day"),
        (HEAD + "2030-01-01,holiday,元旦,New Year\n" * 2, "days.csv", "2030-01-01 stands twice"),
    ],
)
def test_bad_table_is_told_with_its_line(tmp_path, text, place, cause):
    path = tmp_path / "days.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ScheduleError) as error:
        read(path)
    assert (error.value.place, error.value.cause) == (place, cause)


def test_table_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "days.csv"
    path.write_bytes((HEAD + "2030-01-01,holiday,元旦,New Year\n").encode("gb18030"))
    with pytest.raises(ScheduleError, match="not UTF-8"):
        read(path)


@pytest.mark.parametrize(
    ("rows", "told"),
    [("", "which is empty"), ("2030-01-01,holiday,元旦,N\n2032-01-01,holiday,元旦,N\n", "which holds 2030, 2032")],
)
def test_years_with_a_gap_are_told_one_by_one(tmp_path, rows, told):
    path = tmp_path / "days.csv"
    path.write_text(HEAD + rows, "utf-8")
    with pytest.raises(ScheduleError) as error:
        read(path).works(date(2031, 1, 1))
    assert told in error.value.cause
