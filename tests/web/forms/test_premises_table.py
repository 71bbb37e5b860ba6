"""A table of premises: every fault told, all or nothing, and what is exported imports again."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.web.conftest import World

from dutybook.cells import original
from dutybook.conditions.facts import dictionary
from dutybook_web.actions.exchange import import_premises, keep_draft
from dutybook_web.forms.exchange import Checked, checked, columns_of, draft_of
from dutybook_web.forms.table import read_table
from dutybook_web.models import Event, Fact, ImportDraft, Premises
from dutybook_web.queries.exchange import COLUMNS, FACTS, as_csv, as_xlsx, exported, headings
from dutybook_web.queries.fact import facts_of
from dutybook_web.refusals import Conflict, Refused

WRITERS = {"csv": as_csv, "xlsx": as_xlsx}


def table(*rows: dict[str, Any]) -> list[list[str]]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return [columns, *([str(row.get(name, "")) for name in columns] for row in rows)]


def check(world: World, *rows: dict[str, Any]) -> Checked:
    return checked(world.actor("manager"), table(*rows))


def imported(world: World, content: bytes, ending: str) -> Checked:
    actor = world.actor("manager")
    draft = keep_draft(actor, draft_of(actor, io.BytesIO(content), f"premises.{ending}"))
    found = checked(actor, draft.table)
    assert found.faults == []
    import_premises(actor, draft, found.rows)
    return found


def told(place: Premises) -> dict[str, Any]:
    """All that a table says of a place."""
    names = (
        "name",
        "address",
        "kind",
        "jurisdiction",
        "entered_latitude",
        "entered_longitude",
        "entered_in",
        "closed_on",
    )
    row = {name: getattr(place, name) for name in (*names, "latitude", "longitude", "organisation_id", "authority_id")}
    return row | {known.name: known.value for known in facts_of(place)}


def test_row_without_key_enters_and_row_with_key_changes(world: World) -> None:
    rows = [
        {"name": "New mall", "organisation": "East company", "kind": "商场、购物中心", "footfall_daily": "5,200"},
        {"key": world.station.key, "name": "Station", "capacity": 90},
    ]
    content = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in table(*rows)).encode("gb18030")
    with translation.override("en"):
        found = imported(world, content, "csv")
    assert (found.added, found.changed, found.unchanged) == (1, 1, 0)
    mall = Premises.objects.get(name="New mall")
    fact = Fact.objects.get(premises=mall)
    assert (mall.tenant, mall.kind, fact.value, fact.source) == (world.group, "mall", 5200, "Import: premises.csv")
    world.station.refresh_from_db()
    assert (world.station.name, world.station.search) == ("Station", "station")
    assert (ImportDraft.objects.count(), Event.objects.first().action) == (0, "premises.import")


def test_import_works_out_tiers(world: World) -> None:
    row = {"name": "Mall", "organisation": world.east.key, "kind": "mall", "jurisdiction": "4101"}
    facts = {"adopted_plans": "plan-2026", "footfall_daily": 6000, "critical_facility": "否"}
    imported(world, as_csv_of(row | facts), "csv")
    assert Premises.objects.get(name="Mall").tier == "plan-2026-classes/class-1"


def as_csv_of(*rows: dict[str, Any]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(table(*rows))
    return file.getvalue().encode()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"name": "", "organisation": "East company"}, "name"),
        ({"name": "A" * 201, "organisation": "East company"}, "name"),
        ({"name": "East station", "organisation": "East company"}, "name"),
        ({"name": "A"}, "organisation"),
        ({"name": "A", "organisation": "West company"}, "organisation"),
        ({"name": "A", "organisation": "East company", "authority": "Nobody"}, "authority"),
        ({"name": "A", "organisation": "East company", "kind": "castle"}, "kind"),
        ({"name": "A", "organisation": "East company", "jurisdiction": "4"}, "jurisdiction"),
        (
            {"name": "A", "organisation": "East company", "latitude": "x", "longitude": 1, "coordinates": "WGS84"},
            "latitude",
        ),
        (
            {"name": "A", "organisation": "East company", "latitude": 1, "longitude": 181, "coordinates": "wgs84"},
            "longitude",
        ),
        ({"name": "A", "organisation": "East company", "latitude": 1, "longitude": 1}, "coordinates"),
        ({"name": "A", "organisation": "East company", "closed_on": "yesterday"}, "closed_on"),
        ({"name": "A", "organisation": "East company", "footfall_daily": "many"}, "footfall_daily"),
        ({"key": "nothing", "name": "A"}, "key"),
    ],
)
def test_fault_names_row_and_column(world: World, row: dict[str, Any], fault: str) -> None:
    good = {"name": "Good", "organisation": "East company"}
    found = check(world, good, row)
    assert [(one.row, one.column) for one in found.faults] == [(3, str(COLUMNS.get(fault, fault)))]
    assert all(one.cause and one.remedy for one in found.faults)


def test_every_fault_is_told(world: World) -> None:
    rows = [{"name": "", "organisation": "", "kind": "castle", "capacity": "-1"}] * 3
    assert len(check(world, *rows).faults) == 12


def test_key_or_name_must_not_stand_twice(world: World) -> None:
    again = {"key": world.station.key, "name": "A", "organisation": ""}
    new = {"key": "", "name": "B", "organisation": "East company"}
    assert [one.row for one in check(world, again, again, new, new).faults] == [3, 5]


def test_question_mark_forgets(world: World) -> None:
    Fact.objects.create(premises=world.station, name="capacity", value=5, as_of=world.east.today)
    world.station.put_at(34.7, 113.6, "gcj02")
    world.station.save()
    row = {"key": world.station.key, "capacity": "?", "latitude": "?", "kind": "?", "authority": "?", "closed_on": "?"}
    imported(world, as_csv_of(row), "csv")
    world.station.refresh_from_db()
    assert (world.station.latitude, world.station.kind, world.station.entered_in) == (None, "", "")
    assert Fact.objects.get(name="capacity").value is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["name", "phone"], "unknown_column"),
        (["name", "name"], "column_twice"),
        (["kind"], "no_names"),
        ([], "no_names"),
    ],
)
def test_table_with_other_columns_is_not_kept(world: World, row: list[str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        columns_of([row])
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7\n%%EOF", "a.pdf", "file_kind"),
        (b"", "a.csv", "file"),
        (b"PK\x03\x04 nothing", "a.xlsx", "file"),
        (b'name\n"' + b"a" * 200_000, "a.csv", "damaged"),
        (b"name\n" * 20_002, "a.csv", "too_many_rows"),
    ],
)
def test_file_that_is_no_table_is_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_table(io.BytesIO(content), name)
    assert refusal.value.code == code


def test_cells_of_a_workbook_are_read_as_typed(world: World) -> None:
    book = Workbook()
    book.active.append(["name", "capacity", "floor_area_m2", "serves_public", "closed_on", None])
    book.active.append([" A ", 5.0, 1.5, True, world.east.today, None])
    file = io.BytesIO()
    book.save(file)
    rows = read_table(file, "a.xlsx")
    assert rows[1] == ["A", "5", "1.5", "true", world.east.today.isoformat()]


def test_draft_is_imported_once(world: World) -> None:
    actor = world.actor("manager")
    draft = keep_draft(actor, draft_of(actor, io.BytesIO(b"name,organisation\nA,East company\n"), "a.csv"))
    rows = checked(actor, draft.table).rows
    again = ImportDraft.objects.get()
    import_premises(actor, draft, rows)
    with pytest.raises(Conflict):
        import_premises(actor, again, checked(actor, again.table).rows)


def test_headings_name_their_columns(world: World) -> None:
    assert columns_of([headings()]) == [*COLUMNS, *FACTS]
    assert columns_of([["名称", dictionary()["capacity"].label.zh]]) == ["name", "capacity"]


def test_no_cell_runs_as_a_formula(world: World) -> None:
    signs = ["=1+1", "+A1", "-A1", "@A1", "＝1", "＋1", "－1", "＠A1"]
    for sign in signs:
        Premises.objects.create(name=sign, organisation=world.east, search=sign)
    rows = list(exported(Premises.objects.filter(name__in=signs)))
    cells = [row[1] for row in csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig")))]
    assert sorted(cells[1:]) == sorted(f"'{sign}" for sign in signs)
    sheet = load_workbook(io.BytesIO(as_xlsx(rows))).active
    assert {sheet.cell(number, 2).data_type for number in range(2, len(signs) + 2)} == {"s"}


LINE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40).map(str.strip)
NAMES = LINE.filter(lambda text: bool(text) and text != "?")


@given(NAMES)
def test_texts_survive_being_made_inert(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv([["", text]]).decode("utf-8-sig"))))
    assert original(rows[1][1]) == text


def values(name: str) -> st.SearchStrategy[Any]:
    fact = dictionary()[name]
    match fact.type:
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(fact.minimum, fact.maximum)
        case "decimal":
            return st.floats(fact.minimum, fact.maximum).map(lambda number: round(number, 6))
        case "choice":
            return st.sampled_from([one.value for one in fact.values])
        case _:
            return st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True), max_size=3, unique=True).map(sorted)


PLACES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "address": st.one_of(st.just(""), NAMES),
        "kind": st.sampled_from(["", *(one.value for one in dictionary()["kind"].values)]),
        "jurisdiction": st.sampled_from(["", "41", "4101", "410105", "GB", "GB-ENG"]),
        "position": st.one_of(
            st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["wgs84", "gcj02"]))
        ),
        "facts": st.fixed_dictionaries({}, optional={name: values(name) for name in FACTS}),
    }
)


@pytest.mark.parametrize("ending", WRITERS)
@settings(
    max_examples=8, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(places=st.lists(PLACES, min_size=1, max_size=3, unique_by=lambda place: place["name"]))
def test_what_is_exported_imports_again(world: World, ending: str, places: list[dict[str, Any]]) -> None:
    """As it is, it changes nothing; without keys and names taken away, it enters the same premises anew."""
    Premises.objects.filter(organisation=world.west).delete()
    Premises.objects.filter(organisation=world.east, tasks=None).delete()
    made = [_made(world, told) for told in places]
    rows = list(exported(Premises.objects.filter(pk__in=[place.pk for place in made]).order_by("pk")))
    assert imported(world, WRITERS[ending](rows), ending).unchanged == len(made)
    before = [told(place) for place in made]
    Premises.objects.filter(pk__in=[place.pk for place in made]).delete()
    found = imported(world, WRITERS[ending]([[None, *row[1:]] for row in rows]), ending)
    after = [told(Premises.objects.get(pk=row.premises.pk)) for row in found.rows]
    assert after == before


def _made(world: World, wanted: dict[str, Any]) -> Premises:
    place = Premises(
        organisation=world.east,
        search="",
        **{name: wanted[name] for name in ("name", "address", "kind", "jurisdiction")},
    )
    place.put_at(*(wanted["position"] or (None, None, "")))
    place.save()
    Fact.objects.bulk_create(
        Fact(premises=place, name=name, value=value, as_of=world.east.today) for name, value in wanted["facts"].items()
    )
    return place
