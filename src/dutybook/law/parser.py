"""From a source to an `Act`: finds where the body begins and ends, and reads it as articles or as an outline."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from dutybook.law.articles import Body
from dutybook.law.citations import citations
from dutybook.law.divisions import Divisions
from dutybook.law.eids import Eids
from dutybook.law.frontmatter import front_asides, is_signature
from dutybook.law.line import Line, outer_span
from dutybook.law.lines import lines_of
from dutybook.law.markers import ArticleMark, DivisionMark, annex_mark, division_mark, section_mark
from dutybook.law.metadata import metadata
from dutybook.law.model import Act, Annex, Article, Aside, Division, Flaw, Metadata, Paragraph, Source
from dutybook.law.outline import sections
from dutybook.law.sequence import Starts, lines_with_articles

_Warnings = list[tuple[str, str, str]]
_NOTHING = Line("", ())
_CAPTIONS = {"【": "】", "（": "）", "[": "]"}
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def parse(source: Source) -> Act:
    """The act that the source holds. Never fails on text: what is no act becomes paragraphs or asides.

    >>> act = parse(Source("示范条例\\n第一条　为了示范。\\n第二条　单位应当：（一）检查；（二）报告。"))
    >>> [article.eid for article in act.articles], act.articles[1].paragraphs[0].items[1].text
    (['art_1', 'art_2'], '报告。')
    """
    tree = structure(source)
    cited = replace(tree, citations=citations(tree))
    return replace(cited, metadata=metadata(cited))


def structure(source: Source) -> Act:
    """The tree alone, without metadata and citations."""
    lines, asides = lines_of(source)
    lines, starts = lines_with_articles(lines)
    warnings: _Warnings = []
    if starts:
        front, divisions, articles, rest = _articled(lines, starts, warnings)
        outline = False
    else:
        front, articles, rest = sections(lines, warnings)
        divisions = []
        outline = True
    annexes, back = _ending(rest)
    warnings.extend(_private_use(source.text))
    return Act(
        source=source,
        metadata=Metadata(),
        outline=outline,
        divisions=tuple(divisions),
        articles=tuple(articles),
        annexes=tuple(annexes),
        front=tuple(front_asides(front)),
        back=tuple(back),
        noise=tuple(sorted(asides, key=lambda aside: aside.spans[0])),
        citations=(),
        warnings=tuple(Flaw(*warning) for warning in warnings),
    )


def _private_use(text: str) -> _Warnings:
    """Characters that only the font of the source knew: they stay in the text, and a reader must look at them."""
    if text.isascii():
        return []
    return [
        ("private-use-character", f"offset {found.start()}", text[max(0, found.start() - 8) : found.start() + 8])
        for found in _PRIVATE_USE.finditer(text)
    ]


def _articled(
    lines: list[Line], starts: Starts, warnings: _Warnings
) -> tuple[list[Line], list[Division], list[Article], list[Line]]:
    first = min(starts)
    body = _body_start(lines, first)
    end = _body_end(lines, starts)
    divisions = Divisions(warnings)
    articles: list[Article] = []
    indexes = [*sorted(starts), end]
    _take_divisions(lines[body:first], divisions)
    eids = Eids()
    last = (0, 0)
    for start, stop in pairwise(indexes):
        mark = starts[start]
        eid = _article_eid(mark, eids, last, warnings)
        last = (mark.n, mark.branch)
        own, headings = _own_lines(lines, start, stop, is_last=stop == end)
        articles.append(_article(eid, mark, lines[start], own, divisions.current, warnings))
        _take_divisions(headings, divisions)
    return lines[:body], divisions.all, articles, lines[end:]


def _body_start(lines: list[Line], first: int) -> int:
    """Index of the first heading that belongs to the first article; headings above it are a table of contents."""
    start = first
    rank = 9
    if _opens_listed_headings(lines, first):
        return first - 1
    while start > 0:
        mark = division_mark(lines[start - 1].text)
        if not mark and start > 1 and _is_bare_heading(lines[start - 1].text):
            bare = division_mark(lines[start - 2].text)  # the title on the line below the number
            if bare and bare.end == len(lines[start - 2].text) and _rank(bare) < rank:
                start, rank = start - 2, _rank(bare)
                continue
        if not mark or _rank(mark) >= rank:
            break
        start -= 1
        rank = _rank(mark)
    if start < first and not _opens_count(lines[:start], lines[start]):
        return first
    return start


def _opens_listed_headings(lines: list[Line], first: int) -> bool:
    """Whether 一、 right before the first article is the first of the headings 一、 二、 … among the articles."""
    above = section_mark(lines[first - 1].text) if first else None
    if not above or above[0] != 1 or not _is_bare_heading(lines[first - 1].text):
        return False
    marks = [section_mark(line.text) for line in lines[first:] if _is_bare_heading(line.text)]
    return any(mark is not None and mark[0] == 2 for mark in marks)


def _opens_count(above: list[Line], line: Line) -> bool:
    """False for the last line of a table of contents (第五章 附则 right before 第一条)."""
    mark = division_mark(line.text)
    return not (mark and mark.n > 1 and any(division_mark(other.text) for other in above))


def _rank(mark: DivisionMark) -> int:
    return ("part", "subpart", "chapter", "section").index(mark.kind)


def _body_end(lines: list[Line], starts: Starts) -> int:
    """Index of the line after the last article: an annex heading, or the end less the signatures."""
    last = max(starts)
    for index in range(last + 1, len(lines)):
        if annex_mark(lines[index].text) is not None:
            return _before_signatures(lines, last + 1, index)
    return _before_signatures(lines, last + 1, len(lines))


def _before_signatures(lines: list[Line], first: int, end: int) -> int:
    while end > first and is_signature(lines[end - 1].text):
        end -= 1
    return end


def _own_lines(lines: list[Line], start: int, stop: int, is_last: bool) -> tuple[list[Line], list[Line]]:
    """The article's lines after its first, and the headings that stand between it and the next article."""
    if stop == start + 1:
        return [], []
    cut = stop if is_last else _headings_start(lines, start + 1, stop)
    own: list[Line] = []
    headings: list[Line] = []
    for line in lines[start + 1 : cut]:
        (headings if line.text[0] == "第" and division_mark(line.text) else own).append(line)
    return own, headings + lines[cut:stop]


