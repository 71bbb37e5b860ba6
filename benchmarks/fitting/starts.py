"""Makes src/dutybook/law/data/starts.tsv: the weights that tell whether a sentence opens a paragraph.

    pip install scikit-learn; PYTHONPATH=benchmarks python benchmarks/fitting/starts.py [FOLDER] [--strength C]

Every full stop before another sentence in the collection is an example: one that ends a paragraph, or one within it.
L1-regularised logistic regression keeps few signs; prints the share of right decisions, cross-validated by act.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from reader_truth import Line, truth
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from dutybook.law import starts

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DUTYBOOK_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src/dutybook/law/data/starts.tsv"
RAREST = 25
"""A sign seen in fewer examples is left out."""

_INNER_STOP = re.compile(r"[。！？](?=[^”’）)》])")
_MARK = re.compile(
    r"第[〇零一二三四五六七八九十百千]+[条章节编]|[（(][一二三四五六七八九十]+[)）]|[0-9]{1,3}[.．、]|[一二三四五六七八九十]+、"
)
_THEN = {"loose": "paragraph", "point": "item", "after": "end", "front": "end"}

Example = tuple[bool, str, str, str]


def main() -> None:
    options = _options()
    features: list[dict[str, float]] = []
    answers: list[bool] = []
    acts: list[int] = []
    for number, path in enumerate(sorted(options.folder.rglob("*.md"))):
        examples = list(_examples(truth(path.read_text(encoding="utf-8")).lines))
        features.extend(_features(examples))
        answers.extend(example[0] for example in examples)
        acts.extend([number] * len(examples))
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(features).tocsr()
    common = np.asarray((matrix != 0).sum(0)).ravel() >= RAREST
    matrix, names = matrix[:, common], np.array(vectors.feature_names_)[common]
    right = _cross_validated(matrix, np.array(answers), np.array(acts), options.strength)
    model = _model(options.strength).fit(matrix, answers)
    kept = model.coef_[0] != 0
    note = f"{len(answers)} full stops ({sum(answers)} before a paragraph); {right:.1%} right, cross-validated by act"
    _write(dict(zip(names[kept], model.coef_[0][kept], strict=True)), float(model.intercept_[0]), note)
    print(f"{note}; {model.score(matrix, answers):.1%} right on the examples themselves; {kept.sum()} signs")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "laws", help="folder of Markdown acts")
    parser.add_argument("--strength", type=float, default=0.12, help="inverse of the L1 penalty: more keeps more signs")
    return parser.parse_args()


def _examples(lines: list[Line]) -> Iterator[Example]:
    """(starts a paragraph, the text before, the text after, what comes then) for each full stop."""
    kinds = [_THEN.get(line.kind, line.kind) for line in lines] + ["end", "end"]
    for index, line in enumerate(lines):
        if kinds[index] not in ("article", "paragraph", "item"):
            continue
        for stop in _INNER_STOP.finditer(line.text):
            if not _MARK.match(line.text, stop.end()):
                yield False, line.text[: stop.end()], line.text[stop.end() :], kinds[index + 1]
        if line.text.endswith("。") and kinds[index + 1] == "paragraph" and not _MARK.match(lines[index + 1].text):
            yield True, line.text, lines[index + 1].text, kinds[index + 2]


def _features(examples: list[Example]) -> Iterator[dict[str, float]]:
    """The signs of each example, with the habits of its act as all its other full stops show them."""
    habits = starts.Habits()
    for answer, _, after, _ in examples:
        habits.count(after, answer)
    for answer, before, after, then in examples:
        habits.count(after, answer, times=-1)
        yield dict.fromkeys(starts.signs(before, after, then), 1.0) | habits.odds(after)
        habits.count(after, answer)


def _model(strength: float) -> LogisticRegression:
    return LogisticRegression(penalty="l1", C=strength, solver="liblinear", random_state=0)


def _cross_validated(matrix, answers, acts, strength: float) -> float:
    right = 0
    for train, test in GroupKFold(5).split(matrix, answers, acts):
        right += (_model(strength).fit(matrix[train], answers[train]).predict(matrix[test]) == answers[test]).sum()
    return right / len(answers)


def _write(weights: dict[str, float], always: float, note: str) -> None:
    rows = [f"{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.005]
    head = (
        f"# Weights of the signs that a sentence opens a paragraph, made by benchmarks/fitting/starts.py from {note}."
    )
    TABLE.write_text("\n".join([head, f"always\t{always:.2f}", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
