"""A page's markup cut down to bare tags before the parser sees it.

The parser takes time in the square of a tag's attributes; a page of three megabytes could hold it for minutes. No
attribute matters to us but that a link has an address, so all others go, and with them scripts, styles and comments.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"<!--(?:.*?-->|.*\Z)"
    r"|<(script|style)\b(?:.*?</\1\s*>|.*\Z)"
    r"|<(/?[a-z][^\s/>]*+)([\s/](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"\shref\s*=", re.IGNORECASE)


def bare(page: str) -> str:
    """The page with tags that have no attributes; a link with an address keeps an empty `href`.

    >>> bare('<p class="a>b">见<a id=x href="/">首页</a><br/><!-- 注 --><script>if (a<b) {}</script></p>')
    '<p>见<a href="">首页</a><br></p>'
    """
    return _MARKUP.sub(_bare_tag, page)


def _bare_tag(found: re.Match[str]) -> str:
    name = found[2]
    if name is None:
        return ""
    return f'<{name} href="">' if name in "aA" and _ADDRESS.search(found[3]) else f"<{name}>"
