"""What holds for every template: nothing that the content security policy would refuse, and signs that exist."""

import re
from pathlib import Path

import dutybook_web
from dutybook_web.templatetags.states import WORDS

WEB = Path(dutybook_web.__file__).parent
TEMPLATES = {
    file.relative_to(WEB / "templates").as_posix(): file.read_text("utf-8")
    for file in (WEB / "templates").rglob("*.html")
}
SPRITE = TEMPLATES["components/icons.html"]
REFUSED = re.compile(
    r"""\sstyle=|<style|\son[a-z]+=["']|javascript:|\bhx-on|hx-vals=["']js:|<script(?![^>]*(\ssrc=|json))""",
    re.IGNORECASE,
)


def test_templates_have_nothing_inline() -> None:
    assert {name: hits for name, text in TEMPLATES.items() if (hits := REFUSED.findall(text))} == {}


def test_refused_finds_what_the_policy_refuses() -> None:
    hostile = ('<p style="x">', "<script>", '<a href="javascript:x">', "<p onclick='x'>", '<p hx-on:click="x">')
    assert [bool(REFUSED.search(text)) for text in hostile] == [True] * len(hostile)


def test_every_state_has_a_sign() -> None:
    assert set(WORDS) - set(re.findall(r'id="s-(\w+)"', SPRITE)) == set()


def test_every_icon_named_exists() -> None:
    named = {name for text in TEMPLATES.values() for name in re.findall(r'icon\.html" with name="(\w+)"', text)}
    assert named - set(re.findall(r'id="i-(\w+)"', SPRITE)) == set()


def test_every_sign_drawn_within_the_sprite_exists() -> None:
    assert set(re.findall(r'href="#([\w-]+)"', SPRITE)) - set(re.findall(r'id="([\w-]+)"', SPRITE)) == set()


def test_every_part_opens_with_its_parameters() -> None:
    parts = {name: text for name, text in TEMPLATES.items() if name.startswith("components/")}
    assert [name for name, text in parts.items() if not text.startswith("{# ")] == []
