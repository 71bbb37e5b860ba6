"""Decisions as a self-contained page: what binds, what may, what does not, each with its reasons; read-only apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from dutybook.conditions.closure import Step
from dutybook.conditions.facts import Bilingual
from dutybook.decisions.decide import Binding, Verdict
from dutybook.decisions.listing import Decided
from dutybook.decisions.profile import Profile
from dutybook.decisions.wording import READING_ONLY, READING_ONLY_REASONS, VERDICT_WORDS, shown, why
from dutybook.law.webpage import both, webpage
from dutybook.law.xmltext import escape

_ORDER: Final[tuple[Verdict, ...]] = ("binds", "may_bind", "does_not_bind")
_TITLE: Final = Bilingual("适用的义务", "Duties that bind")
_SIGNS: Final = {True: ("true", "✓"), False: ("false", "✗"), None: ("open", "?")}


def as_html(decided: Sequence[Decided], language: str = "zh") -> str:
    """The decisions as a page in Chinese and English; nothing is fetched, no script runs.

    Args:
        decided: the places with their decisions. language: the one that the page opens in, `zh` or `en`.
    """
    body = "".join(_place(place) for place in decided)
    heading = f"<h1>{_both(_TITLE)}</h1>\n"
    return webpage(f"{_TITLE.zh} · {_TITLE.en}", ("decisions/decided",), f"<main>\n{heading}{body}</main>\n", language)


def _place(place: Decided) -> str:
    operated = [binding for binding in place.bindings if binding.reading_only is None]
    read_only = [binding for binding in place.bindings if binding.reading_only is not None]
    parts = [
        f'<section class="premises">\n<h2>{escape(place.profile.name)}</h2>\n',
        _counts(place, operated, read_only),
    ]
    parts += [_verdict(verdict, operated, place.profile) for verdict in _ORDER]
    if read_only:
        parts.append(f'<section class="reading">\n<h3>{_both(READING_ONLY)}</h3>\n')
        parts += [_verdict(verdict, read_only, place.profile) for verdict in _ORDER]
        parts.append("</section>\n")
    return "".join([*parts, "</section>\n"])


def _counts(place: Decided, operated: list[Binding], read_only: list[Binding]) -> str:
    def number(verdict: Verdict) -> int:
        return sum(binding.verdict == verdict for binding in operated)

    binds, may, not_ = (number(verdict) for verdict in _ORDER)
    zh = f"{place.on}：{binds}项适用，{may}项可能适用，{not_}项不适用；另有{len(read_only)}项仅供阅读"
    en = f"On {place.on}: {binds} bind, {may} may bind, {not_} do not; {len(read_only)} more are read only"
    return f'<p class="counts">{both(zh, en)}</p>\n'


def _verdict(verdict: Verdict, bindings: Iterable[Binding], profile: Profile) -> str:
    chosen = [binding for binding in bindings if binding.verdict == verdict]
    if not chosen:
        return ""
    words = VERDICT_WORDS[verdict]
    parts = [f"<h3>{both(f'{words.zh}（{len(chosen)}）', f'{words.en.capitalize()} ({len(chosen)})')}</h3>\n"]
    for _, group in groupby(chosen, key=lambda binding: binding.act):
        found = list(group)
        title = found[0].entry.act.title
        items = "".join(_duty(binding, profile) for binding in found)
        parts.append(f'<p class="of">{both(title.zh, title.en)}</p>\n<ul class="duties">\n{items}</ul>\n')
    return "".join(parts)


def _duty(binding: Binding, profile: Profile) -> str:
    summary, reason = binding.entry.duty.summary, why(binding)
    kind = READING_ONLY_REASONS.get(binding.reading_only or "")
    only = f'<span class="of"> · {_both(kind)}</span>' if kind else ""
    return (
        f'<li><span class="what">{both(summary.zh, summary.en)}</span> '
        f'<span class="of">{escape(binding.duty)} · {escape(binding.provision)}</span>{only}\n'
        f"<details><summary>{_both(reason)}</summary>\n"
        f'<ul class="tree">{"".join(_step(part, profile) for part in binding.reasons.parts)}</ul></details></li>\n'
    )


def _step(step: Step, profile: Profile) -> str:
    kind, sign = _SIGNS[step.value]
    below = "".join(_step(part, profile) for part in step.parts)
    tree = f'<ul class="tree">{below}</ul>' if below else ""
    return f'<li class="{kind}">{sign} <code>{escape(step.text)}</code>{_known(step, profile)}{tree}</li>'


def _known(step: Step, profile: Profile) -> str:
    if step.fact is None:
        return ""
    source = profile.sources.get(step.fact)
    told = f" ({escape(source)})" if source and step.known is not None else ""
    return f" — {escape(step.fact)}: {_both(shown(step.known))}{told}"


def _both(words: Bilingual) -> str:
    return both(words.zh, words.en)
