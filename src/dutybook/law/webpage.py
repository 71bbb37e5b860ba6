"""What the pages that Dutybook writes have in common: one self-contained file, in Chinese and English at a click."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dutybook.law.xmltext import attribute, escape

LANGUAGES = ("zh", "en")
"""The languages of the pages' own words. The law's words stay as they are."""


def both(zh: str, en: str) -> str:
    """Words of the page in both languages; the reader's choice shows one of them.

    >>> both("目录", "Contents")
    '<span class="w" lang="zh">目录</span><span class="w" lang="en">Contents</span>'
    """
    return f'<span class="w" lang="zh">{escape(zh)}</span><span class="w" lang="en">{escape(en)}</span>'


def webpage(title: str, styles: Sequence[str], body: str, language: str = "zh", script: str = "") -> str:
    """A whole page: nothing is fetched, no script is needed, light and dark follow the reader's system.

    Args:
        title: for the browser's tab, unescaped.
        styles: the style sheets of this sort of page, besides the common one: `package/name`, or `name` of `law`.
        body: HTML, escaped by the caller.
        language: the one that the page opens in.
        script: one that a page may add for ease, ours and inline; the page must read well without it.
    """
    choices = "".join(
        f'<input class="choice" type="radio" name="ui" id="ui-{code}"{" checked" if code == language else ""}>'
        for code in LANGUAGES
    )
    sheets = "".join(map(_sheet, ("base", *styles)))
    added = f"<script>\n{script}</script>\n" if script else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{sheets}</style>\n</head>\n<body>\n"
        f'{choices}\n<div class="bar ui"><label for="ui-zh" lang="zh">中文</label>'
        f'<label for="ui-en" lang="en">English</label></div>\n{body}'
        f"{added}</body>\n</html>\n"
    )


def title_attribute(zh: str, en: str) -> str:
    """A hint shown on hovering, in both languages because an attribute cannot follow the choice."""
    return f'title="{attribute(zh)} · {attribute(en)}"'


@cache
def _sheet(name: str) -> str:
    package, _, sheet = name.rpartition("/")
    return (files("dutybook") / (package or "law") / "styles" / f"{sheet}.css").read_text(encoding="utf-8")
