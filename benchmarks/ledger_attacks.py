"""Random attacks on exported histories: how many the holder of one earlier head finds; false alarms; speed.

python benchmarks/ledger_attacks.py [ATTACKS] [SEED]     1,000 attacks by default

The attacker may write everything and has the private key. Each attack touches an event under the head held.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ledger import attacks
from tests.ledger.attacks import KEY, exported, found

LARGEST = 60
LONG = 50_000


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261121)
    made: Counter[tuple[str, str]] = Counter()
    with_head: Counter[tuple[str, str]] = Counter()
    without: Counter[tuple[str, str]] = Counter()
    alarms = 0
    for case in range(number):
        kind = attacks.KINDS[case % len(attacks.KINDS)], random.choice(attacks.HEADS)
        history = attacks.history(random, random.randrange(2, LARGEST))
        under = random.choice(list(history.heads))
        held = {"held": history.heads[under]}
        alarms += found(exported(history), held, [KEY])
        lines = attacks.attacked(history, kind[0], under, kind[1], random)
        made[kind] += 1
        with_head[kind] += found(lines, held, [KEY])
        without[kind] += found(lines, {}, [KEY])
    print("attack    heads                     made  found with the head held  found with the public key alone")
    for kind in sorted(made):
        print(f"{kind[0]:9} {kind[1]:24} {made[kind]:5} {with_head[kind]:25} {without[kind]:32}")
    print(
        f"{with_head.total()} of {number} attacks found by the holder of one earlier head; {without.total()} without it"
    )
    print(f"{alarms} false alarms in {number} untouched histories")
    speed(random)
    return 0 if with_head.total() == number and not alarms else 1


def speed(random: Random) -> None:
    started = time.process_time()
    events = [attacks.event(number, random) for number in range(LONG)]
    encoded = time.process_time()
    lines = exported(attacks.History(events, {LONG: attacks.head(events)}))
    signed = time.process_time()
    clean = not found(lines, {}, [KEY])
    verified = time.process_time()
    size = sum(map(len, lines)) / LONG
    per = 1e6 / LONG
    print(
        f"{LONG:,} events of {size:.0f} bytes: encode {(encoded - started) * per:.0f} µs, append "
        f"{(signed - encoded) * per:.0f} µs, verify {(verified - signed) * per:.0f} µs each; sound: {clean}"
    )


if __name__ == "__main__":
    sys.exit(main())
