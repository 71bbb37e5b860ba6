"""The parts of norms as marks in the running text: where each stands, and how they nest as HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from dutybook.law.model import Spans
from dutybook.law.xmltext import escape
from dutybook.norms.model import Norm

ROLES = ("if", "pen", "act", "who", "trig", "time", "sum")
"""The roles of marks, outer before inner where two have the same extent: condition, sanction, action, bearer,
trigger, time limit, amount."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Tags around `start` to `end` of a text; of two with the same extent the one of lower `rank` is outside."""

    start: int
    end: int
    rank: int
    before: str
    after: str = "</span>"


@dataclass(frozen=True, slots=True)
class Sign:
    """HTML that stands at one place of a text and holds none of its words."""

    at: int
    html: str


class NormMarks:
    """The marks of an act's norms, found by the source spans of a text."""

    def __init__(self, norms: Sequence[Norm]) -> None:
        holders: dict[tuple[int, int, str], list[int]] = {}
        for number, norm in enumerate(norms):
            for role, spans in _parts(norm):
                for start, end in spans:
                    holders.setdefault((start, end, role), []).append(number)
        self._marks = sorted(holders.items())
        self._starts = [start for (start, _, _), _ in self._marks]

    def within(self, spans: Spans) -> list[Mark]:
        """The marks of a text that stands at `spans`, in offsets of the text; one cut by a line end is made whole."""
        joined: dict[tuple[str, tuple[int, ...]], list[tuple[int, int]]] = {}
        done = 0
        for start, end in spans:
            for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                (first, last, role), numbers = self._marks[index]
                pieces = joined.setdefault((role, tuple(numbers)), [])
                piece = (first - start + done, min(last, end) - start + done)
                if pieces and pieces[-1][1] == piece[0]:
                    piece = (pieces.pop()[0], piece[1])
                pieces.append(piece)
            done += end - start
        return [_mark(role, numbers, piece) for (role, numbers), pieces in joined.items() for piece in pieces]


def local(offset: int, spans: Spans) -> int | None:
    """The index in a text that stands at `spans` of a source offset, None if it stands elsewhere.

    >>> local(12, ((3, 5), (10, 14)))
    4
    """
    done = 0
    for start, end in spans:
        if start <= offset < end:
            return done + offset - start
        done += end - start
    return None


def marked(text: str, marks: Iterable[Mark], signs: Iterable[Sign] = ()) -> str:
    """`text` escaped, with its marks nested as HTML wants it: one that crosses the end of another is cut there.

    Args:
        text: the words.
        marks: in any order; empty ones are left out.
        signs: stand before the marks that begin at their place and after those that end there.

    >>> marked("甲应当办", [Mark(0, 3, 1, "<b>", "</b>"), Mark(1, 4, 2, "<i>", "</i>")])
    '<b>甲<i>应当</i></b><i>办</i>'
    """
    waiting = sorted(signs, key=lambda sign: sign.at, reverse=True)
    out: list[str] = []
    done = 0

    def words(upto: int) -> None:
        nonlocal done
        while waiting and waiting[-1].at < upto:
            out.append(escape(text[done : waiting[-1].at]))
            done = waiting[-1].at
            out.append(waiting.pop().html)
        out.append(escape(text[done:upto]))
        done = upto

    stack: list[Mark] = []
    for mark in _nested(marks):
        while stack and stack[-1].end <= mark.start:
            words(stack[-1].end)
            out.append(stack.pop().after)
        words(mark.start)
        while waiting and waiting[-1].at == mark.start:
            out.append(waiting.pop().html)
        out.append(mark.before)
        stack.append(mark)
    while stack:
        words(stack[-1].end)
        out.append(stack.pop().after)
    words(len(text))
    return "".join([*out, *(sign.html for sign in reversed(waiting))])


def _nested(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in the order of their opening tags, cut so that each ends inside the one that is open."""
    heap = [(m.start, -m.end, m.rank, m) for m in marks if m.start < m.end]
    heapify(heap)
    ends: list[int] = []
    while heap:
        start, minus_end, rank, mark = heappop(heap)
        while ends and ends[-1] <= start:
            ends.pop()
        end = min([-minus_end, *ends])
        if end < -minus_end:
            heappush(heap, (end, minus_end, rank, Mark(end, -minus_end, rank, mark.before, mark.after)))
        ends.append(end)
        yield Mark(start, end, rank, mark.before, mark.after)


def _parts(norm: Norm) -> Iterator[tuple[str, Spans]]:
    yield "if", norm.spans.condition
    yield ("pen" if norm.modality == "sanction" else "act"), norm.spans.action
    yield "who", norm.spans.bearer
    yield f"trig {norm.modality}", norm.spans.trigger
    for time in norm.times:
        yield "time", time.spans
    for amount in norm.amounts:
        yield "sum", amount.spans


def _mark(role: str, numbers: Sequence[int], piece: tuple[int, int]) -> Mark:
    rank = ROLES.index(role.split()[0])
    return Mark(*piece, rank, f'<span class="{role}" data-n="{" ".join(map(str, numbers))}">')
