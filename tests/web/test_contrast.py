"""The promises of tokens.css: each declared pair of text and ground is readable, in light and in dark."""

import re
from pathlib import Path

import pytest

import dutybook_web

CSS = Path(dutybook_web.__file__).parent / "static" / "dutybook_web" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("prefers-color-scheme: dark", 1)
PROMISES = re.findall(r"(pair|edge): (--[\w-]+) on (--[\w-]+)", TOKENS)
LEAST = {"pair": 4.5, "edge": 3.0}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", block))


SCHEMES = {"light": colours(LIGHT), "dark": colours(LIGHT) | colours(DARK)}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_promised_pair_is_readable(scheme: str) -> None:
    values = SCHEMES[scheme]
    figures = {(kind, ink, ground): contrast(values[ink], values[ground]) for kind, ink, ground in PROMISES}
    assert {key: round(figure, 2) for key, figure in figures.items() if figure < LEAST[key[0]]} == {}


def test_every_ink_and_fill_stands_in_a_promise() -> None:
    promised = {name for _, *names in PROMISES for name in names}
    meant = re.compile(r"--(ink.*|link.*|on-.*|.*-ink|.*-fill|.*-wash|focus|field-edge|accent.*)")
    assert {name for name in SCHEMES["light"] if meant.fullmatch(name)} - promised == set()


def test_dark_changes_every_colour_of_light() -> None:
    assert set(colours(DARK)) == set(colours(LIGHT))


def test_colours_are_named_in_tokens_alone() -> None:
    raw = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(", re.IGNORECASE)
    sheets = ("base.css", "layout.css", "components.css")
    found = {name: raw.findall((CSS / name).read_text(encoding="utf-8")) for name in sheets}
    assert found == {name: [] for name in sheets}


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", LIGHT))
    used = {name for sheet in CSS.glob("*.css") for name in re.findall(r"var\((--[\w-]+)\)", sheet.read_text("utf-8"))}
    assert used - defined == set()
