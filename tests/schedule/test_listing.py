"""A schedule as plain data, and the way from catalogue entries to it."""

import json
from datetime import date

from dutybook.catalogue.cadence import cadence
from dutybook.catalogue.load import catalogue
from dutybook.conditions.facts import Bilingual
from dutybook.decisions.profile import Profile
from dutybook.schedule.bound import bound, scheduled
from dutybook.schedule.due import Scheduled, schedule
from dutybook.schedule.listing import as_data, as_rows

ACT = """
act:
  id: model-1
  title: {zh: 海州市公共场所防护办法, en: Haizhou measures on the protection of public places}
  jurisdiction: "41"
  country: cn
  in_force: {from: 2024-05-01, to: 2030-04-30}
  source: {zh: 海州市人民政府网站, en: website of the city}
duties:
  - id: model-1/report
    provision: art_1
    role: key_target_operator
    modality: obligation
    summary: {zh: 每半年报告一次, en: Report every six months}
    applies: "true"
    cadence: {kind: every, period: P6M}
    workflow: report
  - id: model-1/keep
    provision: art_2
    role: key_target_operator
    modality: obligation
    summary: {zh: 保管好设备资料, en: Keep the papers of the equipment}
    applies: "true"
    workflow: equipment
  - id: model-1/read
    provision: art_3
    role: key_target_operator
    modality: obligation
    summary: {zh: 登记客户身份信息, en: Register the identity of customers}
    applies: "true"
    reading_only: person_directed
"""


def entries(folder, text=ACT):
    path = folder / "cn" / "model-1.yaml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return catalogue(path).entries


def test_only_entries_with_a_cadence_are_scheduled(tmp_path):
    assert list(scheduled(entries(tmp_path))) == [
        Scheduled(
            "model-1/report",
            Bilingual("每半年报告一次", "Report every six months"),
            cadence({"kind": "every", "period": "P6M"}),
            date(2024, 5, 1),
            date(2030, 4, 30),
            "cn",
        )
    ]


def test_act_that_has_not_begun_schedules_nothing(tmp_path):
    text = ACT.replace("{from: 2024-05-01, to: 2030-04-30}", "{from: null, note: {zh: 尚未施行, en: not commenced}}")
    assert list(scheduled(entries(tmp_path, text))) == []


def test_duties_that_bind_on_any_of_the_days_are_scheduled(tmp_path):
    later = """
  - id: model-1/later
    provision: art_4
    role: key_target_operator
    modality: obligation
    summary: {zh: 每年演练一次, en: Drill every year}
    applies: APPLIES
    cadence: {kind: every, period: P1Y}
    workflow: drill
"""
    path = tmp_path / "cn" / "model-1.yaml"
    path.parent.mkdir()
    path.write_text(ACT + later.replace("APPLIES", "key_target"), "utf-8")
    duties, place = catalogue(path), {"jurisdiction": "410105"}

    def found(first: date, last: date, **known: bool) -> tuple[list[str], int]:
        decided = bound(Profile("A", {**place, **known}), duties, first, last)
        return [entry.duty.id for entry in decided.entries], decided.undecided

    assert found(date(2024, 1, 1), date(2024, 4, 30)) == ([], 0)
    assert found(date(2024, 1, 1), date(2024, 5, 1)) == (["model-1/report"], 1)
    assert found(date(2026, 1, 1), date(2026, 12, 31), key_target=True) == (["model-1/report", "model-1/later"], 0)
    assert found(date(2026, 1, 1), date(2026, 12, 31), key_target=False) == (["model-1/report"], 0)


def test_schedule_is_told_as_rows():
    made = [
        Scheduled("model/2", Bilingual("报告", "Report"), cadence({"kind": "every", "period": "P1Y"})),
        Scheduled("model/3", Bilingual("值守", "Keep watch"), cadence({"kind": "continuous"})),
    ]
    found = schedule(made, {}, date(2026, 1, 1), date(2026, 12, 31))
    heading, due, standing = as_rows({"海州站": found}, "en")
    assert heading == ("due", "duty", "what", "why then")
    assert due[:3] == ("2026-12-31 Thu", "model/2", "Report")
    assert standing == ("-", "model/3", "Keep watch", "to be kept up at all times")
    assert as_rows({"海州站": found}, "zh", standing=False)[1:] == [
        ("2026-12-31 Thu", "model/2", "报告", found.dues[0].explanation.zh)
    ]
    assert [row[0] for row in as_rows({"A": found, "B": found}, "zh")] == ["场所", "A", "A", "B", "B"]


def test_schedule_is_told_as_data():
    made = [
        Scheduled(
            "model/1",
            Bilingual("报告", "Report"),
            cadence({"kind": "within", "period": "P2D", "of": "order", "counting": "civil"}),
        ),
        Scheduled("model/2", Bilingual("报告", "Report"), cadence({"kind": "every", "period": "P1Y"})),
        Scheduled("model/3", Bilingual("值守", "Keep watch"), cadence({"kind": "continuous"})),
    ]
    found = schedule(made, {"order": date(2026, 2, 20)}, date(2026, 1, 1), date(2026, 12, 31))
    data = json.loads(json.dumps(as_data({"海州站": found})))
    assert [(row["premises"], row["duty"], row["due"]) for row in data] == [
        ("海州站", "model/1", "2026-02-24"),
        ("海州站", "model/2", "2026-12-31"),
        ("海州站", "model/3", None),
    ]
    assert data[0] | {"explanation": None} == {
        "premises": "海州站",
        "duty": "model/1",
        "title": {"zh": "报告", "en": "Report"},
        "due": "2026-02-24",
        "opens": "2026-02-20",
        "occurrence": "order@2026-02-20",
        "rule": "within P2D civil",
        "anchor": {"event": "order", "at": "2026-02-20"},
        "source": {
            "zh": "《中华人民共和国民法典》第二百条至第二百零三条；国务院办公厅关于部分节假日安排的通知",
            "en": "Civil Code (民法典) art. 200-203; State Council notices on public holidays",
        },
        "explanation": None,
        "skipped": ["2026-02-22", "2026-02-23"],
    }
    assert data[1]["anchor"] is None
    assert data[2] == {
        "premises": "海州站",
        "duty": "model/3",
        "title": {"zh": "值守", "en": "Keep watch"},
        "due": None,
        "reason": "standing",
        "explanation": {"zh": "须始终保持，没有期限", "en": "to be kept up at all times"},
    }
