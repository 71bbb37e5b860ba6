"""Sanction clauses (罚则) cut into their stages: who imposes what on whom, in which case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dutybook.law.model import Span
from dutybook.norms.zh.consequences import may_impose
from dutybook.norms.zh.parties import imposer_span, subject_span
from dutybook.norms.zh.penalties import Clause, clauses
from dutybook.norms.zh.stages import BREACH, Party, Reading, Stage

__all__ = ["Stage", "is_sanction", "sanction_lead", "sanction_stages", "sanction_start", "violated_spans"]


def is_sanction(sentence: str) -> bool:
    """Tell whether a sentence imposes a penalty or liability.

    What an authority must or may order without a breach described (公安机关应当责令…) is its duty or power.

    >>> is_sanction("违反本办法第九条规定的，处一千元以下罚款。"), is_sanction("罚款应当上缴国库。")
    (True, False)
    """
    if not may_impose(sentence):
        return False
    found = clauses(sentence)
    imposed = [clause for clause in found if clause.imposes]
    if not imposed or all(_is_duty(sentence, clause) for clause in imposed):
        return False
    kinds = {kind for clause in imposed for kind in clause.kinds}
    if kinds <= _ORDERS and not _WRONG.search(sentence):
        return False
    if kinds == {"other"} and _is_routine(sentence, found, imposed):
        return False
    if any(clause.condition for clause in found) or BREACH.search(sentence):
        return True
    return any(_ASSERTED.search(sentence, clause.start, min(clause.end, clause.start + 600)) for clause in imposed)


def _is_routine(sentence: str, found: Sequence[Clause], imposed: Sequence[Clause]) -> bool:
    """Whether a measure is no answer to a breach: an accident dealt with, a seizure, responsibility for one's work."""
    said = [sentence[one.start : one.end] for clause in imposed for one in clause.imposes]
    if all(words.startswith(("扣押", "收缴", "代为", "降低")) for words in said):
        return not BREACH.search(sentence)
    if all(words.startswith("承担") and "法律" not in words for words in said):
        return not any(clause.condition for clause in found) and not BREACH.search(sentence)
    return (
        all(words.endswith("处理") for words in said) and bool(_MATTER.search(sentence)) and not _WRONG.search(sentence)
    )


def sanction_stages(sentence: str, imposer: str | None = None, penalised: str | None = None) -> tuple[Stage, ...]:
    """Cut a sanction sentence into its stages, in reading order.

    A new circumstance (情节严重的), another person penalised (对其直接负责的主管人员) and another imposer
    each open a stage; the imposer carries on, but not to criminal or civil liability.

    Args:
        sentence: one sentence, up to its 。 or the ： before its items.
        imposer: who imposed in the sentence or lead-in before, used where this sentence names nobody.
        penalised: who was penalised there, used likewise (for items with penalties of their own).

    >>> [(s.condition, s.kinds) for s in sanction_stages("由主管部门责令改正；拒不改正的，处二百元以下罚款。")]
    [(None, ('order_correction',)), ('拒不改正的', ('fine',))]
    """
    reading = Reading(sentence, Party(imposer), Party(penalised))
    for clause in clauses(sentence):
        reading.take(clause)
    return tuple(reading.stage(draft) for draft in reading.drafts)


def sanction_lead(sentence: str) -> tuple[Span | None, Span | None]:
    """Who imposes and who is penalised, as a lead-in says it for the items with penalties of their own.

    >>> sanction_lead("物业服务企业有下列行为之一的，由主管部门按照下列规定处罚：")
    ((16, 20), (0, 6))
    """
    found = clauses(sentence)
    # Whoever punishes 按照下列规定 punishes by the items, and not who ordered the correction before.
    named = [one for one in found if one.delegates] or [one for one in found if not one.condition]
    imposers = (imposer_span(sentence, one.start, one.start, one.end) for one in (*named, *found))
    subjects = (subject_span(sentence, one.start, one.end) for one in found)
    return next(filter(None, imposers), None), next(filter(None, subjects), None)


