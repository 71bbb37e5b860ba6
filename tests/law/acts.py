"""Model acts built by hand, each node with the spans of a source text that is built along with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dutybook.law.model import (
    Act,
    Annex,
    Article,
    Aside,
    Citation,
    Division,
    Event,
    Item,
    Metadata,
    Paragraph,
    Point,
    ShortTitle,
    Source,
    Span,
    Spans,
)

Entry = tuple[str, str] | tuple[str, str, Sequence[tuple[str, str]]]
"""An item: number, text, points."""

Block = str | tuple[str, Sequence[Entry]] | tuple[str, Sequence[Entry], str]
"""A paragraph: text, items, tail."""


@dataclass
class Draft:
    """Writes a source text node by node and remembers where each node stands."""

    name: str = "model.txt"
    outline: bool = False
    text: str = ""
    divisions: list[Division] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    front: list[Aside] = field(default_factory=list)
    back: list[Aside] = field(default_factory=list)
    noise: list[Aside] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return start, start + len(words)

    def line(self, words: str) -> Spans:
        span = self.put(words)
        self.text += "\n"
        return (span,) if words else ()

    def aside(self, place: str, kind: str, words: str) -> None:
        getattr(self, place).append(Aside(kind, words, self.line(words)))

    def division(self, eid: str, num: str, heading: str, kind: str = "chapter") -> None:
        self.divisions.append(Division(eid, kind, num, self.put(num), heading, self.line(heading)))

    def article(self, num: str, *blocks: Block, eid: str = "", heading: str = "", nums: Sequence[str] = ()) -> None:
        eid = eid or f"{'sec' if self.outline else 'art'}_{len(self.articles) + 1}"
        num_span, heading_spans = self.put(num), self.line(heading) if heading else ()
        division = self.divisions[-1].eid if self.divisions else ""
        paragraphs = self.paragraphs(eid, blocks, nums)
        self.articles.append(Article(eid, num, num_span, heading, heading_spans, division, paragraphs))

    def annex(self, num: str, heading: str, *blocks: Block) -> None:
        eid = f"att_{len(self.annexes) + 1}"
        num_span, heading_spans = self.put(num), self.line(heading)
        self.annexes.append(Annex(eid, num, num_span, heading, heading_spans, self.paragraphs(eid, blocks, ())))

    def paragraphs(self, eid: str, blocks: Sequence[Block], nums: Sequence[str]) -> tuple[Paragraph, ...]:
        return tuple(
            self.paragraph(f"{eid}__para_{index}", block, nums[index - 1] if nums else "")
            for index, block in enumerate(blocks, 1)
        )

    def paragraph(self, eid: str, block: Block, num: str) -> Paragraph:
        text, items, tail, *_ = (block, (), "", "") if isinstance(block, str) else (*block, "", "")
        num_span = self.put(num) if num else None
        spans = self.line(text)
        entries = tuple(self.item(f"{eid}__item_{index}", entry) for index, entry in enumerate(items, 1))
        return Paragraph(eid, num, num_span, text, spans, entries, tail, self.line(tail) if tail else ())

    def item(self, eid: str, entry: Entry) -> Item:
        num, text, points = (*entry, ())[:3]
        num_span, spans = self.put(num), self.line(text)
        below = tuple(
            Point(f"{eid}__point_{index}", point, self.put(point), words, self.line(words))
            for index, (point, words) in enumerate(points, 1)
        )
        return Item(eid, num, num_span, text, spans, below)

    def cite(self, unit: str, words: str, target: str, exists: bool = True) -> None:
        """Record the first place after the last citation of this unit where the words stand."""
        start = self.text.index(
            words, max((c.span[0] for c in self.citations if c.unit == unit), default=self.at(unit))
        )
        self.citations.append(Citation(unit, words, (start, start + len(words)), target, exists))

    def at(self, unit: str) -> int:
        """Where the text of a node starts."""
        articles = [*self.articles, *self.annexes]
        paragraphs = [paragraph for article in articles for paragraph in article.paragraphs]
        items = [item for paragraph in paragraphs for item in paragraph.items]
        points = [point for item in items for point in item.points]
        starts = {node.eid: node.spans[0][0] for node in [*paragraphs, *items, *points] if node.spans}
        starts |= {node.eid: node.heading_spans[0][0] for node in [*articles, *self.divisions] if node.heading_spans}
        return starts[unit]

    def act(self, **told: Any) -> Act:
        lists = {
            name: tuple(getattr(self, name))
            for name in ("divisions", "articles", "annexes", "front", "back", "noise", "citations")
        }
        return Act(Source(self.text, self.name), Metadata(**told), self.outline, **lists)


def measure() -> Act:
    """A city's measure with every structure: two chapters, a section, items, points, a tail, an annex, citations."""
    draft = Draft("measure.md")
    draft.aside("front", "order", "海州市人民政府令第12号")
    draft.aside("front", "title", "海州市公共场所防护办法")
    draft.aside(
        "front", "note", "（2020年3月1日海州市人民政府令第12号公布　根据2023年5月6日海州市人民政府令第20号修正）"
    )
    draft.aside("front", "toc", "目录 第一章 总则 第二章 防护措施")
    draft.aside("front", "preamble", "为了保护公众，制定本办法。")
    draft.division("chp_1", "第一章", "总则")
    draft.article("第一条", "为了防护公共场所的安全，根据《中华人民共和国防护法》第九条，制定本办法。")
    draft.article("第二条", "本办法适用于本市的公共场所。", "法律另有规定的，从其规定。")
    draft.aside("noise", "page", "第 1 页 共 2 页")
    draft.division("chp_2", "第二章", "防护措施 & <检查>")
    draft.division("chp_2__sec_1", "第一节", "日常措施", kind="section")
    points = [("1.", "入口处的；"), ("2.", "出口处的；")]
    items = [
        ("（一）", "巡查下列部位：", points),
        ("（二）", "依照第二条第二款保存记录；"),
        ("（三）", "R&D <试验> 场所的措施。"),
    ]
    draft.article("第三条", ("经营者应当采取下列措施：", items, "前款措施每年评估。"), "依照第一条至第二条办理。")
    draft.article("第三条之一", "违反第九十九条的，责令改正。", eid="art_3-1")
    draft.article("第四条", "本办法自2020年5月1日起施行。")
    draft.aside("back", "signature", "海州市人民政府办公厅")
    draft.annex("附件1", "防护等级表", "等级\t面积\t人员", "一级\t五千平方米\t十人")
    draft.cite("art_1__para_1", "《中华人民共和国防护法》第九条", "《中华人民共和国防护法》#art_9")
    draft.cite("art_3__para_1__item_2", "第二条第二款", "art_2__para_2")
    draft.cite("art_3__para_1", "前款措施", "art_2__para_2")
    draft.cite("art_3__para_2", "第一条至第二条", "art_1")
    draft.cite("art_3__para_2", "第一条至第二条", "art_2")
    draft.cite("art_3-1__para_1", "第九十九条", "art_99", exists=False)
    history = (
        Event("promulgated", date(2020, 3, 1), "海州市人民政府令第12号"),
        Event("amended", date(2023, 5, 6), "海州市人民政府令第20号"),
        Event("repealed", None),
    )
    return draft.act(
        title="海州市公共场所防护办法",
        kind="government_rule",
        issuer="海州市人民政府",
        number="海州市人民政府令第12号",
        promulgated=date(2020, 3, 1),
        in_force=date(2020, 5, 1),
        jurisdiction="4101",
        history=history,
        short_titles=(ShortTitle("防护法", "中华人民共和国防护法", "title"),),
    )


