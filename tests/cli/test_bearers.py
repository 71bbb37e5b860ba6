import csv
import io

import pytest
from click.testing import CliRunner

from dutybook.cli import main

ACT = """海州市公共场所防护办法

第一条　经营者应当备案，不得堵塞出口。
第二条　公安机关负责巡逻。
第三条　禁止携带明火。
第四条　违反本办法第一条规定的，由主管部门处一千元罚款。
"""


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "acts" / "act.txt"
    path.parent.mkdir()
    path.write_text(ACT, "utf-8")
    return path


def rows(*args):
    result = CliRunner().invoke(main, ["bearers", *map(str, args), "--to", "csv"])
    assert result.exit_code == 0
    return [tuple(row.values()) for row in csv.DictReader(io.StringIO(result.stdout))]


def test_bearers_are_counted_with_their_role_and_sanctions_left_out(act):
    assert rows(act) == [
        ("经营者", "operator", "2", "1", "1", "0"),
        ("", "", "1", "0", "1", "0"),
        ("公安机关", "police", "1", "1", "0", "0"),
    ]


def test_folder_adds_up_its_acts_and_top_cuts(act):
    (act.parent / "again.txt").write_text(ACT, "utf-8")
    assert rows(act.parent, "--top", 1) == [("经营者", "operator", "4", "2", "2", "0")]


def test_bad_file_of_a_folder_is_told_and_left_out(act):
    (act.parent / "empty.txt").write_text("", "utf-8")
    result = CliRunner().invoke(main, ["bearers", str(act.parent)])
    assert result.exit_code == 0
    assert "empty.txt" in result.stderr
    assert "(nobody named)" in result.stdout


def test_bad_file_alone_is_an_error(tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    assert CliRunner().invoke(main, ["bearers", str(tmp_path / "empty.txt")]).exit_code == 1
