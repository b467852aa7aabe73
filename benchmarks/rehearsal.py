"""How long one turn of a rehearsal takes, from the text to the reply, and what a start costs. Run: make bench."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from statistics import quantiles

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

import yaml  # noqa: E402 - after the path

from coaching.app import App  # noqa: E402
from coaching.language import Language  # noqa: E402
from coaching.rehearsal import Profile, begin, marks, take_turn  # noqa: E402
from coaching.settings import Settings  # noqa: E402

REHEARSALS = 60  # half of them in each language
LONGEST = 12  # messages
HOSTILE = ("a" * 4096, "mot " * 1024, "?" * 4096, "é\u0301" * 2048, "combien ça coûte " * 240)


def milliseconds(seconds: list[float]) -> str:
    """Median, 95th and 99th percentile, worst."""
    cuts = quantiles(seconds, n=100)
    figures = ("median", cuts[49]), ("p95", cuts[94]), ("p99", cuts[98]), ("worst", max(seconds))
    return "  ".join(f"{name} {1000 * value:7.2f} ms" for name, value in figures)


def messages(lang: Language) -> list[str]:
    """What the tests' random learners type."""
    written = yaml.safe_load((HOME / f"tests/learners/messages_{lang}.yaml").read_text(encoding="utf-8"))
    return [str(one) for one in written["messages"]]


def main() -> None:
    started = time.perf_counter()
    app = App(Settings())
    scenarios, understanding, rubric = app.scenarios, app.understanding, app.rubric
    print(f"start: {1000 * (time.perf_counter() - started):.0f} ms, {len(scenarios)} attendees")

    dice, turns, debriefs = Random(1), [], []
    said = {lang: messages(lang) for lang in Language}
    for number in range(REHEARSALS):
        lang = tuple(Language)[number % 2]
        scenario = tuple(scenarios.values())[number // 2 % len(scenarios)]
        conversation = begin(scenario, Profile(lang, sells="comptabilité"), number)
        for text in dice.sample(said[lang], LONGEST):
            if conversation.is_over:
                break
            since = time.perf_counter()
            conversation = take_turn(conversation, text, scenario, understanding)
            turns.append(time.perf_counter() - since)
        since = time.perf_counter()
        marks(conversation, scenario, understanding, rubric)
        debriefs.append(time.perf_counter() - since)
    print(f"a turn    ({len(turns):4}): {milliseconds(turns)}")
    print(f"a debrief ({len(debriefs):4}): {milliseconds(debriefs)}")

    scenario = next(iter(scenarios.values()))
    worst = []
    for text in HOSTILE * 4:
        conversation = begin(scenario, Profile(Language.FR), 1)
        since = time.perf_counter()
        take_turn(conversation, text, scenario, understanding)
        worst.append(time.perf_counter() - since)
    print(f"4,096 hostile characters: {milliseconds(worst)}")


if __name__ == "__main__":
    main()
