import json

import pytest
from click.testing import CliRunner

from dutybook.cli import main

OLD = """海州市公共场所防护办法

第一条　为了防护公共场所的安全，制定本办法。
第二条　公共场所的出入口应当设置监控设备，录像保存三十日。
第三条　本办法自2020年5月1日起施行。
"""
NEW = OLD.replace("三十日", "九十日").replace("自2020年5月1日", "自2024年5月1日")


@pytest.fixture
def versions(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return str(old), str(new)


def run(*args):
    return CliRunner().invoke(main, ["compare", *map(str, args)])


def test_text_is_printed(versions):
    result = run(*versions)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "1 unchanged, 0 renumbered, 2 amended, 0 new, 0 repealed",
        "= 第一条",
        "",
        "~ 第二条  (amended)",
        "    公共场所的出入口应当设置监控设备，录像保存[-三十-]{+九十+}日。",
        "",
        "~ 第三条  (amended)",
        "    本办法自[-2020-]{+2024+}年5月1日起施行。",
    ]


def test_json_is_printed(versions):
    rows = json.loads(run(*versions, "--to", "json").stdout)["rows"]
    assert [row["status"] for row in rows] == ["unchanged", "amended", "amended"]


def test_page_is_written(versions, tmp_path):
    result = run(*versions, "--to", "html", "-o", tmp_path / "x.html")
    assert (result.exit_code, result.output) == (0, "")
    assert "<del>三十</del>" in (tmp_path / "x.html").read_text("utf-8")


def test_unreadable_version_is_one_line(versions, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(versions[0], tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert [line.split()[-1] for line in result.stderr.splitlines()] == ["[empty-source]"]
