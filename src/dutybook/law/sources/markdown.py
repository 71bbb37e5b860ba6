"""The spans of a Markdown file that are markup and not text, so that the text itself stays the file, offset by offset.

Only what is certainly markup is marked: a stray `*`, `_`, `[` or `#` of a legal text is text. Every search is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dutybook.law.model import Span, Spans

_LINE = re.compile(r"\n(?=[ \t>#*`=_-])")
_INDENT = re.compile(r"[ \t]*")
_QUOTE = re.compile(r"(?:>[ \t]?)+[ \t]*")
_HEADING = re.compile(r"#{1,6}(?:[ \t　]+|(?=[一-鿿（《\n]|\Z))")
_BULLET = re.compile(r"[-*][ \t]+(?=[^ \t\n])")
_PAGE_NUMBER = re.compile(r"- *\d+ *-?[ \t]*(?=\n|\Z)")
_FENCE = re.compile(r"```+\w*[ \t]*(?=\n|\Z)")
_STRONG = re.compile(r"(?<![*\\])(\*{2,3})(?![\s*])([^*\n]+)(?<!\s)\1(?!\*)")
_STRONG_LINE = re.compile(r"(?<![\w_\\])(__)(?![\s_])([^_\n]+)(?<!\s)__(?![\w_])")
_LINK = re.compile(r'(!?)\[([^\[\]\n]*)\]\(([^\s()]*)(?:[ \t]+"[^"\n]*")?\)')
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[/#.]|www\.", re.IGNORECASE)
_FILE = re.compile(r"\.(?:md|html?|docx?|pdf|txt|png|jpe?g|gif|svg)\Z", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")
_TAG = re.compile(
    r"</?(?=[a-z])(?:a|b|br|center|div|em|font|hr|i|img|p|span|strong|sub|sup|"
    r"table|tbody|td|th|thead|tr|u)(?:[ \t/][^<>\n]*)?>",
    re.IGNORECASE,
)
_SPACE_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);")
_PIPE = re.compile(r"(?<!\\)\|")
_PUNCTUATION = re.compile(r"[^\w\s]")


def marks_of(text: str) -> Spans:
    """The spans of markup in a Markdown text, in order and without overlap.

    Headings' `#`, quotes' `>`, list bullets, comments, `**` and `__` pairs, backslash escapes, rules, code fences,
    table pipes and separators, link and image syntax, HTML tags and space entities. A number `1.` is text.

    >>> text = "## 第一章 **总则**"
    >>> [text[start:end] for start, end in marks_of(text)]
    ['## ', '**', '**']
    """
    spans = list(_line_marks(text))
    if "<!--" in text:
        spans += _comments(text)
    if "|" in text:
        spans += _table_marks(text)
    if "**" in text:
        spans += _pairs(_STRONG, text)
    if "__" in text:
        spans += _pairs(_STRONG_LINE, text)
    if "](" in text:
        spans += _links(text)
    if "\\" in text:
        spans += (found.span() for found in _ESCAPE.finditer(text))
    if "<" in text:
        spans += (found.span() for found in _TAG.finditer(text))
    if "&" in text:
        spans += (found.span() for found in _SPACE_ENTITY.finditer(text))
    return _merged(spans)


def _line_marks(text: str) -> Iterator[Span]:
    """Marks that open a line. The first line, which no line end precedes, is looked at by itself."""
    if text:
        yield from _opening(text, 0)
    for found in _LINE.finditer(text):
        yield from _opening(text, found.end())


def _opening(text: str, start: int) -> Iterator[Span]:
    """The marks at the start of one line: quotes, then a rule, fence, heading or bullet."""
    at = _end(_INDENT, text, start)
    if quote := _QUOTE.match(text, at):
        yield quote.span()
        at = quote.end()
    first = text[at : at + 1]
    if first == "#":
        yield from _heading(text, at)
    elif first == "`":
        if fence := _FENCE.match(text, at):
            yield fence.span()
    elif first and first in "-*_=":
        yield from _rule_or_bullet(text, at)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _heading(text: str, at: int) -> Iterator[Span]:
    """The opening `#`s, and closing ones after a space."""
    found = _HEADING.match(text, at)
    if not found:
        return
    yield found.span()
    end = _line_end(text, at)
    line = text[found.end() : end].rstrip()
    if line.endswith("#"):
        bare = line.rstrip("#")
        if not bare or bare[-1] in " \t":
            yield found.end() + len(bare), found.end() + len(line)


def _rule_or_bullet(text: str, at: int) -> Iterator[Span]:
    """A rule is a line of nothing but three or more of one sign; a page number `- 3 -` is neither rule nor bullet."""
    end = _line_end(text, at)
    line = text[at:end]
    sign = line[0]
    bare = line.replace(" ", "").replace("\t", "")
    if len(bare) >= 3 and not bare.strip(sign):
        yield at, end
    elif sign in "-*" and not _PAGE_NUMBER.match(text, at) and (found := _BULLET.match(text, at)):
        yield found.span()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _comments(text: str) -> Iterator[Span]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _pairs(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Both signs of each pair; an opening sign between a word and a punctuation mark (`张**、`) opens nothing."""
    for found in pattern.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before and before.isalnum() and _PUNCTUATION.match(found[2]):
            continue
        yield found.span(1)
        yield found.end(2), found.end()


def _links(text: str) -> Iterator[Span]:
    """`[` and `](address)` around a link's text; an image whole. What does not read as an address is text."""
    for found in _LINK.finditer(text):
        address = found[3]
        if not (_ADDRESS.match(address) or _FILE.search(address)):
            continue
        if found[1]:
            yield found.span()
        else:
            yield found.start(), found.start(2)
            yield found.end(2), found.end()


def _table_marks(text: str) -> Iterator[Span]:
    """Separator rows, and the pipes of their table's rows and of every line that begins and ends with a pipe."""
    in_table = False
    lines = list(_lines_with_pipes(text))
    for index, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        follows = index + 1 < len(lines) and lines[index + 1][0] == end + 1 and _is_separator(text, lines[index + 1])
        in_table = follows or (in_table and lines[index - 1][1] + 1 == start)
        if _is_separator(text, (start, end)):
            yield start, end
        elif in_table or (len(line) > 1 and line[0] == line[-1] == "|"):
            yield from ((start + found.start(), start + found.end()) for found in _PIPE.finditer(text[start:end]))


def _lines_with_pipes(text: str) -> Iterator[Span]:
    at = text.find("|")
    while at >= 0:
        end = _line_end(text, at)
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find("|", end)


def _is_separator(text: str, line: Span) -> bool:
    """Whether a line is the row of dashes below a table's head, `|---|:--:|`."""
    row = text[slice(*line)]
    return "-" in row and "|" in row and not row.strip("|-: \t")


def _merged(spans: list[Span]) -> Spans:
    """The spans in order; those that touch or overlap within one another become one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
