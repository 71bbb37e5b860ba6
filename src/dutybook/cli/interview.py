"""`dutybook interview`: ask for the facts that settle most, save after each answer, resume."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from dutybook.conditions.facts import Fact, Value
    from dutybook.decisions.interview import Interview, Question
    from dutybook.decisions.profile import Profile

_DONT_KNOW: Final = ("?", "don't know", "dont know", "unknown", "不知道", "不清楚")
_BACK: Final = ("<", "back", "返回")
_QUIT: Final = ("q", "quit", "退出")
_HELP: Final = ("h", "help", "帮助")
_HINT: Final = {
    "zh": "（? 不知道，< 返回，h 说明，q 保存退出）",
    "en": "(? don't know, < back, h explain, q save and quit)",
}


@click.command(short_help="Answer questions until it is settled which duties bind.")
@click.option(
    "-o",
    "--out",
    metavar="PROFILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The profile to write (default: profile.yaml).",
)
@click.option(
    "--resume",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on with a profile; it is written back unless -o names another.",
)
@click.option("--name", metavar="NAME", help="What the premises are called (default: the file's name).")
@click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to decide for (default: today).")
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language to ask in.")
@click.option(
    "--catalogue",
    "folder",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A catalogue file or folder of your own (default: the one that Dutybook ships).",
)
def interview(
    out: Path | None, resume: Path | None, name: str | None, on: datetime | None, lang: str, folder: Path | None
) -> None:
    """Ask, question by question, for the facts that settle most, until it is decided which duties bind.

    The profile is saved after each answer. Facts that you don't know are left out, and asked again only if you delete
    them from not_known in the file. Answers may be piped in, one a line.

    \b
    Examples:
      dutybook interview -o site.yaml --lang en
      dutybook interview --resume site.yaml
    """
    from dutybook.catalogue.load import catalogue
    from dutybook.cli.days import day_or_today
    from dutybook.decisions.interview import Interview

    target = out or resume or Path("profile.yaml")
    if target.suffix not in (".yaml", ".yml"):
        raise click.UsageError(f"an interview is saved as YAML, which {target} is not: name a file with -o site.yaml")
    if resume is None and target.exists():
        raise click.UsageError(f"{target} is there already: go on with --resume {target}, or name another with -o")
    known, skipped = _resumed(resume, target.stem)
    asked = tuple((fact, None) for fact in skipped)
    state = Interview(replace(known, name=name or known.name), catalogue(folder), day_or_today(on), asked)
    state = _asked(state, target, lang)
    _end(state, target)


def _resumed(path: Path | None, name: str) -> tuple[Profile, tuple[str, ...]]:
    """The profile to begin with, and the facts that nobody could tell."""
    from dutybook.decisions.profile import Profile, read_not_known, read_profiles

    if path is None:
        return Profile(name, {}), ()
    profiles = read_profiles(path)
    if len(profiles) > 1:
        raise click.UsageError(f"{path} holds {len(profiles)} premises: an interview is about one")
    known = profiles[0]
    stated = {fact: source for fact, source in known.sources.items() if not source.startswith(f"{path}:")}
    skipped = () if path.suffix == ".csv" else read_not_known(path)
    return replace(known, sources=stated), tuple(fact for fact in skipped if fact not in known.facts)


def _asked(state: Interview, target: Path, lang: str) -> Interview:
    """Ask until nothing is left, the user stops, or the input ends."""
    outset = len(state.answers)
    _save(state, target)
    while question := state.question():
        progress = state.progress
        click.echo(f"\n[{progress.settled}/{progress.duties}] {_words(question, lang)}")
        answer = _answer(question.fact, lang)
        if answer == "quit":
            break
        if isinstance(answer, _Told):
            state = state.answered(question.fact.name, answer.value)
        elif len(state.answers) > outset:
            state = state.back()
        _save(state, target)
    return state


@dataclass(frozen=True, slots=True)
class _Told:
    """An answer; its value is None for "don't know"."""

    value: Value | None


def _words(question: Question, lang: str) -> str:
    fact = question.fact
    unit = f" [{getattr(fact.unit, lang)}]" if fact.unit else ""
    lines = [f"{getattr(fact.question, lang)}{unit}  {_HINT[lang]}"]
    lines += [f"  {number}. {getattr(choice.label, lang)}" for number, choice in enumerate(fact.values, 1)]
    return "\n".join(lines)


def _answer(fact: Fact, lang: str) -> _Told | Literal["back", "quit"]:
    """Read lines until one is an answer or an order."""
    from dutybook.errors import FactError

    while True:
        line = _line()
        if line is None or line.lower() in _QUIT:
            return "quit"
        if line.lower() in _BACK:
            return "back"
        if line.lower() in _DONT_KNOW:
            return _Told(None)
        if not line or line.lower() in _HELP:
            click.echo(getattr(fact.explanation, lang))
            continue
        try:
            return _Told(_value(fact, line))
        except FactError as error:
            click.echo(f"{error.cause}; {error.remedy}")


def _line() -> str | None:
    """One line of input; None at its end."""
    click.echo("> ", nl=False)
    found = sys.stdin.readline()
    return found.strip() if found else None


def _value(fact: Fact, line: str) -> Value | None:
    """The value typed: a value, a label, or the number of a choice (several with commas for a set)."""
    from dutybook.conditions.values import read_value

    if not fact.values:
        return read_value(fact, line)
    numbers = {str(number): choice.value for number, choice in enumerate(fact.values, 1)}
    parts = [part.strip() for part in line.replace("，", ",").replace("、", ",").split(",")]
    named = [part if part in fact.allowed else numbers.get(part, part) for part in parts]
    return read_value(fact, ",".join(named))


def _save(state: Interview, target: Path) -> None:
    from dutybook.decisions.profile import as_yaml
    from dutybook.law.corpus import write_whole

    write_whole(target, as_yaml(state.profile, state.not_known))


def _end(state: Interview, target: Path) -> None:
    progress = state.progress
    click.echo(f"\n{progress.settled} of {progress.duties} duties are decided; {target} is saved.")
    if state.not_known:
        click.echo(f"not known: {', '.join(state.not_known)}")
    click.echo(f"See them: dutybook decide --profile {target}")
