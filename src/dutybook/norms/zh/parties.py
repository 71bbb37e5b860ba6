"""The parties of a sanction clause: who imposes, whom the consequence meets, whose breach it is."""

from __future__ import annotations

import re
from typing import Final

from dutybook.law.model import Span
from dutybook.norms.zh.lexicon import table, words
from dutybook.norms.zh.phrases import head_ends

_DATA: Final = table("sanctions")
_ACTS: Final = "|".join(_DATA["words"]["acts"])
_FIRST: Final = "".join({re.sub(r"^\(\?<!.*?\)", "", words)[0] for words in _DATA["words"]["acts"]})
"""First characters of the acts: looked at before the acts themselves, so that a search costs one step a character."""
_BY: Final = re.compile(
    rf"由(?P<who>(?!其依|其按)[^，。；：]{{2,80}}?)(?=[{_FIRST}在各对])(?:在[^，。；：]{{2,12}}范围内|各自)?(?={_ACTS}|对)"
)
_SUBJECT_FIRST: Final = re.compile(
    rf"并?(?:转|移送|移交|提请)?(?P<who>[^，。；：对由]{{2,40}}?(?:机关|部门|机构|政府|法院|委员会|办事处|局))(?={_ACTS})"
)
_ON: Final = re.compile(rf"对(?P<who>[^，。；：]{{1,80}}?)(?=[{_FIRST}由进，；]|$)(?={_ACTS}|由|进行|[，；]|$)")
_LIABILITY: Final = "(?:刑事|法律|民事|行政|纪律|相应|相关|违约)"
_PURSUED: Final = re.compile(
    rf"(?:追究|倒查)(?P<who>[^，。；：]{{2,50}}?)(?:的{_LIABILITY}{{0,3}}责任|{_LIABILITY}{{1,3}}责任|责任)(?!人|主体)"
)
_BORNE: Final = re.compile("(?P<who>[^，。；：由]{2,40}?)(?=应|依法|各自|共同|仅|对|承担)")
_GIVEN: Final = re.compile(
    "给予(?P<who>[^，。；：]{2,40}?)以?(?:行政|政务|纪律|党纪|警告|记过|降级|治安){0,3}(?:处分|处罚)"
)
_BEARS: Final = re.compile("承担")
_BREACHES: Final = re.compile("|".join(_DATA["words"]["breaches"]))
_NO_SUBJECT: Final = re.compile("|".join(_DATA["words"]["no_subject"]))
_PERSONS: Final = words("sanctions", "words", "persons")
_VERBS: Final = words("verbs", "actions")
_LONGEST: Final = 100
_FAR: Final = 240
"""No name and no clause is longer; what is, is no legislation, and is not searched."""


def imposer_span(sentence: str, start: int, first: int, end: int) -> Span | None:
    """Who imposes what a clause says: 由X责令…, or an authority as the subject of it.

    Args:
        sentence: the sentence; the clause is `sentence[start:end]`.
        first: offset of the consequence in the clause.
    """
    end = min(end, start + _FAR)
    if _BEARS.match(sentence, first):
        return None
    found = _BY.search(sentence, start, end) or _SUBJECT_FIRST.match(sentence, start, min(end, first + 4))
    if not found:
        return None
    at, stop = found.span("who")
    return at, stop - 2 * sentence.startswith("或者", stop - 2)


def person_span(sentence: str, start: int, end: int) -> Span | None:
    """Whom the consequence of a clause meets: 对X处…, 追究X的…责任; without 其."""
    end = min(end, start + _FAR)
    found_by = [pattern.search(sentence, start, end) for pattern in (_ON, _PURSUED, _GIVEN)]
    for found in (*found_by, _bearing(sentence, start, end)):
        if found and _is_actor(sentence, *found.span("who")):
            at, stop = found.span("who")
            return (at + 1 if sentence[at] == "其" and stop - at > 2 else at, stop)
    return None


def subject_span(sentence: str, start: int, end: int) -> Span | None:
    """Whose breach a clause describes: the actor at its start, in front of a verb."""
    if _NO_SUBJECT.match(sentence, start):
        return None
    ends = [at for at in range(start + 2, min(end, start + _LONGEST)) if head_ends(sentence, start, at)]
    for begins in (_BREACHES.match, _VERBS.starting):
        for at in ends:
            if begins(sentence, at):
                return start, at
    return None


def _bearing(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """由X承担…责任, or X应当承担…责任: who is liable."""
    bears = sentence.find("承担", start, end)
    return _BORNE.match(sentence, sentence.rfind("由", start, max(bears, start)) + 1 or start) if bears >= 0 else None


def _is_actor(sentence: str, start: int, end: int) -> bool:
    return end - start >= 2 and (head_ends(sentence, start, end) or _PERSONS.ending(sentence, start, end) > 0)