def sanction_start(sentence: str) -> int:
    """Where the sanction begins in a sentence that states a duty first; 0 where all of it is the sanction.

    >>> sanction_start("施工单位应当设置围挡；造成损失的，应当承担赔偿责任。")
    11
    """
    stages = sanction_stages(sentence)
    if not stages:
        return 0
    first = stages[0]
    begin = min(span[0] for span in (first.action_span, first.condition_span, first.bearer_span) if span)
    cut = sentence.rfind("；", 0, begin) + 1
    return cut if cut and _DUTY.search(sentence, 0, cut) and not _OPENING.search(sentence, 0, cut) else 0


def violated_spans(sentence: str) -> tuple[Span, ...]:
    """Find the regions of a sentence whose citations name what was breached (违反本条例第七条规定).

    >>> violated_spans("违反本办法第九条规定的，依照第三十条处罚。")
    ((0, 11),)
    """
    return tuple((match.start(), match.end()) for match in _VIOLATES.finditer(sentence))


_ASSERTED: Final = re.compile(
    "依法(?:追究|承担|给予)|从其规定|承担[^，。；]{0,20}责任|处[^，。；]{0,60}罚款|追究[^，。；]{0,20}责任"
)
_AUTHORITY: Final = "(?:机关|部门|机构|政府|法院|委员会|单位|人员|企业)"
_MUST: Final = re.compile(f"应当|必须|负责(?!的)|有权|{_AUTHORITY}(?:可以|应|不得)")
_OPENING: Final = re.compile("(?:^|[，；。])(?:对)?违反|有下列|有前款|有本[^，]{1,30}(?:行为|情形)|等行为")
_DUTY: Final = re.compile("应当|必须|不得|禁止|可以")
_PUNISHABLE: Final = re.compile("(?:责任|处罚|处分|违法|处理)[^，。；]{0,12}的，?$")
_ORDERS: Final = frozenset(("order_correction", "suspension"))
_WRONG: Final = re.compile("改正|违|未|擅自|拒|逾期|不按|不符合|不履行|非法|虚假|行为|未经")
_LIABLE: Final = re.compile("应当?(?![^，。；]{0,40}(?:要求|请求))[^，。；]{0,40}承担$")
_FOLLOWED_BY_PENALTY: Final = re.compile("[从按依照适用]{1,2}其规定[^，。；]{0,4}(?:处罚|处理|追究)")
_OTHER_RULES: Final = ("从其", "按照其", "依照其", "适用其")
_MATTER: Final = re.compile("事故|事件|纠纷|争议|投诉")
_SURE: Final = frozenset(("fine", "detention", "criminal", "civil"))
_VIOLATES: Final = re.compile(
    "违反[^，。；：]{0,120}|(?:有|实施|具有)(?:违反)?(?:本[^，。；：]{1,6})?(?:第[^，。；：]{1,60}|前[^，。；：]{1,20})(?:行为|情形)[^，。；：]{0,10}"
    "|不符合[^，。；]{0,120}|(?:未|不)(?:按照|依照|按|依|履行|遵守|执行|落实)[^，。；：]{0,120}"
)


def _is_duty(sentence: str, clause: Clause) -> bool:
    """An authority that must or may order something has a duty or a power; that is no penalty clause."""
    if not _SURE.isdisjoint(one.kind for one in clause.imposes):
        return False
    first = clause.imposes[0]
    if "法律责任" in sentence[first.start : first.end] and _LIABLE.search(sentence, clause.start, first.start + 2):
        return False
    if first.kind == "other" and sentence.startswith(_OTHER_RULES, first.start):
        punishing = "违反" in sentence[: first.start] or _FOLLOWED_BY_PENALTY.match(sentence, first.start)
        return not (punishing or _PUNISHABLE.search(sentence, max(0, first.start - 60), first.start))
    before = sentence[max(clause.start, first.start - 60) : first.start]
    return bool(_MUST.search(before)) and not _OPENING.search(sentence)
