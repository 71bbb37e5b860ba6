"""Automatic numbers of a DOCX as Word prints them: 第一条, （一） and 1. may stand in no text but in a list's shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from dutybook.law.numerals import chinese
from dutybook.law.sources.docx_package import W

LEVELS = 9
MAX_CHAIN = 10
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
}
_BY_POSITION = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MAX_NUMBER = 9999


def printed(value: int, form: str) -> str:
    """A number in one of Word's number formats (`w:numFmt`); an unknown format prints digits.

    >>> printed(12, "chineseCountingThousand"), printed(3, "decimalEnclosedCircle"), printed(4, "lowerRoman")
    ('十二', '③', 'iv')
    """
    if form in ("none", "bullet"):
        return ""
    if not 0 < value <= _MAX_NUMBER:
        return str(value)
    if form in _BY_POSITION and value > 10:
        return str(value).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    if form in _CHINESE:
        return chinese(value)
    if form == "chineseLegalSimplified":
        plain = chinese(value)
        return ("一" + plain if plain.startswith("十") else plain).translate(_FINANCIAL)
    if form in _SIGNS and value <= len(_SIGNS[form]):
        return _SIGNS[form][value - 1]
    return _western(value, form)


def _western(value: int, form: str) -> str:
    if form == "decimalZero":
        return f"{value:02d}"
    if form.startswith("decimalFullWidth"):
        return str(value).translate(_FULL_WIDTH)
    if form in ("upperLetter", "lowerLetter"):
        letters = chr(ord("A") + (value - 1) % 26) * min(1 + (value - 1) // 26, 30)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    return str(value)


def _roman(value: int) -> str:
    signs = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        signs += sign * times
    return signs


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    suffix: str
    legal: bool
    restarts: bool


_PLAIN_LEVEL = _Level(1, "decimal", "", "", False, True)


@dataclass(slots=True)
class _Style:
    list_id: str = ""
    level: int | None = None
    based_on: str = ""


@dataclass(slots=True)
class _List:
    """One `w:num`: the levels it prints with, the counters it shares with the lists of the same `w:abstractNum`."""

    levels: list[_Level]
    counters: list[int | None]
    restarts: dict[int, int]
    levels_of_styles: dict[str, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document; `label` must be called for each paragraph, in the document's order.

    Args:
        numbering: root of `numbering.xml`.
        styles: root of `styles.xml`, since a style may number its paragraphs.
    """

    def __init__(self, numbering: etree._Element, styles: etree._Element | None) -> None:
        self._styles = {} if styles is None else _styles(styles)
        self._lists = _lists(numbering, self._styles)

    def numbers_any(self, styles: set[str]) -> bool:
        """Whether one of these styles, or a style that it builds on, numbers its paragraphs."""
        return any(style.list_id for name in styles for _, style in self._chain(name))

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word prints before a paragraph, with the space after it; empty for most paragraphs."""
        list_id, level = self._place(paragraph)
        numbered = self._lists.get(list_id)
        if numbered is None or not 0 <= level < LEVELS:
            return ""
        _count(numbered, level)
        return _printed_label(numbered, level)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Id of the list and level of a paragraph, by itself or by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        list_id, level = _own_number(properties)
        for name, style in self._chain(_value(properties.find(f"{W}pStyle"))):
            list_id = list_id or style.list_id
            level = style.level if level is None else level
            if level is None and list_id in self._lists:
                level = self._lists[list_id].levels_of_styles.get(name)
        return list_id, level or 0

    def _chain(self, name: str) -> Iterator[tuple[str, _Style]]:
        """A style and those that it builds on, innermost first; a ring of styles ends."""
        for _ in range(MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield name, style
            name = style.based_on


def _count(numbered: _List, level: int) -> None:
    """Moves a level's counter on and clears those below it."""
    current = numbered.counters[level]
    if level in numbered.restarts:
        numbered.counters[level] = numbered.restarts.pop(level)
    else:
        numbered.counters[level] = numbered.levels[level].start if current is None else current + 1
    for below in range(level + 1, LEVELS):
        if numbered.levels[below].restarts:
            numbered.counters[below] = None


