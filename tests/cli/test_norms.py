import json

import pytest
from click.testing import CliRunner

from dutybook.cli import main

ACT = """海州市公共场所防护办法

第一条　为了防护公共场所的安全，制定本办法。
第二条　经营者应当在十日内备案，不得堵塞出口。
第三条　公安机关负责巡逻。
第四条　违反本办法第二条规定的，由公安机关处一千元罚款。
"""


@pytest.fixture
def folder(tmp_path):
    acts = tmp_path / "acts"
    (acts / "sub").mkdir(parents=True)
    (acts / "one.txt").write_text(ACT, "utf-8")
    (acts / "sub" / "two.md").write_text(ACT, "utf-8")
    return acts


def run(*args):
    return CliRunner().invoke(main, [*map(str, args)])


def test_norms_of_a_file_are_printed_one_a_line(folder):
    result = run("norms", folder / "one.txt")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["act"], row["unit"], row["modality"]) for row in rows] == [
        ("one", "art_2__para_1", "obligation"),
        ("one", "art_2__para_1", "prohibition"),
        ("one", "art_3__para_1", "obligation"),
        ("one", "art_4__para_1", "sanction"),
    ]


def test_folder_gives_one_file_for_each_act_under_its_stem(folder, tmp_path):
    result = run("norms", folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "2 acts, 8 norms, 0 failed" in result.stderr
    found = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.jsonl")}
    assert found == {"one.jsonl", "sub/two.jsonl"}
    assert {json.loads(line)["act"] for line in (tmp_path / "out/sub/two.jsonl").read_text("utf-8").splitlines()} == {
        "two"
    }


def test_folder_without_a_place_for_its_outputs_is_a_wrong_command(folder):
    result = run("norms", folder)
    assert result.exit_code == 2
    assert "add -o OUT" in result.stderr


def test_bad_file_is_told_and_the_rest_is_done(folder, tmp_path):
    (folder / "empty.txt").write_text("", "utf-8")
    result = run("norms", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert (tmp_path / "out" / "one.jsonl").exists()


def test_norms_are_written_where_told(folder, tmp_path):
    target = tmp_path / "norms.jsonl"
    assert run("norms", folder / "one.txt", "-o", target).exit_code == 0
    assert len(target.read_text("utf-8").splitlines()) == 4
    page = tmp_path / "page.html"
    assert run("norms", folder / "one.txt", "--to", "html", "-o", page).exit_code == 0
    assert "经营者" in page.read_text("utf-8")
