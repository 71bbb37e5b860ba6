import pytest
from tests.norms.zh.reading_of import found, norms_of

from dutybook.norms.zh.bearers import is_authority, subject


def bearers(*articles):
    return [norm.bearer for norm in found(*articles)]


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("县级以上人民政府根据需要", "县级以上人民政府"),
        ("市、县（区）人民政府", "市、县（区）人民政府"),
        ("从事安全检查的机构和人员", "从事安全检查的机构和人员"),
        ("市人民政府确定的部门", "市人民政府确定的部门"),
        ("使用单位在开放前", "使用单位"),
        ("教育、卫生健康等部门依法", "教育、卫生健康等部门"),
        ("场馆会同公安机关", "场馆"),
        ("工作人员、车辆", "工作人员、车辆"),
        ("旅客及其携带的物品", "旅客"),
        ("对场馆负有监督管理职责的部门", "对场馆负有监督管理职责的部门"),
        ("为场馆提供检测服务的机构", "为场馆提供检测服务的机构"),
        ("妇女联合会", "妇女联合会"),
        ("组织编制机关", "组织编制机关"),
        ("建筑所有人", "建筑所有人"),
        ("保护责任人", "保护责任人"),
        ("社会团体及时", "社会团体"),
        ("向社会提供服务的检测机构", "向社会提供服务的检测机构"),
        ("企业及其关联方", "企业及其关联方"),
    ],
)
def test_name_ends_where_an_adverbial_begins(zone, name):
    read = subject(zone, 0, len(zone))
    assert (read.kind, zone[read.start : read.end]) == ("bearer", name)


@pytest.mark.parametrize(
    "zone", ["消防设施", "值守记录", "企业生产的产品", "经营者的数据信息", "管理所需经费", "以填埋方式处置的记录"]
)
def test_things_are_no_bearers(zone):
    assert subject(zone, 0, len(zone)).kind == "thing"


@pytest.mark.parametrize(
    "zone", ["依法", "对违法的单位", "备案", "发生火灾时", "申请设立检测机构", "监督检查", "造成人员伤亡时"]
)
def test_adverbials_and_acts_are_no_subject(zone):
    assert subject(zone, 0, len(zone)).kind == "none"


def test_authorities_are_told_by_their_name():
    assert [is_authority(name) for name in ("公安机关", "市人民政府", "商场", "业主")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("场馆应当巡查。发现隐患的，应当整改。", ["场馆", "场馆"]),
        ("场馆应当巡查。\n应当整改。", ["场馆", None]),
        ("场馆应当巡查。值守记录应当完整。不得涂改。", ["场馆", None, None]),
        ("车站、码头等运营单位，应当巡查。", ["车站、码头等运营单位"]),
        ("有隐患的，由运营单位整改。", ["运营单位"]),
        ("整改方案应当由运营单位制定。", ["运营单位"]),
        ("应当根据风险等级，由主管部门确定期限。", ["主管部门"]),
        ("运营单位的法定代表人变更的，应当备案。", ["运营单位"]),
        ("运营单位收到通知后，应当整改。", ["运营单位"]),
        ("供电企业计划停电，应当提前通知。", ["供电企业"]),
        ("用户拒绝检查的，可以暂停供气。", [None]),
        ("当事人对决定不服的，可以申请复核。", ["当事人"]),
        ("调整后的方案，应当公布。", [None]),
        ("场馆实施检查时，检查人员不得少于两人。", ["场馆"]),
        ("年满十八周岁，品行良好，具有初中学历的公民可以报名。", ["年满十八周岁，品行良好，具有初中学历的公民"]),
        ("场馆组织抢修时，可以停业，有关单位应当予以配合。需要补办手续的，应当补办。", ["场馆", "有关单位", "场馆"]),
        ("申请人经公安机关审查合格的，发给证件。", ["公安机关"]),
        ("操作人员作业前，应当检查设备。", ["操作人员"]),
        ("主管部门审批市级场馆规划时，应当征求意见。", ["主管部门"]),
        ("场馆应当巡查，造成人员伤亡的，应当报告。", ["场馆", "场馆"]),
        ("达成协议后当事人反悔的，可以提起诉讼。", ["当事人"]),
        ("非产权人的使用人确需变动设施的，应当征得同意。", ["非产权人的使用人"]),
        ("场馆应当保存记录，电子记录应当永久保存。停业的，应当移交记录。", ["场馆", None, "场馆"]),
        ("税务机关应当检查，纳税人应当积极予以配合，不得拒绝。", ["税务机关", "纳税人", "纳税人"]),
        ("企业及其关联方，以及与业务有关的其他企业，应当提供资料。", ["企业及其关联方，以及与业务有关的其他企业"]),
        ("场馆应当巡查；禁止堵塞出口。", ["场馆", None]),
        # Acts that cannot be theirs.
        ("当事人改正的，应当及时退还扣押的设备。", [None]),
        ("单位和个人可以举报。经查证属实的，对举报人给予奖励。", ["单位和个人", None]),
        ("场馆应当巡查，禁止下列行为：\n（一）堵塞出口；\n（二）遮挡标志。", ["场馆", "场馆", "场馆"]),
    ],
)
def test_who_is_bound(sentence, who):
    assert bearers(sentence) == who


def test_encouraged_is_the_bearer_and_not_who_encourages():
    assert norms_of("市人民政府鼓励保险机构开发险种。") == [("may", "保险机构", "开发险种")]


def test_who_encourages_is_the_bearer_where_nobody_is_encouraged():
    assert bearers("市人民政府鼓励防护技术的研究。") == ["市人民政府"]
