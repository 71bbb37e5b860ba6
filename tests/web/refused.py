"""Refusals by their code, which is the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dutybook_web.refusals import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is done within is refused with this code."""
    with pytest.raises(Refused) as raised:
        yield
    assert raised.value.code == code
