"""The first page: whose figures an account sees, and what it is to do today."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.web.conftest import World

from dutybook_web.models import Account, Assignment, Organisation, Task


def _branch(world: World) -> Organisation:
    branch = Organisation(name="East depot", kind="branch", parent=world.east)
    branch.save()
    return branch


def test_home_shows_the_own_node_with_what_is_below(world: World) -> None:
    _branch(world)
    response = world.client("viewer", world.east).get("/")
    assert response.context["node"] == world.east
    assert [child.name for child, _figures in response.context["board"].children] == ["East depot"]


def test_home_shows_a_node_below_with_the_way_back(world: World) -> None:
    branch = _branch(world)
    response = world.client("viewer", world.east).get("/", {"at": branch.key})
    assert response.context["node"] == branch
    # The group above is not the viewer's to see.
    assert [one.name for one in response.context["board"].above] == ["East company"]


def test_home_of_a_branch_sees_nothing_beside_or_above(world: World) -> None:
    client = world.client("manager", world.east)
    answers = {node.name: client.get("/", {"at": node.key}).status_code for node in (world.group, world.west)}
    assert answers == {"Haizhou group": 404, "West company": 404}
    assert client.get("/").context["board"].figures.premises == 1


def test_home_of_an_authority_counts_what_it_supervises(world: World) -> None:
    Task.objects.filter(pk=world.task.pk).update(
        premises=world.hotel, organisation=world.west, due=timezone.localdate() - timedelta(days=9)
    )
    board = world.client("authority_reader", world.authority).get("/").context["board"]
    assert (board.figures.premises, board.figures.overdue) == (1, 1)


def test_home_names_first_what_is_due_today(world: World) -> None:
    officer = world.account("duty_officer", world.east)
    Task.objects.filter(pk=world.task.pk).update(assignee=officer, due=world.east.today)
    response = world.client("duty_officer", world.east).get("/")
    page = response.content.decode()
    assert response.context["board"].mine == [world.task]
    assert page.index("Report every six months.") < page.index('class="stats"')


def test_home_says_when_nothing_is_due(world: World) -> None:
    assert (
        "Nothing has fallen due for you in the last 30 days."
        in world.client("duty_officer", world.west).get("/").content.decode()
    )


def test_home_without_a_role_is_empty(world: World) -> None:
    account = world.account("viewer", world.east)
    Assignment.objects.filter(account=account).delete()
    response = world.client("viewer", world.east)
    response.force_login(Account.objects.get(pk=account.pk))
    assert "board" not in response.get("/").context


def test_home_tells_of_the_record_to_auditors_alone(world: World) -> None:
    told = {role: "Record signed" in world.client(role).get("/").content.decode() for role in ("auditor", "viewer")}
    assert told == {"auditor": True, "viewer": False}


def test_home_draws_the_months(world: World) -> None:
    due = world.east.today.replace(day=1) - timedelta(days=1)
    Task.objects.filter(pk=world.task.pk).update(state="done", due=due)
    page = world.client("viewer", world.east).get("/").content.decode()
    assert page.count('<rect class="bar good" x=') == 1
    assert "style=" not in page
