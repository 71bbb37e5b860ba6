"""Bearers: what stands in front of a predicate, and whether it names someone who can be bound or empowered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dutybook.norms.zh.lexicon import words
from dutybook.norms.zh.phrases import (
    after_links,
    can_begin,
    ends_relative,
    first_head,
    head_ends,
    is_adverbial,
    is_application,
    last_head,
    name_end,
    named_by_act,
)

Kind = Literal["bearer", "thing", "none"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands in front of a predicate: a bearer at its offsets, a thing that cannot act, or nothing."""

    kind: Kind
    start: int
    end: int


_VERBS = words("verbs", "actions")
_THINGS = words("lists", "things")
_ABSTRACT = words("bearers", "abstract")
_AUTHORITIES = words("bearers", "authorities")
_POLITIES = words("bearers", "polities")
_NOT_ADVERBIALS = words("clauses", "adverbials", "not")
_OBJECT_PREPOSITIONS = ("对", "向", "将", "把", "给", "为", "与", "同", "就", "关于", "针对")
_STEPS = ("经", "按照", "依照", "根据", "因", "对", "向", "以", "通过", "除", "为", "从", "自", "每")
_FRAME_ENDS = ("时", "后", "前", "中", "内", "外", "下", "间", "上", "的", "起", "止", "日", "年")
_CHARGED = re.compile(r"(?:负有|负责|行使|承担|具有)[^，]{0,30}的[^的]{1,12}$")
_LONGEST_ZONE = 300
"""A subject is looked for in so many characters; keeps the cost linear on text that is no act."""


@lru_cache(maxsize=2048)
def subject(cover: str, start: int, end: int, *, verbs: bool = False) -> Subject:
    """Read what stands between the start of a clause and its predicate.

    Args:
        cover: the veiled text of the unit.
        start, end: the zone in front of the modal word, or the whole clause when `verbs` is set.
        verbs: the zone also holds the predicate, whose verb ends the subject.

    >>> subject("县级以上人民政府根据需要应当", 0, 12)
    Subject(kind='bearer', start=0, end=8)
    >>> subject("消防设施应当", 0, 4).kind, subject("依法应当", 0, 2).kind
    ('thing', 'none')
    """
    start = after_links(cover, start, end)
    end = min(end, start + _LONGEST_ZONE)
    nothing = Subject("none", start, start)
    if start >= end:
        return nothing
    if cover[start] == "由":
        return agent(cover, start, end)
    particle = _NOT_ADVERBIALS.starting(cover, start) == 0
    if particle and cover.startswith(_OBJECT_PREPOSITIONS, start):
        return Subject("bearer", start, end) if _is_charged(cover, start, end) else nothing
    if verbs and particle and cover.startswith(_STEPS, start):
        return nothing
    found = name_end(cover, start, end, verbs=verbs)
    if found:
        return _named(cover, start, found, end, verbs=verbs)
    if not verbs and cover.endswith(("后", "时", "前"), start, end):
        # 设计单位接报后应当…: the verb is in no lexicon.
        found = first_head(cover, start, end - 2)
        if found and can_begin(cover, start, found):
            return Subject("bearer", start, found)
    if not verbs and _is_described(cover, start, end):
        return Subject("thing", start, end)
    if verbs or _is_gerund(cover, start, end) or cover.endswith(_FRAME_ENDS, start, end) or is_adverbial(cover, start):
        return nothing
    return Subject("thing", start, end)


def _named(cover: str, start: int, found: int, end: int, *, verbs: bool) -> Subject:
    """What a name makes of the zone: the bearer, a thing that belongs to it, or the object of a verb in front."""
    if can_begin(cover, start, found) or (found == end and not verbs and named_by_act(cover, start, found)):
        owned = not verbs and _is_possession(cover, found, end)
        return Subject("thing", start, end) if owned else Subject("bearer", start, found)
    if not verbs and "的" in cover[found:end] and not cover.endswith(_FRAME_ENDS, start, end):
        return Subject("thing", start, end)
    verbal = _VERBS.starting(cover, start) >= 2 or is_adverbial(cover, start)
    if verbs or verbal or cover.endswith(_FRAME_ENDS, start, end):
        return Subject("none", start, start)
    return Subject("thing", start, end)


def agent(cover: str, start: int, end: int) -> Subject:
    """Read 由X at an offset: X is who acts."""
    end = min(end, start + _LONGEST_ZONE)
    found = name_end(cover, start + 1, end, verbs=True) or last_head(cover, start + 1, end)
    return Subject("bearer", start + 1, found) if found else Subject("none", start, start)


def is_authority(name: str) -> bool:
    """Whether a bearer's name is that of an authority.

    >>> is_authority("市公安机关"), is_authority("物业服务企业")
    (True, False)
    """
    return _AUTHORITIES.ending(name, 0, len(name)) > 0


def is_polity(name: str) -> bool:
    """Whether a bearer's name is that of a place as the one who acts (本市, 国家)."""
    return name in _POLITIES.all


def _is_described(cover: str, start: int, end: int) -> bool:
    """Whether the zone is a thing with a relative clause (超过有效期的安全锁), and no adverbial (依照…的规定)."""
    steps = cover.startswith(_STEPS, start) and not cover.startswith("以", start)
    if steps or cover.endswith((*_FRAME_ENDS, "规定", "要求", "标准"), start, end):
        return False
    return ends_relative(cover[start:end])


def _is_gerund(cover: str, start: int, end: int) -> bool:
    """Whether the subject is an act (备案应当…, 监督检查可以…, 申请设立公司应当…), done by whoever is bound already."""
    if _THINGS.ending(cover, start, end):
        return False
    at = start
    while at < end and (length := _VERBS.starting(cover, at)) >= 2:
        at += length
    return at > start and (at == end or is_application(cover, start))


def _is_possession(cover: str, at: int, end: int) -> bool:
    """Whether the words behind a body's name make it the owner or maker of a thing (企业生产的产品)."""
    if at >= end or _VERBS.starting(cover, at) < 2:
        return False
    if _ABSTRACT.ending(cover, at, end):
        return True
    return "的" in cover[at:end] and not cover.endswith(("期限", "时间", *_FRAME_ENDS), at, end)


def _is_charged(cover: str, start: int, end: int) -> bool:
    """Whether a phrase that begins with a preposition names a body all the same (对X负有责任的部门, 与X通航的企业)."""
    if not head_ends(cover, start, end):
        return False
    zone = cover[start:end]
    return (cover[start] in "与同为向" and ends_relative(zone)) or _CHARGED.search(zone) is not None
