import pytest

from dutybook.catalogue.load import catalogue, shipped
from dutybook.catalogue.schemes import possible_tiers, schemes
from dutybook.errors import CatalogueError

PLAN = frozenset({"plan-2026"})
OPEN_TO_THE_PUBLIC = {
    "adopted_plans": PLAN,
    "kind": "mall",
    "serves_public": True,
    "critical_facility": False,
    "public_service_facility": False,
}
CLOSED = {**OPEN_TO_THE_PUBLIC, "kind": "factory", "serves_public": False, "key_target": False}
OUTSIDE = {"kind": "mall", "event_attendance": 0}


def ids(scheme, **facts):
    return [tier and tier.id for tier in possible_tiers(schemes().tiers[scheme], facts)]


@pytest.mark.parametrize(
    ("footfall", "expected"),
    [(0, "class-3"), (1999, "class-3"), (2000, "class-2"), (5000, "class-2"), (5001, "class-1")],
)
def test_classes_of_the_plan_by_footfall(footfall, expected):
    assert ids("plan-2026-classes", footfall_daily=footfall, **OPEN_TO_THE_PUBLIC) == [expected]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"critical_facility": True}, "class-1"),
        ({"kind": "museum"}, "class-2"),
        ({"kind": "other", "serves_public": True, "public_service_facility": True}, "class-2"),
        ({"kind": "mall", "serves_public": True, "public_service_facility": True}, "class-3"),
        ({"serves_public": True}, "class-3"),
        ({"key_target": True}, "class-3"),
    ],
    ids=str,
)
def test_classes_of_the_plan_by_nature(facts, expected):
    assert ids("plan-2026-classes", **{**CLOSED, "footfall_daily": 10, **facts}) == [expected]


def test_a_closed_place_with_few_visitors_is_in_no_class():
    assert ids("plan-2026-classes", footfall_daily=10, **CLOSED) == [None]
    assert ids("plan-2026-classes", footfall_daily=10, **{**CLOSED, "kind": "scenic_area"}) == ["class-3"]


def test_a_place_outside_the_plan_has_no_class():
    assert ids("plan-2026-classes", adopted_plans=frozenset(), footfall_daily=9000) == [None]


def test_what_is_not_known_leaves_classes_open():
    assert ids("plan-2026-classes", footfall_daily=100) == [None, "class-1", "class-2", "class-3"]
    place = {"adopted_plans": PLAN, "critical_facility": False}
    assert ids("plan-2026-classes", footfall_daily=100, **place) == ["class-2", "class-3", None]
    assert ids("plan-2026-classes", footfall_daily=100, kind="government_office", **place) == ["class-2", "class-3"]


@pytest.mark.parametrize(("kind", "expected"), [("mall", ["class-3"]), ("hospital", ["class-2"])])
def test_the_kind_alone_tells_what_a_public_service_is(kind, expected):
    place = {"adopted_plans": PLAN, "critical_facility": False}
    assert ids("plan-2026-classes", footfall_daily=100, kind=kind, **place) == expected


@pytest.mark.parametrize(("grade", "expected"), [("1", ["grade-1"]), ("3", ["grade-3"])])
def test_grades_of_key_targets(grade, expected):
    assert ids("henan-key-target-grades", key_target=True, key_target_grade=grade) == expected
    assert ids("henan-key-target-grades", key_target=False, key_target_grade=grade) == [None]


@pytest.mark.parametrize(
    ("capacity", "kind", "expected"),
    [
        (199, "mall", None),
        (200, "mall", "standard"),
        (799, "mall", "standard"),
        (800, "mall", "enhanced"),
        (2000, "place_of_worship", "standard"),
        (2000, "school", "standard"),
        (2000, "kindergarten", "standard"),
        (2000, "vocational_training", "standard"),
        (2000, "university", "enhanced"),
        (2000, "office_building", None),
    ],
)
def test_uk_tiers(capacity, kind, expected):
    assert ids("uk-tppa-tiers", capacity=capacity, kind=kind, event_attendance=0) == [expected]


@pytest.mark.parametrize(
    ("attendance", "checked", "expected"), [(800, True, "enhanced"), (800, False, None), (799, True, None)]
)
def test_uk_events(attendance, checked, expected):
    place = {"capacity": 100, "kind": "park", "event_attendance": attendance, "event_entry_check": checked}
    assert ids("uk-tppa-tiers", **place) == [expected]


def measures(scheme, tier):
    found = next(found for found in schemes().tiers[scheme].tiers if found.id == tier)
    return {measure.id: measure for measure in found.measures}


def test_measures_are_numbers():
    guards = measures("plan-2026-classes", "class-1")["c1-guards"]
    assert (guards.quantity, guards.unit, guards.per.quantity, guards.per.unit) == (1, "person", 100, "m2")
    rounds = measures("plan-2026-classes", "class-2")
    assert [(str(m.frequency), m.when) for m in (rounds["c2-rounds-day"], rounds["c2-rounds-night"])] == [
        ("PT2H", "day"),
        ("PT1H", "night"),
    ]
    assert str(measures("plan-2026-classes", "class-2")["c2-facility-check"].frequency) == "P1M"
    assert str(measures("plan-2026-classes", "class-3")["c3-assessment"].frequency) == "P3M"
    assert measures("plan-2026-classes", "class-1")["c1-video"].quantity == 24


