"""`dutybook bundle`: verify a bundle of evidence without any server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dutybook.cli.ledger import FILE, key_of, note_of

if TYPE_CHECKING:
    from dutybook.ledger.bundle_verification import BundleReport


@click.group(short_help="Evidence for an inspector: verify a bundle.")
def bundle() -> None:
    """Verify a bundle of evidence offline: its files, its lists, and the proofs that the audit record holds them."""


@bundle.command(short_help="Verify a bundle of evidence.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--key",
    "keys",
    metavar="KEY|FILE",
    multiple=True,
    help="A public key that you were handed, or the file that holds it; may be given again. "
    "Without it the keys in FILE are used, which whoever made FILE chose.",
)
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    multiple=True,
    type=FILE,
    help="An earlier head that you kept (the text as you received it); may be given again.",
)
def verify(file: Path, keys: tuple[str, ...], heads: tuple[Path, ...]) -> None:
    """Verify FILE, a bundle of evidence: every hash, every proof against its head, and the heads that you kept.

    The exit status is 1 if anything is wrong; each fault is told.

    \b
    Examples:
      dutybook bundle verify evidence.zip
      dutybook bundle verify evidence.zip --key ledger.pub --head head-2026-03-31.txt
    """
    from dutybook.ledger.bundle_verification import verify as verified

    trusted = [key_of(text) for text in keys]
    held = {str(path): note_of(path) for path in heads}
    with file.open("rb") as opened:
        report = verified(opened, file.name, trusted, held)
    click.echo(_told(report, trusted=bool(trusted)))
    for fault in report.faults[1:]:
        click.echo(f"Error: {fault}", err=True)
    if report.faults:
        raise report.faults[0]


def _told(report: BundleReport, trusted: bool) -> str:
    told = [
        f"ledger    {report.origin}",
        f"head      {report.head.size:,} events, {report.head.time:%Y-%m-%d %H:%M} UTC",
        f"evidence  {report.pieces:,} pieces, {report.files:,} files",
        f"tasks     {report.tasks:,}",
        f"proofs    {report.proofs:,} events proved under the head",
        *(f"your head {place}: the bundle's head grew from it" for place in report.held),
    ]
    if not trusted:
        told.append("The keys are those in the file: without --key this proves nothing about who signed it.")
    return "\n".join(told)
