"""`dutybook demo`: the register of duties of the model act that ships with Dutybook, with no file at hand."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(short_help="Show the register of duties of a model act.")
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    default="dutybook-demo.html",
    show_default=True,
    help="The page to write.",
)
@click.pass_context
def demo(context: click.Context, out: Path) -> None:
    """Show the duties of a model act, a measure of a city that does not exist, as a table, and the act as a page.

    It runs `dutybook duties` and `dutybook norms --to html` on the act that ships with Dutybook, just as you would on
    an act of yours, and says what to try next.
    """
    from dutybook.cli.duties import duties
    from dutybook.cli.norms import norms
    from dutybook.demo import model_act_path

    act = model_act_path()
    context.invoke(duties, file=act, form="table")
    context.invoke(norms, path=act, form="html", out=out)
    click.echo(f"\n{_leading_on(out, _as_typed())}", err=True)


def _leading_on(page: Path, command: str) -> str:
    """Say where the page is, and what to type next."""
    from dutybook.demo import premises_path

    following = (
        (f"{command} duties act.docx", "the register of an act of yours"),
        (f"{command} decide --profile {_near(premises_path())}", "which duties bind a model mall, and why"),
        (f"{command} interview -o site.yaml", "which bind a place of yours: it asks, you answer"),
        (f"{command} --help", "everything else"),
    )
    lines = [f"The act with its duties marked, to open in a browser: {page}", "", "Try next:"]
    return "\n".join([*lines, *(f"  {line}\n      {gain}" for line, gain in following)])


def _as_typed() -> str:
    """The command as the user can type it again: `.venv/bin/dutybook` where it is not on the path."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "dutybook" and len(typed.parts) > 1 and not typed.is_absolute() else "dutybook"


def _near(path: Path) -> Path:
    """A path as seen from where the user stands, if it is below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
