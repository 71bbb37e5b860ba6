import pytest

from dutybook.catalogue.proposals import cadence_of, reading_only_of, retention_of, sanction_of, workflow_of
from dutybook.norms.model import Amount, Norm, TimeLimit


def norm(action="做某事", *times, **more):
    return Norm("art_1__para_1", "obligation", None, None, action, times=times, **more)


def limit(kind, value, *, working_days=False):
    return TimeLimit(kind, value, working_days, "")


@pytest.mark.parametrize(
    ("times", "condition", "expected"),
    [
        ([limit("every", "P6M")], None, {"kind": "every", "period": "P6M"}),
        (
            [limit("every", "P3Y")],
            None,
            {"kind": "every", "period": "P3Y", "align": "anniversary", "anchor": "in_force"},
        ),
        ([limit("on_date", "--04-15")], None, {"kind": "on_date", "dates": ["--04-15"]}),
        ([limit("within", "P30D")], "收到通知的", {"kind": "within", "period": "P30D", "of": "request"}),
        ([limit("within", "PT1H")], "发现隐患的", {"kind": "within", "period": "PT1H", "of": "discovery"}),
        (
            [limit("within", "P5D", working_days=True)],
            None,
            {"kind": "within", "period": "P5D", "of": "", "working_days": True},
        ),
        ([limit("at_least_notice", "P20D")], None, {"kind": "before", "period": "P20D", "of": ""}),
        ([limit("retain_min", "P90D")], None, None),
        ([limit("within", "P1Y6M")], None, None),
        ([limit("other", "PT24H"), limit("every", "P1M")], None, {"kind": "every", "period": "P1M"}),
        ([], None, None),
    ],
)
def test_cadence(times, condition, expected):
    assert cadence_of(norm("做某事", *times, condition=condition)) == expected


def test_retention_is_what_is_to_be_kept():
    assert retention_of(norm("保存", limit("every", "P1M"), limit("retain_min", "P90D"))) == "P90D"
    assert retention_of(norm("保存", limit("every", "P1M"))) is None


@pytest.mark.parametrize(
    ("action", "expected"),
    [("制定预案并组织演练", "plan"), ("组织演练", "drill"), ("向公安机关报告", "report"), ("保持安静", "none")],
)
def test_the_workflow_is_that_of_the_first_word(action, expected):
    assert workflow_of(norm(action)) == expected


@pytest.mark.parametrize(
    ("action", "condition", "role", "expected"),
    [
        ("加强领导", None, "government", "state_power"),
        ("核对旅客身份", None, "lodging_provider", "person_directed"),
        ("提供线索", None, "anyone", "intelligence"),
        ("立即处置", "发现有害信息的", "internet", "expression"),
        ("设置出入口", None, "", None),
    ],
)
def test_what_is_proposed_to_be_only_read(action, condition, role, expected):
    known = role if role != "internet" else "telecom_or_internet_provider"
    assert reading_only_of(norm(action, condition=condition), known) == expected


def stage(unit, penalised, fines, *kinds):
    amounts = tuple(Amount("", low, high, low is not None, high is not None, "CNY") for low, high in fines)
    return Norm(unit, "sanction", "处", None, "处罚", penalised=penalised, amounts=amounts, sanctions=kinds)


def test_a_sanction_out_of_its_stages():
    stages = [
        stage("art_9__para_1", None, [], "order_correction", "warning"),
        stage("art_9__para_1", "单位", [(10000.0, 50000.0), (None, 100000.0)], "fine"),
        stage("art_9__para_2", "直接责任人员", [(1000.0, 10000.0)], "fine", "detention"),
    ]
    assert sanction_of(stages) == {
        "provision": "art_9__para_1",
        "also": ["art_9__para_2"],
        "fine_cny": {"unit": [None, 100000], "person": [1000, 10000]},
        "other": ["order_correction", "warning", "detention"],
    }


def test_a_sanction_without_fine_or_other_consequence_is_its_provision():
    assert sanction_of([stage("art_9", None, [], "fine")]) == {"provision": "art_9"}


def test_a_fine_without_ends_is_none():
    assert sanction_of([stage("art_9", None, [(None, None)], "other")]) == {"provision": "art_9", "other": ["other"]}
