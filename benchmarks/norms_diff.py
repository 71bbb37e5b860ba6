"""Gains and losses of norms between two states of the extractor, over a folder of acts.

    dutybook norms ../shared/laws -o before/      (at the one commit)
    dutybook norms ../shared/laws -o after/       (at the other)
    python benchmarks/norms_diff.py before/ after/ [--show 40]

A norm is the same if unit, modality, bearer, trigger and the beginning of its act are; limits, citations and sanctions
are compared by unit. Exit status 1 if anything changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LISTS = ("times", "amounts", "refs", "violates", "sanctions")


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def norm_keys(found: list[dict]) -> Counter[tuple]:
    return Counter((row["unit"], row["modality"], row["bearer"], row["trigger"], row["action"][:20]) for row in found)


def list_keys(found: list[dict], name: str) -> Counter[tuple]:
    return Counter((row["unit"], json.dumps(entry, ensure_ascii=False)) for row in found for entry in row[name])


def changes(before: Path, after: Path) -> Iterator[tuple[str, str, str, tuple]]:
    """Each change as (what, sign, act, key)."""
    names = sorted({path.relative_to(folder) for folder in (before, after) for path in folder.rglob("*.jsonl")})
    for name in names:
        old, new = rows(before / name), rows(after / name)
        kinds = [("norms", norm_keys(old), norm_keys(new))]
        kinds += [(one, list_keys(old, one), list_keys(new, one)) for one in LISTS]
        for what, was, now in kinds:
            for sign, keys in (("-", was - now), ("+", now - was)):
                for key in keys.elements():
                    yield what, sign, name.stem, key


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("before", type=Path)
    ask.add_argument("after", type=Path)
    ask.add_argument("--show", type=int, default=40, help="how many changes to print of each kind and sign")
    said = ask.parse_args()
    totals: Counter[tuple[str, str]] = Counter()
    for what, sign, act, key in changes(said.before, said.after):
        totals[what, sign] += 1
        if totals[what, sign] <= said.show:
            print(sign, what, act, *key)
    for what in ("norms", *LISTS):
        print(f"{what:<10} lost {totals[what, '-']:6,}   gained {totals[what, '+']:6,}")
    return 1 if totals else 0


if __name__ == "__main__":
    sys.exit(main())
