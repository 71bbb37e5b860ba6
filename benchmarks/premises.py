"""Server CPU of the list of premises at size, and of an import: `python benchmarks/premises.py [rows]`.

On the database that DUTYBOOK_DATABASE_URL names, SQLite without it; in a test database, which goes.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web_settings")
sys.path.insert(0, ".")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from dutybook_web.access import actor_of  # noqa: E402
from dutybook_web.actions.exchange import import_premises, keep_draft  # noqa: E402
from dutybook_web.forms.exchange import checked, draft_of  # noqa: E402
from dutybook_web.models import Account, Assignment, Organisation, Premises  # noqa: E402

PAGES = {
    "first page": "",
    "search, common": "?text=金水路",
    "search, rare": "?text=9876号",
    "search, none": "?text=没有",
    "kind and area": "?kind=mall&jurisdiction=4101",
    "by tier": "?sort=tier",
    "page in the middle": "?after={middle}",
    "map": "map/",
}


def fill(rows: int) -> tuple[Account, str]:
    group = Organisation(name="Group", kind="group")
    group.save()
    nodes = [Organisation(name=f"Company {number}", kind="company", parent=group) for number in range(50)]
    for node in nodes:
        node.save()
    account = Account.objects.create_user("a@example.org", "a long password", name="A", tenant=group)
    Assignment.objects.create(account=account, organisation=group, role="manager")
    dice = random.Random(1)
    places = [
        Premises(
            name=f"场所{number:06}",
            address=f"金水路{number}号",
            organisation=dice.choice(nodes),
            tenant=group,
            kind=dice.choice(("mall", "lodging", "hospital")),
            jurisdiction=dice.choice(("410105", "520102", "220102")),
            latitude=dice.uniform(25, 44),
            longitude=dice.uniform(104, 126),
            search=f"场所{number:06} 金水路{number}号",
        )
        for number in range(rows)
    ]
    Premises.objects.bulk_create(places, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return account, places[rows // 2].key


def pages(account: Account, middle: str) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    for name, query in PAGES.items():
        address = f"/premises/{query.format(middle=middle)}"
        client.get(address)
        cpu, wall = [], []
        for _ in range(9):
            began, started = time.process_time(), time.perf_counter()
            assert client.get(address).status_code == 200
            cpu.append(time.process_time() - began)
            wall.append(time.perf_counter() - started)
        print(f"{name:20} CPU {median(cpu) * 1000:6.1f} ms   wall {median(wall) * 1000:6.1f} ms")


def importing(account: Account, rows: int = 6000) -> None:
    actor = actor_of(account)
    head = "name,organisation,kind,jurisdiction,footfall_daily,floor_area_m2,adopted_plans,serves_public\n"
    body = "".join(f"新{n},Company {n % 50},mall,410105,{n},{n}.5,plan-2026,是\n" for n in range(rows))
    began = time.process_time()
    draft = keep_draft(actor, draft_of(actor, io.BytesIO((head + body).encode()), "a.csv"))
    found = checked(actor, draft.table)
    middle = time.process_time()
    assert found.faults == []
    import_premises(actor, draft, found.rows)
    print(f"import of {rows}: read and check {middle - began:.2f} s, apply {time.process_time() - middle:.2f} s of CPU")


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    with scopes_disabled():
        account, middle = fill(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
        pages(account, middle)
        importing(account)
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
