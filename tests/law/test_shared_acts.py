"""The writers over real acts, one in twelve of the collection; `benchmarks/` goes through all of them."""

import json
from pathlib import Path

import pytest
from lxml import html
from tests.law.test_akn import valid

from dutybook.law import akn, akn_read, jsonform, page, plaintext
from dutybook.law.equality import without_offsets
from dutybook.law.model import Act, Source
from dutybook.law.parser import parse
from dutybook.law.sources import read_source

STEP = 12


@pytest.fixture(scope="module")
def sample(shared: Path) -> list[Act]:
    laws = sorted(path for path in (shared / "laws").rglob("*.md") if path.stem != "_index")
    acts = sorted((shared / "acts").glob("*.txt"))
    return [parse(read_source(path)) for path in [*laws[::STEP], *acts]]


def names(acts: list[Act]) -> list[str]:
    return [act.source.name for act in acts]


def test_akoma_ntoso_is_valid_and_reads_back(sample):
    files = [(act, akn.write(act)) for act in sample]
    assert [act.source.name for act, xml in files if not valid(xml)] == []
    unlike = [act for act, xml in files if without_offsets(akn_read.read(xml)) != without_offsets(act)]
    assert names(unlike) == []


def test_json_holds_every_article(sample):
    key = {True: "sections", False: "articles"}
    eids = [[article["eId"] for article in json.loads(jsonform.write(act))[key[act.outline]]] for act in sample]
    assert eids == [[article.eid for article in act.articles] for act in sample]


def test_page_has_an_anchor_for_every_citation_inside(sample):
    dead = []
    for act in sample:
        found = html.document_fromstring(page.write(act))
        anchors = set(found.xpath("//@id"))
        dead += [link for link in found.xpath("//a/@href") if link.removeprefix("#") not in anchors]
    assert dead == []


def test_text_reads_to_the_same_articles(sample):
    def articles(act: Act) -> list[tuple[str, str]]:
        return [(article.eid, article.num) for article in act.articles]

    divided = [act for act in sample if not act.outline]
    again = [parse(Source(plaintext.write(act), act.source.name)) for act in divided]
    assert [act.source.name for act, read in zip(divided, again, strict=True) if articles(act) != articles(read)] == []
