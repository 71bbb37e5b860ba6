"""Three-valued evaluation of one place: outcomes, reasons, what is missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.conditions.generated import FACTS, Row, conditions, rows

from dutybook.conditions.closure import Step, compiled, evaluate, together
from dutybook.conditions.language import parse
from dutybook.conditions.model import Condition, Constant

TRUTHS: dict[bool | None, str] = {True: "true", False: "false", None: "not known"}


def refolded(step: Step) -> bool | None:
    """The value of a node, worked out again from the nodes below."""
    values = [refolded(part) for part in step.parts]
    match step.connective:
        case "and":
            return False if False in values else None if None in values else True
        case "or":
            return True if True in values else None if None in values else False
        case "not":
            return None if values[0] is None else not values[0]
        case _:
            return step.value


@given(conditions, rows)
def test_reasons_come_to_the_value(condition: Condition, row: Row) -> None:
    outcome = evaluate(condition, row)
    assert outcome.value is compiled(condition)(row)
    assert refolded(outcome.tree) is outcome.value
    assert [(step.text, step.fact, step.known) for step in outcome.tree.leaves()] == [
        (str(atom), atom.fact, row[atom.fact]) for atom in condition.atoms() if not isinstance(atom, Constant)
    ]


@given(conditions, rows, st.data())
def test_deleting_a_fact_only_opens(condition: Condition, row: Row, data: st.DataObject) -> None:
    deleted = data.draw(st.sets(st.sampled_from(sorted(row))))
    before = compiled(condition)(row)
    after = compiled(condition)({name: value for name, value in row.items() if name not in deleted})
    assert after in (before, None)


@given(conditions, rows)
def test_missing_facts_are_those_that_keep_it_open(condition: Condition, row: Row) -> None:
    outcome = evaluate(condition, row)
    assert (outcome.missing() == ()) is (outcome.value is not None)
    assert [name for name in outcome.missing() if row[name] is not None] == []


def test_missing_leaves_out_what_is_settled() -> None:
    condition = parse("open and (large or visitors > 5) and not (kind = 'mall' or area > 7)", FACTS)
    outcome = evaluate(condition, {"large": True, "kind": None})
    assert outcome.value is None
    assert outcome.missing() == ("open", "kind", "area")


def test_tree_shows_each_node() -> None:
    tree = evaluate(parse("not open or visitors > 5", FACTS), {"open": True, "visitors": 3}).tree
    assert tree == Step(
        "or",
        "not open or visitors > 5",
        False,
        parts=(
            Step("not", "not open", False, parts=(Step("fact", "open", True, "open", True),)),
            Step("fact", "visitors > 5", False, "visitors", 3),
        ),
    )


def test_constants_need_no_facts() -> None:
    assert evaluate(parse("true"), {}).tree == Step("constant", "true", True)
    assert [compiled(Constant(value))({}) for value in (True, False)] == [True, False]


def test_sets_may_be_lists() -> None:
    condition = parse("contains(plans, 'a')", FACTS)
    assert [evaluate(condition, {"plans": plans}).value for plans in (["a"], [], frozenset("a"), None)] == [
        True,
        False,
        True,
        None,
    ]


@given(st.lists(conditions, max_size=6), rows)
def test_together_is_one_by_one(several: list[Condition], row: Row) -> None:
    assert together(several)(row) == [evaluate(condition, row).tree for condition in several]


def test_together_keeps_no_memory_between_places() -> None:
    reasons = together([parse("area > 1 or open", FACTS)])
    assert [TRUTHS[reasons({"area": area, "open": False})[0].value] for area in (1, 1.5, 1.0, None, 2)] == [
        "false",
        "true",
        "false",
        "not known",
        "true",
    ]
