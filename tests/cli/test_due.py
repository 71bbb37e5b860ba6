"""`dutybook due`: the duties that bind a place, in each form; events, tables of its own, and what it refuses."""

import json

import pytest
from click.testing import CliRunner
from icalendar import Calendar
from tests.interop.reading import read_back

from dutybook.cli.due import due

ENTRY = """
  - id: model-1/{id}
    provision: art_{n}
    role: key_target_operator
    modality: obligation
    summary: {{zh: {zh}义务一项, en: The duty of {id}}}
    applies: "{applies}"
    cadence: {cadence}
    workflow: report
"""
ACT = """
act:
  id: model-1
  title: {zh: 海州市公共场所防护办法, en: Haizhou measures on the protection of public places}
  jurisdiction: "41"
  country: cn
  in_force: {from: 2026-03-01}
  source: {zh: 海州市人民政府网站, en: website of the city}
duties:"""
DUTIES = [
    ("half", "半年", "key_target = true", "{kind: every, period: P6M}"),
    ("order", "整改", "key_target = true", "{kind: within, period: P5D, of: order, working_days: true}"),
    ("urgent", "急报", "key_target = true", "{kind: within, period: PT1H, of: incident}"),
    ("watch", "值守", "key_target = true", "{kind: continuous}"),
    ("big", "大型", "capacity > 5000", "{kind: every, period: P1Y}"),
    ("other", "其他", "key_target = false", "{kind: every, period: P1Y}"),
]
READING_ONLY = """
  - id: model-1/read
    provision: art_9
    role: key_target_operator
    modality: obligation
    summary: {zh: 登记客户身份信息, en: Register the identity of customers}
    applies: "true"
    reading_only: person_directed
"""
HOTEL = 'name: 海州酒店\nfacts: {kind: lodging, jurisdiction: "410105", key_target: true}\n'
TWO = """
premises:
  - {name: 东店, facts: {jurisdiction: "410105", key_target: true}}
  - {name: 西店, facts: {jurisdiction: "410105", key_target: false, capacity: 6000}}
"""


@pytest.fixture
def run(tmp_path):
    act = tmp_path / "cn" / "model-1.yaml"
    act.parent.mkdir()
    entries = [ENTRY.format(id=i, n=n, zh=zh, applies=a, cadence=c) for n, (i, zh, a, c) in enumerate(DUTIES, 1)]
    act.write_text(ACT + "".join(entries) + READING_ONLY, "utf-8")

    def run(*options, profile=HOTEL, first="2026-01-01", last="2026-12-31"):
        path = tmp_path / "profile.yaml"
        path.write_text(profile, "utf-8")
        fixed = ["--profile", str(path), "--catalogue", str(act), "--from", first, "--to", last]
        return CliRunner().invoke(due, [*fixed, *map(str, options)], terminal_width=200)

    return run


def test_json_holds_dates_then_duties_without_one(run):
    result = run("--as", "json")
    assert result.exit_code == 0
    assert [(row["duty"], row["due"], row.get("reason")) for row in json.loads(result.stdout)] == [
        ("model-1/half", "2026-06-30", None),
        ("model-1/half", "2026-12-31", None),
        ("model-1/order", None, "event"),
        ("model-1/urgent", None, "event"),
        ("model-1/watch", None, "standing"),
    ]


def test_events_give_dates_and_instants(run):
    result = run("--as", "json", "--event", "order=2026-04-29", "--event", "incident=2026-05-01T10:00+08:00")
    found = {row["duty"]: row["due"] for row in json.loads(result.stdout)}
    assert (found["model-1/order"], found["model-1/urgent"]) == ("2026-05-09", "2026-05-01T11:00:00+08:00")


def test_calendar_file_holds_the_dates(run, tmp_path):
    out = tmp_path / "out" / "duties.ics"
    assert run("--as", "ics", "--lang", "en", "-o", out).output.count("\n") == 1
    assert sorted(map(str, read_back(out.read_bytes()))) == ["2026-06-30", "2026-12-31"]
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == ("The duty of half", "海州酒店")


def test_table_tells_each_date_and_why(run, tmp_path):
    out = tmp_path / "duties.tsv"
    run("-o", out, "--lang", "en")
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert rows[:2] == [
        ["due", "duty", "what", "why then"],
        [
            "2026-06-30 Tue",
            "model-1/half",
            "The duty of half",
            "every half-year by the calendar: 2026-01-01 to 2026-06-30",
        ],
    ]
    assert rows[-1] == ["-", "model-1/watch", "The duty of watch", "to be kept up at all times"]


def test_table_is_printed_in_chinese_by_default(run):
    result = run()
    assert result.exit_code == 0
    assert result.stdout.split()[:4] == ["期限", "义务", "内容", "依据"]


def test_duties_that_may_bind_or_hold_at_all_times_are_counted_on_stderr(run):
    result = run("--lang", "en")
    assert result.stderr.splitlines() == [
        "海州酒店: 1 more duties may bind and are not listed, for want of facts (see dutybook decide)",
        "1 more duties hold at all times (--as json lists them)",
    ]
    assert "at all times" not in result.stdout


def test_several_places_are_told_apart(run):
    rows = json.loads(run("--as", "json", profile=TWO).stdout)
    assert [(row["premises"], row["duty"]) for row in rows if row["due"] == "2026-12-31"] == [
        ("东店", "model-1/half"),
        ("西店", "model-1/big"),
        ("西店", "model-1/other"),
    ]


def test_duty_is_not_due_before_its_act_begins(run):
    result = run("--as", "json", first="2025-01-01", last="2026-02-28")
    assert [row["due"] for row in json.loads(result.stdout)] == []


def test_unknown_year_is_told_and_the_rest_is_listed(run):
    result = run("--as", "json", "--event", "order=2026-12-28", last="2027-12-31")
    assert result.exit_code == 1
    assert len([row for row in json.loads(result.stdout) if row["due"]]) == 4
    assert "model-1/order: workdays-cn.csv: the public holidays and make-up working days of 2027" in result.stderr


def test_own_table_of_days_settles_the_unknown_year(run, tmp_path):
    table = tmp_path / "days.csv"
    table.write_text(
        "date,kind,name,name_en\n2026-01-01,holiday,元旦,New Year\n2027-01-01,holiday,元旦,New Year\n", "utf-8"
    )
    result = run("--as", "json", "--event", "order=2026-12-28", "--workdays", table, last="2027-12-31")
    found = [row["due"] for row in json.loads(result.stdout) if row["duty"] == "model-1/order"]
    assert (result.exit_code, found) == (0, ["2027-01-05"])


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("feast=2026-01-01", "no event is named 'feast'"),
        ("order=soon", "'soon' is neither a day (2026-03-02) nor an instant"),
        ("incident=2026-05-01T25:00", "'2026-05-01T25:00' is neither a day"),
    ],
)
def test_event_that_cannot_be_read_is_refused(run, event, said):
    result = run("--event", event)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_zone_tells_the_day_of_an_instant(run):
    event = ("--as", "json", "--event", "order=2026-04-28T17:00Z")
    days = [
        next(row["due"] for row in json.loads(run(*event, *zone).stdout) if row["duty"] == "model-1/order")
        for zone in ((), ("--zone", "Europe/London"))
    ]
    assert days == ["2026-05-09", "2026-05-08"]


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc"])
def test_unknown_zone_is_refused(run, zone):
    result = run("--zone", zone)
    assert (result.exit_code, f"there is no time zone '{zone}'" in result.stderr) == (2, True)
