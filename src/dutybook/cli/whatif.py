"""`dutybook whatif`: the duties that come and go when facts change, or the date moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.decisions.profile import Profile
    from dutybook.decisions.whatif import Change


@click.command(short_help="See which duties come and go when a fact or the date changes.")
@click.option(
    "--profile",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The premises: .yaml, .json or .csv; one or several.",
)
@click.option(
    "--set",
    "settings",
    metavar="FACT=VALUE",
    multiple=True,
    help="A fact as it would be; nothing after = for not known. May be repeated.",
)
@click.option(
    "--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day before the change (default: today)."
)
@click.option(
    "--new-on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day after it (default: the same)."
)
@click.option(
    "--to", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="What to print."
)
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of the text.")
@click.option(
    "--catalogue",
    "folder",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A catalogue file or folder of your own (default: the one that Dutybook ships).",
)
def whatif(
    profile: Path,
    settings: Sequence[str],
    on: datetime | None,
    new_on: datetime | None,
    form: str,
    lang: str,
    folder: Path | None,
) -> None:
    """Show which duties come (+) and go (-) when facts of the premises change, or when the date moves, and why.

    \b
    Examples:
      dutybook whatif --profile site.yaml --set footfall_daily=5200
      dutybook whatif --profile site.yaml --set key_target=yes --to json
      dutybook whatif --profile site.yaml --on 2026-11-01 --new-on 2027-04-01
    """
    from dutybook.catalogue.load import catalogue
    from dutybook.cli.days import day_or_today
    from dutybook.decisions.profile import read_profiles
    from dutybook.decisions.whatif import whatif as changes_of

    if not settings and new_on is None:
        raise click.UsageError("nothing would change: give --set FACT=VALUE or --new-on DATE")
    change = dict(_pair(setting) for setting in settings)
    day = day_or_today(on)
    after = new_on.date() if new_on else day
    duties = catalogue(folder)
    found = [(place, changes_of(place, change, duties, day, after)) for place in read_profiles(profile)]
    if form == "json":
        click.echo(_json(found), nl=False)
    else:
        for place, changes in found:
            _text(place, changes, lang)


def _pair(setting: str) -> tuple[str, str]:
    name, sign, value = setting.partition("=")
    if not sign:
        raise click.UsageError(f"--set {setting}: write it as FACT=VALUE, such as footfall_daily=5200")
    return name.strip(), value


def _text(place: Profile, changes: Sequence[Change], lang: str) -> None:
    from dutybook.decisions.wording import VERDICT_WORDS, why

    click.echo(place.name)
    for change in changes:
        before, after = (getattr(VERDICT_WORDS[binding.verdict], lang) for binding in change)
        summary = getattr(change.after.entry.duty.summary, lang)
        only = f" [{change.after.reading_only}]" if change.after.reading_only else ""
        click.echo(f"{'+' if change.comes else '-'} {change.duty}  {before} → {after}{only}  {summary}")
        click.echo(f"    {getattr(why(change.after), lang)}")
    come = sum(change.comes for change in changes)
    click.echo(f"{come} come, {len(changes) - come} go", err=True)


def _json(found: Sequence[tuple[Profile, Sequence[Change]]]) -> str:
    import json

    lines = [
        json.dumps(_data(place, change, len(found) > 1), ensure_ascii=False)
        for place, changes in found
        for change in changes
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _data(place: Profile, change: Change, several: bool) -> dict[str, object]:
    from dutybook.decisions.wording import why

    return {
        **({"premises": place.name} if several else {}),
        "duty": change.duty,
        "act": change.after.act,
        "provision": change.after.provision,
        "before": change.before.verdict,
        "after": change.after.verdict,
        "reading_only": change.after.reading_only,
        "why_before": why(change.before).en,
        "why_after": why(change.after).en,
    }
