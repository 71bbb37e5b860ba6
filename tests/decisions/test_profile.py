from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.decisions.model import facts

from dutybook.conditions.facts import Value
from dutybook.decisions.profile import Profile, as_yaml, read_facts, read_not_known, read_profiles
from dutybook.errors import ProfileError

ONE = """name: 东门站
facts:
  kind: metro_station
  jurisdiction: 410105
  footfall_daily: {value: 45000, source: 2025 annual report}
  key_target: 是
  capacity:
  adopted_plans: [plan-2026]
"""
KNOWN = {
    "kind": "metro_station",
    "jurisdiction": "410105",
    "footfall_daily": 45000,
    "key_target": True,
    "adopted_plans": frozenset({"plan-2026"}),
}


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_yaml_is_read_with_sources(tmp_path: Path) -> None:
    path = written(tmp_path, "site.yaml", ONE)
    (profile,) = read_profiles(path)
    assert (profile.name, profile.facts) == ("东门站", KNOWN)
    assert profile.sources == {
        "kind": f"{path}:3",
        "jurisdiction": f"{path}:4",
        "footfall_daily": "2025 annual report",
        "key_target": f"{path}:6",
        "adopted_plans": f"{path}:8",
    }


def test_json_is_read_with_sources(tmp_path: Path) -> None:
    data = [{"name": "A", "facts": {"key_target": True, "capacity": None}}, {"id": 7, "facts": {"capacity": 5}}]
    path = written(tmp_path, "sites.json", json.dumps(data))
    assert read_profiles(path) == (
        Profile("A", {"key_target": True}, {"key_target": f"{path}: 1.facts.key_target"}),
        Profile("7", {"capacity": 5}, {"capacity": f"{path}: 2.facts.capacity"}),
    )


def test_csv_is_read_with_sources(tmp_path: Path) -> None:
    path = written(tmp_path, "sites.csv", "name,kind,key_target,note\n甲,医院,否,x\n\n乙,,yes,\n".encode("gb18030"))
    assert read_profiles(path) == (
        Profile("甲", {"kind": "hospital", "key_target": False}, {"kind": f"{path}:2, kind", "key_target": f"{path}:2, key_target"}),  # noqa: E501
        Profile("乙", {"key_target": True}, {"key_target": f"{path}:4, key_target"}),
    )  # fmt: skip


def test_premises_share_facts_of_their_operator(tmp_path: Path) -> None:
    text = "facts: {cii_operator: true, capacity: 5}\npremises:\n- {name: A}\n- {name: B, facts: {capacity: 9}}\n"
    found = read_profiles(written(tmp_path, "sites.yaml", text))
    assert [(profile.name, profile.facts) for profile in found] == [
        ("A", {"cii_operator": True, "capacity": 5}),
        ("B", {"cii_operator": True, "capacity": 9}),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("facts: {capacity: 5}", "site"),
        ("[{facts: {capacity: 5}}]", "site 1"),
        ("{name: {zh: 甲, en: Mall}, facts: {}}", "Mall"),
        ("{id: m-1, facts: {}}", "m-1"),
    ],
)
def test_place_without_a_name_has_one(text: str, name: str, tmp_path: Path) -> None:
    assert [profile.name for profile in read_profiles(written(tmp_path, "site.yaml", text))] == [name]


