"""What the pages that Dutybook writes have in common: one self-contained file, in Chinese and English at a click."""

from __future__ import annotations

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


def webpage(title: str, style: str, body: str, language: str = "zh") -> str:
    """A whole page: nothing is fetched, no script is needed, light and dark follow the reader's system.

    Args:
        title: for the browser's tab, unescaped.
        style: name of the style sheet of this sort of page, besides the common one.
        body: HTML, escaped by the caller.
        language: the one that the page opens in.
    """
    choices = "".join(
        f'<input class="choice" type="radio" name="ui" id="ui-{code}"{" checked" if code == language else ""}>'
        for code in LANGUAGES
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_sheet('base')}{_sheet(style)}</style>\n</head>\n<body>\n"
        f'{choices}\n<div class="bar ui"><label for="ui-zh" lang="zh">中文</label>'
        f'<label for="ui-en" lang="en">English</label></div>\n{body}</body>\n</html>\n'
    )


def title_attribute(zh: str, en: str) -> str:
    """A hint shown on hovering, in both languages because an attribute cannot follow the choice."""
    return f'title="{attribute(zh)} · {attribute(en)}"'


@cache
def _sheet(name: str) -> str:
    return (files("dutybook.law") / "styles" / f"{name}.css").read_text(encoding="utf-8")
