import json
from datetime import date

from tests.law import acts
from tests.law.acts import Draft

from dutybook.law import jsonform
from dutybook.law.compare import as_json, as_text, compare
from dutybook.law.wording import Change

FIRE = "经营者应当每月检查灭火器材，发现损坏的，应当立即更换。"
DOOR = "公共场所的出入口应当设置监控设备，录像保存三十日。"
DRILL = "管理单位每年组织演练两次，演练记录保存两年。"
BOARD = "本市设立防护委员会，统筹协调全市工作。"


def statuses(comparison):
    return [(row.status, row.old and row.old.num, row.new and row.new.num) for row in comparison.rows]


def test_act_beside_itself_is_unchanged():
    comparison = compare(acts.measure(), acts.measure())
    assert [row.status for row in comparison.rows] == ["unchanged"] * 6
    assert comparison.counts == {"unchanged": 6, "renumbered": 0, "amended": 0, "new": 0, "repealed": 0}


def test_each_fate_of_a_provision():
    comparison = compare(acts.articles(FIRE, DOOR, DRILL), acts.articles(BOARD, FIRE, DOOR.replace("三", "九")))
    assert statuses(comparison) == [
        ("new", None, "第1条"),
        ("renumbered", "第1条", "第2条"),
        ("amended", "第2条", "第3条"),
        ("repealed", "第3条", None),
    ]
    assert [row.moved for row in comparison.rows] == [False, True, True, False]


def test_repealed_provision_stands_where_it_stood():
    comparison = compare(acts.articles(FIRE, DOOR, DRILL), acts.articles(FIRE, DRILL))
    assert statuses(comparison) == [
        ("unchanged", "第1条", "第1条"),
        ("repealed", "第2条", None),
        ("renumbered", "第3条", "第2条"),
    ]


def citing(number: str, target: str, *before: str):
    draft = Draft()
    for index, text in enumerate([*before, FIRE], 1):
        draft.article(f"第{index}条", text)
    draft.article("末条", f"违反第{number}条规定的，处罚款。")
    unit = draft.articles[-1].paragraphs[0].eid
    draft.cite(unit, f"第{number}条", target)
    return draft.act(title="海州市防护办法")


def test_citation_that_follows_a_renumbered_article_is_no_amendment():
    comparison = compare(citing("一", "art_1"), citing("二", "art_2", BOARD))
    assert [row.status for row in comparison.rows] == ["new", "renumbered", "renumbered"]
    assert comparison.rows[2].changes == (
        Change("equal", "违反", "违反"),
        Change("replace", "第一条", "第二条"),
        Change("equal", "规定的，处罚款。", "规定的，处罚款。"),
    )


def test_citation_of_another_article_is_an_amendment():
    comparison = compare(citing("二", "art_2", BOARD), citing("一", "art_1", BOARD))
    assert [row.status for row in comparison.rows] == ["unchanged", "unchanged", "amended"]


def test_numbers_alone_without_citations_are_an_amendment():
    comparison = compare(acts.articles("参照外省办法第三条执行。"), acts.articles("参照外省办法第四条执行。"))
    assert [row.status for row in comparison.rows] == ["amended"]


def test_annexes_are_compared_with_annexes():
    old, new = Draft(), Draft()
    old.annex("附件1", "等级表", "一级\t十人")
    new.annex("附件1", "等级表", "一级\t二十人")
    comparison = compare(old.act(), new.act())
    assert statuses(comparison) == [("amended", "附件1", "附件1")]


def test_items_and_points_are_part_of_the_text():
    row = compare(acts.measure(), acts.measure()).rows[2]
    assert row.new.text.splitlines() == [
        "经营者应当采取下列措施：", "（一）巡查下列部位：", "1.入口处的；", "2.出口处的；",
        "（二）依照第二条第二款保存记录；",
        "（三）R&D <试验> 场所的措施。", "前款措施每年评估。", "依照第一条至第二条办理。",
    ]  # fmt: skip


def test_text_marks_what_was_taken_out_and_put_in():
    old = acts.articles(FIRE, DRILL, DOOR, promulgated=date(2020, 1, 2))
    new = acts.articles(FIRE, DOOR.replace("三", "九"), BOARD, DOOR)
    assert as_text(compare(old, new)).splitlines() == [
        "海州市防护办法 (2020-01-02) → 海州市防护办法",
        "1 unchanged, 1 renumbered, 0 amended, 2 new, 1 repealed",
        "= 第1条",
        "",
        "+ 第2条  (new)",
        "    公共场所的出入口应当设置监控设备，录像保存九十日。",
        "",
        "+ 第3条  (new)",
        "    本市设立防护委员会，统筹协调全市工作。",
        "",
        "- 第2条  (repealed)",
        "    管理单位每年组织演练两次，演练记录保存两年。",
        "",
        "# 第3条 → 第4条  (renumbered)",
    ]
    amended = as_text(compare(acts.articles(DOOR), acts.articles(DOOR.replace("三十", "九十"))))
    assert amended.splitlines()[-1] == "    公共场所的出入口应当设置监控设备，录像保存[-三十-]{+九十+}日。"


def test_json_has_the_documented_shape():
    old = acts.articles("甲报告。", adopted=date(2020, 1, 2))
    found = as_json(compare(old, acts.articles("甲立即报告。", BOARD)))
    assert json.loads(jsonform.dumps(found)) == found
    assert found == {
        "old": {"title": "海州市防护办法", "adopted": "2020-01-02", "promulgated": None, "in_force": None},
        "new": {"title": "海州市防护办法", "adopted": None, "promulgated": None, "in_force": None},
        "counts": {"unchanged": 0, "renumbered": 0, "amended": 1, "new": 1, "repealed": 0},
        "rows": [
            {
                "status": "amended",
                "old": {"eId": "art_1", "num": "第1条", "text": "甲报告。"},
                "new": {"eId": "art_1", "num": "第1条", "text": "甲立即报告。"},
                "changes": [
                    {"op": "equal", "old": "甲", "new": "甲"},
                    {"op": "insert", "old": "", "new": "立即"},
                    {"op": "equal", "old": "报告。", "new": "报告。"},
                ],
            },
            {"status": "new", "old": None, "new": {"eId": "art_2", "num": "第2条", "text": BOARD}, "changes": []},
        ],
    }


def test_version_without_title_is_named_by_its_file():
    comparison = compare(acts.articles(FIRE, title=""), acts.articles(FIRE))
    assert (comparison.old.title, comparison.new.title) == ("model.txt", "海州市防护办法")
