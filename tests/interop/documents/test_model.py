from __future__ import annotations

import pytest

from dutybook.interop.documents import Column, Fact, Facts, Report, Section, Sources, Table

ROW_OF_TWO = ((1, 2),)


@pytest.mark.parametrize(
    ("columns", "rows", "totals"),
    [((), (), ()), ((Column("甲"),), ROW_OF_TWO, ()), ((Column("甲"),), (), (1, 2))],
    ids=["no column", "a row too long", "totals too long"],
)
def test_table_refuses_rows_of_another_length(
    columns: tuple[Column, ...], rows: tuple[tuple[int, int], ...], totals: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"^a table of . columns has a row of another length, or no column: 表$"):
        Table(columns, rows, totals, "表")


@pytest.mark.parametrize("names", [("a", "a"), ("A",), ("a b",), ("a}}",)])
def test_report_refuses_names_that_no_template_could_use(names: tuple[str, ...]) -> None:
    facts = Facts(tuple(Fact("数", 1, name=name) for name in names))
    with pytest.raises(ValueError, match=r"^names given twice, or not of a-z, 0-9, _ and -: "):
        Report("报告", "公司", (Section("一", (facts,)),))


def test_report_refuses_sources_that_it_does_not_list() -> None:
    facts = Facts((Fact("数", 1, "登记"),))
    with pytest.raises(ValueError, match="no block Sources"):
        Report("报告", "公司", (Section("一", (facts,)),))
    assert Report("报告", "公司", (Section("一", (facts, Sources())),)).sources == ("登记",)
