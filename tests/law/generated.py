"""Acts made up by Hypothesis: a tree of which the right reading is certain, and the many ways to print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from hypothesis import strategies as st

from dutybook.law.model import Act, Article
from dutybook.law.numerals import chinese

Items = tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
"""Items as (number, text, points), points as (number, text)."""


@dataclass(frozen=True)
class Block:
    """A paragraph with its items and the end of its sentence below them."""

    text: str
    items: Items = ()
    tail: str = ""


@dataclass(frozen=True)
class Heading:
    """A division: its kind, number and title."""

    kind: str
    num: str
    title: str


@dataclass(frozen=True)
class Clause:
    """An article."""

    num: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Made:
    """An act: headings and articles in order, then the lines of its annex, the first one its title."""

    title: str
    body: tuple[Heading | Clause, ...]
    annex: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One way to print an act. Lines are broken at `width` characters, 0 for not at all; broken lines are indented."""

    gap: str = "　"
    half_width: bool = False
    indent: str = ""
    blanks: int = 0
    run_on: bool = False
    contents: bool = False
    page_numbers: bool = False
    hidden: str = ""
    width: int = 0
    line_end: str = "\n"
    mark: str = ""


PLAIN = Layout()

_KINDS = {"编": "part", "章": "chapter", "节": "section"}
_SKELETONS = ("", "章", "章章章", "编章章编章", "章节节章", "编章节节章编章", "节节")
_TITLES = ("总则", "防护措施", "日常检查", "监督管理", "法律责任", "附　则")
_SUBJECTS = ("经营单位", "市主管部门", "场所的负责人", "任何单位和个人", "施工单位", "区人民政府")
_VERBS = (
    "应当检查",
    "应当保存",
    "不得挪用",
    "应当每半年维护一次",
    "应当依照第三条第二款的规定公布",
    "应当登记前款第（二）项、第（三）项规定的",
    "可以在24小时内调整本办法第一条至第三条规定的",
)
_OBJECTS = (
    "防护设备",
    "应急物资",
    "疏散通道",
    "全部出入口",
    "检测报告",
    "“一级场所”清单",
    "《海州市防护条例》第八条所列的设施",
)


_SENTENCES = ["".join(words) for words in product(_SUBJECTS, _VERBS, _OBJECTS)]
_LONG = Block("为了加强公共场所的安全防护，" + "，".join(_SENTENCES[::17]) + "，制定本办法。")
"""So many lines long, wherever it is broken, that its lines tell the width of the page."""


def sentences(end: str = "。") -> st.SearchStrategy[str]:
    """A sentence, or the part of one that is printed on a line of its own."""
    return st.sampled_from(_SENTENCES).map(lambda words: words + end)


