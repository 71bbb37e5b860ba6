"""Every unit that the annotators named exists in what is read, and holds the words that they quoted from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dutybook.law.model import Act, Item, Paragraph
from dutybook.law.parser import structure
from dutybook.law.sources import read_source

ACTS = (
    "beijing-fire",
    "guizhou-ce-2022",
    "henan-ct-2024",
    "jilin-ce-2025",
    "plan-2026",
    "security-guards-2022",
    "xinjiang-ns-2022",
)
QUOTED = ("trigger", "action", "condition", "penalised")


def words(act: Act) -> dict[str, str]:
    """The text of each paragraph with all below it, and of each item and point with the lead-in that they stand in."""
    found = {}
    for article in act.articles:
        for paragraph in article.paragraphs:
            found[paragraph.eid] = _whole(paragraph)
            for item in paragraph.items:
                found[item.eid] = paragraph.text + _below(item) + paragraph.tail
                for point in item.points:
                    found[point.eid] = paragraph.text + item.text + point.text + paragraph.tail
    return {eid: text.replace("\n", "") for eid, text in found.items()}


def _whole(paragraph: Paragraph) -> str:
    return paragraph.text + "".join(item.num + _below(item) for item in paragraph.items) + paragraph.tail


def _below(item: Item) -> str:
    return item.text + "".join(point.num + point.text for point in item.points)


@pytest.mark.parametrize("stem", ACTS)
def test_each_annotated_unit_holds_its_quotations(shared: Path, stem: str):
    (path,) = shared.glob(f"acts/{stem}.*")
    found = words(structure(read_source(path)))
    norms = [json.loads(line) for line in (shared / "gold" / f"{stem}.jsonl").read_text("utf-8").splitlines()]
    assert [norm["unit"] for norm in norms if norm["unit"] not in found] == []
    quotations = [(norm["unit"], norm[field]) for norm in norms for field in QUOTED if norm.get(field)]
    assert len(quotations) > len(norms)
    assert [(unit, quoted) for unit, quoted in quotations if quoted not in found[unit]] == []
