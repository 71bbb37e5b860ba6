import pytest

from dutybook.catalogue import marked_yaml
from dutybook.catalogue.load import shipped
from dutybook.catalogue.roles import role_of, roles
from dutybook.conditions.language import parse
from dutybook.norms.roles import titles


@pytest.fixture(scope="module")
def rows():
    return marked_yaml.read_file(shipped() / "roles.yaml").data


@pytest.mark.parametrize("role", [role for role in roles().values() if role.applies], ids=lambda role: role.name)
def test_what_a_role_proposes_is_a_sound_condition(role):
    assert parse(role.applies).facts() or role.kind == "anyone"


def test_every_role_is_of_a_known_kind():
    assert {role.kind for role in roles().values()} == {"authority", "operator", "anyone"}


def test_every_role_of_the_norms_has_a_row_without_title(rows):
    assert [name for name in titles() if set(rows.get(name, {})) != {"kind", "applies"}] == []


def test_every_narrower_role_is_within_one_of_the_norms(rows):
    narrower = [name for name in rows if name not in titles()]
    assert [name for name in narrower if rows[name].get("within") not in titles()] == []


def test_no_name_stands_for_two_roles():
    named = [name for role in roles().values() for name in role.named]
    assert sorted(name for name in set(named) if named.count(name) > 1) == []


@pytest.mark.parametrize(
    ("bearer", "role"),
    [
        ("纳入重点目标管理的单位", "key_target_operator"),
        ("县级以上人民政府", "government_county_up"),
        ("民政等部门", "sector_authority"),
        ("一类风险场所", "class_one_place"),
        ("二手机动车交易经营者、服务提供者", "used_vehicle_dealer"),
        ("桥梁", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_bearer_has_the_narrowest_role_that_fits(bearer, role):
    assert role_of(bearer) == role
