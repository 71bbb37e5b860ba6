"""How well the reader finds the structure of real acts, as they are and disturbed.

    python benchmarks/reader_accuracy.py [FOLDER] [--errors] [--strict] [--only NAME]

The truth is read from the Markdown by `reader_truth`, which shares no code with the reader.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import reader_disturb as disturb
from reader_truth import Truth, squeezed, truth

from dutybook.law import model
from dutybook.law.parser import structure
from dutybook.law.sources import read_source, source_from_text

SHARED = Path(os.environ.get("DUTYBOOK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
NAMES = ("as it is", "blank lines gone (md)", *disturb.TEXTS, "GB18030", "DOCX")
TARGETS = (0.995, 0.999, 0.995)


@dataclass(frozen=True, slots=True)
class Score:
    """One act under one disturbance. `first` is the first difference in words, empty where there is none."""

    act: str
    name: str
    articles: int
    sequence: bool
    whole: int
    equal: int
    broken: int
    first: str


def main() -> int:
    """Print the table; with `--strict`, exit status 1 where a figure misses its target."""
    options = _options()
    paths = sorted(options.folder.rglob("*.md"))
    if not paths:
        print(
            f"no Markdown acts in {options.folder}: figures need the collection beside the repository", file=sys.stderr
        )
        return 0
    names = [name for name in NAMES if not options.only or options.only in name]
    started = time.perf_counter()
    scores = _scores(paths, names)
    print(f"{len(paths)} acts from {options.folder.name}/, {time.perf_counter() - started:.0f} s\n", file=sys.stderr)
    good = _print_table(scores, names)
    if options.errors:
        _print_errors(scores, names, options.folder)
    return 1 if options.strict and not good else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "laws", help="folder of Markdown acts")
    parser.add_argument("--errors", action="store_true", help="list the acts that fail, with the first difference")
    parser.add_argument("--strict", action="store_true", help="exit status 1 where a figure misses its target")
    parser.add_argument("--only", default="", help="only disturbances whose name holds this")
    return parser.parse_args()


def _scores(paths: list[Path], names: list[str]) -> list[Score]:
    jobs = [(path, names) for path in paths]
    scores: list[Score] = []
    with multiprocessing.Pool() as pool:
        for done, found in enumerate(pool.imap_unordered(_act_scores, jobs, chunksize=4), 1):
            scores.extend(found)
            if done % 25 == 0 or done == len(jobs):
                print(f"\r{done}/{len(jobs)} acts", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return sorted(scores, key=lambda score: (names.index(score.name), score.act))


def _act_scores(job: tuple[Path, list[str]]) -> list[Score]:
    path, names = job
    markdown = path.read_text(encoding="utf-8")
    expected = truth(markdown)
    return [_score(path, name, expected, _tree(name, path, markdown, expected)) for name in names]


def _tree(name: str, path: Path, markdown: str, expected: Truth) -> model.Act:
    if name == "as it is":
        return structure(read_source(path))
    if name == "blank lines gone (md)":
        return structure(source_from_text(disturb.without_blank_lines(markdown), path.name, "md"))
    if name in disturb.TEXTS:
        return structure(source_from_text(disturb.TEXTS[name](expected), path.stem + ".txt"))
    with tempfile.TemporaryDirectory() as folder:
        if name == "GB18030":
            file = Path(folder) / "act.txt"
            file.write_bytes(disturb.gb18030(expected))
        else:
            file = Path(folder) / "act.docx"
            disturb.write_docx(expected, file)
        return structure(read_source(file))


def _score(path: Path, name: str, expected: Truth, act: model.Act) -> Score:
    wanted = [article.num for article in expected.articles]
    found = [] if act.outline else [squeezed(article.num) for article in act.articles]
    sequence = wanted == found
    by_num = {} if act.outline else {squeezed(article.num): article for article in act.articles}
    whole = equal = 0
    first = "" if sequence else f"articles: {_sequence_difference(wanted, found)}"
    for article in expected.articles:
        shape = article.shape()
        got = by_num.get(article.num)
        read = _shape(got) if got else ()
        is_whole = got is not None and _text(shape) == _text(read)
        whole += is_whole
        fits = read == shape or (article.broken and is_whole)
        equal += fits
        if not fits and not first:
            first = f"{article.num} ({'structure' if is_whole else 'text'}): {_difference(shape, read)}"
    broken = sum(article.broken for article in expected.articles)
    return Score(path.stem, name, len(wanted), sequence, whole, equal, broken, first)


def _shape(article: model.Article) -> tuple:
    paragraphs = []
    if article.heading:
        paragraphs.append((squeezed(article.heading), ()))
    for paragraph in article.paragraphs:
        items = tuple(_item_shape(item) for item in paragraph.items)
        if paragraph.tail:
            items = (*items, ("", squeezed(paragraph.tail), ()))
        paragraphs.append((squeezed(paragraph.num + paragraph.text), items))
    return tuple(paragraphs)


def _item_shape(item: model.Item) -> tuple:
    points = tuple((squeezed(point.num), squeezed(point.text), ()) for point in item.points)
    return squeezed(item.num), squeezed(item.text), points


def _text(shape: tuple) -> str:
    return "".join(piece if isinstance(piece, str) else _text(piece) for piece in shape)


def _sequence_difference(wanted: list[str], found: list[str]) -> str:
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found)))
    want, have = (one[at] if at < len(one) else "the end" for one in (wanted, found))
    return f"after {at} articles wanted {want}, found {have} ({len(wanted)}/{len(found)})"


def _difference(wanted: tuple, read: tuple) -> str:
    """The first node that differs: what was wanted, and what was read there."""
    want, have = list(_nodes(wanted)), list(_nodes(read))
    for a, b in zip([*want, ("end", "")], [*have, ("end", "")], strict=False):
        if a != b:
            return f"wanted {_brief(a)}, read {_brief(b)}"
    return "number of nodes"


def _nodes(shape: tuple) -> list[tuple[str, str]]:
    nodes = []
    for text, items in shape:
        nodes.append(("paragraph", text))
        for num, own, points in items:
            nodes.append((f"item {num}", own))
            nodes.extend((f"point {point[0]}", point[1]) for point in points)
    return nodes


def _brief(node: tuple[str, str]) -> str:
    kind, text = node
    return f"{kind} {text}" if len(text) <= 32 else f"{kind} {text[:16]}…{text[-14:]}"


def _print_table(scores: list[Score], names: list[str]) -> bool:
    print(f"{'disturbance':<24}{'acts in sequence':>20}{'articles whole':>18}{'structure equal':>18}")
    good = True
    for name in names:
        own = [score for score in scores if score.name == name]
        articles = sum(score.articles for score in own) or 1
        figures = (
            sum(score.sequence for score in own) / len(own),
            sum(score.whole for score in own) / articles,
            sum(score.equal for score in own) / articles,
        )
        good = good and all(figure >= target for figure, target in zip(figures, TARGETS, strict=True))
        marks = ["" if figure >= target else " !" for figure, target in zip(figures, TARGETS, strict=True)]
        cells = [f"{figure:.3%}{mark:2}" for figure, mark in zip(figures, marks, strict=True)]
        print(f"{name:<24}{cells[0]:>20}{cells[1]:>18}{cells[2]:>18}")
    wanted = "".join(f"{f'≥ {target:.1%}  ':>{width}}" for target, width in zip(TARGETS, (20, 18, 18), strict=True))
    print(f"{'wanted':<24}{wanted}")
    broken = sum(score.broken for score in scores if score.name == names[0])
    print(f"\nIn {broken} articles a line of the source breaks off without an end: only their text is judged.")
    return good


def _print_errors(scores: list[Score], names: list[str], folder: Path) -> None:
    for name in names:
        bad = [score for score in scores if score.name == name and score.first]
        print(f"\n{name}: {len(bad)} acts of {folder.name}/ with a difference")
        for score in bad:
            print(f"  {score.act}: {score.articles - score.equal} of {score.articles} articles; {score.first}")


if __name__ == "__main__":
    sys.exit(main())
