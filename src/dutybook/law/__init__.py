"""Reading acts: from a file to an `Act`, its citations and its published forms."""

from __future__ import annotations

from pathlib import Path

from dutybook.law.model import Act, Source
from dutybook.law.parser import parse
from dutybook.law.sources import read_source

__all__ = ["Act", "Source", "parse", "read_act", "read_source"]


def read_act(path: Path) -> Act:
    """Read the act that a file holds: .txt, .md, .docx, .html or .pdf.

    Raises:
        DutybookError: the file cannot be read as text; it says why and what to do.
    """
    return parse(read_source(path))
