"""Who holds a head finds every change under it; what is told of a sound export, and of each kind of damage."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger import attacks
from tests.ledger.attacks import KEY, History, exported, found, judged

from dutybook.errors import LedgerError
from dutybook.ledger.export import Leaf
from dutybook.ledger.merkle import leaf_hash

EVENTS = [attacks.event(number, Random(number)) for number in range(12)]
HEADS = {size: attacks.head(EVENTS[:size]) for size in (0, 4, 8, 10)}
SOUND = exported(History(EVENTS, HEADS))
# Lines: 1 header, 2 head of 0, 3-6 events 1-4, 7 head of 4, 8-11 events 5-8, 12 head of 8, 13-14, 15 head of 10, 16-17.
RENAMED = SOUND[0].replace(b'"origin":"haizhou', b'"origin":"hanzhou')


def first(lines: list[bytes], held: dict[str, str] | None = None) -> tuple[str, str]:
    damage = judged(lines, held or {}, [KEY]).damage
    return (damage.place, damage.cause) if damage else ("", "")


def test_sound_export_is_told_sound() -> None:
    report = judged(SOUND, {"mine": HEADS[8]}, [KEY])
    heads = [(check.place, check.head and check.head.size, check.fault) for check in (*report.heads, *report.held)]
    assert heads == [
        ("line 2", 0, None),
        ("line 7", 4, None),
        ("line 12", 8, None),
        ("line 15", 10, None),
        ("mine", 8, None),
    ]
    assert (report.origin, report.size, report.covered, report.damage) == (attacks.ORIGIN, 12, 10, None)


def test_keys_in_the_file_are_used_where_none_is_given() -> None:
    assert judged(SOUND, {}, []).damage is None


def test_withheld_events_verify_and_are_counted() -> None:
    hidden = [Leaf(leaf_hash(text), withheld=True) if n % 3 else text for n, text in enumerate(EVENTS)]
    report = judged(exported(History(hidden, HEADS)), {"mine": HEADS[8]}, [KEY])  # type: ignore[arg-type]
    assert (report.withheld, report.root, report.damage) == (8, judged(SOUND, {}, [KEY]).root, None)


def test_change_is_placed_between_two_heads() -> None:
    lines = list(SOUND)
    lines[8] = attacks.event(99, Random(1)) + b"\n"
    assert first(lines) == ("history.jsonl line 12", "events 5 to 8 are not those under the head in line 12")


def test_missing_event_is_placed_at_the_next_head() -> None:
    cause = "the head covers 8 events, but 7 stand before it: some are missing or added"
    assert first([*SOUND[:8], *SOUND[9:]]) == ("history.jsonl line 11", cause)


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (lambda line: line.replace(b'"v":1', b'"v": 1'), "it is not in canonical form (RFC 8785)"),
        (lambda line: line[:-9], "it is cut short or too long"),
        (lambda line: b"\n", "it is not JSON in UTF-8"),
    ],
)
def test_spoilt_line_is_placed_exactly(spoil: object, cause: str) -> None:
    lines = list(SOUND)
    lines[4] = spoil(lines[4])  # type: ignore[operator]
    assert first(lines) == ("history.jsonl line 5", cause)


def test_head_of_another_key_is_told() -> None:
    lines = list(SOUND)
    lines[6] = exported(History(EVENTS, {4: attacks.head(EVENTS[:4], attacks.FOREIGN)}))[5]
    report = judged(lines, {}, [KEY])
    assert (report.heads[1].head, report.damage and report.damage.place) == (None, "history.jsonl line 7")
    assert report.covered == 0


def test_head_of_another_ledger_in_the_file_is_told() -> None:
    lines = [RENAMED, *SOUND[1:]]
    assert first(lines) == (
        "history.jsonl line 2",
        "it is a head of haizhou.example/ledger, and the file of hanzhou.example/ledger",
    )


def test_file_that_ends_before_the_head_held_is_told() -> None:
    assert first(SOUND[:6], {"mine": HEADS[8]}) == (
        "history.jsonl line 6",
        "the file ends after 4 events, but the head in mine covers 8",
    )


def test_rewritten_history_with_good_signatures_is_found_by_the_head_held() -> None:
    lines = attacks.attacked(History(EVENTS, HEADS), "replace", 4, "signed again", Random(2))
    assert first(lines) == ("", "")
    held = {"older": HEADS[0], "mine": HEADS[4]}
    assert first(lines, held)[1] == "events 1 to 4 are not those under the head in mine"


def test_change_above_the_head_held_is_not_found_by_it() -> None:
    changed = [*EVENTS[:8], attacks.event(99, Random(1)), *EVENTS[9:]]
    lines = exported(History(changed, {4: HEADS[4]}))
    assert (first(lines, {"mine": HEADS[8]}), first(lines, {"mine": HEADS[10]})[1]) == (
        ("", ""),
        "events 1 to 10 are not those under the head in mine",
    )


@pytest.mark.parametrize(("lines", "last"), [([SOUND[0]], 1), (exported(History(EVENTS, {})), 13)])
def test_file_without_a_head_proves_nothing(lines: list[bytes], last: int) -> None:
    cause = "no signed head agrees with the file, so that it proves nothing"
    assert first(lines) == (f"history.jsonl line {last}", cause)


def test_head_held_is_enough_for_a_file_without_a_head() -> None:
    assert first(exported(History(EVENTS, {})), {"mine": HEADS[4]}) == ("", "")


def test_first_head_in_the_file_places_damage_from_the_first_event_on() -> None:
    lines = exported(History([attacks.event(99, Random(1)), *EVENTS[1:]], {4: HEADS[4]}))
    assert first(lines) == ("history.jsonl line 6", "events 1 to 4 are not those under the head in line 6")


def test_head_held_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(LedgerError) as told:
        judged(SOUND, {"mine": attacks.head(EVENTS[:4], attacks.FOREIGN)}, [KEY])
    assert told.value.place == "mine"


def test_head_held_of_another_ledger_is_refused() -> None:
    with pytest.raises(LedgerError) as told:
        judged([RENAMED, *SOUND[1:]], {"mine": HEADS[4]}, [KEY])
    assert told.value.cause == "it is a head of haizhou.example/ledger, and history.jsonl of hanzhou.example/ledger"


@pytest.mark.parametrize("lines", [[], [b"act.md\n"]])
def test_file_that_is_no_export_is_refused(lines: list[bytes]) -> None:
    with pytest.raises(LedgerError) as told:
        judged(lines, {}, [])
    assert (told.value.place, told.value.cause) == ("history.jsonl line 1", "it is not an export of a ledger")


@pytest.mark.parametrize(("kind", "heads"), list(product(attacks.KINDS, attacks.HEADS)))
def test_every_attack_is_found_by_the_holder_of_one_head(kind: str, heads: str) -> None:
    random = Random(f"{kind}/{heads}")
    missed = []
    for case in range(4):
        history = attacks.history(random, random.randrange(2, 24))
        under = random.choice(list(history.heads))
        lines = attacks.attacked(history, kind, under, heads, random)
        missed += [case] if not found(lines, {"mine": history.heads[under]}, random.choice([[], [KEY]])) else []
    assert missed == []


@given(st.integers(2, 24), st.randoms(use_true_random=False))
def test_no_false_alarm(size: int, random: Random) -> None:
    history = attacks.history(random, size)
    assert not found(exported(history), {str(size): note for size, note in history.heads.items()}, [KEY])


@given(st.data())
def test_any_byte_changed_under_the_head_held_is_found(draw: st.DataObject) -> None:
    number = draw.draw(st.integers(2, 5))
    line = SOUND[number]
    place, byte = draw.draw(st.integers(0, len(line) - 1)), draw.draw(st.integers(1, 255))
    changed = line[:place] + bytes([line[place] ^ byte]) + line[place + 1 :]
    lines = b"".join([*SOUND[:number], changed, *SOUND[number + 1 :]]).splitlines(keepends=True)
    assert found(lines, {"mine": HEADS[8]}, [KEY])
