"""`dutybook catalogue`: check the catalogue of duties, hold it against an act, show, compare, draft and export it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.catalogue.coverage import Coverage
    from dutybook.catalogue.load import Catalogue, Entry
    from dutybook.catalogue.model import ActFile

_FILES = click.argument("path", metavar="[FILE|FOLDER]", required=False, type=click.Path(exists=True, path_type=Path))
_ACT = click.argument("act_file", metavar="ACT_FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(short_help="The duties that acts hold: check, coverage, show, diff, draft, export.")
def catalogue() -> None:
    """Work with the catalogue: one YAML file for each act, with its duties in our own words.

    \b
    Start here:
      dutybook catalogue show                        what the shipped catalogue holds
      dutybook catalogue check                       whether it is sound
      dutybook catalogue draft act.txt -o act.yaml   a file for an act of yours, to complete
      dutybook catalogue export --to csv -o duties.csv   a table for a spreadsheet
    """


@catalogue.command(short_help="Find every mistake in catalogue files.")
@_FILES
@click.pass_context
def check(context: click.Context, path: Path | None) -> None:
    """Check a file, a folder of files, or the shipped catalogue: structure, names, conditions, cadences.

    Prints one line for each mistake, with file, line and remedy. The exit status is 1 if there is any.

    \b
    Examples:
      dutybook catalogue check
      dutybook catalogue check my-act.yaml
    """
    from dutybook.catalogue.load import check_files, shipped

    files, mistakes = check_files(path or shipped())
    for mistake in mistakes:
        click.echo(str(mistake))
    duties = sum(len(file.entries) for file in files)
    click.echo(f"{len(files):,} acts, {duties:,} duties, {len(mistakes):,} mistakes", err=True)
    context.exit(1 if mistakes else 0)


@catalogue.command(short_help="Norm by norm, what covers it.")
@_ACT
@click.option("--in", "path", type=click.Path(exists=True, path_type=Path), help="The catalogue file of the act.")
@click.option("--uncovered", is_flag=True, help="Only the norms that nothing covers.")
@click.pass_context
def coverage(context: click.Context, act_file: Path, path: Path | None, uncovered: bool) -> None:
    """Hold the catalogue against ACT_FILE: every norm that is found in it, and the entries that answer for it.

    The catalogue's act is the one whose id is the file's name; name another file with --in. The exit status is 1
    if a norm is not covered, or an entry names a provision that the act does not have.

    \b
    Examples:
      dutybook catalogue coverage henan-ct-2024.txt
      dutybook catalogue coverage my-act.docx --in my-act.yaml --uncovered
    """
    from dutybook.catalogue.coverage import coverage as hold
    from dutybook.law.parser import parse
    from dutybook.law.sources import read_source
    from dutybook.norms import extract

    act = parse(read_source(act_file))
    found = hold(act, extract(act), _content(path, act_file.stem))
    for row in found.uncovered if uncovered else found.rows:
        act_of = row.norm.action[:30].replace("\n", "")
        click.echo(f"{row.norm.unit}\t{row.norm.modality}\t{row.how}\t{' '.join(row.by) or '-'}\t{act_of}")
    _tell(found)
    context.exit(0 if found.complete else 1)


def _content(path: Path | None, act: str) -> ActFile:
    from dutybook.catalogue.load import load_act, shipped_file

    return load_act(path or shipped_file(act))


def _tell(found: Coverage) -> None:
    for name, provision in found.strangers:
        click.echo(f"{name}: the act has no {provision}", err=True)
    for provision in found.idle:
        click.echo(f"not_duties: no norm stands at {provision}", err=True)
    for name, reason in found.doubtful:
        click.echo(
            f"{name}: is worked, although its norm sounds like {reason}: make it reading_only, or say why not", err=True
        )
    ways = ", ".join(f"{count:,} {how}" for how, count in found.counts.items())
    click.echo(f"{len(found.rows):,} norms, {found.share:.1%} covered ({ways})", err=True)


@catalogue.command(short_help="Draft the catalogue file of an act.")
@_ACT
@click.option("-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help="File to write (default: print).")
@click.option("--id", "act_id", help="Id of the act, ASCII (default: the file's name).")
@click.option("--quote", is_flag=True, help="Put the words of each norm above its entry, as a comment to delete.")
def draft(act_file: Path, out: Path | None, act_id: str | None, quote: bool) -> None:
    """Draft a catalogue file from the norms of ACT_FILE.

    Role, modality, condition, cadence, retention, sanction and what is only read are proposed. Titles and summaries
    are left empty for you: `dutybook catalogue check` lists them as missing until they are written.

    \b
    Examples:
      dutybook catalogue draft my-act.docx --quote -o my-act.yaml
    """
    from dutybook.catalogue.draft import draft as drafted
    from dutybook.law.corpus import write_whole
    from dutybook.law.parser import parse
    from dutybook.law.sources import read_source
    from dutybook.norms import extract

    act = parse(read_source(act_file))
    text = drafted(act, extract(act), act_id or act_file.stem, quote=quote)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)


@catalogue.command(short_help="List acts, the duties of an act, or one duty.")
@click.argument("id_", metavar="[ACT|DUTY]", required=False)
@click.option("--in", "path", type=click.Path(exists=True, path_type=Path), help="Another catalogue: a file or folder.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words.")
def show(id_: str | None, path: Path | None, lang: str) -> None:
    """Show the acts of the catalogue, the duties of the act with an id, or all that is known of one duty.

    \b
    Examples:
      dutybook catalogue show
      dutybook catalogue show henan-ct-2024
      dutybook catalogue show uk-tppa-2025/5-lockdown --lang en
    """
    from dutybook.catalogue.load import catalogue as load

    loaded = load(path)
    if id_ is None:
        for act in loaded.acts:
            click.echo(f"{act.id}\t{len(loaded.of_act(act.id)):,}\t{getattr(act.title, lang)}")
    elif id_ in loaded.by_id:
        _show_duty(loaded.by_id[id_])
    elif id_ in loaded.act_by_id:
        for entry in loaded.of_act(id_):
            kind = entry.duty.reading_only or entry.duty.modality
            click.echo(f"{entry.duty.id}\t{kind}\t{getattr(entry.duty.summary, lang)}")
    else:
        raise click.UsageError(f"The catalogue has no act and no duty {id_}; `dutybook catalogue show` lists the acts.")


def _show_duty(entry: Entry) -> None:
    import yaml

    from dutybook.catalogue.model import plain

    text = yaml.safe_dump(plain(entry.duty), allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
    click.echo(text, nl=False)
    click.echo(f"# {entry.place}", err=True)


@catalogue.command(short_help="What an update changes, duty by duty.")
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
def diff(old: Path, new: Path, form: str) -> None:
    """Compare two catalogues (files or folders): acts and duties added, removed, and changed field by field.

    \b
    Examples:
      dutybook catalogue diff catalogue-2025/ catalogue-2026/
    """
    import json
    from dataclasses import asdict

    from dutybook.catalogue.diff import diff as compare
    from dutybook.catalogue.load import catalogue as load

    changes = compare(load(old), load(new))
    if form == "json":
        click.echo(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1))
        return
    for change in changes:
        click.echo(f"{change.kind}\t{change.what}\t{change.id}")
        for field in change.fields:
            click.echo(f"  {field.name}: {_told(field.old)} → {_told(field.new)}")
    click.echo(f"{len(changes):,} changes", err=True)


def _told(value: object) -> str:
    import json

    return "-" if value is None else json.dumps(value, ensure_ascii=False)


@catalogue.command(short_help="Write the catalogue for other programs.")
@click.argument("path", metavar="[FILE|FOLDER]", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(["json", "oscal", "legalruleml", "csv"]),
    required=True,
    help="json: as the files have it; csv: a row for each duty; oscal: NIST OSCAL; legalruleml: OASIS LegalRuleML.",
)
@click.option("-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help="File to write (default: print).")
def export(path: Path | None, form: str, out: Path | None) -> None:
    """Write a catalogue (the shipped one by default) as JSON, CSV, OSCAL (NIST) or LegalRuleML (OASIS).

    \b
    Examples:
      dutybook catalogue export --to csv -o duties.csv
      dutybook catalogue export my-act.yaml --to oscal
    """
    from dutybook.catalogue.load import catalogue as load
    from dutybook.law.corpus import write_whole

    text = _export(load(path), form)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)


def _export(loaded: Catalogue, form: str) -> str | bytes:
    from datetime import UTC, datetime
    from importlib.metadata import version

    from dutybook.catalogue import export as tables
    from dutybook.interop import legalruleml, oscal

    if form == "oscal":
        return oscal.write(loaded, version=version("dutybook"), modified=datetime.now(UTC))
    if form == "legalruleml":
        return legalruleml.write(loaded)
    return tables.as_csv(loaded) if form == "csv" else tables.as_json(loaded)
