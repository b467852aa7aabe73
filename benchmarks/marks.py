"""Whether the marks order scripted learners as a coach does.

    python benchmarks/marks.py [--apart 10] [--wrong 20]

`benchmarks/learners/*.yaml` hold learners of ten styles with six attendees in each language, with the mark a coach
expected before anything was run. A pair is two learners of one language whom the coach set at least `--apart` points
apart; it is right when our marks have the same order, and half right when they are equal.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402 - after the path, to run alone

from coaching.app import App  # noqa: E402
from coaching.language import Language  # noqa: E402
from coaching.rehearsal import Profile, marks, play  # noqa: E402
from coaching.settings import Settings  # noqa: E402

LEARNERS = Path(__file__).resolve().parent / "learners"
GAMING = "gaming"
MOST_FOR_GAMING = 40


@dataclass(frozen=True)
class Marked:
    """One learner with the coach's mark and ours."""

    id: str
    lang: str
    style: str
    attendee: str
    coach: int
    score: int
    mode: str

    def order(self, other: Marked) -> float:
        """1 when our marks order the two as the coach does, 0 when the other way round, half when they are equal."""
        ours = (self.score - other.score) * (self.coach - other.coach)
        return 0.5 if ours == 0 else float(ours > 0)


def marked(app: App) -> Iterator[Marked]:
    """Every scripted learner, played and marked."""
    for path in sorted(LEARNERS.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            scenario, lang = app.scenarios[one["scenario"]], Language(one["lang"])
            profile = Profile(lang, sells=one["learner_sells"])
            conversation = play(scenario, profile, one["seed"], one["messages"], app.understanding)
            card = marks(conversation, scenario, app.understanding, app.rubric)
            yield Marked(one["id"], lang, one["style"], scenario.id, one["coach"], card.score, card.mode.value)


def pairs(found: Sequence[Marked], apart: int) -> list[tuple[Marked, Marked]]:
    """Two of one language whom the coach set so far apart, the better one first."""
    by_coach = sorted(found, key=lambda one: (-one.coach, one.id))
    return [
        (better, worse)
        for better, worse in combinations(by_coach, 2)
        if better.lang == worse.lang and better.coach - worse.coach >= apart
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", type=int, default=10, help="points between two that are compared")
    parser.add_argument("--wrong", type=int, default=20, help="how many of the pairs told wrongly are listed")
    given = parser.parse_args()
    found = list(marked(App(Settings())))
    styles: defaultdict[tuple[str, str], list[Marked]] = defaultdict(list)
    for one in found:
        styles[one.lang, one.style].append(one)
    print(f"{'style':18}lang  coach  ours  by attendee (mode)")
    for (lang, style), its in sorted(styles.items(), key=lambda item: (item[0][0], -mean(o.coach for o in item[1]))):
        each = "  ".join(f"{one.attendee[:9]} {one.score} {one.mode[:3]}" for one in its)
        print(f"{style:18}{lang}    {mean(o.coach for o in its):5.0f} {mean(o.score for o in its):5.0f}  {each}")
    for lang in Language:
        compared = pairs([one for one in found if one.lang == lang], given.apart)
        if compared:
            right = mean(better.order(worse) for better, worse in compared)
            print(f"{lang}: {len(compared)} pairs, {right:.1%} in the coach's order")
    over = [one for one in found if one.style == GAMING and one.score > MOST_FOR_GAMING]
    print(f"gaming above {MOST_FOR_GAMING}: {', '.join(f'{one.id} {one.score}' for one in over) or 'none'}")
    wrong = [(better, worse) for better, worse in pairs(found, given.apart) if better.order(worse) < 1]
    for better, worse in sorted(wrong, key=lambda two: two[0].score - two[1].score)[: given.wrong]:
        print(f"  {better.id} {better.coach}→{better.score}  below  {worse.id} {worse.coach}→{worse.score}")


if __name__ == "__main__":
    main()
