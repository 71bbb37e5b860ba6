"""Generated cadences and days: the schedule agrees with a day-by-day oracle, and its calendar file reads back equal."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interop.reading import read_back
from tests.schedule import oracle

from dutybook.catalogue.cadence import cadence
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.interop import ical
from dutybook.schedule.due import Due, Scheduled, dues

cases = st.integers(0, 2**40).map(lambda seed: oracle.drawn(Random(seed)))


def found(case: oracle.Case) -> tuple[Due, ...] | str:
    duty = Scheduled("model/1", Bilingual("报告", "Report"), cadence(case.cadence))
    events = {duty.cadence.anchor if case.cadence["kind"] == "every" else "incident": case.at} if case.at else {}
    try:
        return dues([duty], events, case.first, case.last)
    except ScheduleError:
        return "unknown"


@settings(max_examples=1500)
@given(cases)
def test_due_dates_are_those_of_the_oracle(case):
    ours = found(case)
    assert (ours if ours == "unknown" else [due.due for due in ours]) == oracle.answer(case)


@settings(max_examples=120)
@given(cases)
def test_calendar_file_reads_back_to_the_same_dates(case):
    ours = found(case)
    if ours == "unknown":
        return
    text = ical.write({"某地铁站": ours}, stamp=datetime(2026, 1, 1, tzinfo=UTC))
    assert sorted(map(str, read_back(text))) == sorted(str(written(due)) for due in ours)


def written(due: Due) -> date | datetime:
    return due.due.astimezone(UTC) if isinstance(due.due, datetime) else due.due


@settings(max_examples=120)
@given(cases)
def test_every_occurrence_has_a_key_of_its_own(case):
    ours = found(case)
    if ours != "unknown":
        assert len({due.occurrence for due in ours}) == len(ours)


@settings(max_examples=120)
@given(cases)
def test_a_window_split_in_two_gives_the_same_dates(case):
    middle = case.first + (case.last - case.first) // 2
    whole = found(case)
    parts = [
        found(oracle.Case(case.cadence, case.at, first, last))
        for first, last in ((case.first, middle), (middle + timedelta(days=1), case.last))
        if first <= last
    ]
    if "unknown" not in (whole, *parts):
        assert whole == tuple(due for part in parts for due in part)
