from tests.law import acts
from tests.law.acts import Draft

from dutybook.law import plaintext


def test_measure_has_a_line_for_each_node():
    assert plaintext.write(acts.measure()).splitlines() == [
        "海州市公共场所防护办法",
        "",
        "海州市人民政府令第12号",
        "（2020年3月1日海州市人民政府令第12号公布　根据2023年5月6日海州市人民政府令第20号修正）",
        "为了保护公众，制定本办法。",
        "",
        "",
        "第一章　总则",
        "第一条　为了防护公共场所的安全，根据《中华人民共和国防护法》第九条，制定本办法。",
        "第二条　本办法适用于本市的公共场所。",
        "  法律另有规定的，从其规定。",
        "",
        "第二章　防护措施 & <检查>",
        "",
        "第一节　日常措施",
        "第三条　经营者应当采取下列措施：",
        "    （一）巡查下列部位：",
        "      1.入口处的；",
        "      2.出口处的；",
        "    （二）依照第二条第二款保存记录；",
        "    （三）R&D <试验> 场所的措施。",
        "  前款措施每年评估。",
        "  依照第一条至第二条办理。",
        "第三条之一　违反第九十九条的，责令改正。",
        "第四条　本办法自2020年5月1日起施行。",
        "",
        "海州市人民政府办公厅",
        "",
        "附件1　防护等级表",
        "  等级\t面积\t人员",
        "  一级\t五千平方米\t十人",
    ]


def test_outline_keeps_headings_and_numbers():
    assert plaintext.write(acts.outline()).splitlines() == [
        "海州市防护工作计划",
        "",
        "一、总体要求",
        "  总体要求如下。",
        "二、重点任务",
        "  （一）健全机制。",
        "    1.每季度开会。",
        "    2.每年演练。",
        "  （二）落实责任。",
    ]


def test_division_without_articles_and_article_without_words_have_their_lines():
    draft = Draft()
    draft.article("第一条")
    draft.division("chp_1", "第一章", "空章")
    assert plaintext.write(draft.act()).splitlines() == ["第一条", "", "第一章　空章"]


def test_lines_of_one_node_keep_its_depth():
    draft = Draft()
    draft.article("第一条", "甲", "乙\n 丙")
    assert plaintext.write(draft.act()) == "第一条　甲\n  乙\n  丙\n"


def test_title_that_metadata_do_not_tell_is_kept():
    draft = Draft()
    draft.aside("front", "title", "防护办法")
    draft.article("第一条", "甲。")
    assert plaintext.write(draft.act()) == "防护办法\n\n第一条　甲。\n"
