from dataclasses import replace

from tests.law import acts

from dutybook.law.equality import same_tree
from dutybook.law.model import Citation, Flaw, Source


def test_offsets_warnings_and_source_do_not_count():
    act = acts.measure()
    moved = replace(act, source=Source("other"), warnings=(Flaw("gap", "art_3", "?"),))
    moved = replace(moved, citations=tuple(replace(c, span=(7, 8)) for c in reversed(act.citations)))
    assert same_tree(act, moved)


def test_words_structure_metadata_and_citations_count():
    act = acts.measure()
    shorter = replace(act.articles[2], paragraphs=act.articles[2].paragraphs[:1])
    others = [
        replace(act, articles=act.articles[:-1]),
        replace(act, articles=(act.articles[0], act.articles[1], shorter, *act.articles[3:])),
        replace(act, metadata=replace(act.metadata, issuer="")),
        replace(act, citations=act.citations[1:]),
        replace(act, noise=()),
        replace(act, outline=True),
    ]
    assert [same_tree(act, other) for other in others] == [False] * len(others)


def test_line_break_in_the_words_of_a_citation_does_not_count():
    act = acts.articles("依照第一条办理。")
    one = replace(act, citations=(Citation("art_1__para_1", "第一\n  条", (0, 5), "art_1"),))
    other = replace(act, citations=(Citation("art_1__para_1", "第一条", (0, 3), "art_1"),))
    assert same_tree(one, other)
