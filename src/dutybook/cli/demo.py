"""`dutybook demo`: the register of duties of the model act that ships with Dutybook, with no file at hand."""

from __future__ import annotations

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
def demo(out: Path) -> None:
    """Show the duties of a model act, a measure of a city that does not exist, as a table and as a page.

    It runs `dutybook duties` on the act that ships with Dutybook, just as you would on an act of yours.
    """
    from dutybook.cli.duties import duties
    from dutybook.demo import model_act_path

    act = str(model_act_path())
    for options in ([], ["--to", "html", "-o", str(out)]):
        duties.main([act, *options], prog_name="dutybook duties", standalone_mode=False)
    click.echo(f"The register as a page: {out}\nThe act itself: {act}", err=True)
