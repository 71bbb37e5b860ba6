"""The library's search on real acts: recall against a scan of all texts, and time, with 4,000 acts loaded.

    DUTYBOOK_DATABASE_URL=… python benchmarks/library_search.py [--copies 6] [--queries 200]

Without the variable it runs on a new SQLite file in a temporary folder; a PostgreSQL database is to be a new one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=6, help="how often each act is loaded (6 make 4,068)")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--time-only", action="store_true", help="do not scan all texts for the recall")
    parser.add_argument("--repeat", type=int, default=1, help="take the fastest of so many, on a busy machine")
    parser.add_argument("--keep", action="store_true", help="search what an earlier run has loaded")
    options = parser.parse_args()
    os.environ["DUTYBOOK_DEMO"] = "1"
    os.environ.setdefault("DUTYBOOK_DATA", tempfile.mkdtemp(prefix="dutybook-search-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutybook_web.settings")
    import django

    Path(os.environ["DUTYBOOK_DATA"]).mkdir(exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from django_scopes import scopes_disabled

    call_command("migrate", verbosity=0)
    with scopes_disabled():
        tenant = _loaded() if options.keep else _load(options.copies)
        _judge(tenant, options.queries, options.seed, options.time_only, options.repeat)


def _load(copies: int) -> int:
    from django.db import connection, transaction

    from dutybook.law import read_act
    from dutybook.law.corpus import acts_in
    from dutybook_web.actions.act import _provisions
    from dutybook_web.models import Act, Organisation, Provision
    from dutybook_web.queries.search import index, plain

    tenant = Organisation(name="Library", kind="company")
    tenant.save()
    shared = Path(os.environ.get("DUTYBOOK_SHARED") or ROOT.parent / "shared")
    began, articles = time.process_time(), 0
    files = acts_in(shared / "laws")
    for number, path in enumerate(files):
        tree = read_act(path)
        with transaction.atomic():
            for copy in range(copies):
                act = Act.objects.create(
                    organisation=tenant,
                    title=tree.metadata.title or path.stem,
                    plain_title=plain(tree.metadata.title or path.stem),
                    kind=tree.metadata.kind,
                    jurisdiction=tree.metadata.jurisdiction,
                    start=tree.metadata.in_force,
                    file_name=path.name,
                    file_format="md",
                    digest=f"{number:06d}-{copy}",
                    text="",
                    articles=len(tree.articles),
                )
                rows = list(_provisions(tree))
                for row in rows:
                    row.act, row.tenant_id = act, tenant.pk
                Provision.objects.bulk_create(rows)
                index(rows)
                articles += len(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
        else:
            cursor.execute("INSERT INTO dutybook_web_provision_index(dutybook_web_provision_index) VALUES('optimize')")
            cursor.execute("ANALYZE")
    seconds = time.process_time() - began
    print(f"{connection.vendor}: {len(files) * copies} acts, {articles} provisions, {seconds:.0f} s CPU")
    return tenant.pk


def _loaded() -> int:
    from dutybook_web.models import Organisation

    return Organisation.objects.get(name="Library").pk


def _judge(tenant: int, count: int, seed: int, time_only: bool, repeat: int) -> None:
    from dutybook_web.models import Provision
    from dutybook_web.queries.search import Sought, plain, search

    texts = dict(Provision.objects.filter(tenant=tenant).values_list("pk", "plain"))
    numbers = dict(Provision.objects.filter(tenant=tenant).values_list("pk", "number"))
    titles = dict(Provision.objects.filter(tenant=tenant).values_list("pk", "act__title"))
    queries = _queries(list(texts.values()), list(titles.values()), count, seed)
    times, missed, false = [], 0, 0
    for kind, text in queries:
        began = time.perf_counter()
        first = search(Sought(text, tenant))
        seconds = time.perf_counter() - began
        for _again in range(repeat - 1):
            began = time.perf_counter()
            search(Sought(text, tenant))
            seconds = min(seconds, time.perf_counter() - began)
        times.append((seconds, kind, text))
        if time_only:
            continue
        if kind == "citation":
            title, number = (plain(part) for part in re.fullmatch(r"(.*?)(第[^第]*条)", text).groups())
            wanted = {pk for pk in texts if title in plain(titles[pk]) and numbers[pk] == number}
            wanted = wanted or {pk for pk in texts if plain(text) in texts[pk]}
        else:
            wanted = {pk for pk, words in texts.items() if plain(text) in words}
        found, page, more = set(), 1, True
        if len(wanted) <= 5000:
            while more:
                got = search(Sought(text, tenant), page, 5001)
                found |= {hit.provision for hit in got.hits}
                page, more = page + 1, got.more
            missed += len(wanted - found)
            false += len(found - wanted)
        else:
            missed += not {hit.provision for hit in first.hits} <= wanted
    only = sorted(one[0] for one in times)
    print(f"{len(queries)} queries" + ("" if time_only else f": missed {missed}, false {false}"))
    print(f"median {statistics.median(only) * 1000:.1f} ms, p95 {only[int(len(only) * 0.95)] * 1000:.1f} ms")
    for seconds, kind, text in sorted(times, reverse=True)[:8]:
        print(f"  {seconds * 1000:7.1f} ms  {kind:9s} {text}")


def _queries(texts: list[str], titles: list[str], count: int, seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    found = []
    for number in range(count):
        at = chance.randrange(len(texts))
        text = texts[at]
        kind, length = [("two", 2), ("four", 4), ("phrase", chance.randint(6, 16)), ("citation", 0)][number % 4]
        if kind == "citation":
            number_text = text[: text.index("条") + 1] if text.startswith("第") and "条" in text[:12] else "第一条"
            found.append((kind, f"{titles[at]}{number_text}"))
        elif len(text) > length + 2:
            start = chance.randrange(len(text) - length)
            found.append((kind, text[start : start + length]))
    return found


if __name__ == "__main__":
    main()
