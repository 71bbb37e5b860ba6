"""What a citation looks like: finds the words of each in a text and says what they point at, act unseen.

The forms are those of 立法技术规范 and of the acts that came before it: 第七条第二款第（三）项, 第八条至第十条,
第一、二款, 前款, 前两款, 前条第一款, 本条, 《…》第二十五条, 刑法第一百二十条, 该法第三条.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, Protocol

from dutybook.law.numerals import NUMERAL, number


class Path(NamedTuple):
    """A place in an act; what the words leave out is empty or 0."""

    article: str = ""
    paragraph: int = 0
    item: int = 0
    point: int = 0


class Mention(NamedTuple):
    """The words of one citation and what they say.

    Args:
        start: where the words start in the text.
        end: where they end.
        head: which act or node the path starts from: `bare` (none named), `own` (本法), `named`, `that` (该法),
            `previous` (前款), `this` (本条) or `division` (本法第五章).
        name: the act's name for `named` and `own`; the level (条 款 项 章 节 编) for the last three.
        n: how many for `previous` (前两款 is 2); the number for `division`.
        path: the place.
        until: the last place of a range.
    """

    start: int
    end: int
    head: str
    name: str = ""
    n: int = 1
    path: Path = Path()
    until: Path | None = None


_LEVELS: Final = "条款项目"
_GOES_ON: Final = frozenset("第（(中的总分、，和及与或以至到")
_LONGEST_LIST: Final = 24
_CITED: Final = re.compile(
    f"《|第(?=[（(]?{NUMERAL})|前(?={NUMERAL}?[款条项])|本(?<![基根样文]本)(?=[款项章节编]|条(?![例约件款]))"
)
_TITLE: Final = re.compile(r"《((?:[^《》]{1,120}|《[^《》]{1,80}》){1,6}+)》")
_ASIDE: Final = re.compile(r"[（(][^（）()]{1,60}[)）]")
_STEP: Final = re.compile(
    rf"(?:(以及|或者|[、，,和及与或])|([至到]))?(第)?([（(])?({NUMERAL}{{1,9}})(?(4)[)）])(?:(条)(?:之({NUMERAL}{{1,3}}))?(?![约例件])|(款(?!项)|项(?!目)|目))?"
)
_NUMBERS: Final = re.compile(rf"(?:第[（(]?{NUMERAL}{{1,9}}[)）]?[、，,和及与或至到]?)++(?![条款项目编章节])")
_SIMPLE: Final = re.compile(
    rf"第({NUMERAL}{{1,9}})条(?:第({NUMERAL}{{1,3}})款)?(?:第[（(]?({NUMERAL}{{1,3}})[)）]?项(?!目))?"
    rf"(?!第[（(]?{NUMERAL}{{1,9}}[)）]?[款项目、至和]|之{NUMERAL}|[约例件]|[、，,和及与或至到以者]{{1,2}}[第（({NUMERAL[1:-1]}]|[（(]{NUMERAL})"
)
_PREVIOUS: Final = re.compile(f"前({NUMERAL})?(款(?!项)|条(?![件例约线])|项(?!目))")
_THIS: Final = re.compile("本(条(?![例约件款])|款(?!项)|项(?!目)|章(?!程)|节(?!目)|编(?!制))")
_DIVISION: Final = re.compile(f"第({NUMERAL}{{1,4}})([编章节])")
_LEADING: Final = re.compile(f"(?:总则|分则)?(?:第{NUMERAL}{{1,4}}[编章节]){{0,3}}中?的?")
_THAT: Final = re.compile("该(?:法|法典|条例|办法|规定|细则|解释|规则|决定)$")
_TRAILING_DIVISIONS: Final = re.compile(f"(?:总则|分则)?(?:第{NUMERAL}{{1,4}}(?:编|分编|章|节)){{0,3}}$")
_ACT_ENDS: Final = (
    "法",
    "法典",
    "条例",
    "办法",
    "规定",
    "细则",
    "解释",
    "规则",
    "决定",
    "公约",
    "章程",
    "规程",
    "通则",
    "总则",
)
_OWN: Final = re.compile(
    f"(?<!基)本(?:法|条例|办法|规定|解释|实施细则|细则|决定|规则|法典)(?:第{NUMERAL}{{1,4}}[编章节]){{0,2}}$"
)
_LAST_CHARACTERS: Final = frozenset("法典例定释则约程决编章节")
_ACT_WORDS: Final = frozenset(_ACT_ENDS)
_CUT: Final = re.compile(
    r".*(?:依照|按照|根据|依据|违反|适用|参照|比照|符合|遵守|执行|属于|具有|关于|触犯|构成|认定|实施(?!条例|办法|细则|规[定则])|修正[前后]|修订[前后]|有无|具备|了|除|按|依|[^\u4e00-\u9fff]|的|"
    r"(?<=[法典例定则释条款项])(?:以及|或者|[和及与或]))(?:以及|或者|[和及与或])?",
    re.DOTALL,
)


class _Known(Protocol):
    """Whatever can tell whether a word is the name of an act."""

    def __contains__(self, name: str, /) -> bool: ...


def mentions(text: str, known: _Known = frozenset()) -> list[Mention]:
    """Every citation in a text, in reading order.

    Args:
        text: the words of one node.
        known: names of acts that the act uses without 《》; they tell where such a name begins.

    >>> [found.path for found in mentions("依照本办法第七条第二款、第九条的规定")]
    [Path(article='7', paragraph=2, item=0, point=0), Path(article='9', paragraph=0, item=0, point=0)]
    """
    done: list[Mention] = []
    at = 0
    while found := _CITED.search(text, at):
        start = found.start()
        at = start + 1
        sign = text[start]
        if sign == "《":
            group = _titled(text, start)
        elif sign == "第":
            group = _numbered(text, start, known)
            if not group and (numbers := _NUMBERS.match(text, start)):
                at = numbers.end()
        else:
            group = _relative(text, start)
        if group:
            done += group
            at = group[-1].end
    return done


def may_cite(text: str) -> bool:
    """Whether there is anything in a text that `mentions` would look at: the quick question asked of every unit."""
    return ("第" in text or "《" in text or "前" in text or "本" in text) and _CITED.search(text) is not None


def _titled(text: str, start: int) -> list[Mention]:
    """《title》, with the articles cited of it."""
    title = _TITLE.match(text, start)
    if not title or text.endswith(("简称", "简称：", "统称", "下称"), 0, start):
        return []
    whole = Mention(start, title.end(), "named", title[1])
    if text[title.end() : title.end() + 1] not in _GOES_ON:
        return [whole]
    aside = _ASIDE.match(text, title.end())
    for after in (aside.end() if aside else title.end(), title.end()):
        leading = _LEADING.match(text, after)
        chain = _chain(text, leading.end() if leading else after)
        if chain and chain[0].path.article:
            return _headed(chain, start, "named", title[1])
    return [whole]


def _numbered(text: str, start: int, known: _Known) -> list[Mention]:
    """第X条, 第X款, 第X项 and lists of them, with the name of the act before them."""
    chain = _simple(text, start) or _chain(text, start)
    if not chain:
        return _division(text, start)
    if not chain[0].path.article:
        return chain
    name_start, name = _name_before(text, start, known)
    if not name or name in _ACT_WORDS:
        return chain
    if name[0] == "本":
        return _headed(chain, name_start, "own", name[1:])
    if found := _THAT.search(name):
        return _headed(chain, name_start + found.start(), "that")
    return _headed(chain, name_start, "named", name)


def _division(text: str, start: int) -> list[Mention]:
    """本法第五章: a division of this act."""
    found = _DIVISION.match(text, start)
    if not found:
        return []
    name_start, name = _name_before(text, start, frozenset())
    if name[:1] != "本":
        return []
    return [Mention(name_start, found.end(), "division", found[2], number(found[1]))] if _is_number(found[1]) else []


def _relative(text: str, start: int) -> list[Mention]:
    """前款, 前两款, 前条, 前项, 本条, 本款, 本章, with what is cited in them."""
    if found := _PREVIOUS.match(text, start):
        head, level, count = "previous", found[2], _small(found[1])
    elif found := _THIS.match(text, start):
        head, level, count = "this", found[1], 1
    else:
        return []
    chain = _chain(text, found.end()) if level in _LEVELS and text[found.end() : found.end() + 1] in _GOES_ON else []
    if chain and chain[0].start == found.end() and not chain[0].path.article:
        return _headed(chain, start, head, level, count)
    return [Mention(start, found.end(), head, level, count)]


def _headed(chain: list[Mention], start: int, head: str, name: str = "", count: int = 1) -> list[Mention]:
    """The chain with its head: the first of it takes in the head's words, the rest only its meaning."""
    starts = [start, *(mention.start for mention in chain[1:])]
    return [
        Mention(begin, mention.end, head, name, count, mention.path, mention.until)
        for begin, mention in zip(starts, chain, strict=True)
    ]


