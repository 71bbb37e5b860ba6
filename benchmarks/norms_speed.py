"""Speed of the extractor over the acts of ../shared/laws: seconds per MB, and whether cost grows with the text.

python benchmarks/norms_speed.py [FOLDER]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dutybook.law import Source, parse, read_act
from dutybook.law.numerals import chinese
from dutybook.norms import extract

ROOT = Path(__file__).resolve().parent.parent
MODEL = "第{}条　经营者应当在十日内备案，发现隐患的，立即整改；违反本办法第一条规定的，由公安机关处一千元罚款。\n"


def corpus(folder: Path) -> None:
    acts = [read_act(path) for path in sorted(folder.rglob("*.md"))]
    size = sum(len(act.source.text.encode()) for act in acts) / 1e6
    begin = time.process_time()
    norms = sum(len(extract(act)) for act in acts)
    took = time.process_time() - begin
    print(f"{len(acts)} acts, {size:.1f} MB, {norms:,} norms: {took:.1f} s on one core, {took / size:.2f} s per MB")


def growth() -> None:
    for articles in (100, 1_000, 4_000):
        act = parse(Source("".join(MODEL.format(chinese(number + 1)) for number in range(articles)), "model"))
        begin = time.process_time()
        extract(act)
        took = time.process_time() - begin
        print(f"{articles:6,} articles: {took / articles * 1e6:7.1f} µs an article")


def hostile() -> None:
    for name, text in {
        "brackets": "（" * 100_000,
        "heads": "单位" * 50_000,
        "modals": "应当" * 50_000,
        "agents": "由" * 100_000,
        "commas": "场馆，" * 33_000,
        "cases": "发现的，" * 25_000,
        "items": "：" + "（一）" * 33_000,
    }.items():
        act = parse(Source(f"第一条　{text}\n", "hostile"))
        begin = time.process_time()
        extract(act)
        print(f"{name:<10} 100,000 characters: {(time.process_time() - begin) * 1e3:8.1f} ms")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "laws"
    if folder.is_dir():
        corpus(folder)
    hostile()
    growth()
