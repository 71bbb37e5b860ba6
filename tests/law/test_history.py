"""The events that notes and orders tell, and the day of commencement."""

from datetime import date

import pytest

from dutybook.law.history import days, events_in, history, in_force
from dutybook.law.model import Act, Source
from dutybook.law.parser import structure


def act_of(front: str, closing: str = "") -> Act:
    return structure(Source(f"{front}\n第一条　单位应当检查。\n第二条　{closing or '单位应当记录。'}\n"))


@pytest.mark.parametrize(
    ("line", "events"),
    [
        (
            "2020年5月6日 甲市第一届人民代表大会常务委员会第二次会议通过",
            [("adopted", "2020-05-06", "甲市第一届人民代表大会常务委员会第二次会议")],
        ),
        ("2020年7月1日 甲省人民代表大会批准", [("approved", "2020-07-01", "甲省人民代表大会")]),
        ("2009年1月2日 国务院令第9999号公布", [("promulgated", "2009-01-02", "国务院令第9999号")]),
        ("2009年1月2日 甲部令第9号", [("promulgated", "2009-01-02", "甲部令第9号")]),
        (
            "2021年3月4日 《关于修改〈甲条例〉的决定》第一次修正）",
            [("amended", "2021-03-04", "《关于修改〈甲条例〉的决定》")],
        ),
        ("2021年3月4日 甲市会议第二次修订", [("revised", "2021-03-04", "甲市会议")]),
        ("2021年3月4日 甲市会议修订通过", [("revised", "2021-03-04", "甲市会议")]),
        (
            "2020年1月1日甲市会议通过 根据2021年2月2日甲市会议《关于修改的决定》修正",
            [("adopted", "2020-01-01", "甲市会议"), ("amended", "2021-02-02", "甲市会议《关于修改的决定》")],
        ),
        (
            "2000年5月1日甲市会议通过并经2000年6月1日甲省会议批准",
            [("adopted", "2000-05-01", "甲市会议"), ("approved", "2000-06-01", "甲省会议")],
        ),
        ("2015年3月1日 施行", [("in_force", "2015-03-01", "")]),
        (
            "《示范条例》已由甲省会议于2022年5月7日通过，现予公布，自2022年7月1日起施行。",
            [("adopted", "2022-05-07", "甲省会议"), ("in_force", "2022-07-01", "")],
        ),
        ("二〇二一年九月二十四日甲市会议通过", [("adopted", "2021-09-24", "甲市会议")]),
        ("2021年13月1日 甲市会议通过", []),
        ("2021年1月1日", []),
        ("甲市会议修正", []),
    ],
)
def test_events_in_reads_each_form(line: str, events: list[tuple[str, str, str]]) -> None:
    assert [(event.kind, str(event.day), event.by) for event in events_in(line)] == events


def test_days_leaves_out_what_is_no_day() -> None:
    assert days("二〇二一年九月二十四日、2021年2月30日、2021年12月1日") == [date(2021, 9, 24), date(2021, 12, 1)]


def test_history_takes_the_day_of_promulgation_from_the_signature() -> None:
    act = act_of(
        "甲省人民政府令\n（第283号）\n《甲省示范规定》已经2024年11月4日甲省人民政府会议通过，现予公布。\n"
        "2024年11月8日\n甲省示范规定"
    )
    assert [(event.kind, str(event.day)) for event in history(act)] == [
        ("adopted", "2024-11-04"),
        ("promulgated", "2024-11-08"),
    ]


@pytest.mark.parametrize(
    ("front", "closing", "day"),
    [
        ("示范条例", "本条例自2022年2月15日起施行。", date(2022, 2, 15)),
        ("示范条例", "本条例自二〇二二年二月十五日起施行。", date(2022, 2, 15)),
        ("示范条例", "本条例经审议通过，自1988年7月1日起施行。", date(1988, 7, 1)),
        ("示范条例", "自2022年2月15日起施行。", date(2022, 2, 15)),
        ("示范条例", "2001年1月1日公布、自2001年2月1日起施行的《旧条例》同时废止。", None),
        (
            "示范条例",
            "自2001年2月1日起施行的《旧条例》废止，本条例自2022年3月1日起施行。",
            date(2022, 3, 1),
        ),
        ("示范条例", "本条例自公布之日起施行。", None),
        ("示范条例\n2020年1月2日 国务院令第9999号公布", "本条例自公布之日起施行。", date(2020, 1, 2)),
        ("示范条例\n2020年1月2日 甲市会议通过", "本条例自通过之日起施行。", date(2020, 1, 2)),
        ("示范条例\n2020年3月1日 施行", "", date(2020, 3, 1)),
        ("甲省人民政府令\n《示范条例》已经通过，现予公布，自2020年4月1日起施行。\n示范条例", "", date(2020, 4, 1)),
        ("示范条例", "", None),
    ],
)
def test_in_force_is_what_the_text_says_and_nothing_else(front: str, closing: str, day: date | None) -> None:
    act = act_of(front, closing)
    assert in_force(act, history(act)) == day