def _simple(text: str, start: int) -> list[Mention]:
    """第X条, 第X条第Y款 or 第X条第Y款第Z项 that stands alone: most citations do, and this is the quick way."""
    found = _SIMPLE.match(text, start)
    if not found:
        return []
    article, paragraph, item = found.groups()
    if not all(_is_number(digits) for digits in (article, paragraph, item) if digits):
        return []
    path = Path(str(number(article)), number(paragraph) if paragraph else 0, number(item) if item else 0)
    return [Mention(start, found.end(), "bare", path=path)]


class _Step(NamedTuple):
    """One numbered element: where it stands, its number, its level and how it is joined to the one before."""

    start: int
    end: int
    value: int
    branch: str
    level: int
    linked: bool
    ranged: bool


def _chain(text: str, start: int) -> list[Mention]:
    """第七条第二款第（三）项、第九条至第十一条 … from `start`, as bare mentions."""
    done: list[Mention] = []
    path = Path()
    for step in _steps(text, start):
        path = _place(path, step)
        if not done or (step.linked and not (step.ranged and not done[-1].until)):
            done.append(Mention(step.start, step.end, "bare", path=path))
        elif step.ranged or done[-1].until:
            done[-1] = Mention(done[-1].start, step.end, "bare", path=done[-1].path, until=path)
        else:
            done[-1] = Mention(done[-1].start, step.end, "bare", path=path)
    return done


