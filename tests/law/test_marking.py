from tests.law import acts

from dutybook.law.marking import by_unit, pieces
from dutybook.law.model import Citation


def cite(start: int, end: int, unit: str = "art_1") -> Citation:
    return Citation(unit, "", (start, end), "art_9")


def words(text, spans, citations):
    return [(piece, bool(citation)) for piece, citation in pieces(text, spans, citations)]


def test_pieces_join_to_the_text_with_the_citations_marked():
    assert words("甲乙丙丁", ((10, 14),), [cite(11, 13)]) == [("甲", False), ("乙丙", True), ("丁", False)]


def test_citation_over_a_line_break_is_one_piece():
    assert words("甲乙丙丁", ((10, 12), (13, 15)), [cite(11, 14)]) == [("甲", False), ("乙丙", True), ("丁", False)]


def test_citation_elsewhere_overlapping_or_reversed_is_left_out():
    found = words("甲乙丙丁", ((10, 14),), [cite(2, 3), cite(10, 12), cite(11, 13), cite(13, 13), cite(13, 20)])
    assert found == [("甲乙", True), ("丙丁", False)]


def test_by_unit_orders_by_place_and_puts_the_wider_first():
    act = acts.measure()
    units = by_unit(act)
    assert [c.target for c in units["art_3__para_2"]] == ["art_1", "art_2"]
    assert sorted(units) == sorted({c.unit for c in act.citations})
