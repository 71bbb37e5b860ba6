"""Lines that sites, word processors and printers put around and between the lines of an act.

Each rule is anchored at both ends or at a fixed opening, so that no sentence of an act is taken for noise.
The openings come from saved pages of document sites, law databases and government sites.
"""

from __future__ import annotations

import re

LONGEST_NOISE = 120
"""Longer lines are never noise."""

_PAGE = re.compile(
    r"(?:[-—–－―·•\s]*[0-9０-９]{1,4}[-—–－―·•\s]*"
    r"|第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})$"
)
_SOURCE = re.compile(
    r"(?:[-·•\s]*(?:约\s*[\d.]+\s*[千万]?字|约\s*\d+\s*页|\d{4}-\d{1,2}-\d{1,2}\s*发布于\S{0,12}|举报|收藏|下载|分享|打印|关闭|返回顶部?)$"
    r"|【法宝引证码】|\[?法宝引证码|原文链接|原创力文档|文档评论|文档下载|道客巴巴|豆丁网|百度文库"
    r"|(?:信息|文章|稿件)?来源\s*[:：]|责任编辑\s*[:：]|【?字[号体]\s*[:：]|浏览(?:次数|量)\s*[:：]?|点击(?:数|率|量)\s*[:：]?|访问量\s*[:：]"
    r"|当前位置\s*[:：]|您(?:现在)?(?:所在)?的?位置\s*[:：]|首页\s*(?:[>›»|/]|&gt;)|上一[篇条]\s*[:：]|下一[篇条]\s*[:：]|分享到|扫一扫|打印本[页文]|关闭窗口|【打印|【关闭"
    r"|版权所有|网站地图|网站标识码|[^\s。，]{0,12}ICP备|[^\s。，]{0,6}公网安备|主办单位\s*[:：]|承办单位\s*[:：]|技术支持\s*[:：]|联系我们$|设为首页|加入收藏"
    r"|https?://\S+$|www\.\S+$|Copyright|©|发布(?:日期|时间)\s*[:：]|更新(?:日期|时间)\s*[:：]|索\s*引\s*号\s*[:：])"
)
_LETTERS = frozenset("第Pp约举收下分打关返法原文道豆百信稿来责字浏点访当您首上扫版网主承技联设加hwC发更索")
"""The letters that a page number or a site's line can open with; but one with 备 (京ICP备) opens with any."""

_ZERO_WIDTH = r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
# One set of first characters: an expression that opens so runs over a text seven times faster.
INLINE_MARKS = re.compile(rf"[\[{_ZERO_WIDTH}](?:(?<=\[)bookmark:[^\]\n]{{0,60}}\]|(?<!\[)[{_ZERO_WIDTH}]*)")
"""Bookmarks left by converters, and characters of zero width."""


def noise_kind(text: str) -> str:
    """`page`, `source` or, for a line of the act, the empty string.

    >>> noise_kind("- 12 -"), noise_kind("来源：市政府网站"), noise_kind("来源不明的物品不得带入。")
    ('page', 'source', '')
    """
    if len(text) > LONGEST_NOISE:
        return ""
    if text[:1].isalpha() and text[0] not in _LETTERS and "备" not in text:
        return ""
    if _PAGE.match(text):
        return "page"
    return "source" if _SOURCE.match(text) else ""
