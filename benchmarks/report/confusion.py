"""The worst confusions: a label missed and another invented in the same message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.report.entries import LEARNED_FROM, TRAINED_FROM, Entry, Read, entries
from benchmarks.report.markdown import cell, table
from coaching.moves import Move

WORST = 12
LETTERS = 140  # of an example
TELLING = 25  # letters from which an example tells something

Pair = tuple[Move, Move]


def pairs(expected: Iterable[Move], found: Iterable[Move]) -> list[Pair]:
    """Every missed label with every invented one, in the order of the vocabulary."""
    wanted, told = set(expected), set(found)
    order = list(Move)
    return [(a, b) for a in order if a in wanted - told for b in order if b in told - wanted]


def report(held: Sequence[Entry], read: Read) -> list[str]:
    """The chapter on confusions. Its examples are never held-out messages."""
    often = Counter[Pair]()
    for entry in held:
        often.update(pairs(entry.moves, read(entry.message).moves))
    order = list(Move)
    worst = sorted(often, key=lambda pair: (-often[pair], order.index(pair[0]), order.index(pair[1])))[:WORST]
    examples = _examples(worst, read)
    return [
        "## The worst confusions",
        (
            "Over all held-out parts: one label missed and another invented in the same message. The examples, whose "
            f"labels are confused alike, are of {' and '.join(LEARNED_FROM)}, or else of other files of the corpus."
        ),
        "",
        *table(
            ["missed", "invented", "said before", "an example", "messages"],
            [[f"`{a}`", f"`{b}`", *_said(examples.get((a, b))), str(often[a, b])] for a, b in worst],
            left=4,
        ),
    ]


def _said(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return "", "none in the corpus"
    return cell(entry.before, LETTERS) or "–", cell(entry.message.text, LETTERS)


def _examples(wanted: Sequence[Pair], read: Read) -> dict[Pair, Entry]:
    """The plainest example of each pair, from as few files as will do."""
    found: dict[Pair, Entry] = {}
    for names in (LEARNED_FROM, *((name,) for name in TRAINED_FROM)):
        left = set(wanted) - found.keys()
        if not left:
            break
        best: dict[Pair, tuple[tuple[int, ...], Entry]] = {}
        for entry in (entry for name in names for entry in entries(name)):
            told = pairs(entry.moves, read(entry.message).moves)
            length = len(entry.message.text)
            rank = (len(told), int(length < TELLING), length)  # nothing else confused, and short
            for pair in left.intersection(told):
                if pair not in best or rank < best[pair][0]:
                    best[pair] = (rank, entry)
        found |= {pair: entry for pair, (_, entry) in best.items()}
    return found