def test_qualifiers():
    assert {m.qualifier for m in measures("plan-2026-classes", "class-1").values()} == {"absolute"}
    uk = measures("uk-tppa-tiers", "standard")
    assert (uk["s-lockdown"].qualifier, uk["s-notify"].qualifier) == ("reasonably_practicable", "absolute")


def test_no_measure_is_about_faces():
    words = [m.what.zh + m.what.en.lower() for s in schemes().tiers.values() for t in s.tiers for m in t.measures]
    assert [word for word in words if "人脸" in word or "face" in word] == []


def test_warning_and_response_are_separate_scales():
    plan, uk = schemes().levels["plan-2026-levels"], schemes().levels["uk-threat-levels"]
    assert [(level.id, level.brings) for level in plan.warning] == [
        ("red", "level-one-reinforcement"),
        ("orange", None),
        ("yellow", None),
        ("blue", None),
    ]
    assert [(level.id, level.brings) for level in uk.warning] == [
        ("critical", "exceptional"),
        ("severe", "heightened"),
        ("substantial", "heightened"),
        ("moderate", "normal"),
        ("low", "normal"),
    ]
    assert (uk.brings_by, uk.public, plan.brings_by) == ("judgement", False, "rule")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cn" / "schemes").mkdir(parents=True)

    def write(text, name="x"):
        (tmp_path / "cn" / "schemes" / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return write


TIERS = """\
tiers:
  id: model
  act: model-act
  title: {zh: 示范, en: model}
  applies: serves_public
  decided_by: facts
  tiers:
    - id: one
      label: {zh: 一类, en: one}
      applies: footfall_daily > 10
      legal_ref: model-act#art_1
      measures:
        - {id: m, kind: people, what: {zh: 岗哨, en: post}, quantity: 1, unit: post, legal_ref: 'model-act#art_1'}
"""
LEVELS = """\
levels:
  id: model-levels
  title: {zh: 示范, en: model}
  jurisdiction: "41"
  applies: "true"
  brings_by: rule
  public: true
  warning:
    - {id: red, rank: 1, label: {zh: 红, en: red}, stands_for: {zh: 危急, en: grave}, legal_ref: art_1, brings: one}
  response:
    - {id: one, rank: 1, label: {zh: 一级, en: one}, stands_for: {zh: 处置, en: respond}, legal_ref: art_1}
"""


def test_model_schemes_are_sound(folder):
    folder(TIERS, "a")
    found = schemes(folder(LEVELS, "b"))
    assert (list(found.tiers), list(found.levels)) == (["model"], ["model-levels"])


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (TIERS, "footfall_daily > 10", "footfall > 10", "condition 'footfall > 10'"),
        (TIERS, "applies: serves_public", "applies: serves", "condition 'serves'"),
        (TIERS, "quantity: 1, ", "", "quantity and unit go together"),
        (TIERS, "quantity: 1, unit: post", "per: {quantity: 100, unit: m2}", "per needs a quantity"),
        (TIERS, "tiers:\n    - id", "tiers: []\n  x:\n    - id", "tiers.tiers: "),
        (TIERS, "quantity: 1", "quantity: 0", "x.yaml:13: tiers.tiers.0.measures.0.quantity"),
        (TIERS, "tiers:\n  id: model\n", "other:\n  id: model\n", "other: no such part belongs here"),
        (LEVELS, "brings: one", "brings: two", "no response level is named 'two'"),
        (LEVELS, "rank: 1, label: {zh: 红", "rank: 2, label: {zh: 红", "the levels of a scale stand gravest first"),
        (LEVELS, ", legal_ref: art_1, brings", ", brings", "a level needs a legal_ref, or a source"),
        (LEVELS, 'applies: "true"', "applies: nothing", "condition 'nothing'"),
    ],
)
def test_what_is_wrong_with_a_scheme_is_told(folder, text, old, new, message):
    assert old in text
    with pytest.raises(CatalogueError) as caught:
        schemes(folder(text.replace(old, new, 1)))
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["{}", TIERS + LEVELS])
def test_a_file_holds_one_scheme(folder, text):
    with pytest.raises(CatalogueError, match="a file holds either tiers or levels"):
        schemes(folder(text))


def test_an_id_that_stands_twice_is_told(folder):
    with pytest.raises(CatalogueError, match="the id 'm' stands twice"):
        schemes(folder(TIERS + TIERS[TIERS.index("        - {id: m") :]))


def test_two_schemes_with_one_id_are_told(folder):
    folder(TIERS, "a")
    with pytest.raises(CatalogueError, match="two schemes have this id"):
        schemes(folder(TIERS, "b"))


def test_schemes_belong_to_acts_of_the_catalogue():
    acts = set(catalogue(shipped()).act_by_id)
    named = {scheme.act for scheme in schemes().tiers.values()} | {s.act for s in schemes().levels.values() if s.act}
    assert named - acts == set()
