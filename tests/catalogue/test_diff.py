from tests.catalogue.files import MODEL, changed, write

from dutybook.catalogue.diff import Change, FieldChange, diff
from dutybook.catalogue.load import catalogue


def changes(tmp_path, old, new):
    write(tmp_path / "old", old)
    write(tmp_path / "new", new)
    return diff(catalogue(tmp_path / "old"), catalogue(tmp_path / "new"))


SECOND = MODEL[MODEL.index("  - id: model-act/8") : MODEL.index("not_duties")]


def test_a_catalogue_does_not_differ_from_itself(tmp_path):
    assert changes(tmp_path, MODEL, MODEL) == ()


def test_what_is_the_default_anyway_is_no_change(tmp_path):
    assert changes(tmp_path, MODEL, changed("period: P6M", "period: P6M, align: calendar, counting: plain")) == ()


def test_an_added_duty(tmp_path):
    assert changes(tmp_path, MODEL.replace(SECOND, ""), MODEL) == (Change("added", "duty", "model-act/8-identity"),)


def test_a_removed_duty(tmp_path):
    assert changes(tmp_path, MODEL, MODEL.replace(SECOND, "")) == (Change("removed", "duty", "model-act/8-identity"),)


def test_changed_fields(tmp_path):
    new = changed("P90D", "P180D").replace("    evidence: [report, receipt]\n", "")
    assert changes(tmp_path, MODEL, new) == (
        Change(
            "changed",
            "duty",
            "model-act/7-report",
            (FieldChange("retention", "P90D", "P180D"), FieldChange("evidence", ["report", "receipt"], None)),
        ),
    )


def test_a_duty_that_becomes_read_only_loses_its_work(tmp_path):
    work = MODEL[MODEL.index("    cadence:") : MODEL.index("    sanction:")]
    (change,) = changes(tmp_path, MODEL, MODEL.replace(work, "    reading_only: intelligence\n"))
    assert [(field.name, field.new) for field in change.fields] == [
        ("workflow", None), ("cadence", None), ("retention", None), ("evidence", None),
        ("reading_only", "intelligence"),
    ]  # fmt: skip


def test_a_changed_act(tmp_path):
    assert changes(tmp_path, MODEL, changed("to: null", "to: 2030-12-31")) == (
        Change(
            "changed",
            "act",
            "model-act",
            (FieldChange("in_force", {"from": "2024-01-01"}, {"from": "2024-01-01", "to": "2030-12-31"}),),
        ),
    )
