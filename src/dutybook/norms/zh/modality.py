"""Modal words: which words of a clause say must, must not or may, and which of them only look like it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dutybook.norms.model import Modality
from dutybook.norms.zh.lexicon import table, words


@dataclass(frozen=True, slots=True)
class Trigger:
    """A modal word at its offsets."""

    start: int
    end: int
    word: str
    modality: Modality


def _pattern() -> re.Pattern[str]:
    data = table("modality")
    modal = sorted(data["words"], key=len, reverse=True)
    compounds = sorted(data["compounds"]["words"], key=len, reverse=True)
    ending_in_modal = "|".join(word for word in compounds if word.endswith("应"))
    other = "|".join(word for word in compounds if not word.endswith("应"))
    # 对应当报告的 is 对 + 应当, 适应当前 is 适应 + 当前.
    open_ended = "|".join(data["compounds"]["patterns"])
    return re.compile(rf"(?:{ending_in_modal})(?!当(?![前地代事]))|{other}|{open_ended}|(?P<modal>{'|'.join(modal)})")


_MODAL = _pattern()
_SOFT = frozenset(table("modality")["soft"]["words"])
_VERB_THEN_DE = re.compile(r"(?:予以)?[\u4e00-\u9fff]{2}的|(?:为|向|由|对|与)[^，。；的]{1,12}?[\u4e00-\u9fff]{2}的")


def triggers(cover: str, start: int, end: int) -> list[Trigger]:
    """Find the modal words of a clause, compounds such as 应急 and 相应 passed over.

    >>> [found.word for found in triggers("应急机构应当在相应范围内可以停业", 0, 16)]
    ['应当', '可以']
    """
    kinds = table("modality")["words"]
    return [
        Trigger(found.start(), found.end(), found.group(), kinds[found.group()])
        for found in _MODAL.finditer(cover, start, end)
        if found.group("modal")
    ]


def is_soft(trigger: Trigger) -> bool:
    """Whether the word (鼓励, 支持) opens a norm only as its sentence's own predicate."""
    return trigger.word[:2] in _SOFT


def qualifies_noun(cover: str, trigger: Trigger, end: int) -> bool:
    """Whether the modal word belongs to a noun (应当履行的职责) and so governs no clause."""
    found = _VERB_THEN_DE.match(cover, trigger.end, end)
    if not found:
        return False
    verb = cover[found.end() - 3 : found.end() - 1]
    return words("modality", "qualifying").starting(verb, 0) == 2
