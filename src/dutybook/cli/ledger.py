"""`dutybook ledger`: verify an exported audit record without any server, and make the key that signs its heads."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.ledger.note import VerifierKey
    from dutybook.ledger.verification import HeadCheck, Report

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(short_help="The audit record: verify an export, make a key.")
def ledger() -> None:
    """Verify the audit record of the application offline, and make the key that signs its heads.

    A head is a few lines of text: how many events there are, and one hash over all of them, signed. Whoever keeps
    a head detects any later change to the events under it. Events newer than the head are not covered yet.
    """


@ledger.command(short_help="Verify an exported audit record.")
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
    """Verify FILE, an export of the audit record: every line, every head in it, and the heads that you kept.

    Prints the number of events, the root, and what became of each head. The exit status is 1 if anything is wrong;
    the message tells the first place of damage.

    \b
    Examples:
      dutybook ledger verify history.jsonl
      dutybook ledger verify history.jsonl --key ledger.pub --head head-2026-03-31.txt
    """
    from dutybook.ledger.export import lines
    from dutybook.ledger.verification import verify as verified

    trusted = [key_of(text) for text in keys]
    held = {str(path): note_of(path) for path in heads}
    with file.open("rb") as opened:
        report = verified(lines(opened), file.name, trusted, held)
    click.echo(_told(report, trusted=bool(trusted)))
    if report.damage:
        raise report.damage


@ledger.command(short_help="Make a key that signs heads.")
@click.argument("name", metavar="NAME")
@click.option("-o", "--out", metavar="OUT", required=True, type=click.Path(path_type=Path), help="Its secret half.")
def keygen(name: str, out: Path) -> None:
    """Make a key for the ledger NAME (such as example.com/ledger): the secret half to OUT, the public half printed.

    OUT must not exist yet, and only its owner can read it. Give the public half to those who will verify, by another
    way than the exports.

    \b
    Example:
      dutybook ledger keygen example.com/ledger -o ledger.key
    """
    from dutybook.ledger.note import generate

    key = generate(name)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(key.secret() + "\n")
    click.echo(str(key.verifier))


def key_of(text: str) -> VerifierKey:
    """Read a key given as text, or as the file that holds it."""
    from dutybook.errors import LedgerError
    from dutybook.ledger.note import read_verifier

    if "+" in text:
        return read_verifier(text, "--key")
    try:
        return read_verifier(Path(text).read_text("utf-8"), text)
    except UnicodeDecodeError:
        raise LedgerError(text, "it is not text", "give the one line that `dutybook ledger keygen` printed") from None


def note_of(path: Path) -> str:
    """Read a head as it was kept; what mail and editors do to line ends and margins does not matter."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


def _told(report: Report, trusted: bool) -> str:
    newer = report.size - report.covered
    told = [
        f"ledger    {report.origin}",
        f"events    {report.size:,}" + (f", of which {report.withheld:,} withheld" if report.withheld else ""),
        f"root      {base64.b64encode(report.root).decode()}",
        f"covered   {report.covered:,} by a head that agrees" + (f"; the {newer:,} newer are not" if newer else ""),
        *(f"head      {_line(check)}" for check in report.heads),
        *(f"your head {_line(check)}" for check in report.held),
    ]
    if not trusted:
        told.append("The keys are those in the file: without --key this proves nothing about who signed it.")
    return "\n".join(told)


def _line(check: HeadCheck) -> str:
    fault = f": {check.fault.cause}" if check.fault else ""
    if check.head is None:
        return f"{check.place}: NOT A HEAD{fault}"
    verdict = "DOES NOT AGREE" if fault else "agrees"
    return f"{check.place}: {check.head.size:,} events, {check.head.time:%Y-%m-%d %H:%M} UTC, {verdict}{fault}"
