import re

from lxml import html
from tests.law import acts
from tests.law.acts import Draft

from dutybook.law import comparison_page
from dutybook.law.compare import compare

FIRE = "经营者应当每月检查灭火器材，发现损坏的，应当立即更换。"
DOOR = "公共场所的出入口应当设置监控设备，录像保存三十日。"
DRILL = "管理单位每年组织演练两次，演练记录保存两年。"
BOARD = "本市设立防护委员会，统筹协调全市工作。"


def tree(old, new, language="zh"):
    return html.document_fromstring(comparison_page.write(compare(old, new), language))


def test_each_row_has_its_label_in_words():
    found = tree(acts.articles(FIRE, DOOR, DRILL), acts.articles(BOARD, FIRE, DOOR.replace("三", "九")))
    rows = [
        (
            row.get("class"),
            row.get("id"),
            row.findtext(".//h2"),
            row.xpath(".//*[contains(@class,'label')]/span/text()"),
        )
        for row in found.xpath("//section")
    ]
    assert rows == [
        ("row new", "new_art_1", "第1条", ["新增", "new"]),
        ("row renumbered", "new_art_2", "第1条 → 第2条", ["仅编号变", "renumbered"]),
        ("row amended", "new_art_3", "第2条 → 第3条", ["修改", "amended"]),
        ("row repealed", "old_art_3", "第3条", ["删去", "repealed"]),
    ]


def test_changed_words_are_marked_on_their_side():
    found = tree(acts.articles(DOOR), acts.articles(DOOR.replace("三", "九")))
    assert (found.xpath("//del/text()"), found.xpath("//ins/text()")) == (["三十"], ["九十"])
    old, new = [side.text_content() for side in found.xpath("//div[@class='side']")]
    assert (old, new) == (f"旧Old{DOOR}\n", f"新New{DOOR.replace('三', '九')}\n")


def test_marks_close_and_open_again_at_the_end_of_a_line():
    old, new = Draft(), Draft()
    old.article("第一条", DOOR)
    new.article("第一条", DOOR, DRILL, BOARD)
    found = tree(old.act(), new.act())
    assert found.xpath("//ins/text()") == [DRILL, BOARD]
    assert [p.text_content() for p in found.xpath("//div[@class='side'][2]//p")] == [DOOR, DRILL, BOARD]


def test_new_and_repealed_provisions_stand_whole_on_one_side():
    found = tree(acts.articles(FIRE), acts.articles(BOARD))
    sides = [
        [side.text_content().strip() for side in row.xpath(".//div[@class='side']")] for row in found.xpath("//section")
    ]
    assert sides == [["", f"新New{BOARD}"], [f"旧Old{FIRE}", ""]]
    assert (found.xpath("//ins/text()"), found.xpath("//del/text()")) == ([BOARD], [FIRE])


def test_counts_and_language():
    found = tree(acts.articles(FIRE, DOOR), acts.articles(FIRE, BOARD, DOOR), "en")
    assert found.xpath("//ul[contains(@class,'counts')]//b/text()") == ["1", "1", "0", "1", "0"]
    assert found.xpath("//input[@checked]/@id") == ["ui-en"]


def test_page_escapes_fetches_nothing_and_runs_no_script():
    hostile = "<script>alert(1)</script>&"
    page = comparison_page.write(
        compare(acts.articles(hostile, DOOR, title=hostile), acts.articles(hostile + "甲", DOOR))
    )
    assert html.document_fromstring(page).xpath("//script") == []
    assert re.findall(r"url\(|@import|https?://|src=", page) == []
