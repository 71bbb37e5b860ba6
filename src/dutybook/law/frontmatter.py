"""What stands before and after the body of an act: title, history note, order of promulgation, signatures."""

from __future__ import annotations

import re

from dutybook.law.line import Line
from dutybook.law.markers import TOC, division_mark
from dutybook.law.model import Aside

_TITLE_END = re.compile(
    r"(?:法|条例|规定|办法|细则|决定|决议|解释|规则|守则|准则|章程|方案|计划|规划|纲要|意见|通知|通告|批复|答复|复函|修正案|公约|标准|规范|制度|预案|要点|安排|措施|命令|程序|宪法)"
    r"(?:[（(〔【][^）)〕】]{1,24}[）)〕】])?$"
)
_DATED = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月")
_STEP = re.compile(r"通过|批准|公布|发布|颁布|修正|修订|施行|实施|生效|印发|废止|审议|备案|起草|修改")
_ORDER = re.compile(
    r"(?:(?:.{2,30})?(?:令|公告|公报)$|[（(〔]?\s*第\s*[\d一二三四五六七八九十百千〇零]+\s*号[）)〕]?$|.*〔\d{4}〕\s*(?:第)?\d+号$|[（(]?\d{4}年第\d+号[）)]?$"
    r"|.*(?:现予(?:以)?(?:公布|发布)|现将.{2,60}(?:公布|印发)|特此公告|予以公布|公布如下)|特此(?:公告|通知)。?$)"
)
_SIGNATURE = re.compile(
    r"(?:(?:省|市|县|区|州|自治区|国家|部|局|署|委)?(?:长|主席|主任|总理|秘书长|委员长|院长|检察长|行长)\s*[：:]?\s*\S{2,4}(?:\s\S{1,3})?"
    r"|(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日)$"
)
_PREAMBLE_LENGTH = 45


def front_asides(lines: list[Line]) -> list[Aside]:
    """The lines before the body, each as an aside of its kind.

    The first heading-like line is the title; where an order of promulgation stands before it, the title is the one
    that comes after. A title broken over two lines gives two asides of kind `title`.
    """
    kinds = [_kind(line) for line in lines]
    _mark_tables_of_contents(lines, kinds)
    _mark_titles(lines, kinds)
    return [Aside(kind, line.text, line.spans) for kind, line in zip(kinds, lines, strict=True)]


def is_signature(text: str) -> bool:
    """Whether the line, after the last article, is a name, a body or a date below the text.

    >>> is_signature("2024年11月8日"), is_signature("本办法自公布之日起施行。")
    (True, False)
    """
    return bool(_SIGNATURE.match(text)) or (
        len(text) <= 25 and text[-1] not in "。；：;:，,、！？…" and _is_body_name(text)
    )


def _is_body_name(text: str) -> bool:
    return text.endswith(
        (
            "人民政府",
            "委员会",
            "办公厅",
            "办公室",
            "国务院",
            "公安部",
            "人民法院",
            "人民检察院",
            "领导小组",
            "部",
            "局",
            "总局",
        )
    )


def _kind(line: Line) -> str:
    text = line.text
    if line.level == 1:
        return "title"
    if TOC.match(text):
        return "toc"
    if _ORDER.match(text):
        return "order"
    if _SIGNATURE.match(text):
        return "signature"
    if (_DATED.search(text) and _STEP.search(text)) or (text[0] in "（(" and _STEP.search(text)):
        return "note"
    if (text[-1] in "。：:；" and len(text) >= 8) or len(text) > 90:
        return "preamble"
    return ""


def _mark_titles(lines: list[Line], kinds: list[str]) -> None:
    """Name the title's lines; what is left over without a kind is a `note` beside dates, else part of the order."""
    titled = [i for i, kind in enumerate(kinds) if kind == "title"]
    if not titled:
        named = [i for i, kind in enumerate(kinds) if not kind and _TITLE_END.search(lines[i].text)]
        if named:
            titled = [named[-1]]
            kinds[named[-1]] = "title"
            _take_broken_title(lines, kinds, named[-1])
    name = "".join("".join(lines[i].text.split()) for i in titled)
    for i, kind in enumerate(kinds):
        if kind:
            continue
        text = "".join(lines[i].text.split())
        if _TITLE_END.search(text) and (text in name or name in text or not titled):
            kinds[i] = "title"
        else:
            kinds[i] = "note" if titled and i > titled[0] else "order"


def _take_broken_title(lines: list[Line], kinds: list[str], last: int) -> None:
    i = last - 1
    while (
        i >= 0 and not kinds[i] and len(lines[i].text) <= 40 and last - i <= 2 and not _TITLE_END.search(lines[i].text)
    ):
        kinds[i] = "title"
        i -= 1


def _mark_tables_of_contents(lines: list[Line], kinds: list[str]) -> None:
    """The table of contents: headings of divisions before the body, and all between 目录 and the body."""
    for i, line in enumerate(lines):
        if not kinds[i] and division_mark(line.text):
            kinds[i] = "toc"
    for i, line in enumerate(lines):
        if TOC.match(line.text):
            for j in range(i, len(lines)):
                if kinds[j] not in ("preamble", "title"):
                    kinds[j] = "toc"
            return
