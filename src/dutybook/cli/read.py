"""`dutybook read`: an act, or a folder of acts, as JSON, Akoma Ntoso, text or a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.law.corpus import Output, Summary
    from dutybook.law.model import Act

SUFFIXES = {"json": ".json", "akn": ".xml", "text": ".txt", "html": ".html"}
"""The forms that an act can be written in, with the suffix of the file."""


@click.command(short_help="Read an act, or a folder of acts, into a tree.")
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
    default="json",
    show_default=True,
    help="json: the tree; akn: Akoma Ntoso 3.0 XML; text: one node a line; html: a page to read and print.",
)
@click.pass_context
def read(context: click.Context, path: Path, out: Path | None, form: str) -> None:
    """Read FILE, or every act below FOLDER, into articles, paragraphs, items, citations and dates.

    Files may be .txt, .md, .docx, .html or .pdf. A folder is read in parallel and gives one output for each act,
    under its name and in its sub-folder. A file that cannot be read is told at the end with the reason; the
    others are read all the same, and the exit status is 1.

    \b
    Examples:
      dutybook read act.docx                          print the tree as JSON
      dutybook read act.docx --to html -o act.html    a page to open in a browser
      dutybook read act.txt --to text | less          read it in the terminal
      dutybook read laws/ --to akn -o xml/            a whole folder as Akoma Ntoso
    """
    if path.is_dir():
        if out is None:
            raise click.UsageError("A folder needs a place for its outputs: add -o OUT.")
        context.exit(1 if _read_folder(path, out, form).failures else 0)
    _read_file(path, out, form)


def _read_file(path: Path, out: Path | None, form: str) -> None:
    from dutybook.law.corpus import write_whole

    text = _output(path, form).text
    if out is None:
        click.echo(text, nl=False)
        return
    write_whole(out / f"{path.stem}{SUFFIXES[form]}" if out.is_dir() else out, text)


def _read_folder(folder: Path, out: Path, form: str) -> Summary:
    from dutybook.law.corpus import run_folder

    with progress_bar("Reading") as progress:
        summary = run_folder(folder, out, partial(_output, form=form), SUFFIXES[form], progress=progress)
    tell(summary)
    return summary


def _output(path: Path, form: str) -> Output:
    from dutybook.law import read_act
    from dutybook.law.corpus import Output

    act = read_act(path)
    return Output(_write(act, form), Counter(articles=len(act.articles), warnings=len(act.warnings)))


def _write(act: Act, form: str) -> str | bytes:
    if form == "akn":
        from dutybook.law import akn

        return akn.write(act)
    from dutybook.law import jsonform, page, plaintext

    writers: dict[str, Callable[[Act], str]] = {"json": jsonform.write, "text": plaintext.write, "html": page.write}
    return writers[form](act)


def tell(summary: Summary) -> None:
    """Print what became of a folder on stderr: figures, then a line for each failure."""
    figures = [("acts", summary.files), *summary.counts.items(), ("failed", len(summary.failures))]
    click.echo(", ".join(f"{count:,} {name}" for name, count in figures), err=True)
    for failure in summary.failures:
        click.echo(f"{failure.path}: {failure.reason}", err=True)


@contextmanager
def progress_bar(verb: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr, on a terminal only; gives what `run_folder` calls with the files done and all files."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No refreshing thread: `run_folder` forks, and a process should fork before it has threads.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(verb, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)
