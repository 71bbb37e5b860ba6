"""`dutybook decide`: which duties bind the premises of a profile, on a day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.decisions.decide import Binding
    from dutybook.decisions.listing import Decided

WRITERS = ("table", "json", "csv", "html", "xlsx")


@click.command(short_help="Decide which duties bind, may bind or do not bind premises.")
@click.option(
    "--profile",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The premises: .yaml, .json or .csv; one or several.",
)
@click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to decide for (default: today).")
@click.option("--to", "form", type=click.Choice(WRITERS), default="table", show_default=True, help="What to write.")
@click.option("-o", "--out", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--all", "everything", is_flag=True, help="In the table, show what does not bind too.")
@click.option(
    "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of table and page."
)
@click.option(
    "--catalogue",
    "folder",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A catalogue file or folder of your own (default: the one that Dutybook ships).",
)
def decide(
    profile: Path, on: datetime | None, form: str, out: Path | None, everything: bool, lang: str, folder: Path | None
) -> None:
    """Decide which duties of the catalogue bind the premises in a profile, and say why.

    A duty binds, does not bind, or may bind because a fact is not known. The reasons name every fact with its value
    and where it was read. What is read only is shown apart: the law says it, Dutybook does not operate it.

    \b
    Examples:
      dutybook decide --profile site.yaml                    a table of what binds and may bind
      dutybook decide --profile site.yaml --to html -o duties.html
      dutybook decide --profile site.yaml --on 2026-11-01 --to json > duties.json
    """
    from dutybook.catalogue.load import catalogue
    from dutybook.cli.days import day_or_today
    from dutybook.decisions.listing import decide_all
    from dutybook.decisions.profile import read_profiles

    if form == "xlsx" and out is None:
        raise click.UsageError("a workbook is no text: name the file to write, such as -o duties.xlsx")
    decided = decide_all(read_profiles(profile), catalogue(folder), day_or_today(on))
    if form == "table" and out is None:
        _tables(decided, everything, lang)
        return
    written = _written(decided, "csv" if form == "table" else form, lang)
    if out is None:
        click.echo(written, nl=False)
        return
    from dutybook.law.corpus import write_whole

    write_whole(out, written)


def _written(decided: Sequence[Decided], form: str, lang: str) -> str | bytes:
    from dutybook.decisions.listing import as_csv, as_json

    if form == "json":
        return as_json(decided)
    if form == "csv":
        return as_csv(decided)
    if form == "html":
        from dutybook.decisions.page import as_html

        return as_html(decided, lang)
    from dutybook.interop.xlsx import as_xlsx

    return as_xlsx(decided)


def _tables(decided: Sequence[Decided], everything: bool, lang: str) -> None:
    for place in decided:
        operated = [binding for binding in place.bindings if binding.reading_only is None]
        read_only = [binding for binding in place.bindings if binding.reading_only is not None]
        _table(f"{place.profile.name}, {place.on}", operated, everything, lang)
        if read_only:
            from dutybook.decisions.wording import READING_ONLY

            _table(getattr(READING_ONLY, lang), read_only, everything, lang)
        _counts(place)


def _table(title: str, bindings: Sequence[Binding], everything: bool, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dutybook.decisions.wording import VERDICT_WORDS, why

    table = Table(title=Text(title), title_justify="left", box=None, header_style="bold", pad_edge=False)
    for heading in ("verdict", "duty", "provision", "summary", "why"):
        table.add_column(heading, overflow="fold")
    order = list(VERDICT_WORDS)
    for binding in sorted(bindings, key=lambda binding: order.index(binding.verdict)):
        if everything or binding.verdict != "does_not_bind":
            summary, reason = getattr(binding.entry.duty.summary, lang), getattr(why(binding), lang)
            verdict = getattr(VERDICT_WORDS[binding.verdict], lang)
            table.add_row(verdict, binding.duty, binding.provision, Text(summary), Text(reason))
    Console().print(table)


def _counts(place: Decided) -> None:
    from collections import Counter

    counts = Counter(binding.verdict for binding in place.bindings)
    told = f"{counts['binds']} bind, {counts['may_bind']} may bind, {counts['does_not_bind']} do not"
    click.echo(f"{place.profile.name}: {told}", err=True)
    if counts["may_bind"]:
        click.echo("dutybook interview asks for the facts that are missing", err=True)
