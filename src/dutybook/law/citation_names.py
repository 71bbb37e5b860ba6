"""The names of acts as one act uses them: short titles to full ones, the act that it amends, its own."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from dutybook.law.model import Act
from dutybook.law.short_titles import short_titles

_TITLED: Final = re.compile(r"《((?:[^《》]{1,120}|《[^《》]{1,80}》){1,6}+)》")
_NATIONAL: Final = re.compile(r"《中华人民共和国([^《》\n]{2,60})》")
_AMENDS: Final = re.compile(r"关于(?:修改|修正|修订|废止).*决定|修正案(?:$|[（(])")
_AMENDMENT_OF: Final = re.compile(r"(.{2,60}?(?:法|条例))修正案")
_REPUBLIC: Final = "中华人民共和国"
_NATIONAL_LAWS: Final = frozenset(
    files("dutybook.law").joinpath("data", "national_laws.txt").read_text(encoding="utf-8").split("\n")[1:-1]
)


class Names:
    """What the names of acts mean in one act; `name in names` tells whether a name without 《》 is one.

    Args:
        act: the act whose words they are.
    """

    def __init__(self, act: Act) -> None:
        self._act = act
        self._full: dict[str, str] | None = None
        self.own = act.metadata.title or "".join(aside.text for aside in act.front if aside.kind == "title")
        self.amending = bool(_AMENDS.search(self.own))

    def __contains__(self, name: str) -> bool:
        return name in _NATIONAL_LAWS or name in self._known()

    def full(self, name: str) -> str:
        """The full title of the act that `name` stands for here; the name itself if the act gives none."""
        return name if name.startswith(_REPUBLIC) else self._known().get(name, name)

    def amends(self, heading: str) -> str:
        """The title of the act that a heading or title of an amending act names; empty if it names none."""
        found = (_TITLED.search(heading) or _AMENDMENT_OF.match(heading)) if self.amending else None
        return found[1] if found else ""

    def _known(self) -> dict[str, str]:
        """Short names, each with its full title; gathered when first asked for."""
        if self._full is None:
            text = self._act.source.text
            self._full = {name: _REPUBLIC + name for name in _NATIONAL.findall(text)}
            given = short_titles(self._act)
            self._full.update((title.short, title.full) for title in given if title.kind == "title")
        return self._full
