"""Text on its way into a spreadsheet: nothing that somebody typed ever runs as a formula there."""

from __future__ import annotations

from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # fmt: skip
"""What makes a spreadsheet program read a cell as a formula; some fold full-width signs, some skip white space."""


def inert(text: str) -> str:
    """`text` with an apostrophe before whatever a spreadsheet program could take for a formula.

    Args:
        text: of one cell. Numbers are written as numbers, and never come here.

    >>> inert("=HYPERLINK(1)"), inert("＝1+1"), inert("灭火器 = 12")
    ("'=HYPERLINK(1)", "'＝1+1", '灭火器 = 12')
    """
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(_STARTS) else text
