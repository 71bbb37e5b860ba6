"""The commands decide, whatif, interview and portfolio, each called directly."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from tests.decisions.model import ACTS, DAY, model

from dutybook.cli.decide import decide
from dutybook.cli.interview import interview
from dutybook.cli.portfolio import portfolio
from dutybook.cli.whatif import whatif
from dutybook.decisions.decide import decide as decided
from dutybook.decisions.profile import read_profiles
from dutybook.errors import ProfileError

SITE = """name: 东门商场
facts:
  jurisdiction: 410105
  kind: mall
  footfall_daily: 6000
  adopted_plans: [plan-2026]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.yaml"
    path.write_text(SITE, "utf-8")
    return path


def run(command: click.Command, *args: Any, given: str = "") -> Result:
    options = ["--catalogue", str(ACTS), "--on", DAY.isoformat()]
    return CliRunner(env={"COLUMNS": "250"}).invoke(command, [*map(str, args), *options], input=given)


def test_table_shows_what_binds_and_may(site: Path) -> None:
    result = run(decide, "--profile", site, "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "东门商场: 3 bind, 4 may bind, 2 do not"
    assert "Keep the exits clear" in " ".join(result.stdout.split())
    assert "does not bind" not in result.stdout
    assert "does not bind" in " ".join(run(decide, "--profile", site, "--lang", "en", "--all").stdout.split())


def test_json_is_printed(site: Path) -> None:
    told = json.loads(run(decide, "--profile", site, "--to", "json").stdout)
    expected = decided(read_profiles(site)[0], model(), DAY)
    assert [(duty["duty"], duty["verdict"]) for duty in told] == [(b.duty, b.verdict) for b in expected]


@pytest.mark.parametrize("form", ["table", "csv", "html", "xlsx"])
def test_file_is_written(form: str, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(decide, "--profile", site, "--to", form, "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    if form == "xlsx":
        assert len(load_workbook(io.BytesIO(out.read_bytes())).sheetnames) == 3
    elif form == "html":
        assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    else:
        assert len(list(csv.reader(io.StringIO(out.read_text("utf-8"))))) == 10


def test_workbook_needs_a_file(site: Path) -> None:
    result = run(decide, "--profile", site, "--to", "xlsx")
    assert (result.exit_code, "name the file to write" in result.stderr) == (2, True)


def test_day_is_today_unless_given(site: Path) -> None:
    result = CliRunner().invoke(decide, ["--profile", str(site), "--catalogue", str(ACTS), "--to", "csv"])
    assert result.exit_code == 0


def test_whatif_shows_what_comes_and_goes(site: Path) -> None:
    result = run(
        whatif, "--profile", site, "--set", "footfall_daily=900", "--set", "critical_facility=no", "--lang", "en"
    )
    assert result.stdout.splitlines() == [
        "东门商场",
        "- model-plan-2026/1-1  binds → does not bind  Make a check every month",
        "    Visitors a day: 900 (footfall_daily >= 2000 fails); Critical facility: no (critical_facility fails)",
        "+ model-plan-2026/2-1  does not bind → binds  Assess yourself every quarter",
        "    Work plans that apply: plan-2026 (contains(adopted_plans, 'plan-2026') holds); Visitors a day: 900 (footfall_daily < 2000 holds); Critical facility: no (critical_facility fails)",  # noqa: E501
        "- model-venues-2024/5-1  binds → may bind  Man a post in large malls",
        "    Floor area: not known",
    ]
    assert result.stderr == "1 come, 2 go\n"


def test_whatif_writes_json(site: Path) -> None:
    result = run(whatif, "--profile", site, "--new-on", "2027-01-01", "--to", "json")
    assert [(row["duty"], row["before"], row["after"]) for row in json.loads(result.stdout)] == [
        ("model-plan-2026/1-1", "binds", "does_not_bind")
    ]
    assert run(whatif, "--profile", site, "--set", "kind=mall", "--to", "json").stdout == "[]\n"


def test_whatif_marks_what_is_read_only(site: Path) -> None:
    result = run(whatif, "--profile", site, "--set", "kind=fuel_station")
    assert "+ model-venues-2024/6-1  可能适用 → 适用 [person_directed]" in result.stdout


@pytest.mark.parametrize("args", [(), ("--set", "kind")])
def test_whatif_needs_a_change(args: tuple[str, ...], site: Path) -> None:
    assert run(whatif, "--profile", site, *args).exit_code == 2


def test_interview_asks_saves_and_resumes(tmp_path: Path) -> None:
    path = tmp_path / "hotel.yaml"
    first = run(interview, "-o", path, "--lang", "en", given="yes\n?\nh\nq\n")
    assert first.exit_code == 0
    saved = path.read_text("utf-8")
    asked = [line.split("] ", 1)[1].split("?")[0] for line in first.stdout.splitlines() if line.startswith("[")]
    assert saved == 'name: "hotel"\nfacts:\n  key_target: true\nnot_known: ["jurisdiction"]\n'
    assert len(asked) == 3
    again = run(interview, "--resume", path, "--lang", "en", given="")
    resumed = [line.split("] ", 1)[1].split("?")[0] for line in again.stdout.splitlines() if line.startswith("[")]
    assert resumed == asked[2:]
    assert path.read_text("utf-8") == saved


def test_interview_goes_back_and_reads_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    result = run(interview, "-o", path, "--lang", "en", "--name", "Mall", given="<\nno\n<\nmaybe\nyes\n")
    assert path.read_text("utf-8") == 'name: "Mall"\nfacts:\n  key_target: true\n'
    assert "'maybe' is no value of this fact (boolean); give true or false (是 or 否)" in result.stdout


def test_interview_takes_numbers_of_choices(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("facts: {jurisdiction: 41, key_target: false, adopted_plans: none}", "utf-8")
    result = run(interview, "--resume", path, "--lang", "en", given="6\n")
    assert "  6. Mall or department store" in result.stdout.splitlines()
    assert read_profiles(path)[0].facts["kind"] == "mall"


def test_interview_ends_when_all_is_settled(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "facts: {jurisdiction: 52, adopted_plans: {value: none, source: letter}, ce_key_unit: no, cii_operator: no}"
    )
    result = run(interview, "--resume", path, given="900\n")
    assert "9 of 9 duties are decided" in result.stdout
    assert 'adopted_plans: {"value": [], "source": "letter"}' in path.read_text("utf-8")


@pytest.mark.parametrize("args", [("-o", "{}/site.yaml"), ("-o", "{}/a.csv"), ("--resume", "{}/two.yaml")])
def test_interview_overwrites_nothing_else(args: tuple[str, str], site: Path) -> None:
    (site.parent / "two.yaml").write_text("- {name: A, facts: {}}\n- {name: B, facts: {}}")
    assert run(interview, args[0], args[1].format(site.parent)).exit_code == 2
    assert site.read_text("utf-8") == SITE


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    pytest.importorskip("polars", reason="the extra portfolio is not installed")
    pytest.importorskip("pyarrow", reason="the extra portfolio is not installed")
    path = tmp_path / "sites.csv"
    path.write_text("id,jurisdiction,key_target\na,41,yes\nb,52,yes\nc,4101,\n")
    return path


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_portfolio_is_counted(engine: str, sites: Path, tmp_path: Path) -> None:
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    result = run(portfolio, sites, "--engine", engine)
    assert result.stdout.splitlines()[:1] == ["3 premises on 2026-11-21, 3 areas"]
    assert "model-venues-2024/4-1\t1\t1\t1\t" in result.stdout.splitlines()
    assert run(portfolio, sites, "--engine", engine, "-o", tmp_path / "s.json").exit_code == 0
    data = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert [area["area"] for area in data["areas"]] == ["41", "4101", "52"]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_portfolio_writes_columns_with_their_key(form: str, sites: Path, tmp_path: Path) -> None:
    import polars as pl

    out = tmp_path / f"v.{form}"
    assert run(portfolio, sites, "--to", form, "-o", out).exit_code == 0
    frame = pl.read_parquet(out) if form == "parquet" else pl.read_csv(out)
    key = {
        row["duty"]: row for row in csv.DictReader(io.StringIO((tmp_path / f"v.{form}.duties.csv").read_text("utf-8")))
    }
    column = key["model-venues-2024/4-1"]["column"]
    assert dict(zip(frame["id"], frame[column], strict=True)) == {"a": True, "b": False, "c": None}
    assert key["model-premises-2027/5-1"]["condition"] == "not in force"


def test_portfolio_prints_pairs(sites: Path) -> None:
    lines = run(portfolio, sites, "--to", "pairs").stdout.splitlines()
    assert lines[0] == "id,duty,verdict"
    assert [line for line in lines if line.split(",")[1] == "model-venues-2024/4-1"] == [
        "a,model-venues-2024/4-1,binds",
        "c,model-venues-2024/4-1,may_bind",
    ]


def test_portfolio_needs_a_file_for_columns(sites: Path) -> None:
    assert run(portfolio, sites, "--to", "parquet").exit_code == 2


def test_portfolio_tells_mistakes(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra portfolio is not installed")
    result = run(portfolio, tmp_path / "gone.csv")
    assert isinstance(result.exception, ProfileError)