def outline() -> Act:
    """A yearly plan: sections 一、, blocks （一）, items 1."""
    draft = Draft("plan.txt", outline=True)
    draft.aside("front", "title", "海州市防护工作计划")
    draft.article("一、", "总体要求如下。", heading="总体要求")
    items = [("1.", "每季度开会。"), ("2.", "每年演练。")]
    draft.article("二、", ("健全机制。", items), "落实责任。", heading="重点任务", nums=["（一）", "（二）"])
    return draft.act(title="海州市防护工作计划", kind="plan")


def articles(*texts: str, title: str = "海州市防护办法", **told: Any) -> Act:
    """An act of one-paragraph articles, numbered in order."""
    draft = Draft()
    for index, text in enumerate(texts, 1):
        draft.article(f"第{index}条", text)
    return draft.act(title=title, **told)


def nothing() -> Act:
    """An act of which nothing could be read."""
    return replace(Draft("").act(), warnings=())


_WORDS = st.text(alphabet="甲乙丙《》〈〉第条、。&<>\"'\t\x01\x0b\ufffe /~#%", max_size=12)
_DAYS = st.none() | st.dates(min_value=date(1949, 10, 1))
_EVENTS = st.builds(Event, st.sampled_from(["adopted", "amended", "in_force", "repealed"]), _DAYS, _WORDS)
_ENTRIES = st.tuples(_WORDS, _WORDS, st.lists(st.tuples(_WORDS, _WORDS), max_size=2))
_BLOCKS = st.tuples(_WORDS, st.lists(_ENTRIES, max_size=3), _WORDS)
_ASIDES = st.tuples(st.sampled_from(["title", "note", "toc", "preamble", "order", "page"]), _WORDS)


