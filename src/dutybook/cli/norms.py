"""`dutybook norms`: the norms of an act, or of a folder of acts, as JSON Lines."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.law.corpus import Output, Summary

SUFFIXES = {"jsonl": ".jsonl", "html": ".html"}
"""The forms that norms can be written in, with the suffix of the file."""


@click.command(short_help="Extract the norms of an act, or of a folder of acts.")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where to write: a file for a FILE (default: print it), a folder for a FOLDER.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(list(SUFFIXES)),
    default="jsonl",
    show_default=True,
    help="jsonl: one norm a line; html: the act with its norms marked, a page to read and print.",
)
@click.pass_context
def norms(context: click.Context, path: Path, out: Path | None, form: str) -> None:
    """Find in FILE, or in every act below FOLDER, who must, must not or may do what, and what a breach costs.

    Each norm has its unit, bearer, modality, action, condition, time limits, amounts, citations and sanctions. A
    folder is read in parallel and gives one output for each act, under its name and in its sub-folder; a file
    that cannot be read is told at the end, and the exit status is 1.

    \b
    Examples:
      dutybook norms act.docx                     print the norms as JSON Lines
      dutybook norms laws/ -o norms/              a whole folder
    """
    if path.is_dir():
        if out is None:
            raise click.UsageError("A folder needs a place for its outputs: add -o OUT.")
        context.exit(1 if _folder(path, out, form).failures else 0)
    from dutybook.law.corpus import write_whole

    text = _output(path, form).text
    if out is None:
        click.echo(text, nl=False)
        return
    write_whole(out / f"{path.stem}{SUFFIXES[form]}" if out.is_dir() else out, text)


def _folder(folder: Path, out: Path, form: str) -> Summary:
    from dutybook.cli.read import progress_bar, tell
    from dutybook.law.corpus import run_folder

    with progress_bar("Extracting") as progress:
        summary = run_folder(folder, out, partial(_output, form=form), SUFFIXES[form], progress=progress)
    tell(summary)
    return summary


def _output(path: Path, form: str) -> Output:
    from dutybook.law.corpus import Output
    from dutybook.law.parser import parse
    from dutybook.law.sources import read_source
    from dutybook.norms import extract

    act = parse(read_source(path))
    found = extract(act)
    if form == "html":
        from dutybook.norms import page

        return Output(page.write(act, found), Counter(norms=len(found)))
    from dutybook.norms.jsonl import jsonl

    return Output(jsonl(path.stem, found), Counter(norms=len(found)))
