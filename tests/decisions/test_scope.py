from __future__ import annotations

import pytest

from dutybook.decisions.scope import covers


@pytest.mark.parametrize(
    ("area", "code", "expected"),
    [
        ("", None, True),
        ("", "FR", True),
        ("41", "410105", True),
        ("41", "410000", True),
        ("4101", "410000", None),
        ("4101", "4103", False),
        ("410105", "4101", None),
        ("41", "CN", None),
        ("41", "CN-HA", None),
        ("41", "HK", False),
        ("CN", "CN-HA", True),
        ("CN", "65", True),
        ("CN", "81", False),
        ("CN", "820000", False),
        ("CN", "GB", False),
        ("GB", "GB-ENG", True),
        ("GB", "41", False),
        ("GB-ENG", "GB", None),
        ("GB-ENG", "GB-SCT", False),
        ("GB-ENG", "GB-ENG", True),
        ("41", None, None),
    ],
)
def test_area_covers_a_place(area: str, code: str | None, expected: bool | None) -> None:
    assert covers(area, code) is expected
