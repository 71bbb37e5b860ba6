"""The documentation says what is so: its commands run, its links resolve, nothing is left out."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dutybook import errors
from dutybook.cli import VERBS, main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
MODEL_ACT = ROOT / "src" / "dutybook" / "demo" / "act.md"


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def shell_lines(page: Path) -> list[str]:
    return [line.strip() for block in blocks(page, "sh") for line in block.splitlines()]


def typed(line: str) -> str:
    """The command in a shell line: all but its comment and what it is piped into."""
    return re.split(r" {3,}| +[#|]", line)[0]


def commands() -> list[click.Command]:
    context = click.Context(main, info_name="dutybook")
    return [main, *filter(None, (main.get_command(context, name) for name in main.list_commands(context)))]


def examples() -> Iterator[str]:
    """Every `dutybook …` line that the documents or a command's own help show to be typed."""
    lines = [line for page in PAGES for line in shell_lines(page)]
    lines += [line.strip() for command in commands() for line in (command.help or "").splitlines()]
    return (typed(line) for line in lines if re.match(r"dutybook [a-z]", line))


def lay_out(path: Path) -> None:
    """Put the model act where an example expects a file of the user's, or a folder of them."""
    import docx

    text = MODEL_ACT.read_text("utf-8")
    if path.suffix == ".docx":
        document = docx.Document()
        for line in text.splitlines():
            document.add_paragraph(line.lstrip("# "))
        document.save(str(path))
    elif path.suffix:
        path.write_text(text, "utf-8")
    else:
        path.mkdir()
        lay_out(path / "one.md")
        lay_out(path / "two.docx")


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_example_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = shlex.split(line)[1:]
    pairs = list(pairwise(arguments))
    outputs = [value for option, value in pairs if option == "-o"]
    inputs = [value for option, value in pairs if not option.startswith("-") and not value.startswith("-")]
    for name in inputs:
        lay_out(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments, prog_name="dutybook")
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert [name for name in outputs if not (tmp_path / name).exists()] == []


def test_reference_is_up_to_date() -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "generate_cli.py"))
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == generator["render"](), "docs/cli.md is behind the commands: make docs"


def test_every_command_and_option_has_help() -> None:
    silent = [command.name for command in commands() if not command.help]
    for command in commands():
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        silent += [f"{command.name} {option.opts[0]}" for option in options if not option.help]
    assert silent == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_shows_every_command(readme: str) -> None:
    shown = {line.split()[1] for line in shell_lines(ROOT / readme) if line.startswith("dutybook ")}
    assert shown | {"demo"} == set(VERBS)


def test_make_targets_named_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        match
        for page in PAGES
        for text in [*re.findall(r"`([^`\n]+)`", page.read_text("utf-8")), *shell_lines(page)]
        for match in re.findall(r"^make (?:[A-Z]+=\S+ )*([a-z]+)", text)
    }
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_resolve(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose)
    local = [link for link in links if not re.match(r"https?:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[\d{4}\]\(([^)]+)\)", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_readmes_have_the_same_sections_and_examples() -> None:
    english, chinese = ROOT / "README.md", ROOT / "README.zh-CN.md"

    def shape(page: Path) -> list[str]:
        return re.findall(r"^#+(?= )", page.read_text("utf-8"), re.MULTILINE)

    assert shape(english) == shape(chinese)
    assert [typed(line) for line in shell_lines(english)] == [typed(line) for line in shell_lines(chinese)]


def test_changelog_has_unreleased_section() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_every_error_is_documented() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| `(\w+)` \|", (ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE)
    tree = [
        (value.code, name)
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.DutybookError)
    ]
    assert rows == tree
