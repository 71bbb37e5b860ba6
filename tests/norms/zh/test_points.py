"""Items with points (目) below them: duties of their own, or parts of the item's."""

from tests.norms.zh.reading_of import found, norms_of, units_of

LISTED = "使用单位应当履行下列义务：\n"


def test_points_that_are_acts_are_norms_with_the_bearer_and_modality_of_the_lead_in():
    text = LISTED + "（一）采取下列措施：\n1.安排人员值守；\n2.在十日内设置标志；\n（二）巡查。"
    assert [(norm.unit, norm.bearer, norm.modality, norm.action) for norm in found(text)] == [
        ("art_1__para_1__item_1__point_1", "使用单位", "obligation", "安排人员值守"),
        ("art_1__para_1__item_1__point_2", "使用单位", "obligation", "在十日内设置标志"),
        ("art_1__para_1__item_2", "使用单位", "obligation", "巡查"),
    ]


def test_points_that_are_parts_count_as_the_items_text():
    text = LISTED + "（一）按照下列要求保存记录：\n1.值守记录保存三十日；\n2.人数三人以上；\n（二）巡查。"
    first, second = found(text)
    assert [(time.kind, time.value) for time in first.times] == [("retain_min", "P30D")]
    assert [(one.min, one.unit) for one in first.amounts] == [(3, "person")]
    assert second.times == second.amounts == ()


def test_points_of_an_item_that_is_a_part_count_as_the_paragraphs_text():
    text = "场馆应当登记下列信息：\n（一）人员信息：\n1.第二条规定的类别；\n2.九十日内的变更；\n（二）名称。"
    norm = found(text, "场馆应当巡查。")[0]
    assert norm.unit == "art_1__para_1"
    assert [ref.target for ref in norm.refs] == ["art_2"]


def test_modal_word_in_a_point_is_a_norm_of_the_point():
    text = LISTED + "（一）按照下列要求安排值守：\n1.昼夜值守；\n2.每班人数不得少于三人。"
    assert units_of(text) == ["art_1__para_1__item_1", "art_1__para_1__item_1__point_2"]


def test_penalties_in_points_have_the_imposer_of_the_lead_in():
    text = (
        "场馆有下列行为之一的，由公安机关按照下列规定处罚：\n（一）违反值守制度：\n1.未值守的，处一千元罚款；\n"
        "2.未记录的，处二千元罚款；\n（二）未备案的，处三千元罚款。"
    )
    norms = [norm for norm in found(text) if norm.modality == "sanction"]
    assert [(norm.unit[15:], norm.bearer, norm.amounts[0].max) for norm in norms] == [
        ("item_1__point_1", "公安机关", 1000),
        ("item_1__point_2", "公安机关", 2000),
        ("item_2", "公安机关", 3000),
    ]


def test_item_without_an_act_still_gives_what_its_points_say():
    text = "场馆应当遵守下列规定：\n（一）值守：\n1.巡查出口；\n2.记录情况；\n（二）备案。"
    assert ("must", "场馆", "备案") in norms_of(text)
