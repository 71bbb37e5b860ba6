import csv
import io
import json

import pytest
from click.testing import CliRunner

from dutybook.cli import main


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "act.txt"
    path.write_text(
        "海州市公共场所防护办法\n\n第一条　经营者应当在十日内备案。\n第二条　依照第一条，可以停业。\n", "utf-8"
    )
    return path


def run(*args):
    return CliRunner().invoke(main, ["duties", *map(str, args)])


def test_register_is_a_table_in_the_terminal(act):
    result = run(act)
    assert result.exit_code == 0
    assert [
        word for word in ("海州市公共场所防护办法", "第1条", "经营者", "must", "十日内") if word not in result.stdout
    ] == []


def test_register_as_csv_ties_each_duty_to_its_provision(act):
    rows = list(csv.DictReader(io.StringIO(run(act, "--to", "csv").stdout)))
    assert [(row["provision"], row["bearer"], row["modality"], row["what"], row["by when"]) for row in rows] == [
        ("第1条", "经营者", "must", "在十日内备案", "十日内"),
        ("第2条", "", "may", "停业", ""),
    ]


def test_register_as_json_and_page(act, tmp_path):
    assert len(json.loads(run(act, "--to", "json").stdout)["rows"]) == 2
    assert run(act, "--to", "html", "-o", tmp_path / "page.html").exit_code == 0
    assert "<table>" in (tmp_path / "page.html").read_text("utf-8")


def test_table_into_a_file_is_csv(act, tmp_path):
    assert run(act, "-o", tmp_path / "duties.csv").exit_code == 0
    assert (tmp_path / "duties.csv").read_text("utf-8").startswith("provision,")
