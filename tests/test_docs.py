"""The documentation says what is so: its commands run, its links resolve, nothing is left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import click
import docx
import polars
import pytest
from click.testing import CliRunner
from tests.ledger import attacks, bundles

from dutybook import errors
from dutybook.catalogue.load import load_act
from dutybook.cli import VERBS, main
from dutybook.conditions.language import parse
from dutybook.errors import ConditionError

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
MODEL_ACT, PREMISES, SITES = (
    ROOT / "src" / "dutybook" / "demo" / name for name in ("act.md", "premises.yaml", "sites.csv")
)


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def shell_lines(page: Path) -> list[str]:
    return [line.strip() for block in blocks(page, "sh") for line in block.splitlines()]


def typed(line: str) -> str:
    """The command in a shell line: all but its comment, what it is piped into and where its output goes."""
    return re.split(r" {3,}| +[#|>]", line)[0]


def walk(context: click.Context) -> Iterator[click.Context]:
    """The context of a command, and of every command below it."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            yield from walk(click.Context(command, context, info_name=name))


CONTEXTS = {
    context.command_path: context
    for context in walk(click.Context(main, info_name="dutybook", **main.context_settings))
}
COMMANDS = {path: context.command for path, context in CONTEXTS.items()}


def examples() -> Iterator[str]:
    """Every `dutybook …` line that the documents or a command's own help show to be typed."""
    lines = [line for page in PAGES for line in shell_lines(page)]
    lines += [line.strip() for command in COMMANDS.values() for line in (command.help or "").splitlines()]
    return (typed(line) for line in lines if re.match(r"dutybook [a-z]", line))


def consoles() -> list[str]:
    """Every command that the walk-through shows with some lines of its output."""
    return blocks(ROOT / "docs" / "decide.md", "console")


class Example:
    """A line to be typed, taken apart as click does it."""

    def __init__(self, line: str) -> None:
        self.arguments = shlex.split(line)[1:]
        words = len(self.arguments)
        paths = (" ".join(["dutybook", *self.arguments[:count]]) for count in range(words, -1, -1))
        self.path = next(path for path in paths if path in COMMANDS)
        self.command = COMMANDS[self.path]
        rest = self.arguments[len(self.path.split()) - 1 :]
        self.values, _, _ = self.command.make_parser(CONTEXTS[self.path]).parse_args(list(rest))

    def inputs(self) -> list[str]:
        """The files that it reads."""
        read = [param for param in self.command.params if getattr(param.type, "exists", False) or param.name in TEXTUAL]
        given = [self.values.get(param.name) for param in read]
        every = [name for value in given for name in (value if isinstance(value, list | tuple) else [value])]
        return [name for name in every if isinstance(name, str)]


TEXTUAL = ("sites", "keys")
"""Arguments that may name a file, or be something else."""

MODEL_ACT_IS_ANOTHER = ("dutybook catalogue coverage",)
"""What tells by its exit status that the model act is not the act that the catalogue file is about."""


