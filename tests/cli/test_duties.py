import csv
import io
import json

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from dutybook.cli import main


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "act.txt"
    path.write_text(
        "海州市公共场所防护办法\n\n第一条　经营者应当在十日内备案。\n第二条　依照第一条，可以停业。\n", "utf-8"
    )
    return path


LONG = "建立" + "健全值守巡查报告" * 12 + "制度"


def run(*args, env=None):
    return CliRunner(env={"COLUMNS": None, **(env or {})}).invoke(main, ["duties", *map(str, args)])


def test_register_is_a_table_in_the_terminal(act):
    result = run(act)
    assert result.exit_code == 0
    assert [
        word for word in ("海州市公共场所防护办法", "第一条", "经营者", "must", "十日内") if word not in result.stdout
    ] == []


@pytest.fixture
def long_act(tmp_path):
    path = tmp_path / "act.txt"
    path.write_text(f"海州市公共场所防护办法\n\n第一条　经营者应当{LONG}。\n", "utf-8")
    return path


@pytest.mark.parametrize(("columns", "width"), [(None, 120), ("80", 80), ("200", 200)])
def test_table_folds_its_text_and_drops_empty_columns(long_act, columns, width):
    told = run(long_act, env={"COLUMNS": columns}).stdout
    assert LONG in "".join(told.split())
    assert max(cell_len(line) for line in told.splitlines()) == width
    assert [word for word in ("by when", "citation", "…") if word in told] == []


def test_narrow_table_keeps_time_limits_and_citations_under_what_is_due(act):
    told = run(act, env={"COLUMNS": "80"}).stdout
    assert [
        word for word in ("第一条", "在十日内备案", "by when: 十日内", "citation: 第一条") if word not in told
    ] == []


def test_square_brackets_of_an_act_are_kept(tmp_path):
    path = tmp_path / "act.txt"
    path.write_text("海州市公共场所防护办法\n\n第一条　经营者应当备案[bold]。\n", "utf-8")
    assert "备案[bold]" in run(path).stdout


def test_register_as_csv_ties_each_duty_to_its_provision(act):
    rows = list(csv.DictReader(io.StringIO(run(act, "--to", "csv").stdout)))
    assert [(row["provision"], row["bearer"], row["modality"], row["what"], row["by when"]) for row in rows] == [
        ("第一条", "经营者", "must", "在十日内备案", "十日内"),
        ("第二条", "", "may", "停业", ""),
    ]


def test_register_as_json_and_page(act, tmp_path):
    assert len(json.loads(run(act, "--to", "json").stdout)["rows"]) == 2
    assert run(act, "--to", "html", "-o", tmp_path / "page.html").exit_code == 0
    assert "<table>" in (tmp_path / "page.html").read_text("utf-8")


def test_table_into_a_file_is_csv(act, tmp_path):
    assert run(act, "-o", tmp_path / "duties.csv").exit_code == 0
    assert (tmp_path / "duties.csv").read_text("utf-8").startswith("provision,")