def _printed_label(numbered: _List, level: int) -> str:
    shape = numbered.levels[level]
    label = shape.pattern
    if shape.form == "bullet":
        return ""
    for index in range(level + 1):
        if f"%{index + 1}" in label:
            other = numbered.levels[index]
            count = numbered.counters[index]
            form = "decimal" if shape.legal else other.form
            label = label.replace(f"%{index + 1}", printed(other.start if count is None else count, form))
    return label + shape.suffix if label else ""


def _styles(root: etree._Element) -> dict[str, _Style]:
    styles = {}
    for element in root.iterchildren(f"{W}style"):
        properties = element.find(f"{W}pPr")
        list_id, level = ("", None) if properties is None else _own_number(properties)
        styles[element.get(f"{W}styleId") or ""] = _Style(list_id, level, _value(element.find(f"{W}basedOn")))
    return styles


def _own_number(properties: etree._Element) -> tuple[str, int | None]:
    number = properties.find(f"{W}numPr")
    if number is None:
        return "", None
    level = number.find(f"{W}ilvl")
    return _value(number.find(f"{W}numId")), None if level is None else _whole(level, 0)


def _lists(root: etree._Element, styles: dict[str, _Style]) -> dict[str, _List]:
    abstract = {element.get(f"{W}abstractNumId"): element for element in root.iterchildren(f"{W}abstractNum")}
    lists: dict[str, _List] = {}
    shared: dict[str, list[int | None]] = {}
    nums = {num.get(f"{W}numId") or "": num for num in root.iterchildren(f"{W}num")}
    targets = {list_id: _value(num.find(f"{W}abstractNumId")) for list_id, num in nums.items()}
    for list_id, num in nums.items():
        abstract_id = targets[list_id]
        shape = abstract.get(abstract_id)
        if shape is not None and (link := shape.find(f"{W}numStyleLink")) is not None:
            abstract_id = targets.get(styles.get(_value(link), _Style()).list_id, abstract_id)
            shape = abstract.get(abstract_id)
        if shape is not None:
            counters = shared.setdefault(abstract_id, [None] * LEVELS)
            lists[list_id] = _list(num, shape, counters)
    return lists


def _list(num: etree._Element, shape: etree._Element, counters: list[int | None]) -> _List:
    levels = [_PLAIN_LEVEL] * LEVELS
    by_style: dict[str, int] = {}
    restarts: dict[int, int] = {}
    overrides = list(num.iterchildren(f"{W}lvlOverride"))
    for element in [*shape.iterchildren(f"{W}lvl"), *(level for over in overrides for level in over.iter(f"{W}lvl"))]:
        index = _index(element)
        levels[index] = _level(element)
        if style := _value(element.find(f"{W}pStyle")):
            by_style[style] = index
    for over in overrides:
        if (start := over.find(f"{W}startOverride")) is not None:
            restarts[_index(over)] = _whole(start, 1)
    return _List(levels, counters, restarts, by_style)


def _level(element: etree._Element) -> _Level:
    suffix = _value(element.find(f"{W}suff"))
    legal = element.find(f"{W}isLgl")
    return _Level(
        start=_whole(element.find(f"{W}start"), 0),
        form=_value(element.find(f"{W}numFmt")) or "decimal",
        pattern=_value(element.find(f"{W}lvlText")),
        suffix="" if suffix == "nothing" else " ",
        legal=legal is not None and _value(legal) not in ("0", "false", "off"),
        restarts=_value(element.find(f"{W}lvlRestart")) != "0",
    )


def _index(element: etree._Element) -> int:
    """The level that a `w:lvl` or `w:lvlOverride` is for, held within the nine levels that there are."""
    text = element.get(f"{W}ilvl") or "0"
    return min(int(text), LEVELS - 1) if text.isdecimal() else 0


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _whole(element: etree._Element | None, default: int) -> int:
    text = _value(element)
    return int(text) if text.isdecimal() and len(text) < 7 else default
