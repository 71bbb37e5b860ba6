"""`dutybook compare`: two versions of an act, provision by provision."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Compare two versions of an act.")
@click.argument("old", metavar="OLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="text: for the terminal; json: every row and changed word; html: a page with the versions side by side.",
)
@click.option(
    "-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help="The file to write (default: print it)."
)
def compare(old: Path, new: Path, form: str, out: Path | None) -> None:
    """Compare OLD and NEW, two versions of one act, and tell what became of each provision.

    Provisions are matched by their words, not by their numbers. Each is unchanged (=), renumbered (#),
    amended (~), new (+) or repealed (-); in an amended one [-these words-] were taken out and {+these+} put in.

    \b
    Examples:
      dutybook compare measures-2020.docx measures-2024.docx
      dutybook compare measures-2020.docx measures-2024.docx --to html -o changes.html
    """
    from dutybook.law.corpus import write_whole

    text = _text(old, new, form)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)


def _text(old: Path, new: Path, form: str) -> str:
    from dutybook.law import compare as comparing
    from dutybook.law import comparison_page, jsonform, read_act

    comparison = comparing.compare(read_act(old), read_act(new))
    if form == "json":
        return jsonform.dumps(comparing.as_json(comparison))
    if form == "html":
        return comparison_page.write(comparison)
    return comparing.as_text(comparison)
