"""The text of a saved web page without the site around it: one line for each block, one for each table row.

Site furniture is told by its tags, by its links and by its words. What is in doubt stays: a line too many is set
aside further down, a line too few is a duty lost.
"""

from __future__ import annotations

import re

from lxml import etree

from dutybook.errors import EmptySource, UndecodableText, UnsafeFile
from dutybook.law.numerals import NUMERAL
from dutybook.law.sources.html_lines import Block, Line, lines_of
from dutybook.law.sources.html_tags import bare
from dutybook.law.sources.text import decode

MAX_HTML = 32 << 20
"""Bytes of a page; no act comes near it."""

MAX_TAGS = 1_000_000
"""Tags of a page: each costs memory however short it is."""

_BIG5 = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DROPPED = (
    *("head", "script", "style", "noscript", "template", "select", "button", "textarea", "svg"),
    *("iframe", "object", "video", "audio", "canvas", "map", "dialog", "rt", "rp"),
)
_LABEL = re.compile(rf"\s*第[\s　]*(?:{NUMERAL}[\s　]*){{1,12}}[条章节编]")
_OPENS_LIKE_ACT = re.compile(
    r"附件|附表|附录|附[：:]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、]"
    rf"|[（(]?{NUMERAL}{{4}}\s*年\s*{NUMERAL}{{1,3}}\s*月"
)
_ENDS_LIKE_ACT = re.compile(
    r"[。；]\Z"
    r"|(?:法|条例|规定|办法|规则|细则|决定|决议|方案|通知|意见|公告|解释|批复|修正案|准则|标准|规程|章程|预案|要点|目\s?录|令)"
    r"(?:[（(〔][^（(〔）)〕]*[）)〕])?\Z"
)
_FURNITURE = re.compile(
    r"版权所有|©|copyright|ICP备|ICP证|公网安备|网站标识码|网站地图|联系我们|关于我们|当前位置|您的位置|返回顶部|打印本页"
    r"|关闭窗口|字体大小|【字|字号[：:\s]*[\[【（(]?[大中小]|分享到|扫一扫|上一篇|下一篇|浏览次数|点击数|阅读量|主办单位"
    r"|承办单位|技术支持|本网站|免责声明|相关阅读|相关链接|责任编辑|设为首页|加入收藏|无障碍浏览",
    re.IGNORECASE,
)
_FURNITURE_LENGTH = 120
"""A longer line is text whatever its words."""

_PAGE = ("body", "html", "form")
_LINKED = 0.6
"""The share of a line's characters in links from which on it is a menu and not a sentence with a link in it."""


def html_text(data: bytes, place: str) -> str:
    """The text of a saved page from the act's first line to its last.

    Args:
        data: the file's bytes; the encoding is told by a mark, by the page's `meta`, or tried as for plain text.
        place: the file's name, for messages.

    Raises:
        EmptySource: a page without text.
        UndecodableText: a page in no known encoding.
        UnknownFormat: binary data.
        UnsafeFile: a page above the limits of size, number of tags or depth.

    >>> page = "<html><body><nav><a href='/'>首页</a></nav><p>第一条&nbsp;为了安全。</p></body></html>"
    >>> html_text(page.encode(), "act.html")
    '第一条 为了安全。'
    """
    _check_size(data, place)
    root = _parsed(_decoded(data, place), place)
    lines, blocks = lines_of(root)
    if not lines:
        raise EmptySource(place, "the page holds no text", "save the page that shows the act")
    return "\n".join(line.text for line in _act_lines(lines, blocks))


def _check_size(data: bytes, place: str) -> None:
    if len(data) > MAX_HTML:
        raise UnsafeFile(place, f"a page of more than {MAX_HTML >> 20} MB", "save the act's text alone")
    if len(data) > 4 * MAX_TAGS and data.count(b"<") > MAX_TAGS:
        raise UnsafeFile(place, f"a page of more than {MAX_TAGS} tags", "save the act's text alone")


def _decoded(data: bytes, place: str) -> str:
    """Only Big5 is taken on the page's word: pages that declare other charsets are UTF-8 or GB18030 all the same."""
    if data.startswith(_MARKS) or not _BIG5.search(data[:8192]):
        return decode(data, place)
    try:
        return data.decode("big5hkscs")
    except UnicodeDecodeError as error:
        cause = f"declared as Big5, but byte {error.start} is not"
        raise UndecodableText(place, cause, "save the page as UTF-8") from None


def _parsed(text: str, place: str) -> etree._Element:
    """The page's tree. The parser repairs what is broken but cuts what is too deep: that must not pass in silence."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(bare(text).encode(), parser)
    except (etree.XMLSyntaxError, etree.ParserError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnsafeFile(place, "tags nested, or text without tags, past all use", "save the act's text alone")
    if root is None:
        raise EmptySource(place, "the page holds no text", "save the page that shows the act")
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    return root


def _act_lines(lines: list[Line], blocks: list[Block]) -> list[Line]:
    """The lines from the first to the last that is an act's.

    Between the first and the last article all stays but link lists of site elements. Around them, links, site
    elements and furniture go, and outside the block that holds the articles the act ends with the last line that
    reads as one of an act. In a page without articles these lines stand in for them; without either it stays whole.
    """
    articles = [index for index, line in enumerate(lines) if line.links < _LINKED and _LABEL.match(line.text)]
    core = articles or [index for index, line in enumerate(lines) if _reads_as_act(line)]
    if not core:
        return [line for line in lines if not _is_site(line)] or lines
    start, end = core[0], core[-1] + 1
    home = _home(blocks, start, end)
    first = next((index for index in range(start) if _belongs(lines, index, home)), start)
    last = next((index + 1 for index in reversed(range(end, len(lines))) if _belongs(lines, index, home)), end)
    ahead = [line for line in lines[first:start] if not _is_site(line)]
    within = [line for line in lines[start:end] if not (_is_menu(line) if articles else _is_site(line))]
    behind = [line for line in lines[end:last] if not _is_site(line)]
    return ahead + within + behind


def _home(blocks: list[Block], start: int, end: int) -> Block:
    """The smallest block around these lines; around a single line, the smallest that holds more than it."""
    around = [block for block in blocks if block.start <= start and end <= block.end]
    return next((block for block in around if block.end - block.start > 1), around[-1])


def _belongs(lines: list[Line], index: int, home: Block) -> bool:
    """Whether a line beside the articles is the act's: as it stands in their block, or by its words.

    Where that block is the page itself, only its paragraphs are sure to be text.
    """
    line = lines[index]
    if home.start <= index < home.end and (line.paragraph or home.tag not in _PAGE):
        return not _is_site(line)
    return _reads_as_act(line)


def _reads_as_act(line: Line) -> bool:
    if _is_site(line):
        return False
    text = line.text.strip()
    return line.heading or bool(_OPENS_LIKE_ACT.match(text) or _ENDS_LIKE_ACT.search(text[-80:]))


def _is_menu(line: Line) -> bool:
    return line.site and line.links >= _LINKED


def _is_site(line: Line) -> bool:
    """Whether a line belongs to the site: by its element, its links or its words. Headings may be links."""
    if line.site or (line.links >= _LINKED and not line.heading):
        return True
    return len(line.text) <= _FURNITURE_LENGTH and _FURNITURE.search(line.text) is not None
