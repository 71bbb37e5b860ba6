from __future__ import annotations

import pytest

from dutybook_web.files.names import MOST, clean_name, extension_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("巡查记录.pdf", "巡查记录.pdf"),
        ("/etc/passwd", "passwd"),
        (r"C:\photos\gate.jpg", "gate.jpg"),
        ("gate\u202egpj.exe", "gategpj.exe"),
        ("a\u200b\ufeff\x00\r\nb.pdf", "ab.pdf"),
        ('a"b<c>d|e?f*g%h:i.pdf', "a_b_c_d_e_f_g_h_i.pdf"),
        (" .hidden. ", "hidden"),
        ("a   b.pdf", "a b.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("console.pdf", "console.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
    ],
)
def test_name_keeps_what_can_be_seen(name: str, expected: str) -> None:
    assert clean_name(name) == expected


def test_long_name_keeps_its_ending() -> None:
    assert clean_name("字" * 500 + ".pdf") == "字" * (MOST - 4) + ".pdf"


@pytest.mark.parametrize(
    ("name", "expected"), [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), (".pdf", ""), ("a.notanextension", "")]
)
def test_extension_is_the_last_short_ending(name: str, expected: str) -> None:
    assert extension_of(name) == expected


def test_cleaning_twice_changes_nothing() -> None:
    once = clean_name("../\u202e Plan: 1/2 ..PDF. ")
    assert clean_name(once) == once
