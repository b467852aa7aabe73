"""How often a free question finds its topic, and how often one on nothing the attendee knows finds none.

    python benchmarks/topics.py [ATTENDEE …]

The questions stand in tests/understanding/free_questions/, written by somebody who had read the answers but none of the
authors' example questions. A question is right when the first topic found is among those listed for it, refused when
none is found.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402 - after the path, to run alone

from coaching.app import App  # noqa: E402
from coaching.language import Language  # noqa: E402
from coaching.reading import Message, Speaker, Utterance  # noqa: E402
from coaching.scenario import Scenario  # noqa: E402
from coaching.settings import Settings  # noqa: E402
from coaching.understanding import Understanding  # noqa: E402

QUESTIONS = ROOT / "tests/understanding/free_questions"


@dataclass(frozen=True)
class Count:
    """Questions on what an attendee knows and on nothing they know, and how many of each were read rightly."""

    known: int = 0
    right: int = 0
    unknown: int = 0
    refused: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.known + other.known,
            self.right + other.right,
            self.unknown + other.unknown,
            self.refused + other.refused,
        )

    def __str__(self) -> str:
        return f"{_share(self.right, self.known)}   {_share(self.refused, self.unknown)}"


def _share(part: int, whole: int) -> str:
    return f"{part:3} of {whole:3} {part / whole:5.0%}" if whole else " " * 16


def measure(understanding: Understanding, scenario: Scenario, lang: Language) -> Count:
    """The attendee's questions of one language, each asked right after the opening line."""
    written = yaml.safe_load((QUESTIONS / f"{scenario.id}.yaml").read_text(encoding="utf-8"))[lang]
    context = (Utterance(Speaker.ATTENDEE, scenario.opening.first(lang)),)
    total = Count()
    for one in written:
        found = understanding.read(Message(one["asks"], lang, "", context), scenario).topics
        if one["topics"]:
            total += Count(known=1, right=bool(found) and found[0].id in one["topics"])
        else:
            total += Count(unknown=1, refused=not found)
    return total


def main() -> None:
    app = App(Settings())
    names = sys.argv[1:] or sorted(path.stem for path in QUESTIONS.glob("*.yaml"))
    totals = dict.fromkeys(Language, Count())
    print(f"{'':26}{'top-1 right':16}   off-topic refused")
    for name in names:
        for lang in Language:
            count = measure(app.understanding, app.scenarios[name], lang)
            totals[lang] += count
            print(f"{name:23}{lang} {count}")
    for lang in Language:
        print(f"{'together':23}{lang} {totals[lang]}")
    print(f"{'together':25} {sum(totals.values(), Count())}")


if __name__ == "__main__":
    main()
