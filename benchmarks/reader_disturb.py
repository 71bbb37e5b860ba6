"""The ways in which real files differ from the collection's Markdown, made from an act's lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from reader_truth import Line, Truth

INDENT = "\u3000\u3000"
WIDTH = 40

_RUNS_ON = ("item", "point")


def without_blank_lines(markdown: str) -> str:
    """The Markdown itself, its blank lines gone."""
    return "\n".join(line for line in markdown.split("\n") if line.strip())


def stripped(truth: Truth) -> str:
    """No marks, a blank line between any two lines."""
    return "\n\n".join(line.text for line in truth.lines) + "\n"


def dense(truth: Truth) -> str:
    """No marks, no blank lines."""
    return "\n".join(line.text for line in truth.lines) + "\n"


def run_on(truth: Truth) -> str:
    """Items and points in their lead-in's line. A list with items that lost their number stays as it is."""
    return "\n".join(line.text for line in _run_on_lines(truth)) + "\n"


def indented(truth: Truth) -> str:
    """Two ideographic spaces before each paragraph, item and point, none before headings."""
    return "\n".join(_indent(line) + line.text for line in truth.lines) + "\n"


def wrapped(truth: Truth, width: int = WIDTH) -> str:
    """Lines broken at the page's width, without any indent."""
    return "\n".join("\n".join(_pieces(line.text, width)) for line in truth.lines) + "\n"


def wrapped_indented(truth: Truth, width: int = WIDTH) -> str:
    """Lines broken at the page's width, each paragraph's first line indented by two ideographic spaces."""
    return "\n".join("\n".join(_pieces(_indent(line) + line.text, width)) for line in truth.lines) + "\n"


def gb18030(truth: Truth) -> bytes:
    """No marks, in the national encoding."""
    return stripped(truth).encode("gb18030")


def write_docx(truth: Truth, path: Path) -> None:
    """A Word document with a paragraph for each line."""
    document: Document = docx.Document()
    for line in truth.lines:
        document.add_paragraph(line.text)
    document.save(str(path))


TEXTS: dict[str, Callable[[Truth], str]] = {
    "marks stripped": stripped,
    "blank lines gone": dense,
    "items run on": run_on,
    "ideographic indents": indented,
    "wrapped at 40": wrapped,
    "wrapped, indented": wrapped_indented,
}
"""Disturbances of the text, by the name they have in the table."""


def _indent(line: Line) -> str:
    return "" if line.kind in ("front", "heading") else INDENT


def _pieces(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _run_on_lines(truth: Truth) -> list[Line]:
    lines: list[Line] = []
    at = 0
    while at < len(truth.lines):
        end = at + 1
        while end < len(truth.lines) and truth.lines[end].kind in (*_RUNS_ON, "loose"):
            end += 1
        group = truth.lines[at:end]
        if any(line.kind == "loose" for line in group) or not group[0].text.endswith(("：", ":")):
            lines.extend(group)
        else:
            lines.append(Line("".join(line.text for line in group), group[0].level, group[0].kind))
        at = end
    return lines