@st.composite
def any_act(draw: st.DrawFn) -> Act:
    """Any act that the model can hold, with hostile words; citations mark words of some paragraphs."""
    draft = Draft(draw(_WORDS), draw(st.booleans()))
    for place in ("front", "noise"):
        for kind, words in draw(st.lists(_ASIDES, max_size=3)):
            draft.aside(place, kind, words)
    for index in range(draw(st.integers(0, 4))):
        if not draft.outline and draw(st.booleans()):
            draft.division(f"chp_{index}", draw(_WORDS), draw(_WORDS), draw(st.sampled_from(["part", "chapter"])))
        draft.article(draw(_WORDS), *draw(st.lists(_BLOCKS, max_size=3)), heading=draw(_WORDS))
    for _ in range(draw(st.integers(0, 2))):
        draft.annex(draw(_WORDS), draw(_WORDS), *draw(st.lists(_BLOCKS, max_size=2)))
    for kind, words in draw(st.lists(_ASIDES, max_size=2)):
        draft.aside("back", kind, words)
    for article in draft.articles:
        for node in article.paragraphs:
            if node.text and draw(st.booleans()):
                _cite(draw, draft, node)
    return draft.act(
        title=draw(_WORDS),
        kind=draw(st.sampled_from(["", "law", "local_regulation", "department_rule"])),
        issuer=draw(_WORDS),
        number=draw(_WORDS),
        adopted=draw(_DAYS),
        in_force=draw(_DAYS),
        jurisdiction=draw(st.sampled_from(["", "41", "4101", "410105"])),
        history=tuple(draw(st.lists(_EVENTS, max_size=3))),
        short_titles=tuple(draw(st.lists(st.builds(ShortTitle, _WORDS, _WORDS, st.just("term")), max_size=2))),
    )


def _cite(draw: st.DrawFn, draft: Draft, node: Paragraph) -> None:
    start, end = node.spans[0]
    first = draw(st.integers(start, end - 1))
    last = draw(st.integers(first + 1, end))
    titles = st.text(alphabet="甲《》 /~#%.", min_size=1, max_size=5)
    target, exists = draw(
        st.sampled_from([(draft.articles[0].eid, True), ("art_999", False)])
        | titles.map(lambda title: (f"《{title}》#art_1", True))
    )
    draft.citations.append(Citation(node.eid, draft.text[first:last], (first, last), target, exists))
