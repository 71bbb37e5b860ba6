"""Noun phrases that name who can act: where such a name may begin, and where it ends."""

from __future__ import annotations

import re

from dutybook.norms.zh.clauses import VEIL
from dutybook.norms.zh.lexicon import cue, table, words

_HEADS = words("bearers", "heads")
_POLITIES = words("bearers", "polities")
_NEVER = words("bearers", "never")
_OPENINGS = words("bearers", "openings")
_RELATIVE = words("bearers", "relative")
_DIRECTED = words("bearers", "directed")
_LINKS = words("clauses", "links")
_LINK_GOES_ON = words("clauses", "links", "not")
_VERBS = words("verbs", "actions")
_STATES = words("verbs", "states")
_ENDINGS = {last: tuple(words) for last, words in table("bearers")["endings"].items()}
_FOLLOWERS: dict[str, str] = table("bearers")["followers"]
_LAST = frozenset(word[-1] for word in (*_HEADS.all, *_POLITIES.all)) | frozenset(_ENDINGS)
"""Every character that a name can end in: most offsets are passed over by it alone."""

_ANY_LAST = re.compile(f"[{''.join(sorted(_LAST))}]")

_JOINING = frozenset("的、和或及与之")
_OBJECT_PREPOSITIONS = ("对", "向", "将", "把", "给", "为", "与", "同", "就", "关于", "针对")
_FORMING_VERBS = "(?:" + "|".join(table("bearers")["forming"]["verbs"]) + ")"
_FORMING_NOUNS = "(?:" + "|".join(table("bearers")["forming"]["nouns"]) + ")"
_NOUN_FORMING = re.compile(f"{_FORMING_VERBS}{{1,3}}{_FORMING_NOUNS}")
_PASSIVE = re.compile(r"被[\u4e00-\u9fff]{2,4}(?:人|者|对象|单位|机构|机关|方|员|企业)")
_FORMING_NOUN = re.compile(_FORMING_NOUNS)
_DRAFTER = re.compile("组织(?:编制|实施|起草|拟订|拟定|申报)(?:机关|部门|单位|机构)")
_COMPOUND = re.compile(f"(?:{_FORMING_VERBS}{{1,3}}[、和或及]){{0,6}}{_FORMING_VERBS}{{1,3}}{_FORMING_NOUNS}")
_HANDING = re.compile(r"报(?!社|刊|纸|考|关|名)|送(?!审|货)|交(?!通|易|警|货|接|巡|管)|逐级")
_REPORTED = re.compile(
    r"[前后时][向对]|.报(?![告道社刊纸考关名警])[^的、]{2,30}$|报经|报请|须经|应经|坚持|贯彻|遵循|.按(?:照|规|国|有)|.未经|.(?:需要|(?<![自理事])由(?!于)|(?<![已曾财神])经(?![营济理办纪销费贸]))(?=[^的]*$)|"
    r"(?<![没所国公共私自特持享占稀设拥具含附带配建])有(?![关限色线害毒机效权资条])(?=[^的]*$)"
)
_DEPARTMENTS = re.compile(r"[^，。；的]{1,40}?、[^，。；的]{1,120}?(?:部门|机构)")
_ORGANISING = re.compile(r"组织(?=[、和与]?(?:领导|协调|实施|指导|监督|管理|开展|推动|保障|落实|指挥))")
_PARTNER = re.compile(
    r"会同|联合(?!体|会|国|社)|配合|协同|协助|征求|报经|商请|提请|"
    r"商(?=[^，。；、]{0,12}(?:部门|机关|委员会)|有关|同级|国务院)"
)
_NOMINAL = re.compile(r"区(?!域)|证(?!明|件|据)|室|权(?!利|限)|率|额")
_VEHICLES = re.compile(r"[、和与](?:车辆|船舶|航空器|机动车|非机动车|交通工具)")
_APPLYING = re.compile(r"申请(?:设立|从事|办理|举办|使用|取得|变更|延续|进行|开办|新建)")
_RELATIVE_END = re.compile(r"的[^的，]{0,20}$")
_OTHERS = ("市", "县", "省", "本", "国家", "其", "该", "有关", "相关")
"""How the object of a verb begins that is no part of a name (主管部门审批市级公园的规划)."""
_OWN_GOODS = ("及其携带", "及其所携带", "及其随身")


