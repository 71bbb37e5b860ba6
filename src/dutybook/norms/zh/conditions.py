"""Circumstances: which clauses of a sentence say when a duty applies, and which of them make a case of their own."""

from __future__ import annotations

import re

from dutybook.norms.zh.clauses import Clause
from dutybook.norms.zh.lexicon import words
from dutybook.norms.zh.phrases import head_ends

_EVENTS = words("clauses", "events")
_FRAMES = words("clauses", "frames")
_LINKS = words("clauses", "links")
_VERBS = words("verbs", "actions")
_RULE = re.compile(
    r"(?:按照|依照|根据|依据|遵照|按)[^，。；]{0,40}?"
    r"(?:规定|标准|要求|需要|规范|规程|制度|程序|计划|预案|方案|分工|约定|方式)(?=[^的、和或，。；与])"
)
_VERB_LIST = re.compile(r"[、和并及或]")
_FRAME_ENDS = (
    *("时", "后", "前", "中", "过程中", "期间", "情况下", "之日起", "外"),
    *("指导下", "领导下", "基础上", "同时", "以前", "以后"),
)
_ACTS = re.compile(
    r"(?:对|对于|向|与|将|把|为|以|在|就|针对)[^，。；]{1,80}?"
    r"(?:实行|进行|开展|予以|给予|加强|采取|作出|提出|实施|落实|报告|列入|纳入|提供|建立|设置|组织|负责|承担|履行)(?!的)(?![^，。；]{0,40}(?:时|后|前|中|的|下|外|内|期间|过程)$)"
)
_EVENT_THEN = re.compile(
    r"(?:发现|接到|收到|遇有|发生|出现)[^，。；]{1,30}?后(?!果)|必要时|确有必要时|"
    r"(?:发现|接到)[^，。；]{1,24}?(?=及时|立即|迅速|马上|应当)|(?:发生|遇到|遇有|出现)[^，。；]{1,20}?时(?!间)"
)


def ends_in_case(cover: str, clause: Clause) -> bool:
    """Whether a clause is a case that ends in 的 (未按规定报告的，)."""
    return cover[clause.end - 1] == "的" and clause.end - clause.start > 1


def names_event(cover: str, clause: Clause, last: bool) -> bool:
    """Whether a clause names an event that may or may not happen: it opens a case of its own.

    >>> names_event("发现隐患，", Clause(0, 4, "，"), False), names_event("在检查时，", Clause(0, 4, "，"), False)
    (True, False)
    """
    if last:
        return False
    if ends_in_case(cover, clause):
        return True
    start = clause.start
    length = _LINKS.starting(cover, start) if cover.startswith(("但", "并且", "其中", "同时"), start) else 0
    start += length
    event = _EVENTS.starting(cover, start)
    if event:
        return not _VERB_LIST.match(cover, start + event)
    if is_frame(cover, clause):
        return False
    return cover.endswith(("时", "情况下", "情形下"), start, clause.end)


def leads_with_event(cover: str, clause: Clause) -> int:
    """Where the act begins in a clause that holds its event without a comma (发现线索后立即核查), else 0."""
    found = _EVENT_THEN.match(cover, clause.start, clause.end)
    return found.end() if found and found.end() < clause.end else 0


def ends_as_frame(cover: str, clause: Clause) -> bool:
    """Whether a clause ends as an adverbial of time, place or circumstance."""
    return cover.endswith(_FRAME_ENDS, clause.start, clause.end)


def is_act(cover: str, clause: Clause) -> bool:
    """Whether a clause that begins with a preposition holds its own verb (对X实行Y)."""
    found = _ACTS.match(cover, clause.start, clause.end)
    return found is not None and not _qualifies(cover, clause, found.end())


def _qualifies(cover: str, clause: Clause, at: int) -> bool:
    """Whether the verb that ends at an offset describes who is met (对列入失信名单的单位), and is no act."""
    if not cover.startswith("对", clause.start) or "的" not in cover[at : clause.end]:
        return False
    return head_ends(cover, clause.start, clause.end)


def is_frame(cover: str, clause: Clause) -> bool:
    """Whether a clause is an adverbial: time, place, manner or topic of what follows."""
    if not _FRAMES.starting(cover, clause.start) or is_act(cover, clause):
        return False
    return not _acts_by_rule(cover, clause)


def _acts_by_rule(cover: str, clause: Clause) -> bool:
    """Whether a verb follows the rule that a clause names (按照标准设置…)."""
    rule = _RULE.match(cover, clause.start, clause.end)
    if not rule:
        return False
    here = rule.end()
    while here < clause.end and (length := _LINKS.starting(cover, here)):
        here += length
    if _ACTS.match(cover, here, clause.end):
        return True
    return _VERBS.starting(cover, here) >= 2 and here + 3 < clause.end