@pytest.mark.parametrize(
    ("name", "text", "place", "cause", "remedy"),
    [
        ("a.yaml", "facts: {footfall: 5}", ":1", "there is no fact 'footfall'", "did you mean footfall_daily?"),
        ("a.yaml", "facts:\n  日均人流量: 5", ":2", "there is no fact '日均人流量'", "did you mean footfall_daily?"),
        ("a.yaml", "facts:\n  kind: mal", ":2: kind", "'mal' is no value of this fact (choice)", None),
        ("a.yaml", "facts:\n  key_target: 3", ":2: key_target", "3 is no value of this fact (boolean)", "give true or false (是 or 否)"),  # noqa: E501
        ("a.yaml", "fact:\n  kind: mall", ":1", "here is no place with facts", "did you mean facts: instead of fact:?"),
        ("a.yaml", "kind: mall\nfacts: {}", ":1", "the fact kind stands outside facts", "move it under facts:"),
        ("a.yaml", "- 5", ":1", "here is no place with facts", "write name: and, below facts:, the facts by name"),
        ("a.yaml", "facts: [kind]", ":1", "facts is no mapping of names to values", "write one fact a line: name: value"),  # noqa: E501
        ("a.yaml", "facts: {kind: {valu: mall}}", ":1", "this is neither a value nor a value with its source", "write {value: ..., source: ...}"),  # noqa: E501
        ("a.yaml", "[]", "", "no premises stand in the file", "describe at least one place"),
        ("a.yaml", "- {name: A, facts: {}}\n- {name: A, facts: {}}", "", "two premises are named 'A'", "give each a name of its own"),  # noqa: E501
        ("a.yaml", "facts: {a", ":2", None, "mend the line"),
        ("a.yaml", b"\xff\xfe\xff", "", None, "save it as UTF-8 text"),
        ("a.json", '{"facts": {"kind": "mall"', "", None, "mend it, or save it as YAML"),
        ("a.json", '{"facts": {"kind": "mall", "kind": "park"}}', "", "the key 'kind' stands twice", "keep one of them"),  # noqa: E501
        ("a.json", '{"facts": {"kind": "mal"}}', ": facts.kind", "'mal' is no value of this fact (choice)", None),
        ("a.json", '[{"facts": {"kindd": 1}}]', ": 1.facts.kindd", "there is no fact 'kindd'", "did you mean kind?"),
        ("a.csv", "name,kindd\nA,mall\n", ":1", "there is no fact 'kindd'", "did you mean kind?"),
        ("a.csv", "name,kind,kind\nA,mall,mall\n", ":1", "a heading stands twice", "keep one of the two columns"),
        ("a.csv", "name,kind\nA,mall,x\n", ":2", "the row has 3 cells and the heading 2", "put quotes around a cell that holds a comma"),  # noqa: E501
        ("a.csv", "name,key_target\nA,perhaps\n", ":2, key_target", "'perhaps' is no value of this fact (boolean)", "give true or false (是 or 否)"),  # noqa: E501
        ("a.csv", 'name,kind\n"A"x,mall\n', ":2", None, "save it as CSV again"),
        ("a.txt", "x", "", ".txt is no kind of profile", "give .yaml, .json or .csv"),
        ("a", "x", "", "no suffix is no kind of profile", "give .yaml, .json or .csv"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_place_and_remedy(
    name: str, text: str | bytes, place: str, cause: str | None, remedy: str | None, tmp_path: Path
) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(ProfileError) as caught:
        read_profiles(path)
    assert caught.value.place == f"{path}{place}"
    assert (cause or caught.value.cause, remedy or caught.value.remedy) == (caught.value.cause, caught.value.remedy)


def test_strange_fact_gets_the_list_of_all() -> None:
    with pytest.raises(ProfileError) as caught:
        read_facts({"xyzzy": 1})
    assert caught.value.remedy.startswith("use one of adopted_plans, authority_functions, border_area")


@given(facts)
def test_saved_profile_reads_back(tmp_path_factory: pytest.TempPathFactory, known: dict[str, Value]) -> None:
    path = tmp_path_factory.mktemp("saved") / "site.yaml"
    stated = dict.fromkeys(list(known)[:2], "a: stated, source")
    path.write_text(as_yaml(Profile('the "A" 站: 1', known, stated), ("capacity",)), "utf-8")
    (found,) = read_profiles(path)
    assert (found.name, found.facts) == ('the "A" 站: 1', known)
    assert {name: found.sources[name] for name in stated} == stated
    assert read_not_known(path) == ("capacity",)


def test_saved_profile_lists_nothing_as_not_known_if_all_was_told() -> None:
    assert as_yaml(Profile("A", {})) == 'name: "A"\nfacts: {}\n'


@pytest.mark.parametrize("text", ["facts: {}", "[]", "{facts: {}, not_known: 5}", "{facts: {}, not_known: [gone]}"])
def test_profile_may_list_nothing_as_not_known(text: str, tmp_path: Path) -> None:
    assert read_not_known(written(tmp_path, "site.yaml", text)) == ()


def test_blank_facts_are_not_known() -> None:
    raw: dict[str, Any] = {"capacity": " ", "kind": None, "key_target": False}
    assert read_facts(raw) == {"key_target": False}
