"""`dutybook bearers`: who is bound by how many norms, with the normalised role of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click


@click.command(short_help="Who is bound, by how many norms, in which role.")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option("--to", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="The form.")
@click.option("-n", "--top", metavar="N", type=click.IntRange(1), help="Only the N that are bound most often.")
def bearers(path: Path, form: str, top: int | None) -> None:
    """Count the norms that bind, forbid or empower each bearer in FILE or in all acts below FOLDER.

    Sanctions are not counted: who imposes one is not bound by it. A file that cannot be read is left out and told.

    \b
    Examples:
      dutybook bearers act.docx
      dutybook bearers laws/ --top 50 --to csv
    """
    from dutybook.norms.roles import role_of

    counts = _count(path)
    bound: Counter[str] = Counter()
    for (bearer, _), number in counts.items():
        bound[bearer] += number
    columns = ("obligation", "prohibition", "permission")
    rows = [
        (bearer, role_of(bearer), str(total), *(str(counts[bearer, modality]) for modality in columns))
        for bearer, total in sorted(bound.items(), key=lambda pair: (-pair[1], pair[0]))[:top]
    ]
    head = ("bearer", "role", "norms", "must", "must not", "may")
    if form == "csv":
        _csv(head, rows)
    else:
        _table(head, rows)


def _count(path: Path) -> Counter[tuple[str, str]]:
    from dutybook.errors import DutybookError
    from dutybook.law.corpus import acts_in, reason
    from dutybook.law.parser import parse
    from dutybook.law.sources import read_source
    from dutybook.norms import extract

    counts: Counter[tuple[str, str]] = Counter()
    for file in acts_in(path) if path.is_dir() else [path]:
        try:
            found = extract(parse(read_source(file)))
        except DutybookError as error:
            if file is path:
                raise
            click.echo(f"{file}: {reason(error)}", err=True)
            continue
        counts.update((norm.bearer or "", norm.modality) for norm in found if norm.modality != "sanction")
    return counts


def _csv(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    click.echo(text.getvalue(), nl=False)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, header_style="bold")
    for row in rows:
        table.add_row(row[0] or "(nobody named)", *row[1:])
    Console().print(table)
