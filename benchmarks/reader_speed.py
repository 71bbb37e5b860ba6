"""How fast acts are read: structure, metadata and citations, against the floor of one expression per line.

    python benchmarks/reader_speed.py [FOLDER] [--repeat N] [--processes N] [--strict] [--profile]

Each figure is the best of N runs, and those of one process count CPU time, so that a busy machine disturbs them little;
the figure for several processes is wall time and wants a quiet machine. MB are a million bytes of UTF-8 text.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import multiprocessing.pool
import os
import pstats
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import reader_disturb as disturb
from reader_truth import truth

from dutybook.law.model import Source
from dutybook.law.parser import parse, structure
from dutybook.law.sources import read_source
from dutybook.law.sources.markdown import marks_of

SHARED = Path(os.environ.get("DUTYBOOK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FLOOR = re.compile(
    r"\s*(?:#+\s*)?(?:第([〇零一二三四五六七八九十百千]+)([编章节条])|[（(]([一二三四五六七八九十]+)[）)])?(.*)"
)
HOSTILE_BYTES = 100_000
HOSTILE_LIMIT = 0.050
HOSTILE = {
    "第一条第一条…": "第一条",
    "第一条 per line": "第一条\n",
    "第一条 with a gap per line": "第一条 甲\n",
    "第一条 and growing numbers, one line": "",
    "（（（（": "（",
    "（一）（一）": "（一）",
    "（一） per line": "（一）甲；\n",
    "：（一）： on one line": "：（一）",
    "《《《《": "《",
    "《甲》第一条": "《甲》第一条",
    "“ never closed": "“甲",
    "一、一、一、": "一、",
    "一、 per line": "一、甲\n",
    "1.1.1.": "1.",
    "1. per line": "1.甲\n",
    "①①①": "①",
    "年年年": "年",
    "2024年2024年": "2024年1月1日",
    "一一一": "一",
    "第第第": "第",
    "第一条、第一条、": "第一条、",
    "第一条至": "第一条至",
    "第一款第一项": "第一款第（一）项",
    "本法第一条": "本法第一条",
    "以下简称": "（以下简称甲）",
    "根据…制定": "根据《甲法》，",
    "附件 per line": "附件\n",
    "第一章 per line": "第一章 甲\n",
    "spaces": " ",
    "ideographic spaces": "　",
    "spaces and letters": "甲 " * 3 + " " * 30,
    "line ends": "\n",
    "zero-width characters": "\u200b",
    "full stops at the page's width": "甲" * 39 + "。\n",
    "lines broken at 40": "甲" * 40 + "\n",
    "#": "#",
    "# per line": "# \n",
    "****": "*",
    "<!--": "<!--",
    "|": "|",
    "[bookmark:": "[bookmark:",
    "\\": "\\",
}


def main() -> int:
    """Print every figure; with `--strict`, exit status 1 where a hostile input takes too long."""
    options = _options()
    paths = sorted(options.folder.rglob("*.md"))
    if options.profile:
        return _profile(paths)
    if paths:
        with multiprocessing.Pool(options.processes) as pool:
            _collection(paths, pool, options)
    else:
        print(f"no Markdown acts in {options.folder}: collection figures left out", file=sys.stderr)
    _growth(options.repeat)
    good = _hostile(options.repeat)
    return 1 if options.strict and not good else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "laws", help="folder of Markdown acts")
    parser.add_argument("--repeat", type=int, default=5, help="runs of which the best counts")
    parser.add_argument("--processes", type=int, default=2, help="processes for the figures on several cores")
    parser.add_argument("--strict", action="store_true", help="exit status 1 where a hostile input takes too long")
    parser.add_argument("--profile", action="store_true", help="print where a single process spends its time instead")
    return parser.parse_args()


def _collection(paths: list[Path], pool: multiprocessing.pool.Pool, options: argparse.Namespace) -> None:
    size = sum(len(path.read_text(encoding="utf-8").encode()) for path in paths)
    print(f"{len(paths)} acts, {size / 1e6:.1f} MB; best of {options.repeat}; {options.processes} processes\n")
    print(f"{'':<34}{'one process':>16}{f'{options.processes} processes':>16}{'floor = 1':>12}")
    floor = _row("floor: one expression per line", _floor, paths, size, pool, options, 0.0)
    _row("structure", _structure, paths, size, pool, options, floor)
    _row("structure, metadata, citations", _parse, paths, size, pool, options, floor)
    with tempfile.TemporaryDirectory() as folder:
        documents, text_size = _documents(paths, Path(folder), pool)
        _row("the same from DOCX (MB of text)", _parse, documents, text_size, pool, options, floor)


def _row(
    name: str,
    work: Callable[[Path], None],
    paths: list[Path],
    size: int,
    pool: multiprocessing.pool.Pool,
    options: argparse.Namespace,
    floor: float,
) -> float:
    """Print one line of the table; returns the speed on all processes in MB/s."""
    alone = size / 1e6 / _best(lambda: _all(work, paths), max(1, options.repeat // 2))
    # the largest first, so that no process is left waiting for one
    ordered = sorted(paths, key=lambda path: -path.stat().st_size)
    together = size / 1e6 / _best(lambda: pool.map(work, ordered, chunksize=8), options.repeat, time.perf_counter)
    ratio = f"{together / floor:.2f}" if floor else "1.00"
    print(f"{name:<34}{alone:>11.1f} MB/s{together:>11.1f} MB/s{ratio:>12}", flush=True)
    return together


def _best(work: Callable[[], object], repeat: int, clock: Callable[[], float] = time.process_time) -> float:
    times = []
    for _ in range(repeat):
        started = clock()
        work()
        times.append(clock() - started)
    return min(times)


def _all(work: Callable[[Path], None], paths: list[Path]) -> None:
    for path in paths:
        work(path)


def _floor(path: Path) -> None:
    match = FLOOR.match
    for line in path.read_text(encoding="utf-8").split("\n"):
        match(line)


def _structure(path: Path) -> None:
    structure(read_source(path))


def _parse(path: Path) -> None:
    parse(read_source(path))


def _documents(paths: list[Path], folder: Path, pool: multiprocessing.pool.Pool) -> tuple[list[Path], int]:
    jobs = [(path, folder / f"{number}.docx") for number, path in enumerate(paths)]
    sizes = pool.starmap(_document, jobs, chunksize=8)
    return [target for _, target in jobs], sum(sizes)


def _document(path: Path, target: Path) -> int:
    act = truth(path.read_text(encoding="utf-8"))
    disturb.write_docx(act, target)
    return sum(len(line.text.encode()) + 1 for line in act.lines)


def _growth(repeat: int) -> None:
    print("\nmodel text, one process: time per character")
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        source = Source(model_text(size), "model.txt")
        seconds = _best(lambda source=source: parse(source), max(1, min(repeat, 3_000_000 // size)))  # type: ignore[misc]
        print(
            f"{len(source.text.encode()) / 1e3:>10.0f} KB{seconds / len(source.text) * 1e9:>10.0f} ns per character",
            flush=True,
        )


def model_text(size: int) -> str:
    """An act in our own words of at least `size` bytes of UTF-8, with every kind of structure and citations."""
    lines = ["示范市场所安全管理办法", "2024年1月5日示范市人民政府令第3号公布　自2024年3月1日起施行"]
    written = sum(len(line.encode()) + 1 for line in lines)
    number = 0
    while written < size:
        number += 1
        own = _model_article(number)
        lines.extend(own)
        written += sum(len(line.encode()) + 1 for line in own)
    return "\n".join(lines) + "\n"


def _model_article(number: int) -> list[str]:
    label = chinese(number)
    heading = [f"第{chinese(number // 12 + 1)}章　示范职责"] if number % 12 == 1 else []
    before = chinese(max(1, number - 1))
    return [
        *heading,
        f"第{label}条　场所的经营单位应当按照《示范安全条例》第{before}条，每半年检查一次出入口，保存记录九十日以上。",
        f"依照本办法第{before}条第一款登记的单位，应当在三十日内履行下列职责：",
        "（一）确定负责安全的机构，配备与规模相适应的人员和设备；",
        "（二）检查下列设施：",
        "1.出入口和疏散通道；",
        "2.供电和照明设备；",
        "（三）法律、法规规定的其他职责。",
        "违反前款规定的，由主管部门责令改正；拒不改正的，处五千元以上二万元以下的罚款。",
    ]


def chinese(number: int) -> str:
    """The number in Chinese numerals, up to 99,999,999."""
    if number >= 10_000:
        rest = number % 10_000
        return chinese(number // 10_000) + "万" + (("零" if rest < 1000 else "") + chinese(rest) if rest else "")
    text = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _hostile(repeat: int) -> bool:
    print(
        f"\nhostile inputs of {HOSTILE_BYTES // 1000} KB, TXT and MD"
        f" (limit {HOSTILE_LIMIT * 1e3:.0f} ms; ×: at twice the size)"
    )
    good = True
    for name, piece in HOSTILE.items():
        cells = []
        for format_ in ("txt", "md"):
            small, large = (_hostile_time(piece, size, format_, repeat) for size in (HOSTILE_BYTES, 2 * HOSTILE_BYTES))
            good = good and small <= HOSTILE_LIMIT
            flag = "!" if small > HOSTILE_LIMIT else " "
            cells.append(f"{small * 1e3:>9.1f} ms{flag}{large / small:>6.1f}×")
        print(f"  {name:<{38 - sum(character > '⺀' for character in name)}}{cells[0]}{cells[1]}", flush=True)
    return good


def _hostile_time(piece: str, size: int, format_: str, repeat: int) -> float:
    text = hostile_text(piece, size)
    source = Source(text, f"hostile.{format_}", format_, _marks(text) if format_ == "md" else ())
    once = _best(lambda: parse(source), 1)
    return once if once > 1 else min(once, _best(lambda: parse(source), min(repeat, 3)))


def hostile_text(piece: str, size: int) -> str:
    """`piece` over and over, up to `size` bytes; for no piece, articles with growing numbers in one line."""
    if not piece:
        whole = "".join(f"第{chinese(number)}条甲。" for number in range(1, size // 15))
        return "示范办法\n" + whole.encode()[:size].decode("utf-8", "ignore")
    return "示范办法\n" + piece * (size // len(piece.encode()))


def _marks(text: str) -> tuple[tuple[int, int], ...]:
    return marks_of(text)


def _profile(paths: list[Path]) -> int:
    sources = [read_source(path) for path in paths]
    profile = cProfile.Profile()
    profile.enable()
    for source in sources:
        parse(source)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return 0


if __name__ == "__main__":
    sys.exit(main())
