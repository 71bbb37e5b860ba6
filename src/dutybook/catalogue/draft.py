"""A catalogue file drafted from the norms of an act: everything but the words, which a person writes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from dutybook.catalogue.proposals import (
    Parts,
    cadence_of,
    reading_only_of,
    retention_of,
    sanction_of,
    workflow_of,
)
from dutybook.catalogue.roles import role_of, roles
from dutybook.law.model import Act
from dutybook.norms import Norm

_CATCH_ALL = {"zh": "兜底条款：具体义务由其他法律法规规定", "en": "Catch-all: the duties are those of other laws."}
_BLANK = {"zh": "", "en": ""}


def draft(act: Act, norms: Sequence[Norm], act_id: str, *, country: str = "cn", quote: bool = False) -> str:
    """Draft the catalogue file of an act.

    Roles, modalities, conditions, cadences, retention, sanctions and what should only be read are proposed;
    titles, source and summaries are left empty, and `dutybook catalogue check` tells each of them as missing.

    Args:
        act: the act as it was read.
        norms: its norms, as `dutybook.norms.extract` finds them.
        act_id: ASCII id of the act: the name of the file.
        country: ISO 3166-1 alpha-2 in lower case.
        quote: whether to put the words of each norm above its entry as a comment, to be deleted in the end.

    Returns:
        YAML text.
    """
    lines = ["# Drafted from the act: confirm every line, write the summaries, then run `dutybook catalogue check`."]
    lines += [_dump({"act": _act(act, act_id, country)}), "duties:"]
    for entry, norm in _entries(norms, act_id):
        lines += [f"  # {norm.bearer or '—'}: {norm.action}".replace("\n", "")] if quote else []
        lines.append(_indented(_dump([entry])))
    residual = list(dict.fromkeys(norm.unit for norm in norms if norm.residual))
    if residual:
        lines.append(_dump({"not_duties": [{"provision": unit, "why": _CATCH_ALL} for unit in residual]}))
    return "\n".join(lines) + "\n"


def _act(act: Act, act_id: str, country: str) -> Parts:
    known = act.metadata
    start = known.in_force or known.promulgated
    return {
        "id": act_id,
        "title": {"zh": known.title, "en": ""},
        "jurisdiction": known.jurisdiction,
        "country": country,
        "in_force": {"from": start, "to": None},
        "source": dict(_BLANK),
    }


def _entries(norms: Sequence[Norm], act_id: str) -> Iterator[tuple[Parts, Norm]]:
    punished, backing = _sanctions(norms)
    names: Counter[str] = Counter()
    for norm in norms:
        if norm.residual or id(norm) in backing:
            continue
        slug = _slug(norm.unit)
        names[slug] += 1
        name = f"{act_id}/{slug}" + (f"-n{names[slug]}" if names[slug] > 1 else "")
        yield _entry(norm, name, punished.get(norm.unit, [])), norm


def _sanctions(norms: Sequence[Norm]) -> tuple[dict[str, list[Norm]], set[int]]:
    """Which sanctions back the norms of each unit, and (by identity) the sanctions that so have their place."""
    punished: defaultdict[str, list[Norm]] = defaultdict(list)
    backing: set[int] = set()
    duties = list(dict.fromkeys(norm.unit for norm in norms if norm.modality in ("obligation", "prohibition")))
    for norm in norms:
        if norm.modality != "sanction":
            continue
        for unit in duties:
            if any(unit == breached or unit.startswith(f"{breached}__") for breached in norm.violates):
                punished[unit].append(norm)
                backing.add(id(norm))
    return punished, backing


def _entry(norm: Norm, name: str, stages: list[Norm]) -> Parts:
    role = role_of(norm.penalised if norm.modality == "sanction" else norm.bearer)
    entry: Parts = {
        "id": name,
        "provision": norm.unit,
        "role": role,
        "modality": norm.modality,
        "summary": dict(_BLANK),
        "applies": roles()[role].applies if role else "",
    }
    entry.update(_work(norm, role))
    if stages and norm.modality in ("obligation", "prohibition"):
        entry["sanction"] = sanction_of(stages)
    elif norm.modality == "sanction":
        entry["sanction"] = sanction_of([norm])
    return entry


def _work(norm: Norm, role: str) -> Parts:
    reason = reading_only_of(norm, role)
    if reason is not None:
        return {"reading_only": reason}
    if norm.modality in ("permission", "sanction"):
        return {"workflow": "none"}
    found = {"cadence": cadence_of(norm), "retention": retention_of(norm), "workflow": workflow_of(norm)}
    return {name: value for name, value in found.items() if value is not None}


def _slug(unit: str) -> str:
    """The short name of a unit: `art_25__para_1__item_5` is `25-1-5`.

    >>> _slug("art_25__para_1__item_5"), _slug("art_12-1__para_2"), _slug("sec_2__intro")
    ('25-1-5', '12-1-2', '2-intro')
    """
    return "-".join(re.sub(r"^[a-z]+_", "", part) for part in unit.split("__"))


class _Dumper(yaml.SafeDumper):
    """Writes every part out (no aliases)."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 — the signature is yaml's
        return True


def _dump(data: Any) -> str:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
    return text.rstrip("\n")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
