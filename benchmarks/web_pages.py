"""What a page costs the server: CPU of the process, for the pages that a manager opens most.

    DUTYBOOK_DATABASE_URL=postgresql://… python benchmarks/web_pages.py --premises 100000 --tasks 1000000
    python benchmarks/web_pages.py --premises 10000 --tasks 200000      # on a new SQLite file

The CPU of the database's own process is not in it (wall time beside it shows how much there is).
"""

from __future__ import annotations

import argparse
import statistics
import time

from web_data import fill, prepare

ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--premises", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=200_000)
    options = parser.parse_args()
    prepare()
    from django.db import connection
    from django.test import Client
    from django_scopes import scopes_disabled

    from dutybook_web.models import Premises, Task

    began = time.process_time()
    with scopes_disabled():
        manager = fill(options.premises, options.tasks)
        premises, task = Premises.objects.order_by("pk").first(), Task.objects.order_by("pk").first()
    print(
        f"{connection.vendor}: {options.premises} premises, {options.tasks} tasks, {time.process_time() - began:.0f} s"
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(manager)
    print(f"{'page':44s} {'status':>6s} {'CPU ms':>7s} {'wall ms':>8s}")
    for path in _pages(premises.key, task.key):
        response = client.get(path)
        cpu, wall = [], []
        for _ in range(ROUNDS):
            before, clock = time.process_time(), time.perf_counter()
            client.get(path)
            cpu.append(time.process_time() - before)
            wall.append(time.perf_counter() - clock)
        row = f"{statistics.median(cpu) * 1000:7.1f} {statistics.median(wall) * 1000:8.1f}"
        print(f"{path[:44]:44s} {response.status_code:6d} {row}")


def _pages(premises: str, task: str) -> list[str]:
    return [
        "/",
        "/premises/",
        "/premises/?text=12345",
        "/premises/?kind=mall&sort=tier",
        "/premises/?page=900",
        f"/premises/{premises}/",
        "/tasks/",
        "/tasks/?state=overdue",
        "/calendar/",
        f"/tasks/{task}/",
        "/duties/",
        "/evidence/",
        "/hazards/",
        "/reports/",
        "/api/premises?limit=50",
        "/api/tasks?limit=50",
    ]


if __name__ == "__main__":
    main()
