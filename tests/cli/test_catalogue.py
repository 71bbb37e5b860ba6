import json
import re

import pytest
from click.testing import CliRunner
from tests.catalogue.files import MODEL, changed, write

from dutybook.cli.catalogue import catalogue
from dutybook.errors import CatalogueError

ACT = """\
示范省公共场所安全办法

第一条　管理单位应当设置出入口。
第二条　管理单位应当履行下列职责：
（一）保持通道畅通；
（二）每半年报告一次。
第三条　旅馆应当核对身份。
旅馆应当保存记录。
第四条　违反本办法第二条规定的，由公安机关处一万元以下罚款。
"""


def run(*args):
    return CliRunner().invoke(catalogue, list(map(str, args)))


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "model-act.txt"
    path.write_text(ACT, "utf-8")
    return path


def test_check_of_a_sound_file(tmp_path):
    result = run("check", write(tmp_path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 acts, 2 duties, 0 mistakes\n")


def test_check_tells_every_mistake(tmp_path):
    path = write(tmp_path, changed("modality: obligation", "modality: must").replace("role: lodging", "role: x"))
    result = run("check", path)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [f"{path}:13", f"{path}:28"]


def test_the_shipped_catalogue_is_sound():
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_coverage_norm_by_norm(tmp_path, act):
    result = run("coverage", act, "--in", write(tmp_path))
    assert result.exit_code == 1
    assert [line.split("\t")[:4] for line in result.stdout.splitlines()] == [
        ["art_1__para_1", "obligation", "not_duty", "art_1__para_1"],
        ["art_2__para_1__item_1", "obligation", "none", "-"],
        ["art_2__para_1__item_2", "obligation", "entry", "model-act/7-report"],
        ["art_3__para_1", "obligation", "entry", "model-act/8-identity"],
        ["art_3__para_2", "obligation", "entry", "model-act/8-identity"],
        ["art_4__para_1", "sanction", "sanction", "model-act/7-report"],
    ]
    assert result.stderr == "6 norms, 83.3% covered (1 not_duty, 1 none, 3 entry, 1 sanction)\n"


def test_coverage_of_what_is_not_covered(tmp_path, act):
    result = run("coverage", act, "--in", write(tmp_path), "--uncovered")
    assert result.stdout == "art_2__para_1__item_1\tobligation\tnone\t-\t保持通道畅通\n"


def test_coverage_that_is_complete(tmp_path, act):
    path = write(tmp_path, MODEL.replace("provision: art_2__para_1__item_2", "provision: art_2__para_1"))
    assert run("coverage", act, "--in", path).exit_code == 0


def test_coverage_tells_what_points_to_nothing_and_what_to_read_again(tmp_path, act):
    act.write_text(ACT.replace("每半年报告一次", "每半年报告旅客身份"), "utf-8")
    path = write(tmp_path, MODEL.replace("also: [art_3__para_2]", "also: [art_9]").replace("art_1__para_1", "art_4"))
    path.write_text(re.sub(r"    rationale: .*\n", "", path.read_text("utf-8")), "utf-8")
    result = run("coverage", act, "--in", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:3] == [
        "model-act/8-identity: the act has no art_9",
        "not_duties: no norm stands at art_4",
        (
            "model-act/7-report: is worked, although its norm sounds like person_directed: "
            "make it reading_only, or say why not"
        ),
    ]


def test_coverage_takes_the_shipped_file_of_the_acts_name(act):
    result = run("coverage", act)
    assert isinstance(result.exception, CatalogueError)
    assert result.exception.place == "model-act"


def test_show_acts_duties_and_one_duty(tmp_path):
    path = write(tmp_path)
    assert run("show", "--in", path).stdout == "model-act\t2\t示范省公共场所安全办法\n"
    assert run("show", "model-act", "--in", path, "--lang", "en").stdout == (
        "model-act/7-report\tobligation\tReport every six months on the precautions taken.\n"
        "model-act/8-identity\tperson_directed\tCheck the identity of guests as prescribed.\n"
    )
    one = run("show", "model-act/8-identity", "--in", path)
    assert one.stdout.splitlines()[0] == "id: model-act/8-identity"
    assert one.stderr == f"# {path}:25\n"


def test_show_of_what_is_not_there(tmp_path):
    result = run("show", "nowhere", "--in", write(tmp_path))
    assert result.exit_code == 2
    assert "The catalogue has no act and no duty nowhere" in result.stderr


def test_diff_in_words_and_json(tmp_path):
    old, new = write(tmp_path / "old"), write(tmp_path / "new", changed("P90D", "P180D"))
    assert run("diff", old, new).stdout == 'changed\tduty\tmodel-act/7-report\n  retention: "P90D" → "P180D"\n'
    assert json.loads(run("diff", old, new, "--to", "json").stdout) == [
        {
            "kind": "changed",
            "what": "duty",
            "id": "model-act/7-report",
            "fields": [{"name": "retention", "old": "P90D", "new": "P180D"}],
        }
    ]


def test_diff_of_a_field_that_goes(tmp_path):
    old, new = write(tmp_path / "old"), write(tmp_path / "new", changed("    retention: P90D\n", ""))
    assert '  retention: "P90D" → -\n' in run("diff", old, new).stdout


def test_a_draft_is_printed_or_written(tmp_path, act):
    out = tmp_path / "out.yaml"
    printed = run("draft", act)
    assert run("draft", act, "-o", out).exit_code == 0
    assert out.read_text("utf-8") == printed.stdout
    assert "  id: model-act\n" in printed.stdout
    assert "  id: other\n" in run("draft", act, "--id", "other").stdout
    assert "  # 管理单位: 设置出入口\n" in run("draft", act, "--quote").stdout


@pytest.mark.parametrize(
    ("form", "start"),
    [("json", '[\n {\n  "act"'), ("csv", "id,act,act_zh"), ("oscal", '{\n "catalog"'), ("legalruleml", "<?xml")],
)
def test_export(tmp_path, form, start):
    path, out = write(tmp_path), tmp_path / "out"
    assert run("export", path, "--to", form).stdout[: len(start)] == start
    assert run("export", path, "--to", form, "-o", out).exit_code == 0
    assert out.read_text("utf-8")[: len(start)] == start