def _steps(text: str, at: int) -> list[_Step]:
    """The elements of a list from `at` on; in 第一、二款 each has the level of the last.

    Numbers that never get a level (第一、第二、…) are no list; `mentions` goes on behind them.
    """
    steps: list[_Step] = []
    complete = 0
    while (found := _STEP.match(text, at)) and len(steps) - complete < _LONGEST_LIST:
        joined, ranged, ordinal, bracket, digits, article, branch, other = found.groups()
        linked = bool(joined or ranged)
        level = _LEVELS.index(article or other) if article or other else -1
        waiting = len(steps) > complete
        if (waiting and not linked) or (linked and not steps):
            break
        if steps and not linked and 0 <= level <= steps[-1].level:
            break
        if not ordinal and not _goes_on(joined, bracket, level, steps, waiting):
            break
        if not _is_number(digits) or (branch and not _is_number(branch)):
            break
        begin = found.start(3 if ordinal else 4 if bracket else 5)
        at = found.end()
        steps.append(_Step(begin, at, number(digits), branch or "", level, linked, bool(ranged)))
        if level >= 0:
            if waiting:
                steps[complete:] = [step._replace(level=level) for step in steps[complete:]]
            complete = len(steps)
    return steps[:complete]


def _goes_on(joined: str | None, bracket: str | None, level: int, steps: list[_Step], waiting: bool) -> bool:
    """Whether a number without 第 belongs to the list: （二）项, or 二款 after 第一款."""
    if not steps or joined in ("，", ","):
        return False
    return bool(bracket) or waiting or level in (-1, steps[-1].level)


def _place(path: Path, step: _Step) -> Path:
    if step.level == 0:
        return Path(f"{step.value}-{number(step.branch)}" if step.branch else str(step.value))
    places = [path.paragraph, path.item, path.point]
    places[step.level - 1 :] = [step.value] + [0] * (3 - step.level)
    return Path(path.article, *places)


def _name_before(text: str, start: int, known: _Known) -> tuple[int, str]:
    """Where the unquoted name of an act that ends at `start` begins, and the name; empty if there is none."""
    if text[start - 1 : start] not in _LAST_CHARACTERS:
        return start, ""
    if own := _OWN.search(text, max(0, start - 12), start):
        return own.start(), own[0]
    offset = max(0, start - 48)
    window = text[offset:start]
    if not window.endswith(_ACT_ENDS) and (trailing := _TRAILING_DIVISIONS.search(window)):
        window = window[: trailing.start()]
    if not window.endswith(_ACT_ENDS):
        return start, ""
    cut = _CUT.match(window)
    name = window[cut.end() :] if cut else window
    wide = window if name in _ACT_WORDS else name
    words = (wide[at:] for at in range(len(wide) - 1))
    name = next((word for word in words if word.removeprefix("中华人民共和国") in known), name)
    return offset + len(window) - len(name), name


def _small(digits: str | None) -> int:
    return number(digits) if digits and _is_number(digits) else 1


def _is_number(digits: str) -> bool:
    try:
        number(digits)
    except ValueError:
        return False
    return True
