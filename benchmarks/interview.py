"""How many questions the interview needs until everything is settled, against asking in the order of the file.

Simulated places answer from a full set of facts. Asking in file order skips facts that no longer matter, too: the
difference is the order alone.

python benchmarks/interview.py [PLACES]
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from datetime import date
from random import Random

from dutybook.catalogue.load import Catalogue, catalogue
from dutybook.conditions.facts import Fact, Value, dictionary
from dutybook.decisions.decide import ready
from dutybook.decisions.interview import ranking

ON = date(2026, 11, 21)
PLACES = ("410105", "4103", "520102", "220104")
Choose = Callable[[dict[str, Value], Catalogue], str | None]


def main() -> int:
    places = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    random, duties = Random(1), catalogue()
    truths = [{fact.name: answer(fact, random) for fact in dictionary().values()} for _ in range(places)]
    ways: dict[str, Choose] = {"best question first": best, "file order": in_file_order}
    found = {name: [asked(truth, duties, choose) for truth in truths] for name, choose in ways.items()}
    print(f"{places} simulated places, {len(duties.entries)} duties, {len(dictionary())} facts")
    for name, runs in found.items():
        half = statistics.mean(run[1] for run in runs)
        nine = statistics.mean(run[2] for run in runs)
        print(f"{name:20} all settled after {statistics.mean(run[0] for run in runs):.1f} questions (at most "
              f"{max(run[0] for run in runs)}), half after {half:.1f}, nine tenths after {nine:.1f}")  # fmt: skip
    return 0


def asked(truth: dict[str, Value], duties: Catalogue, choose: Choose) -> tuple[int, int, int]:
    """Questions until all, half and nine tenths of what was open is settled."""
    known: dict[str, Value] = {}
    left = [opened(known, duties)]
    while name := choose(known, duties):
        known[name] = truth[name]
        left.append(opened(known, duties))
    marks = [next(n for n, rest in enumerate(left) if rest <= left[0] * share) for share in (0.5, 0.1)]
    return len(left) - 1, marks[0], marks[1]


def best(known: dict[str, Value], duties: Catalogue) -> str | None:
    questions = ranking(known, duties, ON, known)
    return questions[0].fact.name if questions else None


def in_file_order(known: dict[str, Value], duties: Catalogue) -> str | None:
    matter = {question.fact.name for question in ranking(known, duties, ON, known)}
    return next((name for name in dictionary() if name in matter), None)


def opened(known: dict[str, Value], duties: Catalogue) -> int:
    return sum(binding.reasons.value is None for binding in ready(duties).decide(known, ON))


def answer(fact: Fact, random: Random) -> Value:
    match fact.type:
        case "boolean":
            return random.random() < 0.2
        case "choice":
            return random.choice(fact.values).value
        case "code":
            return random.choice(PLACES)
        case "integer":
            return int(random.lognormvariate(7, 1.2))
        case "decimal":
            return float(round(random.lognormvariate(8, 1.2)))
        case _:
            members = [choice.value for choice in fact.values] or ["plan-2026"]
            return frozenset(member for member in members if random.random() < (0.05 if fact.values else 0.5))


if __name__ == "__main__":
    sys.exit(main())
