"""Write docs/cli.md from the commands themselves, so that the reference cannot say anything else than they do."""

from __future__ import annotations

from pathlib import Path

import click

from dutybook.cli import main

TARGET = Path(__file__).with_name("cli.md")
WIDTH = 100
INTRODUCTION = """\
# Command reference

Generated from the commands by `make docs`; do not edit. `python -m dutybook` is the same command.

Exit status: 0 done; 1 an [error](errors.md), told in one line; 2 a wrong command line.
"""


def render() -> str:
    """Return the reference: the group, then each verb as its `--help` shows it."""
    group = click.Context(main, info_name="dutybook", terminal_width=WIDTH, **main.context_settings)
    sections = [INTRODUCTION, _section(group)]
    for name in main.list_commands(group):
        command = main.get_command(group, name)
        if command is not None:
            sections.append(_section(click.Context(command, group, info_name=name)))
    return "\n".join(sections)


def _section(context: click.Context) -> str:
    lines = (line.rstrip() for line in context.get_help().splitlines())
    return "\n".join([f"## {context.command_path}", "", "```text", *lines, "```", ""])


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
