"""The command as a whole: what a user meets before any verb does its work, and when one fails."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dutybook.cli import VERBS, LazyGroup, main
from dutybook.errors import EmptySource


def group_with(failure: BaseException) -> LazyGroup:
    """A lazy group whose only verb fails."""

    @click.command()
    def fail() -> None:
        raise failure

    class Failing(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            return fail

    return Failing("dutybook")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dutybook", *arguments], capture_output=True, text=True, check=False)


def test_version_is_the_installed_one() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"dutybook {version('dutybook')}\n"


def test_group_lists_every_verb_in_order() -> None:
    assert tuple(main.list_commands(click.Context(main))) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_loads_under_its_name(verb: str) -> None:
    command = main.get_command(click.Context(main), verb)
    assert command is not None
    assert command.name == verb


def test_unknown_verb_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["raed"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No such command 'raed'" in result.stderr


def test_error_is_one_line_and_status_one() -> None:
    result = CliRunner().invoke(group_with(EmptySource("act.txt", "no text", "save it")), ["fail"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: act.txt: no text; save it [empty-source]\n"


def test_refusal_of_the_system_is_one_line() -> None:
    result = CliRunner().invoke(group_with(PermissionError(13, "Permission denied", "out.json")), ["fail"])
    assert (result.exit_code, result.stderr) == (1, "Error: out.json: Permission denied\n")


def test_interrupt_is_one_word() -> None:
    result = CliRunner().invoke(group_with(KeyboardInterrupt()), ["fail"])
    assert (result.exit_code, result.stderr) == (1, "\nAborted!\n")


def test_closed_pipe_is_silent() -> None:
    result = CliRunner().invoke(group_with(BrokenPipeError(32, "Broken pipe")), ["fail"])
    assert (result.exit_code, result.stderr) == (1, "")


def test_mistake_of_ours_is_not_hidden() -> None:
    mistake = OSError("a mistake of ours")
    assert CliRunner().invoke(group_with(mistake), ["fail"]).exception is mistake


def test_module_is_the_same_command() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"dutybook {version('dutybook')}\n", "")


def test_start_imports_no_work() -> None:
    """Nothing but click and our own error tree is loaded until a verb runs."""
    code = "import sys, dutybook.cli; print([m for m in ('lxml', 'rich', 'pypdf', 'dutybook.law') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_verb_on_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(tmp_path / "none.txt")])
    assert (result.exit_code, result.stdout) == (2, "")