def head_ends(cover: str, start: int, at: int) -> bool:
    """Whether a noun that can act ends at an offset of a phrase that begins at `start`."""
    last = cover[at - 1 : at]
    if last not in _LAST:
        return False
    if not (_HEADS.ending(cover, start, at) or _POLITIES.ending(cover, start, at) == at - start > 0):
        exceptions = _ENDINGS.get(last)
        if exceptions is None or at - start < 2 or cover.endswith(exceptions, start, at):
            return False
    if cover[at : at + 1] and cover[at] in _FOLLOWERS.get(last, ""):
        return False
    # 并组织实施 holds a verb, 自治组织 a noun.
    if cover.endswith(("并组织", "负责组织", "推动组织", "的组织"), start, at) and _ORGANISING.match(cover, at - 2):
        return False
    if cover[start:at] in ("组织", "代表", "新区"):
        return False
    return all(_NEVER.starting(cover, at - back) <= back for back in range(2, min(5, at - start + 1)))


def after_links(cover: str, start: int, end: int) -> int:
    """The offset behind conjunctions and adverbs such as 但是, 还, 依法, that do not begin a name."""
    while start < end:
        length = _LINKS.starting(cover, start)
        if not length or start + length > end or (length == 1 and _LINK_GOES_ON.starting(cover, start)):
            break
        start += length
    return start


def is_adverbial(cover: str, at: int) -> bool:
    """Whether an adverbial or a particle begins at an offset, and no longer word (对 and not 对外)."""
    return _ADVERBIALS.starting(cover, at) > 0 and not _NOT_ADVERBIALS.starting(cover, at)


_ADVERBIALS = words("clauses", "adverbials")
_NOT_ADVERBIALS = words("clauses", "adverbials", "not")


def ends_relative(phrase: str) -> bool:
    """Whether a phrase ends in 的 and a noun."""
    return _RELATIVE_END.search(phrase) is not None


def is_application(cover: str, at: int) -> bool:
    """Whether 申请办理… begins at an offset: an act, where 申请人 is a person."""
    return _APPLYING.match(cover, at) is not None


def named_by_act(cover: str, start: int, end: int) -> bool:
    """Whether a name in front of a modal word may begin with its verb (共享汽车经营者), which 责令X单位 may not."""
    if is_adverbial(cover, start):
        return can_begin(cover, start, end)
    if ends_relative(cover[start:end]):
        return True
    return _VERBS.starting(cover, start) < 2 and not _DIRECTED.starting(cover, start)


def is_verb_phrase(cover: str, at: int) -> bool:
    """Whether a verb begins at an offset that does not form a name (审议企业的…, and not 审议单位)."""
    return _VERBS.starting(cover, at) >= 2 and not (_COMPOUND.match(cover, at) or _OPENINGS.starting(cover, at))


def _is_verb_and_noun(cover: str, at: int) -> bool:
    """Whether a verb and a noun for who acts stand side by side (签约单位, and not 责令单位)."""
    if _DRAFTER.match(cover, at):
        return True
    length = _VERBS.starting(cover, at)
    if length < 2 or _DIRECTED.starting(cover, at) or cue("causing").starting(cover, at):
        return False
    return _FORMING_NOUN.match(cover, at + length) is not None


def can_begin(cover: str, start: int, end: int) -> bool:
    """Whether a name may begin here: not with a verb or preposition, unless of a relative clause or of the name."""
    if (
        cover.startswith("能够", start)
        or is_application(cover, start)
        or _HANDING.match(cover, start)
        or _REPORTED.search(cover[start:end])
    ):
        return False
    if (
        _PASSIVE.match(cover, start, end)
        or _COMPOUND.match(cover, start, end)
        or _OPENINGS.starting(cover, start)
        or _is_verb_and_noun(cover, start)
    ):
        return True
    if _VERBS.starting(cover, start) < 2 and not is_adverbial(cover, start):
        return True
    if not ends_relative(cover[start:end]):
        return False
    verb = _VERBS.starting(cover, start) >= 2 and not _DIRECTED.starting(cover, start)
    return verb or _RELATIVE.starting(cover, start) > 0


