"""Whether evenings in which anything may happen come to their end, with believable clocks and nothing said twice.

    python benchmarks/evenings.py [--count 500] [--first 0] [--typed 100]

A learner does whatever comes to their mind at any of the occasions, in either language: talks, walks off, introduces
strangers, waits. The first hundred type what people really wrote; the others are made of readings, which is fast.
Prints what went wrong, seed by seed, then how the evenings were: minutes a talk, people met, marks.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from pathlib import Path
from statistics import mean, median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coaching.evening.evening import EventKind  # noqa: E402 - after the path, to run alone
from tests.evening.content import summed_up  # noqa: E402
from tests.evening.test_random_evenings import (  # noqa: E402
    assert_believable,
    assert_nothing_twice,
    assert_sums_up,
    play,
)


def main() -> int:
    """Play them all; 1 where anything went wrong."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--count", type=int, default=500)
    given.add_argument("--first", type=int, default=0)
    given.add_argument("--typed", type=int, default=100)
    options = given.parse_args()
    wrong: Counter[str] = Counter()
    met, turns, scores, events, seconds = [], [], [], Counter[str](), perf_counter()
    for seed in range(options.first, options.first + options.count):
        try:
            course = play(seed, typed=seed - options.first < options.typed)
            assert_believable(course)
            assert_nothing_twice(course)
            assert_sums_up(course)
        except Exception as slip:  # noqa: BLE001 - whatever it is, it is told
            wrong[type(slip).__name__] += 1
            print(f"seed {seed}: {traceback.format_exc(limit=-2)}")
            continue
        last = course[-1]
        outcome = summed_up(last)
        met.append(len(outcome.talks))
        turns += [one.turns for one in outcome.talks]
        scores.append(outcome.score)
        events.update(event.kind.value for one in course for event in one.events)
    took = perf_counter() - seconds
    print(f"{options.count} evenings, {sum(wrong.values())} went wrong {dict(wrong) or ''}, {took:.0f} s")
    if met:
        print(f"met {mean(met):.1f} people, {median(turns)} messages each, score {mean(scores):.0f}")
        print(", ".join(f"{kind.value} {events[kind.value]}" for kind in EventKind))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
