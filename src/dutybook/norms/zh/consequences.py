"""What a sanction clause imposes: the kinds of consequence in a clause and the words that say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dutybook.norms.zh.lexicon import table


@dataclass(frozen=True, slots=True)
class Consequence:
    """One consequence said in a clause; `kind` is in the vocabulary of the annotation guide."""

    kind: str
    start: int
    end: int


def consequences(clause: str) -> tuple[Consequence, ...]:
    """Find what a clause imposes, in reading order, each kind once.

    What was imposed before (被处以罚款, 处罚决定) and what is spared (不予处罚) imposes nothing.

    >>> [c.kind for c in consequences("责令限期改正，给予警告，并处一万元以下罚款")]
    ['order_correction', 'warning', 'fine']
    """
    found: dict[str, Consequence] = {}
    if not may_impose(clause):
        return ()
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(clause):
            if not _unreal(clause, match):
                found[kind] = Consequence(kind, match.start(), match.end())
                break
    if len(found) > 1 and "other" in found:
        _drop_shadowed(found)
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end)))


def may_impose(text: str) -> bool:
    """Tell quickly that a text has none of the words of a consequence."""
    return _ANY.search(text) is not None


_KINDS: Final = {
    kind: re.compile("|".join(f"(?:{words})" for words in entries))
    for kind, entries in table("sanctions")["consequences"].items()
}
_ANY: Final = re.compile(table("sanctions")["words"]["any"])
_NOT_HERE: Final = re.compile(
    "(?:(?:受|受到|受过|曾经?|作出|不予|免予|免于|免除|不得|不再|不应|从轻|减轻|代替|以罚代|缴纳|收取|解除|执行|对依法|能够|能|需要|申请|提出)[^，。；]{0,6}"
    "|(?:请求|要求)[^，。；]{0,20}|不|无须|被(?!处罚)[^，。；]{0,40})$"
)
_NOT_SO: Final = re.compile(
    "外|决定|建议|情况|信息|种类|幅度|程序|依据|通知书|收入|全部|统一|收据|票据|权|标准|案件|申请|裁定|款项"
    "|的(?!罚|处分|处罚|[，。；、]|$)"
    "|(?:违法所得|财产|财物)的?(?:案件|申请|裁定|程序|财产|款)"
)


def _unreal(clause: str, match: re.Match[str]) -> bool:
    before = clause[max(0, match.start() - 48) : match.start()]
    return bool(_NOT_HERE.search(before) or _NOT_SO.match(clause, match.end()))


def _drop_shadowed(found: dict[str, Consequence]) -> None:
    """`other` is what is left: it goes where its words are also those of a kind with a name."""
    other = found["other"]
    if any(one.start < other.end and other.start < one.end for kind, one in found.items() if kind != "other"):
        del found["other"]
