"""A minute of work on the real server: 50 requests a second, four fifths of them reads; how long they take.

    DUTYBOOK_DATABASE_URL=postgresql://… python benchmarks/web_load.py --premises 10000 --tasks 200000

Starts gunicorn as `dutybook-web serve` does, on the loopback address alone, and prints p50, p95, p99, errors and the
memory of each worker.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from web_data import fill, prepare

PORT = 8477
READS = ("/", "/premises/", "/tasks/", "/premises/?text=12", "/api/premises?limit=50", "/calendar/")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--premises", type=int, default=10_000)
    parser.add_argument("--tasks", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=50)
    options = parser.parse_args()
    prepare()
    from django.test import Client
    from django_scopes import scopes_disabled

    from dutybook_web.models import Organisation

    with scopes_disabled():
        manager = fill(options.premises, options.tasks)
        organisation = Organisation.objects.filter(kind="branch").first().key
    client = Client()
    client.force_login(manager)
    session = client.cookies["session"].value
    server = _server()
    try:
        _wait()
        results = _run(options.rate, options.seconds, session, organisation)
        memory = _memory(server.pid)
    finally:
        server.terminate()
        server.wait(10)
    times = sorted(seconds for seconds, status in results)
    errors = [status for _, status in results if status >= 400 or status == 0]
    p50, p95, p99 = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.95, 0.99))
    print(f"{len(times)} requests, p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f} ms, {len(errors)} errors {errors[:5]}")
    print("memory of the workers (PSS, MB):", ", ".join(f"{size / 1024:.0f}" for size in memory))


def _server() -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "gunicorn", "dutybook_web.wsgi", "-b", f"127.0.0.1:{PORT}")
    workers = ("--worker-class", "gthread", "--preload", "--workers", "2", "--threads", "4", "--log-level", "error")
    return subprocess.Popen([*command, *workers], env=os.environ)


def _wait() -> None:
    for _ in range(100):
        try:
            if _ask("GET", "/health/", {})[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def _run(rate: int, seconds: int, session: str, organisation: str) -> list[tuple[float, int]]:
    chance = random.Random(7)
    results: list[tuple[float, int]] = []
    threads, began = [], time.perf_counter()
    for number in range(rate * seconds):
        pause = began + number / rate - time.perf_counter()
        if pause > 0:
            time.sleep(pause)
        writes = chance.random() < 0.2
        path = "/api/premises" if writes else chance.choice(READS)
        thread = threading.Thread(target=_one, args=(path, writes, number, session, organisation, results))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(30)
    return results


def _one(
    path: str, writes: bool, number: int, session: str, organisation: str, results: list[tuple[float, int]]
) -> None:
    headers = {"Cookie": f"session={session}; csrf={'a' * 32}"}
    body = ""
    if writes:
        headers |= {"X-CSRFToken": "a" * 32, "Content-Type": "application/json", "Origin": f"http://127.0.0.1:{PORT}"}
        body = f'{{"name": "Load {number}", "organisation": "{organisation}"}}'
    began = time.perf_counter()
    try:
        status = _ask("POST" if writes else "GET", path, headers, body)[0]
    except OSError:
        status = 0
    results.append((time.perf_counter() - began, status))


def _ask(method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request(method, path, body.encode() or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _memory(parent: int) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                lines = (process / "smaps_rollup").read_text().splitlines()
                found += [int(line.split()[1]) for line in lines if line.startswith("Pss:")]
        except (OSError, ValueError):
            continue
    return found


if __name__ == "__main__":
    main()