def name_end(cover: str, start: int, end: int, *, verbs: bool) -> int:
    """Where the name that begins at `start` ends, 0 if there is none.

    Args:
        cover: the veiled text of the unit.
        start, end: the zone in front of the modal word, or the whole clause when `verbs` is set.
        verbs: the zone holds the predicate too, whose verb ends the name.
    """
    whole = not verbs and head_ends(cover, start, end)
    for last in _ANY_LAST.finditer(cover, start, end):
        at = last.end()
        if not head_ends(cover, start, at):
            continue
        rest = at
        while rest < end and cover[rest] == VEIL:
            rest += 1
        vehicles = _VEHICLES.match(cover, rest, end)
        rest = vehicles.end() if vehicles else rest
        etc = cover.startswith("等", rest)
        rest += etc
        if rest >= end or _ends_here(cover, rest, end, verbs=verbs, whole=whole):
            return rest if etc or vehicles else at
    return 0


def first_head(cover: str, start: int, end: int) -> int:
    """The first noun that can act and does not go on, 0 if there is none."""
    for at in range(start + 2, end):
        if cover[at - 1] in _LAST and cover[at] not in _JOINING and head_ends(cover, start, at):
            return 0 if _NOUN_FORMING.match(cover, at, end) else at
    return 0


def last_head(cover: str, start: int, end: int) -> int:
    """The last noun that can act and has words behind it, for a predicate that no lexicon knows."""
    for at in range(min(end - 1, start + 24), start, -1):
        if cover[at] not in _JOINING and head_ends(cover, start, at):
            return at
    return 0


def _ends_here(cover: str, at: int, end: int, *, verbs: bool, whole: bool) -> bool:
    """Whether the name is over at an offset: what follows begins an adverbial or a predicate."""
    if cover.startswith(_OWN_GOODS, at):
        return True
    if (cover[at] in _JOINING and not cover.startswith("及时", at)) or cover.startswith("以及", at):
        return False
    if cover.startswith("本人", at) or _PARTNER.match(cover, at):
        return True
    if not verbs and cover.startswith("作业", at) and at + 2 == end:
        return False
    if _NOUN_FORMING.match(cover, at, end) or _is_chosen_by(cover, at, end) or _goes_on(cover, at, end):
        return False
    if is_adverbial(cover, at):
        # 政府依照本法对经营活动负有职责的部门: the whole zone is one name.
        return not (whole and ends_relative(cover[at:end]) and not cover.startswith(_OBJECT_PREPOSITIONS, at))
    if verbs and _HANDING.match(cover, at):
        return True
    length = _VERBS.starting(cover, at) or _STATES.starting(cover, at)
    if length < 2 or _NOMINAL.match(cover, at + length):
        return False
    return verbs or not whole or (cue("hiring").starting(cover, at) > 0 and "的" not in cover[at:end])


def _is_chosen_by(cover: str, at: int, end: int) -> bool:
    """Whether a relative clause goes on from a body's name (人民政府确定的部门, 单位负责人)."""
    if cover.startswith("负责人", at):
        return True
    here = at + cover.startswith("所", at)
    for _ in range(2):
        length = _VERBS.starting(cover, here) or _STATES.starting(cover, here)
        if length < 2:
            return cover.startswith("所", at) and cover.startswith("的", here + 1) and here + 2 < end
        here += length
        if cover.startswith("的", here):
            return here + 1 < end
    return False


def _goes_on(cover: str, at: int, end: int) -> bool:
    """Whether another body's name follows that begins with a verbal noun (人民政府防汛指挥部)."""
    length = _OPENINGS.starting(cover, at)
    if not length:
        return False
    if cover.startswith(_OTHERS, at + length):
        return False
    if _DEPARTMENTS.match(cover, at, end):
        return True
    for here in range(at + length, min(end, at + 12) + 1):
        if cover[here - 1] in "的、，":
            return False
        if head_ends(cover, at, here) and here - at > length + 2:
            return True
    return False
