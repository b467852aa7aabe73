"""Learns how much each sign speaks for each move, from labelled messages, and writes it beside the cue phrases.

    python benchmarks/weights.py FILE.jsonl … [--try FILE.jsonl …]

The files are like those of `benchmarks/understanding.py`; those after `--try` are only measured. The repository's own
messages and conventions are always learned from. A logistic regression per move, by stochastic gradient descent with
AdaGrad steps and an L2 penalty: the same files give the same weights. Takes about a minute.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.understanding import OWN, message  # noqa: E402 - the path must be set first, to run alone
from coaching.authoring.phrasebook import FOLDER, read_phrasebook  # noqa: E402
from coaching.encoder import read_encoder  # noqa: E402
from coaching.language import Language  # noqa: E402
from coaching.moves import Move  # noqa: E402
from coaching.reading import Message, Speaker, Utterance  # noqa: E402
from coaching.understanding import Understanding  # noqa: E402
from coaching.understanding.signs import SCALE, by_sign, sums  # noqa: E402

SEEN = 5  # messages a sign must stand in to be weighed
ROUNDS = 12
STEP = 0.3
PENALTY = 0.03
CONVENTIONS_COUNT = 3.0  # times a decided case counts as much as a labelled message
LEAST = 1  # weights below this, in tenths, are not written
TOLD_FROM = -0.6  # the logit from which a move would be told by the signs alone: a confidence of 0.35
WORDS = ("w:", "o:")  # signs that belong to one language

Labelled = tuple[Message, frozenset[str], float]


def labelled(path: Path) -> list[Labelled]:
    """The messages of a file, what they do, and how much each counts."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(message(line), frozenset(line["moves"]), 1.0) for line in lines]


def conventions() -> list[Labelled]:
    """The decided cases of the tests."""
    cases = yaml.safe_load((ROOT / "tests/understanding/conventions.yaml").read_text(encoding="utf-8"))
    found: list[Labelled] = []
    for case in cases:
        context = (Utterance(Speaker.ATTENDEE, case["after"]),) if case.get("after") else ()
        asked = Message(case["says"], Language(case["lang"]), case.get("sells", ""), context)
        found.append((asked, frozenset(case["moves"]), CONVENTIONS_COUNT))
    forms = yaml.safe_load((ROOT / "tests/understanding/questions.yaml").read_text(encoding="utf-8"))
    for lang, asked_forms in forms.items():
        for form, messages in asked_forms.items():
            its = frozenset({f"{form}_question"} if form != "none" else ())
            found += [(Message(says, Language(lang)), its, CONVENTIONS_COUNT) for says in messages if its]
    return found


def signs_of(asked: Message, understanding: Understanding) -> list[str]:
    """The message's signs, words told apart by language: "w:fr:merci"."""
    return [f"{s[:2]}{asked.lang}:{s[2:]}" if s.startswith(WORDS) else s for s in sorted(understanding.signs(asked))]


def learned(shown: Sequence[Sequence[int]], wanted: Sequence[float], counts: Sequence[float], size: int) -> list[float]:
    """The weight of each sign for one move."""
    weights, steps, mean = [0.0] * size, [1e-6] * size, [0.0] * size
    order = list(range(len(shown)))
    dice = random.Random(1)
    for number in range(ROUNDS):
        dice.shuffle(order)
        for at in order:
            total = sum(weights[sign] for sign in shown[at])
            error = (1 / (1 + math.exp(-max(-20.0, min(20.0, total)))) - wanted[at]) * counts[at]
            for sign in shown[at]:
                slope = error + PENALTY * weights[sign]
                steps[sign] += slope * slope
                weights[sign] -= STEP * slope / math.sqrt(steps[sign])
        if number >= ROUNDS // 3:  # the mean of the later rounds is steadier than the last
            mean = [a + b / (ROUNDS - ROUNDS // 3) for a, b in zip(mean, weights, strict=True)]
    return mean


def learn(items: Sequence[Labelled], shown: Sequence[Sequence[str]]) -> dict[Move, dict[str, int]]:
    """The weights of each move in tenths, by sign."""
    often = Counter(sign for its in shown for sign in its)
    index = {sign: at for at, sign in enumerate(sorted(s for s, n in often.items() if n >= SEEN))}
    rows = [[index[sign] for sign in its if sign in index] for its in shown]
    counts = [count for _, _, count in items]
    found: dict[Move, dict[str, int]] = {}
    for move in Move:
        weights = learned(rows, [float(move in moves) for _, moves, _ in items], counts, len(index))
        tenths = {sign: round(weights[at] * SCALE) for sign, at in index.items()}
        found[move] = {sign: tenth for sign, tenth in tenths.items() if abs(tenth) >= LEAST}
    return found


def write(weights: dict[Move, dict[str, int]]) -> None:
    """Write each language's file of weights."""
    for lang in Language:
        lines = [
            "# How much each sign speaks for each move, in tenths. Learned by benchmarks/weights.py; not to be edited.",
            "",
            "sets:",
        ]
        for move, its in weights.items():
            lines.append(f"  weigh_{move}: >-")
            line = "   "
            for entry in (f"{sign}={tenths}" for sign, tenths in own(its, lang)):
                if len(line) + len(entry) > 118:
                    lines.append(line)
                    line = "   "
                line += f" {entry}"
            lines.append(line)
        (FOLDER / f"{lang}_weights.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def own(weights: dict[str, int], lang: Language) -> Iterable[tuple[str, int]]:
    """The weights one language needs, its words without the language's name."""
    for sign, tenths in weights.items():
        if not sign.startswith(WORDS):
            yield sign, tenths
        elif sign[2:].startswith(f"{lang}:"):
            yield sign[:2] + sign[5:], tenths


def tried(items: Sequence[Labelled], shown: Sequence[Sequence[str]], weights: dict[Move, dict[str, int]]) -> str:
    """The micro and macro F1 of those weights on other messages."""
    rows = by_sign(weights)
    right, wrong = Counter[str](), Counter[str]()
    for (_, moves, _), its_signs in zip(items, shown, strict=True):
        told = {str(move) for move, logit in sums(its_signs, rows).items() if logit >= TOLD_FROM}
        right.update(told & moves)
        wrong.update(told ^ moves)
    micro = 2 * right.total() / (2 * right.total() + wrong.total())
    return (
        f"micro {micro:.3f}, macro {sum(2 * right[m] / max(1, 2 * right[m] + wrong[m]) for m in Move) / len(Move):.3f}"
    )


def main() -> None:
    given = sys.argv[1:]
    if not given or given[0] == "--try":
        sys.exit("Nothing to learn from: name the files of labelled messages. The weights are left as they are.")
    split = given.index("--try") if "--try" in given else len(given)
    understanding = Understanding(read_phrasebook(), read_encoder())
    items = [item for path in (*OWN, *map(Path, given[:split])) for item in labelled(path)] + conventions()
    weights = learn(items, [signs_of(asked, understanding) for asked, _, _ in items])
    write(weights)
    print(f"{len(items)} messages, {sum(map(len, weights.values()))} weights")
    for path in map(Path, given[split + 1 :]):
        asked = labelled(path)
        print(path.name, tried(asked, [signs_of(one, understanding) for one, _, _ in asked], weights))


if __name__ == "__main__":
    main()