def lay_out(path: Path, group: str) -> None:
    """Put one of the models where an example expects a file of the user's, or a folder of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if group == "ledger":
        lay_out_ledger(path)
    elif group == "bundle":
        lay_out_bundle(path)
    elif path.suffix == ".yaml":
        path.write_text(catalogue_file(path.stem) if group == "catalogue" else PREMISES.read_text("utf-8"), "utf-8")
    elif path.suffix == ".csv":
        path.write_bytes(SITES.read_bytes())
    elif path.suffix == ".parquet":
        polars.read_csv(SITES, schema_overrides={"jurisdiction": polars.String}).write_parquet(path)
    elif not path.suffix:
        names = ("cn/model-act.yaml",) if group == "catalogue" else ("one.md", "two.docx")
        for name in names:
            lay_out(path / name, group)
    else:
        lay_out_act(path)


def lay_out_act(path: Path) -> None:
    text = MODEL_ACT.read_text("utf-8")
    if path.suffix == ".docx":
        document = docx.Document()
        for line in text.splitlines():
            document.add_paragraph(line.lstrip("# "))
        document.save(str(path))
    else:
        path.write_text(text, "utf-8")


def lay_out_ledger(path: Path) -> None:
    history = attacks.history(Random(3), 4)
    head = attacks.head(history.events[:2])
    of_suffix = {
        ".pub": f"{attacks.KEY.verifier}\n".encode(),
        ".txt": head.encode(),
        ".jsonl": b"".join(attacks.exported(attacks.History(history.events, {2: head}))),
    }
    path.write_bytes(of_suffix[path.suffix])


def lay_out_bundle(path: Path) -> None:
    of_suffix = {
        ".pub": f"{attacks.KEY.verifier}\n".encode(),
        ".txt": bundles.head(1).encode(),
        ".zip": bundles.bundle(),
    }
    path.write_bytes(of_suffix[path.suffix])


def catalogue_file(act: str) -> str:
    """The file that docs/catalogue.md shows, as the file of an act."""
    (shown,) = blocks(ROOT / "docs" / "catalogue.md", "yaml")
    return shown.replace("model-act", act)


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_example_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = Example(line)
    for name in example.inputs():
        lay_out(tmp_path / name, example.arguments[0])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, example.arguments, prog_name="dutybook")
    if example.path in MODEL_ACT_IS_ANOTHER:
        assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True), result.output
    else:
        assert (result.exit_code, result.exception) == (0, None), result.output
    written = example.values.get("out")
    assert written is None or (tmp_path / written).exists()


@pytest.mark.parametrize("shown", consoles())
def test_output_shown_is_what_is_printed(shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line, *expected = shown.removeprefix("$ ").splitlines()
    example = Example(line)
    for name in example.inputs():
        lay_out(tmp_path / name, example.arguments[0])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    printed = CliRunner().invoke(main, example.arguments, prog_name="dutybook").output
    assert [part for part in expected if part.strip() not in printed] == []


@pytest.mark.parametrize(("page", "render"), [("cli.md", "render"), ("facts.md", "render_facts")])
def test_generated_page_is_up_to_date(page: str, render: str) -> None:
    # In a process of its own: click keeps the help options that a command was first called with.
    code = f"import runpy; print(runpy.run_path({str(ROOT / 'docs' / 'generate_cli.py')!r})[{render!r}](), end='')"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    written = (ROOT / "docs" / page).read_text("utf-8")
    assert written == made.stdout, f"docs/{page} is behind the code: make docs"


def test_every_command_and_option_has_help() -> None:
    silent = [path for path, command in COMMANDS.items() if not command.help]
    for path, command in COMMANDS.items():
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        silent += [f"{path} {option.opts[0]}" for option in options if not option.help]
    assert silent == []


def test_every_command_has_an_example() -> None:
    shown = {Example(line).path for line in examples()}
    leaves = {path for path, command in COMMANDS.items() if not isinstance(command, click.Group)}
    assert leaves - shown == set()


def test_profile_shown_is_the_one_that_ships() -> None:
    assert blocks(ROOT / "docs" / "decide.md", "yaml")[0] == PREMISES.read_text("utf-8")


def test_catalogue_file_shown_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "model-act.yaml"
    path.write_text(catalogue_file("model-act"), "utf-8")
    assert load_act(path).act.id == "model-act"


def test_conditions_shown_are_sound() -> None:
    page = ROOT / "docs" / "conditions.md"
    shown = [line.split("  --")[0].strip() for block in blocks(page, "sql") for line in block.splitlines()]
    assert [line for line in shown if str(parse(line)) != line] == []


def test_refusals_shown_are_those_told() -> None:
    (shown,) = blocks(ROOT / "docs" / "conditions.md", "text")
    for condition, told in zip(*[iter(shown.strip().splitlines())] * 2, strict=True):
        with pytest.raises(ConditionError) as raised:
            parse(condition)
        assert told.strip() == str(raised.value)


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
