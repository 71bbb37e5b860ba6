"""The error tree: one root, a code for each class, one line for the user."""

from __future__ import annotations

import re

import pytest

from dutybook import errors

TREE = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]


def test_every_error_comes_from_one_root() -> None:
    assert [error for error in TREE if not issubclass(error, errors.DutybookError)] == []


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [vars(error)["code"] for error in TREE]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


def test_drawn_tree_is_the_tree() -> None:
    drawn = re.findall(r"^[\s│├└─]*([A-Z]\w+)", (errors.__doc__ or "").split("\n\n", 1)[1], re.MULTILINE)
    assert drawn == [error.__name__ for error in TREE]


@pytest.mark.parametrize("error", TREE)
def test_error_tells_place_cause_remedy_and_code(error: type[errors.DutybookError]) -> None:
    told = error("act.txt", "the page is torn", "glue it")
    assert str(told) == f"act.txt: the page is torn; glue it [{error.code}]"
    assert (told.place, told.cause, told.remedy) == ("act.txt", "the page is torn", "glue it")
