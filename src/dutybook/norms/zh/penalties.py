"""The clauses of a sanction sentence: circumstances, consequences, and what only leads over to a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dutybook.norms.zh.consequences import Consequence, consequences
from dutybook.norms.zh.lexicon import table


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause between commas, by offsets in the sentence.

    `condition` tells a circumstance (…的); `imposes` what it imposes; `delegates` that it leaves the penalty
    to what follows (按照下列规定处罚).
    """

    start: int
    end: int
    condition: bool = False
    imposes: tuple[Consequence, ...] = ()
    delegates: bool = False

    @property
    def kinds(self) -> list[str]:
        """The kinds of its consequences, in reading order."""
        return [one.kind for one in self.imposes]


@lru_cache(maxsize=64)
def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, kept for a while; a circumstance run together with its consequence is cut off.

    >>> [(c.condition, c.kinds) for c in clauses("拒不改正的处二百元罚款，并没收违法所得。")]
    [(True, []), (False, ['fine']), (False, ['confiscation'])]
    """
    found: list[Clause] = []
    for match in _CLAUSE.finditer(sentence):
        start, end = match.span()
        other = _OTHERWISE.search(sentence, start, end)
        if other:
            found.append(_clause(sentence[start : other.start()], start))
            start = other.start()
        joined = None if _CONDITION.search(sentence, end - 4, end) else _RUN_ON.match(sentence, start, end)
        if joined:
            found.append(Clause(start, joined.end(), condition=True))
            start = joined.end()
        found.append(_clause(sentence[start:end], start))
    return tuple(found)


_WORDS: Final = table("sanctions")["words"]
_CLAUSE: Final = re.compile(r"(?:《[^《》]{0,80}》|（[^（）]{0,80}）|“[^“”]{0,80}”|[^，。；：,;\n]|,(?=[0-9]{3}))+")
_CONDITION: Final = re.compile("(?:的|等行为|行为之一|情形之一|时)$")
_CASE: Final = re.compile(f"(?:{'|'.join(_WORDS['cases'])})$")
_RUN_ON: Final = re.compile(f"[^，]{{2,80}}?的(?={'|'.join(_WORDS['run_on'])})")
_OTHERWISE: Final = re.compile("或者(?=由[^，。；]{2,24}?(?:责令|吊销|给予|处|没收|撤销|暂扣|依法))")
_DELEGATED: Final = re.compile("(?:按照|依照)(?:下列|以下)(?:规定|标准)")
_LONGEST: Final = 600
"""No clause of an act is longer; the rest of one that is, is not searched."""


def _clause(text: str, start: int) -> Clause:
    end = start + len(text)
    if _CONDITION.search(text) or _CASE.search(text, max(0, len(text) - 40)):
        return Clause(start, end, condition=True)
    if _DELEGATED.search(text):
        return Clause(start, end, delegates=True)
    imposes = consequences(text[:_LONGEST])
    shifted = tuple(Consequence(one.kind, one.start + start, one.end + start) for one in imposes)
    return Clause(start, end, imposes=shifted)
