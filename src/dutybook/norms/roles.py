"""Who a bearer is: its normalised role (县级以上人民政府 is `government_county_up`), from a vocabulary in data."""

from __future__ import annotations

from functools import cache

from dutybook.norms.zh.roles import role_of_name, titles_of_roles


def role_of(bearer: str | None) -> str:
    """The normalised role of a bearer; empty where nobody is named or no role fits.

    >>> role_of("县级以上人民政府"), role_of("任何单位和个人"), role_of("纳入重点目标管理的单位"), role_of(None)
    ('government_county_up', 'anyone', 'key_target_operator', '')
    """
    return role_of_name(bearer) if bearer else ""


@cache
def titles() -> dict[str, tuple[str, str]]:
    """For each role its title in Chinese and in English."""
    return titles_of_roles()
