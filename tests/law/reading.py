"""What was read, in forms that a test can write down: a line for each unit."""

from __future__ import annotations

from collections.abc import Iterator

from dutybook.law.model import Act, Aside
from dutybook.law.parser import structure
from dutybook.law.sources import source_from_text


def read(*lines: str, format: str = "txt") -> Act:  # noqa: A002 — the model's word
    """The tree of an act whose lines are given; its title is put before them."""
    return structure(source_from_text("\n".join(("海州市防护办法", *lines)), "act", format))


def read_whole(*lines: str) -> Act:
    """The tree of a text that brings its own title."""
    return structure(source_from_text("\n".join(lines), "act"))


def units(act: Act) -> dict[str, str]:
    """Each paragraph, item and point with its number and text by eId; the end of its sentence as `…__tail`."""
    return dict(_units(act))


def _units(act: Act) -> Iterator[tuple[str, str]]:
    for node in (*act.articles, *act.annexes):
        for paragraph in node.paragraphs:
            yield paragraph.eid, paragraph.num + paragraph.text
            for item in paragraph.items:
                yield item.eid, item.num + item.text
                yield from ((point.eid, point.num + point.text) for point in item.points)
            if paragraph.tail:
                yield f"{paragraph.eid}__tail", paragraph.tail


def headings(act: Act) -> list[tuple[str, str, str]]:
    """Each division's eId, number and title."""
    return [(division.eid, division.num, division.heading) for division in act.divisions]


def placed(act: Act) -> list[tuple[str, str]]:
    """Each article's eId and the division that it stands in."""
    return [(article.eid, article.division) for article in act.articles]


def asides(found: tuple[Aside, ...]) -> list[tuple[str, str]]:
    """Each aside's kind and text."""
    return [(aside.kind, aside.text) for aside in found]


def warnings(act: Act) -> list[tuple[str, str]]:
    """Each warning's code and place."""
    return [(warning.code, warning.place) for warning in act.warnings]


def eids(act: Act) -> list[str]:
    """Every eId of the act."""
    nodes = (*act.divisions, *act.articles, *act.annexes)
    return [*(node.eid for node in nodes), *(eid for eid, _ in _units(act) if not eid.endswith("__tail"))]