def _headings_start(lines: list[Line], first: int, stop: int) -> int:
    """Index of the first of the headings that stand right before an article, be they without their numbers.

    Bare headings count only below a finished sentence: else they are the end of it.
    """
    cut = bare = stop
    while bare > first:
        line = lines[bare - 1]
        text = line.text
        if line.level > 0 or (text[0] == "第" and division_mark(text)):
            cut = bare = bare - 1
        elif _is_bare_heading(text):
            bare -= 1
            if lines[bare - 1].text[-1] in "。”":
                cut = bare
        else:
            break
    return cut


def _is_bare_heading(text: str) -> bool:
    return text[-1] not in "。；：，;:,、）)！？”" and len(text) <= 30 and text[0] not in "（("


def _take_divisions(headings: list[Line], divisions: Divisions) -> None:
    for line in headings:
        mark = division_mark(line.text)
        listed = section_mark(line.text)
        if mark:
            divisions.add(line, mark)
        elif listed:
            divisions.add_listed(line, *listed)
        elif divisions.lacks_heading():
            divisions.add_heading(line)
        else:
            divisions.add_unnumbered(line)


def _article_eid(mark: ArticleMark, eids: Eids, last: tuple[int, int], warnings: _Warnings) -> str:
    wanted = f"art_{mark.n}-{mark.branch}" if mark.branch else f"art_{mark.n}"
    eid = eids.unused(wanted)
    if eid != wanted:
        warnings.append(("article-number-twice", eid, f"第{mark.n}条"))
    elif not mark.branch and last[0] and mark.n != last[0] + 1:
        warnings.append(("article-numbers-missing", eid, f"{last[0]} → {mark.n}"))
    return eid


def _article(eid: str, mark: ArticleMark, line: Line, own: list[Line], division: str, warnings: _Warnings) -> Article:
    num, num_span, rest = line.split(mark.end)
    heading, first = _captioned(rest) if rest.text[:1] in _CAPTIONS else (_NOTHING, rest)
    body = Body(eid, warnings)
    if first.text:
        body.add(first)
    for other in own:
        body.add(other)
    return Article(eid, num, num_span, heading.text, heading.spans, division, body.paragraphs())


def _captioned(line: Line) -> tuple[Line, Line]:
    """A caption 【目的】 or （目的） that stands alone after the number, and the rest of the line."""
    text = line.text
    end = text.find(_CAPTIONS[text[0]])
    if 2 < end <= 25 and (text[0] == "【" or end + 1 == len(text) or text[end + 1].isspace()):
        return line.cut(0, end + 1), line.cut(end + 1)
    return _NOTHING, line


def _ending(lines: list[Line]) -> tuple[list[Annex], list[Aside]]:
    """Annexes and back matter, from the lines after the body."""
    annexes: list[Annex] = []
    back: list[Aside] = []
    opened: tuple[str, Line, Line] | None = None
    content: list[Line] = []

    def close() -> None:
        if opened:
            eid, num, heading = opened
            annexes.append(_annex(eid, num, heading, content))

    for line in lines:
        end = annex_mark(line.text)
        if end is not None:
            close()
            opened = (f"att_{len(annexes) + 1}", line.cut(0, end), line.cut(end))
            content = []
        elif opened:
            content.append(line)
        else:
            back.append(Aside("signature", line.text, line.spans))
    close()
    return annexes, back


def _annex(eid: str, num: Line, heading: Line, lines: list[Line]) -> Annex:
    paragraphs = tuple(
        Paragraph(f"{eid}__para_{i}", "", None, line.text, line.spans) for i, line in enumerate(lines, 1)
    )
    return Annex(eid, num.text, outer_span(num.spans), heading.text, heading.spans, paragraphs)
