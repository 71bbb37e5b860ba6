"""Places by their GB/T 2260 codes: 41 a province, 4101 a city or prefecture, 419001 a county-level place."""

from __future__ import annotations

from importlib.resources import files
from typing import Final


def jurisdiction(name: str) -> str:
    """The code of the place that a title or a body's name begins with; empty if it begins with none.

    A city after its province (河南省郑州市…) has the city's code. Of two names that fit, the longer counts.
    Source: GB/T 2260 中华人民共和国行政区划代码.

    >>> jurisdiction("郑州市公共场所示范条例"), jurisdiction("河南省人民政府"), jurisdiction("示范条例")
    ('4101', '41', '')
    """
    length, code = _longest(name)
    inner = _longest(name[length:])[1] if length else ""
    return inner if inner.startswith(code) and len(code) == 2 else code


def _longest(name: str) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(name)), 1, -1):
        if code := _CODES.get(name[:length]):
            return length, code
    return 0, ""


def _read() -> dict[str, str]:
    text = files("dutybook.law").joinpath("data", "gb2260.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[2:])
    return {name: code for code, name in rows}


_CODES: Final = _read()
_LONGEST: Final = max(map(len, _CODES))
