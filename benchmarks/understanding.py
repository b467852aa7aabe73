"""How well understanding finds the moves of labelled messages: F1 by move, by family, micro and macro, and its speed.

    python benchmarks/understanding.py [FILE.jsonl …]

Without a file it measures on the repository's own messages. Each line of a file is an object with `text` and `moves`,
and perhaps `lang`, `learner_sells` and `context`. Speed is processor time, which other programs don't disturb.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coaching.authoring.phrasebook import read_phrasebook  # noqa: E402 - the path must be set first, to run alone
from coaching.encoder import read_encoder  # noqa: E402
from coaching.language import Language  # noqa: E402
from coaching.moves import FAMILY, Move  # noqa: E402
from coaching.reading import Message, Speaker, Utterance  # noqa: E402
from coaching.understanding import Understanding  # noqa: E402

OWN = (ROOT / "tests/understanding/messages_fr.jsonl", ROOT / "tests/understanding/messages_en.jsonl")


@dataclass
class Count:
    """Right, invented and missed labels by name."""

    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, expected: set[str], found: set[str]) -> None:
        """Count one message's labels."""
        self.right.update(expected & found)
        self.invented.update(found - expected)
        self.missed.update(expected - found)

    def f1(self, names: Iterable[str]) -> float:
        """F1 over those labels together, 0 when none was right."""
        names = tuple(names)
        right = sum(self.right[name] for name in names)
        wrong = sum(self.invented[name] + self.missed[name] for name in names)
        return 2 * right / (2 * right + wrong) if right else 0.0


def message(line: dict[str, object]) -> Message:
    """The message of one line of a file."""
    context = line.get("context")
    said = context if isinstance(context, list) else []
    return Message(
        text=str(line["text"]),
        lang=Language(str(line["lang"])) if line.get("lang") else None,
        learner_sells=str(line.get("learner_sells") or ""),
        context=tuple(Utterance(Speaker(each["who"]), each["text"]) for each in said),
    )


def measure(path: Path, understanding: Understanding) -> None:
    moves, families, spent = Count(), Count(), []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for line in lines:
        asked = message(line)
        began = time.process_time()
        reading = understanding.read(asked)
        spent.append((time.process_time() - began) * 1000)
        expected, found = set(line["moves"]), {str(move) for move in reading.moves}
        moves.add(expected, found)
        families.add({str(FAMILY[Move(m)]) for m in expected}, {str(FAMILY[Move(m)]) for m in found})
    names = [str(move) for move in Move]
    macro = statistics.mean(moves.f1([name]) for name in names)
    print(f"{path.name}: {len(lines)} messages, micro {moves.f1(names):.2f}, macro {macro:.2f}")
    print(
        "  " + ", ".join(f"{family} {families.f1([family]):.2f}" for family in dict.fromkeys(map(str, FAMILY.values())))
    )
    for name in names:
        print(
            f"  {name:16} F1 {moves.f1([name]):.2f}  right {moves.right[name]:3}  "
            f"invented {moves.invented[name]:3}  missed {moves.missed[name]:3}"
        )
    print(f"  processor time: median {statistics.median(spent):.1f} ms, most {max(spent):.1f} ms")


def main() -> None:
    understanding = Understanding(read_phrasebook(), read_encoder())
    for path in [Path(given) for given in sys.argv[1:]] or OWN:
        measure(path, understanding)


if __name__ == "__main__":
    main()
