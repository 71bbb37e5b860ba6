"""Provisions: what an eId is called by people, and the words of the act where it has been imported."""

from __future__ import annotations

import re

from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from dutybook.law.numerals import chinese
from dutybook_web.models import Act
from dutybook_web.queries.reading import tree_of, words_of

_PART = re.compile(r"([a-z]+)_([0-9]+)(?:-([0-9]+))?")
_ZH = {
    "part": "第{}编",
    "subpart": "第{}分编",
    "chp": "第{}章",
    "sec": "第{}节",
    "art": "第{}条",
    "para": "第{}款",
    "item": "第{}项",
    "point": "第{}目",
}
_EN = {
    "part": "part",
    "subpart": "subpart",
    "chp": "chapter",
    "sec": "section",
    "art": "art.",
    "para": "para",
    "item": "item",
    "point": "point",
}


def named(eid: str) -> str:
    """A provision as people cite it, in the language of the page; what has no number of its own stays as it is.

    >>> from django.utils.translation import override
    >>> with override("zh-hans"):
    ...     named("art_25__para_1__item_5"), named("art_7-1__para_1"), named("sec_2__para_1")
    ('第二十五条第一款第五项', '第七条之一第一款', '第二节第一款')
    >>> with override("en"):
    ...     named("art_25__para_1")
    'art. 25 para 1'

    A provision of another act comes after the act's name:

    >>> with override("zh-hans"):
    ...     named("《示范法》#art_9"), named("model-act#art_9")
    ('《示范法》第九条', 'model-act 第九条')
    """
    act, _sign, own = eid.rpartition("#")
    if act:
        return f"{act}{'' if act.endswith('》') and get_language() == 'zh-hans' else ' '}{named(own)}"
    parts = [_PART.fullmatch(part) for part in eid.split("__")]
    zh = get_language() == "zh-hans"
    said = [_said(part, zh) for part in parts if part]
    return ("" if zh else " ").join(said) if all(parts) and all(said) else eid


def text_of(act: str, eid: str) -> str | None:
    """The words of a provision of an act of the catalogue; None while no act that was imported holds them."""
    found = imported(act)
    return words_of(tree_of(found), eid) if found else None


def imported(act: str) -> Act | None:
    """The text in the library of an act of the catalogue: the newest that is in force, else the newest."""
    texts = list(Act.objects.filter(act=act).defer("text").order_by(F("start").desc(nulls_last=True), "-pk"))
    today = timezone.localdate()
    return next((text for text in texts if not text.start or text.start <= today), texts[0] if texts else None)


def _said(part: re.Match[str], zh: bool) -> str:
    kind, number, added = part[1], int(part[2]), part[3]
    if kind not in _ZH:
        return ""
    if not zh:
        return f"{_EN[kind]} {number}{f'-{added}' if added else ''}"
    told = _ZH[kind].format(chinese(number))
    return f"{told}之{chinese(int(added))}" if added else told
