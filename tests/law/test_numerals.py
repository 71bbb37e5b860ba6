"""Numerals against a table, against cn2an, and there and back again."""

import re
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.numerals import NUMERAL, chinese, decimal, fraction, number, percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("一百", 100),
        ("一百零一", 101),
        ("一百○一", 101),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("一千二百六十", 1260),
        ("一千零五", 1005),
        ("三千", 3000),
        ("五万", 50_000),
        ("二十五万", 250_000),
        ("十万零三百", 100_300),
        ("两千万", 20_000_000),
        ("一亿零五", 100_000_005),
        ("三万亿", 3_000_000_000_000),
        ("一亿二千万", 120_000_000),
        ("二〇二一", 2021),
        ("二○○九", 2009),
        ("一Ｏ", 10),
        ("12", 12),
        ("０１２", 12),
        ("１２", 12),
        ("1,000", 1000),
        ("3万", 30_000),
        ("五亿零一千", 500_001_000),
        ("50亿", 5_000_000_000),
        ("5千万", 50_000_000),
    ],
)
def test_number_reads_the_forms_of_acts(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "条",
        "十十",
        "百",
        "百一",
        "万",
        "零万",
        "一百零",
        "三百万零",
        "一亿一万万",
        "1,00",
        "三点五",
        "3一",
        "一3",
        "二〇年",
        "-3",
        "²",
        " 3",
    ],
)
def test_number_refuses_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        number(text)


@given(st.integers(0, 10**9))
def test_number_reads_what_chinese_writes(value: int) -> None:
    assert number(chinese(value)) == value


@given(st.integers(0, 10**9))
def test_chinese_writes_as_cn2an_does(value: int) -> None:
    written = str(cn2an.an2cn(value))
    assert chinese(value) == (written[1:] if written.startswith("一十") else written)


@given(st.text("零〇一二两三九十廿百千万亿35", max_size=8))
def test_number_gives_a_number_or_refuses(text: str) -> None:
    try:
        value = number(text)
    except ValueError as error:
        refused = str(error)
    else:
        refused = text if value >= 0 else "a negative number"
    assert refused == text


@pytest.mark.parametrize("value", [-1, 10**16])
def test_chinese_refuses_numbers_out_of_range(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        chinese(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三点五", 3.5),
        ("零点零五", 0.05),
        ("一点五万", 15_000),
        ("1.5", 1.5),
        ("１．５", 1.5),
        ("1.5万", 15_000),
        ("2,500.5", 2500.5),
        ("半", 0.5),
        ("二十", 20),
    ],
)
def test_decimal_reads_points_and_halves(text: str, value: float) -> None:
    assert decimal(text) == value


@pytest.mark.parametrize("text", ["三点", "三点十", "点", "三点五米", "1.", "", "1.5.2"])
def test_decimal_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decimal(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", Fraction(2, 3)),
        ("百分之二十", Fraction(1, 5)),
        ("百分之二点五", Fraction(1, 40)),
        ("万分之五", Fraction(1, 2000)),
        ("千分之三", Fraction(3, 1000)),
        ("十分之一", Fraction(1, 10)),
        ("30％", Fraction(3, 10)),
        ("7.5%", Fraction(3, 40)),
        ("半", Fraction(1, 2)),
    ],
)
def test_fraction_reads_parts(text: str, value: Fraction) -> None:
    assert fraction(text) == value


@pytest.mark.parametrize("text", ["二", "零分之一", "分之一", "三分之", "%"])
def test_fraction_refuses_what_is_no_fraction(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        fraction(text)


def test_percent_is_a_hundred_times_the_fraction() -> None:
    assert [percent(text) for text in ("百分之二十", "千分之五", "12.5%")] == [
        20.0,
        0.5,
        12.5,
    ]


def test_numeral_matches_each_character_that_number_reads() -> None:
    assert re.findall(f"第({NUMERAL}+)条", "第一百○一条、第１２条和第廿三条") == [
        "一百○一",
        "１２",
        "廿三",
    ]
