"""Text on its way into XML and HTML: escaped, and without the characters that XML cannot hold at all."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` with each character that XML 1.0 forbids replaced by its visible picture.

    Control characters become their Unicode control pictures, anything else U+FFFD; a valid file is worth more
    than a stray byte, and the reader still sees that something stood there.

    >>> printable("a\\x01b")
    'a␁b'
    """
    return _ILLEGAL.sub(_picture, text) if _ILLEGAL.search(text) else text


def escape(text: str) -> str:
    """`text` as XML character data.

    >>> escape("R&D <1>")
    'R&amp;D &lt;1&gt;'
    """
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def attribute(text: str) -> str:
    """`text` as the value of a double-quoted XML attribute, its line breaks and tabs kept.

    >>> attribute('say "no"')
    'say &quot;no&quot;'
    """
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
