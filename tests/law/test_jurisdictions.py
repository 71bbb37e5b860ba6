"""Places by code."""

import pytest

from dutybook.law.jurisdictions import jurisdiction


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("北京市示范条例", "11"),
        ("河南省示范办法", "41"),
        ("郑州市示范条例", "4101"),
        ("河南省郑州市示范条例", "4101"),
        ("吉林省示范规定", "22"),
        ("吉林市示范条例", "2202"),
        ("新疆维吾尔自治区人民代表大会常务委员会", "65"),
        ("恩施土家族苗族自治州示范条例", "4228"),
        ("深圳经济特区示范条例", "4403"),
        ("济源市示范条例", "419001"),
        ("海南省琼海市示范办法", "469002"),
        ("双河市示范方案", "659007"),
        ("香港特别行政区示范条例", "81"),
        ("澳门特别行政区", "82"),
        ("台湾省", "71"),
        ("海南藏族自治州示范条例", "6325"),
        ("示范市示范条例", ""),
        ("中山陵示范条例", ""),
        ("关于北京市的批复", ""),
        ("", ""),
    ],
)
def test_jurisdiction_is_the_longest_name_at_the_start(name: str, code: str) -> None:
    assert jurisdiction(name) == code
