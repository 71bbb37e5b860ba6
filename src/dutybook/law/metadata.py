"""What the text of an act says about the act: title, kind, issuer, number, dates, place, short titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from dutybook.law.history import history, in_force
from dutybook.law.jurisdictions import jurisdiction
from dutybook.law.model import Act, Event, Metadata
from dutybook.law.numerals import NUMERAL
from dutybook.law.short_titles import short_titles

_ORDERED_TITLE: Final = re.compile(r"^《((?:[^《》]|《[^《》]{1,80}》){2,100}+)》(?:已|业|经|于|由|的决定已)")
_SESSION: Final = re.compile(rf"^(.{{0,20}}?)第?{NUMERAL}+届(?:全国)?(人民代表大会(?:常务委员会)?|人大常委会)")
_CONGRESS: Final = re.compile(r"^(.{2,20}?人民代表大会(?:常务委员会)?)第")
_COUNCIL: Final = re.compile(r"^(?:中华人民共和国)?(国务院)")
_DECREE: Final = re.compile(rf"^(.{{2,40}}?)(?:第{NUMERAL}+号)?(?:令|公告)(?:第|[（(]|{NUMERAL}|〔|$)")
_NUMBERED: Final = re.compile(rf"^(.{{2,40}}?(?:令|公告))\s*[（(〔]?\s*(第?\s*{NUMERAL}+\s*号)\s*[）)〕]?")
_BARE_NUMBER: Final = re.compile(rf"^[（(〔]?\s*(第\s*{NUMERAL}+\s*号)\s*[）)〕]?$")
_FILE_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[［（(]\d{4}[〕\]］）)]\s?(?:第)?\d{1,4}号")
_TITLE_ISSUER: Final = re.compile(
    r"^((?:最高人民法院|最高人民检察院|国务院|全国人民代表大会|[\u4e00-\u9fff]{2,20}?(?:人民代表大会|人民政府|委员会|部|总局))"
    r"[\u4e00-\u9fff、，\s]{0,60}?)关于"
)
_NATIONAL: Final = re.compile("^(?:中华人民共和国|最高人民|国务院|全国人民代表大会|中央)")
_RULE_ENDS: Final = ("条例", "规定", "办法", "细则", "规则", "规程", "章程", "决定", "准则", "守则", "标准", "规范")
_ENDS: Final = (
    (("修正案",), "amendment"),
    (("宪法",), "constitution"),
    (("方案", "计划", "规划", "纲要", "要点", "预案"), "plan"),
    (("批复", "复函", "答复"), "reply"),
    (("决定", "决议"), "decision"),
    (("通知", "通告", "公告", "通报"), "notice"),
    (("意见",), "opinion"),
    (("法典", "法"), "law"),
)
_ISSUERS: Final = (
    (("最高人民法院", "最高人民检察院"), "judicial_interpretation"),
    (("国家监察委员会",), "supervisory_regulation"),
    (("国务院",), "administrative_regulation"),
    (("人民政府",), "government_rule"),
    (("部", "总局", "局", "署", "委员会", "银行", "部委"), "department_rule"),
)


def metadata(act: Act) -> Metadata:
    """The metadata of an act; what its text does not say stays empty.

    Args:
        act: the act, its front matter told apart; its `metadata` may still be empty.
    """
    title = _title(act)
    events = history(act)
    issuer = _issuer(act, title, events)
    kind = _kind(title, issuer)
    return Metadata(
        title=title,
        kind=kind,
        issuer=issuer,
        number=_number(act, events),
        adopted=next((event.day for event in events if event.kind == "adopted"), None),
        promulgated=next((event.day for event in events if event.kind == "promulgated"), None),
        in_force=in_force(act, events),
        jurisdiction=_place(title, issuer),
        history=tuple(sorted(events, key=lambda event: event.day or date.max)),
        short_titles=short_titles(act),
    )


def _title(act: Act) -> str:
    """The title's lines joined, or the title that the order of promulgation names."""
    title = ""
    last = -2
    for place, aside in enumerate(act.front):
        text = _unspaced(aside.text)
        if aside.kind == "title" and text.replace(" ", "") not in title.replace(" ", ""):
            if not title:
                title, last = text, place
            elif place == last + 1:
                title, last = title + text, place
    if title:
        return title
    orders = (_ORDERED_TITLE.match(aside.text) for aside in act.front if aside.kind == "order")
    return next((found[1] for found in orders if found), "")


