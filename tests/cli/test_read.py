import json

import pytest
from click.testing import CliRunner

from dutybook.cli import main
from dutybook.law import akn_read

ACT = """海州市公共场所防护办法

第一条　为了防护公共场所的安全，制定本办法。
第二条　经营者应当采取下列措施：
（一）巡查场所；
（二）依照第一条保存记录。
第三条　本办法自2020年5月1日起施行。
"""


@pytest.fixture
def folder(tmp_path):
    acts = tmp_path / "acts"
    (acts / "sub").mkdir(parents=True)
    (acts / "one.txt").write_text(ACT, "utf-8")
    (acts / "sub" / "two.md").write_text(ACT, "utf-8")
    return acts


def run(*args):
    return CliRunner().invoke(main, ["read", *map(str, args)])


def test_file_is_printed_as_json(folder):
    result = run(folder / "one.txt")
    assert result.exit_code == 0
    assert [article["eId"] for article in json.loads(result.stdout)["articles"]] == ["art_1", "art_2", "art_3"]


def test_file_is_printed_as_akoma_ntoso(folder):
    result = run(folder / "one.txt", "--to", "akn")
    assert [article.num for article in akn_read.read(result.stdout_bytes).articles] == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(("form", "start"), [("text", "海州市公共场所防护办法\n"), ("html", "<!DOCTYPE html>")])
def test_file_is_printed_as_text_and_page(folder, form, start):
    assert run(folder / "one.txt", "--to", form).stdout.startswith(start)


def test_file_goes_to_a_file_or_into_a_folder(folder, tmp_path):
    results = [
        run(folder / "one.txt", "-o", tmp_path / "x.json"),
        run(folder / "one.txt", "-o", tmp_path, "--to", "akn"),
    ]
    assert [(result.exit_code, result.output) for result in results] == [(0, ""), (0, "")]
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["title"] == "海州市公共场所防护办法"
    assert (tmp_path / "one.xml").read_bytes().startswith(b"<?xml")


def test_folder_gives_one_output_for_each_act(folder, tmp_path):
    result = run(folder, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 acts, 6 articles, 0 warnings, 0 failed\n"
    assert sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.json")) == [
        "one.json",
        "sub/two.json",
    ]


def test_bad_file_in_a_folder_is_named_with_its_reason(folder, tmp_path):
    (folder / "bad.txt").write_bytes(b"")
    result = run(folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first == "2 acts, 6 articles, 0 warnings, 1 failed"
    assert second.startswith(f"{folder / 'bad.txt'}: ")
    assert second.endswith("[empty-source]")


def test_folder_needs_a_place_for_its_outputs(folder):
    result = run(folder)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Error: A folder needs a place for its outputs: add -o OUT."


def test_errors_are_one_line(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    file, folder = run(tmp_path / "empty.txt"), run(tmp_path / "folder", "-o", tmp_path / "out")
    assert (file.exit_code, folder.exit_code) == (1, 1)
    assert [len(result.stderr.splitlines()) for result in (file, folder)] == [1, 1]
    assert file.stderr.endswith("[empty-source]\n")
    assert folder.stderr.endswith("[no-acts]\n")


def test_bar_is_drawn_on_a_terminal(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run(folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "Reading" in result.stderr
