"""`dutybook demo`: a register, a page, and commands to go on with that are what they say."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dutybook.cli import main


def following(told: str) -> list[str]:
    """The commands that the demo ends with."""
    return [
        line.strip() for line in told.split("Try next:")[1].splitlines() if line.startswith("  ") and line[2] != " "
    ]


def test_demo_shows_the_register_and_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    result = CliRunner().invoke(main, ["demo", "-o", str(page)])
    title = "澜州市公共场所安全防护办法"
    assert (result.exit_code, title in result.stdout, title in page.read_text("utf-8")) == (0, True, True)
    assert f"to open in a browser: {page}" in result.stderr


def test_demo_leads_on_to_the_model_premises(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["demo", "-o", str(tmp_path / "demo.html")]).stderr
    commands = following(told)
    assert [shlex.split(command)[1] for command in commands] == ["duties", "decide", "interview", "--help"]
    result = CliRunner().invoke(main, shlex.split(commands[1])[1:])
    assert (result.exit_code, "示例商场" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [(".venv/bin/dutybook", ".venv/bin/dutybook"), ("/opt/bin/dutybook", "dutybook"), ("-c", "dutybook")],
)
def test_demo_names_the_command_as_it_was_typed(
    typed: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [typed, "demo"])
    told = CliRunner().invoke(main, ["demo", "-o", str(tmp_path / "demo.html")]).stderr
    assert following(told)[-1] == f"{shown} --help"
