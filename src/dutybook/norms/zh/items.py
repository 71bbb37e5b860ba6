"""Lists: whether the items below a lead-in are duties of their own or parts of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dutybook.norms.zh.clauses import clauses, veiled
from dutybook.norms.zh.lexicon import words

_EACH = words("lists", "each")
_WHOLE = words("lists", "whole")
_EITHER = words("lists", "either")
_THINGS = words("lists", "things")
_VERBS = words("verbs", "actions")
_LISTING = re.compile(r"(?:下列|以下(?!列)|如下)([^，。；：:]*)[：:]?\s*$")
_CASES = re.compile(r"(?:情形|条件|情况)(?:之一)?(?:的|$)")
_MODAL = re.compile(r"应当|可以|不得|必须")
_BANNED_ACTS = re.compile(r"下列[^，。；]{0,20}?(?:行为|活动|方式|做法)")
_ASIDE = re.compile(
    r"(?:下列|以下)([^，。；：:]*[^的，。；：:])[，,](?![^。]*(?:应当|不得|可以|必须|有权|的[，,]))[^。；]*$"
)
_CONTENT = re.compile(
    r"(?:约定|载明|包括|包含|注明|写明|提交|提供|登记|记录|记载|公示|公开|告知|标明|标注|附具|出具|携带|出示|填写|列明|具有|具备|符合|考虑)$"
)
_BY_OTHERS = re.compile(r"(?:指导|督促|引导|教育)[^，。；]{2,60}(?:做好|遵守|履行|采取|落实|开展)$")
_PREDICATE = re.compile(r"进行|从事|予以|实施|给予")
_EACH_ALWAYS = re.compile(r"(?:职责|义务|行为|措施)$")
_PLACES = words("lists", "places")
_ADVERBIALS = words("clauses", "adverbials")
_NOT_ADVERBIALS = words("clauses", "adverbials", "not")
_FORMING = words("lists", "things", "verbs")
_RESIDUAL = re.compile(
    r"^(?:[^，；。]{0,30}(?:规定|约定|要求|需要|授权|交办|应当履行|履行|公布|确定|认为|认定)[^，；。]{0,12}的)?(?:其他|其它)[^，；。]{0,40}$|^依法[^，；。]{0,12}的(?:其他|其它)[^，；。]{0,20}$"
)


def is_residual(text: str) -> bool:
    """Whether an item is the catch-all of its list (法律、法规规定的其他职责).

    >>> is_residual("法律、法规规定的其他职责。"), is_residual("消除其他隐患；")
    (True, False)
    """
    return _RESIDUAL.match(text.strip().rstrip("。；;")) is not None


def items_are_norms(lead: str, items: Sequence[str], *, banned: bool = False) -> bool:
    """Whether each item is a norm of its own.

    Args:
        lead: the sentence before the items, up to its colon.
        items: the texts of the items.
        banned: the lead-in forbids.
    """
    bare = veiled(lead).rstrip("：: ")
    # 采取下列措施，保障安全：: the purpose behind the list changes nothing.
    listing = _LISTING.search(bare) or _ASIDE.search(bare)
    if listing is None:
        return _are_unlisted(bare, items, banned=banned)
    phrase = listing[1].rstrip("：: ")
    if banned and _BANNED_ACTS.search(bare):
        return True
    if banned and not _CASES.search(phrase):
        named = _PLACES.ending(phrase, 0, len(phrase)) or _PLACES.starting(phrase, 0)
        return not named and (_listed_as_acts(phrase) or not _are_cases(items))
    if phrase.endswith(("之一的", "的")):
        return False
    if phrase.endswith(("之一",)):
        phrase = phrase[:-2]
    if _BY_OTHERS.search(bare[: listing.start()]):
        return False
    if _CONTENT.search(bare[: listing.start()]) and not _EACH_ALWAYS.search(phrase):
        return False
    if _PREDICATE.search(phrase) and not _EACH.ending(phrase, 0, len(phrase)):
        return False
    either = _EITHER.ending(phrase, 0, len(phrase))
    each, whole = _EACH.ending(phrase, 0, len(phrase)), _WHOLE.ending(phrase, 0, len(phrase))
    if either or each == whole:
        return _are_acts(items)
    return each > whole


def _are_unlisted(bare: str, items: Sequence[str], *, banned: bool) -> bool:
    """Whether the items are acts where no 下列… stands right in front of them (场馆应当：, 下列场所禁止吸烟：)."""
    if banned and _BANNED_ACTS.search(bare):
        return True
    modal = sum(_MODAL.search(item) is not None for item in items)
    return "下列" not in bare and modal * 2 <= len(items) and _are_acts(items)


def _are_acts(items: Sequence[str]) -> bool:
    """Whether most items, the catch-all aside, are verb phrases."""
    told = [item for item in items if not is_residual(item)]
    return sum(_is_act(item) for item in told) * 2 > len(told)


def _listed_as_acts(phrase: str) -> bool:
    return any(kind.ending(phrase, 0, len(phrase)) or kind.starting(phrase, 0) for kind in (_EACH, _EITHER))


def _are_cases(items: Sequence[str]) -> bool:
    """Whether most items end in 的 and so describe what is meant, not what is done."""
    cases = sum(item.rstrip("。；;，, \n").endswith("的") for item in items)
    return cases * 2 > len(items)


def _is_act(item: str) -> bool:
    cover = veiled(item)
    cut = clauses(cover, 0, len(cover))
    if not cut:
        return False
    first = cut[0]
    if cover[cut[-1].end - 1] == "的":
        return False
    # 检测报告 is a thing, 保存记录 an act.
    named = _FORMING.starting(cover, first.start) or not _VERBS.starting(cover, first.start)
    if named and _THINGS.ending(cover, first.start, first.end) and first.end - first.start < 9:
        return False
    if _ADVERBIALS.starting(cover, first.start) and not _NOT_ADVERBIALS.starting(cover, first.start):
        return True
    return _VERBS.starting(cover, first.start) > 0
