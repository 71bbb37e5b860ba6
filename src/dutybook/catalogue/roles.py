"""The roles that an act can bind: those of the norms, and narrower ones that only the catalogue tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, cast

from dutybook.catalogue import marked_yaml
from dutybook.norms import roles as norms_roles


@dataclass(frozen=True, slots=True)
class Role:
    """Who can be bound.

    Args:
        name: stable id.
        kind: a state body, an organisation that runs something, or anyone.
        zh, en: what it is called.
        applies: the condition that a draft proposes for it; empty where a person has to find it.
        within: for a narrower role, the role of the norms that it is part of.
        named: for a narrower role, ends of the names that acts give to it.
    """

    name: str
    kind: Literal["authority", "operator", "anyone"]
    zh: str
    en: str
    applies: str = ""
    within: str = ""
    named: tuple[str, ...] = ()


@cache
def roles() -> Mapping[str, Role]:
    """All roles by name.

    >>> roles()["key_target_operator"].zh, roles()["transport_hub_operator"].within
    ('重点目标的管理单位', 'key_target_operator')
    """
    return MappingProxyType({role.name: role for role in _roles()})


def _roles() -> Iterator[Role]:
    text = files("dutybook.catalogue").joinpath("data", "roles.yaml").read_text(encoding="utf-8")
    rows = cast("dict[str, dict[str, Any]]", marked_yaml.read(text, "roles.yaml").data)
    titles = norms_roles.titles()
    for name, (zh, en) in titles.items():
        yield Role(name, zh=zh, en=en, **{"kind": "operator", **rows.get(name, {})})
    for name, row in rows.items():
        if name not in titles:
            yield Role(name, **{**row, "named": tuple(row["named"])})


def role_of(bearer: str | None) -> str:
    """The role that a bearer's name in an act stands for: a narrower one if it fits, else the norms'; empty if none.

    >>> role_of("二手机动车交易经营者、服务提供者"), role_of("县级以上人民政府"), role_of(None)
    ('used_vehicle_dealer', 'government_county_up', '')
    """
    ends = [(len(end), role.name) for role in roles().values() for end in role.named if (bearer or "").endswith(end)]
    return max(ends)[1] if ends else norms_roles.role_of(bearer)
