from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.alignment import align

FIRE = "经营者应当每月检查灭火器材，发现损坏的，应当立即更换。"
DOOR = "公共场所的出入口应当设置监控设备，录像保存三十日。"
DRILL = "管理单位每年组织演练两次，演练记录保存两年。"


def test_same_texts_pair_whatever_their_order():
    assert align([FIRE, DOOR, DRILL], [DRILL, FIRE, DOOR]) == {0: 2, 1: 0, 2: 1}


def test_spaces_do_not_count():
    assert align(["甲 乙丙丁"], ["甲乙\n丙丁"]) == {0: 0}


def test_of_equal_texts_the_first_pairs_with_the_first():
    assert align(["略。", "略。"], ["略。", "略。", "略。"]) == {0: 0, 1: 1}


def test_amended_text_finds_its_old_self_across_an_insertion():
    old = [FIRE, DOOR, DRILL]
    new = [
        "本市设立防护委员会，统筹协调全市工作。",
        FIRE.replace("每月", "每周"),
        DOOR.replace("三十日", "九十日"),
        DRILL,
    ]
    assert align(old, new) == {3: 2, 1: 0, 2: 1}


def test_text_that_moved_far_and_changed_little_is_found():
    old = [FIRE, DOOR, DRILL]
    assert align(old, [DRILL.replace("两次", "三次"), FIRE, DOOR]) == {1: 0, 2: 1, 0: 2}


def test_unlike_texts_have_no_partner():
    assert align([FIRE], ["市人民政府统筹全市预算，编制年度计划。"]) == {}


def test_rewritten_text_pairs_only_where_the_order_allows():
    rewritten = "管理单位应当编制预案，每年组织演练，演练记录向社会公布，接受监督。"
    assert align([FIRE, DRILL, DOOR], [FIRE, rewritten, DOOR]) == {0: 0, 2: 2, 1: 1}
    assert align([DRILL, FIRE, DOOR], [FIRE, DOOR, rewritten]) == {0: 1, 1: 2}


def test_empty_lists_and_empty_texts():
    assert align([], [FIRE]) == {}
    assert align([""], ["", FIRE]) == {0: 0}


@given(
    st.lists(st.text(alphabet="甲乙丙丁", max_size=6), max_size=6),
    st.lists(st.text(alphabet="甲乙丙丁", max_size=6), max_size=6),
)
def test_each_text_has_at_most_one_partner(old, new):
    pairs = align(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(new)))
    assert set(pairs.values()) <= set(range(len(old)))