def _unspaced(text: str) -> str:
    """A title without the spaces that only set its characters apart; one stays between two bodies' names."""
    words = text.split()
    joints = ("" if _set_apart(left, right) else " " for left, right in pairwise(words))
    return "".join(word + joint for word, joint in zip(words, [*joints, ""], strict=True))


def _set_apart(left: str, right: str) -> bool:
    if left[-1].isascii() and right[0].isascii():
        return False
    return not (left.endswith(("院", "部", "局", "会")) and len(right) > 2)


def _issuer(act: Act, title: str, events: Sequence[Event]) -> str:
    """The body that made the act: the order's, the adopting or promulgating one's, else the title's."""
    for aside in act.front:
        if aside.kind == "order" and (found := _DECREE.match(aside.text)):
            return _body(found[1])
    for kind in ("promulgated", "adopted", "revised"):
        for event in events:
            if event.kind == kind and (body := _body(event.by)):
                return body
    found = _TITLE_ISSUER.match(title)
    return found[1].strip() if found else ""


def _body(words: str) -> str:
    """The body's name in the words beside a date: without the session's and the order's number."""
    if found := _SESSION.match(words):
        place = found[1].strip("　 ，")
        return (place or "全国") + found[2].replace("人大常委会", "人民代表大会常务委员会")
    if found := _CONGRESS.match(words) or _COUNCIL.match(words):
        return found[1]
    if found := _DECREE.match(words):
        return found[1].removeprefix("中华人民共和国")
    return (
        words if words.endswith(("人民政府", "部", "局", "委员会", "人民代表大会", "署")) and len(words) <= 30 else ""
    )


def _number(act: Act, events: Sequence[Event]) -> str:
    """The instrument's number: 国务院令第564号, 甲省人民政府令第283号, 法释〔2022〕17号."""
    heading = ""
    for aside in act.front:
        if aside.kind == "order":
            if found := _NUMBERED.match(aside.text):
                return found[1] + "".join(found[2].split())
            if (found := _BARE_NUMBER.match(aside.text)) and heading:
                return heading + "".join(found[1].split())
            heading = aside.text if aside.text.endswith(("令", "公告")) else ""
    for event in events:
        if event.kind == "promulgated" and (found := _NUMBERED.match(event.by)):
            return found[1].removeprefix("中华人民共和国") + found[2]
    shown = (
        aside.text for aside in act.front if aside.kind in ("note", "order", "title", "source") and len(aside.text) < 60
    )
    numbers = (_FILE_NUMBER.search(text) for text in shown if "《" not in text)
    return next((found[0] for found in numbers if found), "")


def _kind(title: str, issuer: str) -> str:
    """The kind of act by how its title ends and by who made it; empty where these do not tell."""
    name = re.sub(r"[（(〔【][^（）()]{1,24}[）)〕】]$", "", title).rstrip()
    if not name:
        return ""
    ending = "" if name.endswith("办法") else next((kind for ends, kind in _ENDS if name.endswith(ends)), "")
    judicial = issuer.startswith(("最高人民法院", "最高人民检察院"))
    if ending and not (ending in ("decision", "law") and judicial) and not (ending == "law" and jurisdiction(title)):
        return ending
    if not name.endswith((*_RULE_ENDS, "解释", "安排")):
        return ending or "other"
    if "人民代表大会" in issuer:
        return "law" if issuer.startswith("全国") else "local_regulation"
    by_issuer = next((kind for bodies, kind in _ISSUERS if issuer.startswith(bodies) or issuer.endswith(bodies)), "")
    if by_issuer or issuer:
        return by_issuer
    return "local_regulation" if name.endswith("条例") and jurisdiction(title) else ""


def _place(title: str, issuer: str) -> str:
    """The place whose act it is: the issuer's, else the one that the title begins with; none for national acts."""
    if _NATIONAL.match(title) or _NATIONAL.match(issuer):
        return ""
    return jurisdiction(issuer) or ("" if issuer.endswith(("部", "总局", "局")) else jurisdiction(title))
