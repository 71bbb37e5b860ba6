"""Write docs/cli.md from the commands and docs/facts.md from the dictionary: the pages cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dutybook.cli import main
from dutybook.conditions.facts import Fact, dictionary

FOLDER = Path(__file__).parent
WIDTH = 100
INTRODUCTION = """\
# Command reference

Generated from the commands by `make docs`; do not edit. `python -m dutybook` is the same command.

Exit status: 0 done; 1 an [error](errors.md), told in one line; 2 a wrong command line.
"""
FACTS = """\
# The facts

Generated from the dictionary of facts (`src/dutybook/conditions/data/facts.yaml`) by `make docs`; do not edit.

What a [profile](decide.md) may hold, what `dutybook interview` asks, and what a [condition](conditions.md) may compare.
Each is about one place or about the organisation that runs it; none is about a person ([scope](scope.md)).
"""
TYPES = {
    "boolean": "yes or no",
    "integer": "whole number",
    "decimal": "number",
    "choice": "one value",
    "choices": "a set of values",
    "code": "area code",
    "text_set": "a set of ids",
}


def render() -> str:
    """Return the reference: the group, then each verb and each command below it as its `--help` shows it."""
    root = click.Context(main, info_name="dutybook", terminal_width=WIDTH, **main.context_settings)
    return "\n".join([INTRODUCTION, *map(_section, walk(root))])


def render_facts() -> str:
    """Return the page of facts, in the order in which a form shows them."""
    return "\n".join([FACTS, *map(_fact, dictionary().values())])


def walk(context: click.Context) -> Iterator[click.Context]:
    """Yield the context of a command, then those of all commands below it, in the order of its help."""
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None:
                yield from walk(click.Context(command, context, info_name=name))


def _section(context: click.Context) -> str:
    depth = "#" * max(2, len(context.command_path.split()))
    lines = (line.rstrip() for line in context.get_help().splitlines())
    return "\n".join([f"{depth} {context.command_path}", "", "```text", *lines, "```", ""])


def _fact(fact: Fact) -> str:
    unit = f" ({fact.unit.en})" if fact.unit else ""
    kind = f"*{TYPES[fact.type]}{unit}, of the {fact.about}.* {fact.label.zh} {fact.label.en}."
    lines = [f"## {fact.name}", "", kind, "", f"{fact.question.en} {fact.explanation.en}", ""]
    lines += [f"{fact.question.zh}{fact.explanation.zh}", ""]
    if fact.values:
        lines += ["| value | | |", "| --- | --- | --- |"]
        lines += [f"| `{choice.value}` | {choice.label.zh} | {choice.label.en} |" for choice in fact.values]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    for name, text in (("cli.md", render()), ("facts.md", render_facts())):
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"wrote {name}")
