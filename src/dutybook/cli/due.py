"""`dutybook due`: what premises must do between two days, each date with its reason, as a table, iCalendar or JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutybook.schedule.model import Schedule, When
    from dutybook.schedule.workdays import Workdays


class Counting(TypedDict):
    """What days are counted with, as `schedule` takes it."""

    tables: Mapping[str, Workdays]
    zone: ZoneInfo


_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="What is due between two days, and why then.")
@click.option(
    "--profile",
    "path",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The premises and their facts (YAML, JSON or CSV).",
)
@click.option("--from", "first", metavar="DATE", required=True, type=_DAY, help="The first day, as 2026-01-01.")
@click.option("--to", "last", metavar="DATE", required=True, type=_DAY, help="The last day.")
@click.option(
    "--event",
    "events",
    metavar="NAME=WHEN",
    multiple=True,
    help="When something happened that duties count from, as order=2026-03-02 or "
    "incident=2026-03-02T10:00+08:00; may be given again and again.",
)
@click.option(
    "--workdays",
    "table",
    metavar="CSV",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of public holidays and make-up working days instead of the one that comes with Dutybook.",
)
@click.option("--zone", default="Asia/Shanghai", show_default=True, help="The time zone of the premises.")
@click.option(
    "--catalogue",
    "own",
    metavar="FILE|FOLDER",
    type=click.Path(exists=True, path_type=Path),
    help="Catalogue files of your own instead of those that come with Dutybook.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["table", "ics", "json"]),
    default="table",
    show_default=True,
    help="table: for the terminal (tab-separated with -o); ics: iCalendar, to import; json: with every reason.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the titles."
)
@click.option("-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help="The file (default: print it).")
@click.pass_context
def due(
    context: click.Context,
    path: Path,
    first: datetime,
    last: datetime,
    events: tuple[str, ...],
    table: Path | None,
    zone: str,
    own: Path | None,
    form: str,
    lang: str,
    out: Path | None,
) -> None:
    """List what is due from one day to another for the premises in FILE, by the duties that bind them.

    Each date says why it is that date: the period or event it is counted from, the days that were not counted,
    and the provision that counts so. Duties without a date follow, with the reason. A date that depends on
    public holidays which nobody has announced yet is told as unknown, and the exit status is 1.

    \b
    Examples:
      dutybook due --profile station.yaml --from 2026-01-01 --to 2026-12-31
      dutybook due --profile station.yaml --from 2026-01-01 --to 2026-12-31 --as ics -o duties.ics
    """
    counting: Counting = {"tables": {"cn": _table(table)}, "zone": _zone(zone)}
    places = _schedules(path, (first.date(), last.date()), _events(events), counting, own)
    if form == "table" and out is None:
        _print(places, lang)
    else:
        _give(_written(places, form, lang), out)
    unknown = [duty for found in places.values() for duty in found.undated if duty.reason == "unknown"]
    for duty in unknown:
        click.echo(f"{duty.duty}: {duty.explanation.en}", err=True)
    context.exit(1 if unknown else 0)


def _schedules(
    path: Path, days: tuple[date, date], events: Mapping[str, list[When]], counting: Counting, own: Path | None
) -> dict[str, Schedule]:
    """Schedule the duties that bind each place in a profile file."""
    from dutybook.catalogue.load import catalogue
    from dutybook.decisions.profile import read_profiles
    from dutybook.schedule.bound import bound, scheduled
    from dutybook.schedule.due import schedule

    found, duties = {}, catalogue(own)
    for profile in read_profiles(path):
        binding = bound(profile, duties, *days)
        if binding.undecided:
            told = f"{profile.name}: {binding.undecided} more duties may bind and are not listed, for want of facts"
            click.echo(f"{told} (see dutybook decide)", err=True)
        found[profile.name] = schedule(scheduled(binding.entries), events, *days, **counting)
    return found


def _table(path: Path | None) -> Workdays:
    from dutybook.schedule.workdays import china, read

    return read(path) if path else china()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        raise click.BadParameter(f"there is no time zone {name!r}", param_hint="--zone") from None


def _give(text: str, out: Path | None) -> None:
    from dutybook.law.corpus import write_whole

    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)


def _events(given: tuple[str, ...]) -> dict[str, list[When]]:
    """Read `NAME=WHEN` from the command line."""
    from dutybook.catalogue.events import events

    found: dict[str, list[When]] = {}
    for text in given:
        name, _, when = text.partition("=")
        if name not in events():
            raise click.BadParameter(f"no event is named {name!r}: {', '.join(events())}", param_hint="--event")
        try:
            at: When = datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when)
        except ValueError:
            hint = f"{when!r} is neither a day (2026-03-02) nor an instant (2026-03-02T10:00+08:00)"
            raise click.BadParameter(hint, param_hint="--event") from None
        found.setdefault(name, []).append(at)
    return found


def _written(places: Mapping[str, Schedule], form: str, lang: str) -> str:
    from dutybook.schedule import listing

    if form == "json":
        return json.dumps(listing.as_data(places), ensure_ascii=False, indent=1) + "\n"
    if form == "ics":
        from dutybook.interop import ical

        dues = {place: found.dues for place, found in places.items()}
        return ical.write(dues, stamp=datetime.now(UTC), language="zh" if lang == "zh" else "en").decode("utf-8")
    return "".join("\t".join(row) + "\n" for row in listing.as_rows(places, lang))


def _print(places: Mapping[str, Schedule], lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from dutybook.schedule.listing import as_rows

    table = Table(box=None, header_style="bold", pad_edge=False)
    headings, *rows = as_rows(places, lang, standing=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    standing = sum(duty.reason == "standing" for found in places.values() for duty in found.undated)
    click.echo(f"{standing} more duties hold at all times (--as json lists them)", err=True)
