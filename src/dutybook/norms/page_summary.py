"""What stands above the text: norms of each kind, who is bound, when things are due, the legend, the filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dutybook.law.webpage import both
from dutybook.law.xmltext import attribute, escape
from dutybook.norms.page_notes import LONGEST, TO_CHECK, Note, bearer, excerpt, seal, time
from dutybook.norms.page_words import MODALITIES, PLURALS, TIMES, days

TOP = 8
"""How many bearers the summary shows."""


def summary(notes: Sequence[Note], articles: int) -> str:
    """The part of the page above the text: figures, bearers, deadlines, legend and filters."""
    return (
        '<section class="digest ui">\n'
        f'<div class="figures">{_figures(notes)}</div>\n'
        f'<div class="tables">{_bearers(notes)}{_deadlines(notes)}</div>\n{_legend()}</section>\n'
        f"{_tools(notes, articles)}"
    )


def _figures(notes: Sequence[Note]) -> str:
    counted: Counter[str] = Counter(note.norm.modality for note in notes)
    cells = "".join(
        f'<p class="{kind}"><b>{counted[kind]}</b> {seal(kind)}{both(*PLURALS[kind])}</p>\n' for kind in MODALITIES
    )
    doubtful = sum(note.norm.confidence < TO_CHECK for note in notes)
    told = f'<p class="doubt">{both(f"其中 {doubtful} 项待核", f"{doubtful} of them to check")}</p>' if doubtful else ""
    return cells + told


def _bearers(notes: Sequence[Note]) -> str:
    named = Counter(note.norm.bearer for note in notes if note.norm.bearer)
    if not named:
        return ""
    most = named.most_common(1)[0][1]
    rows = "".join(_bar(name, notes, most) for name, _ in named.most_common(TOP))
    more = len(named) - TOP
    rest = f'<p class="more">{both(f"另有 {more} 类主体", f"and {more} more")}</p>' if more > 0 else ""
    return f'<div class="bearers"><h2>{both("谁受约束", "Who is bound")}</h2>\n<ol>{rows}</ol>{rest}</div>\n'


def _bar(name: str, notes: Sequence[Note], most: int) -> str:
    counted: Counter[str] = Counter(note.norm.modality for note in notes if note.norm.bearer == name)
    parts = "".join(
        f'<i class="{kind}" style="width:{counted[kind] / most:.1%}"></i>' for kind in MODALITIES if counted[kind]
    )
    return (
        f'<li data-pick="{attribute(name)}"><span lang="zh">{escape(excerpt(name, 40))}</span>'
        f'<b>{sum(counted.values())}</b><span class="bar-of" aria-hidden="true">{parts}</span></li>\n'
    )


def _deadlines(notes: Sequence[Note]) -> str:
    kinds = list(TIMES)
    held = [(limit, note) for note in notes for limit in note.norm.times]
    held.sort(key=lambda pair: (kinds.index(pair[0].kind), days(pair[0]), pair[0].value))
    if not held:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{both(*TIMES[limit.kind])}</th><td>{time(limit)}</td>'
        f"<td>{bearer(note.norm)}<br><q>{escape(excerpt(note.norm.action, LONGEST // 2))}</q></td>"
        f'<td><a href="#{attribute(note.anchor)}">{escape(note.article)}</a></td></tr>\n'
        for limit, note in held
    )
    return (
        f'<div class="deadlines"><h2>{both("时限一览", "Time limits")} <small>{len(held)}</small></h2>\n'
        f'<div class="scroll"><table>{rows}</table></div></div>\n'
    )


def _legend() -> str:
    triggers = {"obligation": "应当", "prohibition": "不得", "permission": "可以", "sanction": "罚款"}
    kinds = "".join(
        f'<li>{seal(kind, "1")}<span class="trig {kind}" lang="zh">{triggers[kind]}</span> '
        f"{both(*MODALITIES[kind])}</li>"
        for kind in MODALITIES
    )
    parts = (
        ("who", "经营者", "主体", "bearer"),
        ("if", "发现隐患的", "条件", "condition"),
        ("time", "三日内", "时限", "time limit"),
        ("sum", "五千人", "数额", "amount"),
        ("pen", "责令改正", "处罚", "penalty"),
    )
    roles = "".join(
        f'<li><span class="{role}" lang="zh">{word}</span> {both(zh, en)}</li>' for role, word, zh, en in parts
    )
    implied = f'<li><i class="seal obligation implied">1</i>{both("默示（无情态词）", "implicit (no modal word)")}</li>'
    return f'<ul class="legend" aria-label="图例 · Legend">{kinds}{implied}{roles}</ul>\n'


def _tools(notes: Sequence[Note], articles: int) -> str:
    """The filters, hidden until the script finds itself at work."""
    named = Counter(note.norm.bearer for note in notes if note.norm.bearer)
    unnamed = sum(not note.norm.bearer for note in notes)
    options = f'<option value="" data-zh="全部主体（{len(notes)}）" data-en="All bearers ({len(notes)})"></option>'
    options += "".join(
        f'<option value="={attribute(name)}">{escape(excerpt(name, 30))} ({count})</option>'
        for name, count in named.most_common()
    )
    if unnamed:
        options += f'<option value="=" data-zh="未指明主体（{unnamed}）" data-en="No one named ({unnamed})"></option>'
    counted: Counter[str] = Counter(note.norm.modality for note in notes)
    kinds = "".join(
        f'<button type="button" aria-pressed="true" data-kind="{kind}">'
        f"{seal(kind)}{both(*MODALITIES[kind])} {counted[kind]}</button>"
        for kind in MODALITIES
        if counted[kind]
    )
    return (
        '<form class="tools ui" role="search" hidden><input type="search" data-zh="搜索条文" data-en="Search the text">'
        f'<select data-zh="主体" data-en="Bearer">{options}</select><div class="kinds" role="group">{kinds}</div>'
        f'<button type="reset">{both("清除", "Clear")}</button>'
        f'<output aria-live="polite"><b></b> / {articles} {both("条", "provisions")}</output></form>\n'
    )