@st.composite
def _items(draw: st.DrawFn, end: str = "。") -> Items:
    texts = draw(st.lists(sentences(""), min_size=2, max_size=draw(st.sampled_from((3, 3, 3, 12)))))
    items = [(f"（{chinese(n)}）", f"{text}；", ()) for n, text in enumerate(texts, 1)]
    items[-1] = (items[-1][0], texts[-1] + end, ())
    if draw(st.booleans()):
        at = draw(st.integers(0, len(items) - 1))
        num, text, _ = items[at]
        below = draw(st.lists(sentences(""), min_size=2, max_size=4))
        points = [f"{point}；" for point in below[:-1]] + [below[-1] + text[-1]]
        items[at] = (num, f"{text[:-1]}：", tuple((f"{n}.", point) for n, point in enumerate(points, 1)))
    return tuple(items)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A paragraph: plain, with a list, or with a list whose sentence ends below it."""
    kind = draw(st.sampled_from(("plain", "plain", "list", "tail")))
    if kind == "plain":
        return Block("".join(draw(st.lists(sentences(), min_size=1, max_size=2))))
    if kind == "list":
        return Block(draw(sentences("：")), draw(_items()))
    return Block("有下列情形之一：", draw(_items(end="，")), "由市主管部门责令改正。")


@st.composite
def made_acts(draw: st.DrawFn, long: bool = False) -> Made:
    """An act with divisions in any nesting, branch articles, lists and an annex; `long` opens with a long paragraph."""
    body: list[Heading | Clause] = []
    counts: dict[str, int] = {}
    n = 0
    skeleton = draw(st.sampled_from(_SKELETONS))
    for word, below in zip(skeleton or " ", skeleton[1:] + " ", strict=False):
        if word != " ":
            counts = {kind: count for kind, count in counts.items() if "编章节".index(kind) <= "编章节".index(word)}
            counts[word] = counts.get(word, 0) + 1
            body.append(Heading(_KINDS[word], f"第{chinese(counts[word])}{word}", draw(st.sampled_from(_TITLES))))
        if below == " " or "编章节".index(below) <= "编章节".index(word):
            clauses = draw(_clauses(n))
            if long and not n:
                clauses[0] = replace(clauses[0], blocks=(_LONG, *clauses[0].blocks))
            n += sum("之" not in clause.num for clause in clauses)
            body.extend(clauses)
    annex = ("防护设备配置表", *draw(st.lists(sentences(), max_size=3))) if draw(st.booleans()) else ()
    return Made("海州市公共场所防护办法", tuple(body), annex)


@st.composite
def _clauses(draw: st.DrawFn, last: int) -> list[Clause]:
    """One to three articles that follow number `last`."""
    clauses = []
    branch = 0
    for _ in range(draw(st.integers(1, 3))):
        branch = branch + 1 if clauses and draw(st.integers(0, 5)) == 0 else 0
        last += not branch
        num = f"第{chinese(last)}条" + (f"之{chinese(branch)}" if branch else "")
        clauses.append(Clause(num, tuple(draw(st.lists(blocks(), min_size=1, max_size=2)))))
    return clauses


def layouts(wrapped: bool = False) -> st.SearchStrategy[Layout]:
    """Any way to print; `wrapped` at some width, each paragraph's first line indented."""
    return st.builds(
        Layout,
        gap=st.sampled_from((" ", "　", "\u00a0", "\u2002", "　　")),
        half_width=st.booleans(),
        indent=st.just("　　") if wrapped else st.sampled_from(("", "　　", "    ", "\u00a0\u00a0", "\t")),
        blanks=st.integers(0, 2),
        run_on=st.booleans(),
        contents=st.booleans(),
        page_numbers=st.booleans(),
        hidden=st.sampled_from(("", "\u200b", "\ufeff")),
        width=st.integers(14, 40) if wrapped else st.just(0),
        line_end=st.sampled_from(("\n", "\r\n", "\r")),
        mark=st.sampled_from(("", "\ufeff")),
    )


def printed(made: Made, layout: Layout = PLAIN) -> str:
    """The text of a file that holds the act."""
    lines = list(_lines(made, layout))
    if layout.half_width:
        lines = [line.translate({ord("（"): "(", ord("）"): ")"}) for line in lines]
    if layout.width:
        lines = [line[at : at + layout.width] for line in lines for at in range(0, len(line), layout.width)]
    if layout.page_numbers:
        lines = [
            text for n, line in enumerate(lines, 1) for text in ((line, f"- {n // 9} -") if n % 9 == 0 else (line,))
        ]
    between = layout.line_end * (layout.blanks + 1)
    if layout.hidden:
        between += layout.hidden + between
    return layout.mark + between.join(lines) + layout.line_end


def _lines(made: Made, layout: Layout) -> Iterator[str]:
    yield made.title
    headings = [f"{piece.num}{layout.gap}{piece.title}" for piece in made.body if isinstance(piece, Heading)]
    if layout.contents and headings:
        yield from ("目　录", *headings)
    for piece in made.body:
        if isinstance(piece, Heading):
            yield f"{piece.num}{layout.gap}{piece.title}"
        else:
            yield from _clause_lines(piece, layout)
    if made.annex:
        yield f"附件：{made.annex[0]}"
        yield from (layout.indent + line for line in made.annex[1:])


