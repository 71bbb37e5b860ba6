import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.catalogue import marked_yaml
from dutybook.errors import CatalogueError


def data(text):
    return marked_yaml.read(text, "x.yaml").data


def told(text):
    with pytest.raises(CatalogueError) as caught:
        data(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None), ("~", None), ("", None), ("true", True), ("false", False), ("12", 12), ("-3", -3), ("1.5", 1.5),
        ("yes", "yes"), ("on", "on"), ("2024-01-01", "2024-01-01"), ("012", "012"), ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("1e3", "1e3"), (".inf", ".inf"), ("12:30", "12:30"), ("'12'", "12"), ('"true"', "true"), ("''", ""),
        ("1" * 20, "1" * 20), ("{a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
    ],
)  # fmt: skip
def test_scalars_are_what_they_look_like_in_json(text, value):
    assert data(text) == value


def test_lines_of_all_parts():
    marked = marked_yaml.read("a:\n  - b: 1\n    c: 2\n  - {d: 3}\n", "x.yaml")
    assert dict(marked.lines) == {
        (): 1, ("a",): 1, ("a", 0): 2, ("a", 0, "b"): 2, ("a", 0, "c"): 3, ("a", 1): 4, ("a", 1, "d"): 4,
    }  # fmt: skip


def test_line_of_a_missing_part_is_that_of_what_is_around_it():
    marked = marked_yaml.read("a: 1\nb:\n  c: 2\n", "x.yaml")
    assert [marked.line(("b", "x", 3)), marked.line(("z",)), marked.line(())] == [2, 1, 1]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3", 3, "the key 'a' stands twice; keep one of them"),
        ("a: &x [1]\nb: *x", 1, "an anchor or alias (x) stands here; write the part out"),
        (
            "a: 1\nb: !!python/name:os.system",
            2,
            "the tag tag:yaml.org,2002:python/name:os.system is not allowed; delete it",
        ),
        ("a: !secret 1", 1, "the tag !secret is not allowed; delete it"),
        ("[a]: 1", 1, "a key is not plain text; write a word"),
        ("a: b: c", 1, "this is not YAML (mapping values are not allowed in this context); mend the line"),
        ("[" * 40 + "]" * 40, 1, "the file is nested too deeply; compare it with another file"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here; write one document in a file"),
    ],
)
def test_what_is_refused(text, line, message):
    assert told(text) == f"x.yaml:{line}: {message} [catalogue]"


def test_control_characters_are_told():
    assert told("a: \x07").endswith("save it as plain text [catalogue]")


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    text = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert told(text) == "x.yaml:1: an anchor or alias (a) stands here; write the part out [catalogue]"


@pytest.mark.parametrize("text", ["[", "- ", "{a: ", "? "])
def test_nesting_without_end_is_refused(text):
    assert told(text * 100_000).endswith("[catalogue]")


def test_an_empty_file_is_nothing():
    assert data("# nothing") is None


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 安全".encode("gb18030"))
    with pytest.raises(CatalogueError, match="the file is not UTF-8; save it as UTF-8"):
        marked_yaml.read_file(path)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        found = data(text)
    except CatalogueError:
        return
    assert isinstance(found, str | int | float | bool | None | list | dict)
