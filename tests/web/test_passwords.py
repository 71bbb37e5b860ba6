"""Hashing: as many at once as a worker bears."""

from __future__ import annotations

from threading import Thread

import pytest

from dutybook_web import passwords
from dutybook_web.passwords import Argon2Hasher, ContextValidator


def test_hashing_waits_for_a_free_place() -> None:
    hasher = Argon2Hasher()
    hashed = hasher.encode("a long password", "somesalt")
    answers: list[bool] = []
    waiting = Thread(target=lambda: answers.append(hasher.verify("a long password", hashed)))
    for _place in range(passwords.MOST_AT_ONCE):
        passwords._slots.acquire()
    waiting.start()
    waiting.join(0.3)
    assert (waiting.is_alive(), answers) == (True, [])
    for _place in range(passwords.MOST_AT_ONCE):
        passwords._slots.release()
    waiting.join(10)
    assert answers == [True]


@pytest.mark.parametrize("password", ["twelve chars", "x"])
def test_context_is_no_matter_of_length(password: str) -> None:
    ContextValidator().validate(password)