def _clause_lines(clause: Clause, layout: Layout) -> Iterator[str]:
    opening = clause.num + layout.gap
    for block in clause.blocks:
        below = [num + text for item in block.items for num, text in (item[:2], *item[2])]
        text = opening + block.text
        opening = ""
        if layout.run_on:
            text, below = text + "".join(below), []
        yield from (layout.indent + line for line in (text, *below))
        if block.tail:
            yield layout.indent + block.tail


def plain(made: Made) -> Made:
    """The act as its reading is to be compared: no white space, half-width brackets."""
    body = tuple(
        Heading(piece.kind, piece.num, _bare(piece.title))
        if isinstance(piece, Heading)
        else Clause(piece.num, tuple(Block(_bare(b.text), _bare_items(b.items), _bare(b.tail)) for b in piece.blocks))
        for piece in made.body
    )
    return Made(_bare(made.title), body, tuple(map(_bare, made.annex)))


def as_read(act: Act) -> Made:
    """What was read, in the same form."""
    title = "".join(aside.text for aside in act.front if aside.kind == "title")
    nodes = sorted((*act.divisions, *act.articles), key=lambda node: node.num_span or (0, 0))
    body = tuple(
        _clause(node) if isinstance(node, Article) else Heading(node.kind, node.num, node.heading) for node in nodes
    )
    annex = tuple(text for node in act.annexes for text in (node.heading, *(p.text for p in node.paragraphs)))
    return plain(Made(title, body, annex))


def _clause(article: Article) -> Clause:
    return Clause(
        article.num,
        tuple(
            Block(
                paragraph.text,
                tuple(
                    (item.num, item.text, tuple((point.num, point.text) for point in item.points))
                    for item in paragraph.items
                ),
                paragraph.tail,
            )
            for paragraph in article.paragraphs
        ),
    )


def _bare_items(items: Items) -> Items:
    return tuple(
        (_bare(num), _bare(text), tuple((_bare(point), _bare(words)) for point, words in points))
        for num, text, points in items
    )


def _bare(text: str) -> str:
    return "".join(text.split()).translate({ord("（"): "(", ord("）"): ")"})


_WORDS = """
第一条 第二条 第三条 第三条之一 第二条之二 第九十九条 第12条 第一编 第一分编 第一章 第二章 第一节
（一） （二） （三） (一) (二) （二）项 1. 2、 (1) ① ② ⑴ 一、 二、 三．
附件 附件1： 附则 附 目录 总则 【目的】 以下简称 规定 的决定》 修改如下： 办法 修正案
， ； 。 ： 、 “ ” 《 》 的 由 单位应当 甲 乙丙丁 2024年1月1日 公布 市人民政府
[bookmark:_Toc1] 12 来源：某网 https://example.org/a 原文链接
** __ | <!-- --> ``` <br> &nbsp; \\ [甲](b.html)
"""
_SPACES = ("\n", "\n", "\n\n", "　", "　　", " ", "\t", "\f", "\r", "\u00a0", "\u2002", "\u2028", "\x85")
_HIDDEN = ("\u200b", "\ufeff", "\u00ad", "\ue000")
_SPACED = ("第十 二条", "目　次", "- 3 -", "第 3 页", "# ", "## ", "### ", "> ", "- ", "\n|---|---|\n")
_PIECES = (*_WORDS.split(), *_SPACES, *_SPACES, *_HIDDEN, *_SPACED)


def texts(pieces: int = 60) -> st.SearchStrategy[str]:
    """Any text, made mostly of what carries structure."""
    return st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=pieces).map("".join)


def broken(text: str, width: int) -> str:
    """The text with all its lines broken at a width."""
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width))
