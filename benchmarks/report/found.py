"""What is found on the held-out parts: totals, goals, every label, the words shown; and the same typed in haste."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from benchmarks.encoder.examples import hurried, without_accents
from benchmarks.report.counting import FAMILIES, GOALS, Tally, expected, precision, recall
from benchmarks.report.entries import LANGS, PARTS, Entry, Read, of_lang
from benchmarks.report.markdown import NAMES, figure, table
from benchmarks.understanding import Count
from coaching.moves import Move

HALF = 0.5
_PUNCTUATION = re.compile(r"[.,;:!?…]+")

Held = dict[tuple[str, str], tuple[Entry, ...]]

TYPED: Mapping[str, Callable[[str], str]] = {
    "as written": str,
    "without punctuation": lambda text: _PUNCTUATION.sub(" ", text),
    "without accents": without_accents,
    "without both, in lower case": hurried,
}


def tallied(items: Iterable[Entry], read: Read, typed: Callable[[str], str] = str) -> Tally:
    """What is found in those messages, typed in that way."""
    tally = Tally()
    for entry in items:
        asked = replace(entry.message, text=typed(entry.message.text))
        tally.add(entry.moves, set(read(asked).moves))
    return tally


def shown(items: Iterable[Entry], read: Read) -> float:
    """The share of rightly found moves that are shown by the annotated words."""
    hits = [
        any(overlap(entry.message.text, one.quote, quote) for move, quote in entry.quotes if move is one.move)
        for entry in items
        for one in read(entry.message).evidence
        if one.move in entry.moves
    ]
    return sum(hits) / len(hits)


def overlap(text: str, one: str, other: str) -> bool:
    """Whether two pieces of the text have at least half of either in common, where they lie nearest."""
    starts = [[found.start() for found in re.finditer(re.escape(piece), text)] for piece in (one, other)]
    shared = max(
        (min(a + len(one), b + len(other)) - max(a, b) for a in starts[0] for b in starts[1]),
        default=0,
    )
    return shared > 0 and shared >= HALF * min(len(one), len(other))


def report(held: Held, read: Read) -> list[str]:
    """The first two chapters: the held-out parts as written, and as people type."""
    groups = _groups(held)
    tallies = {name: tallied(its, read) for name, its in groups.items()}
    goals = ["**goal**", "", "", "", *(figure(GOALS.get(name)) for name in ("macro", *FAMILIES)), ""]
    rows = [[*name, str(t.messages), *_totals(t), figure(shown(groups[name], read))] for name, t in tallies.items()]
    head = ["part", "language", "messages", "micro", "macro", *FAMILIES, "words"]
    typed = [
        [name, NAMES[lang], *_totals(tallied(of_lang(lang, held), read, way))]
        for name, way in TYPED.items()
        for lang in LANGS
    ]
    return [
        "## On the held-out parts",
        (
            "F1. A message belongs to a family when it makes any of its moves: *question* is any of the three moves of "
            "curiosity, *help* is `offer_help`. Macro is the mean over the labels that occur. *Words*: the share of "
            "rightly found moves whose quote shares at least half of itself, or of the annotated words, with them."
        ),
        "",
        *table(head, [goals, *rows], left=2),
        _against_goals(tallies),
        "",
        "### Every family and label",
        "Precision, recall, F1; in brackets how many messages carry it.",
        "",
        *_each(tallies, "family", list(FAMILIES), lambda tally: tally.families),
        *_each(tallies, "label", list(map(str, Move)), lambda tally: tally.moves),
        "## As people type",
        "F1 over all held-out parts, the messages typed otherwise; what was said before them stays as it was.",
        "",
        *table(["typed", "language", "micro", "macro", *FAMILIES], typed, left=2),
    ]


def _groups(held: Held) -> dict[tuple[str, str], Sequence[Entry]]:
    """The held-out messages by part and language as the tables name them, and all together."""
    groups: dict[tuple[str, str], Sequence[Entry]] = {}
    for lang in LANGS:
        groups |= {(part, NAMES[lang]): held[part, lang] for part in PARTS}
        groups["all", NAMES[lang]] = of_lang(lang, held)
    groups["all", "both"] = [entry for lang in LANGS for entry in of_lang(lang, held)]
    return groups


def _totals(tally: Tally) -> list[str]:
    return [figure(tally.micro), figure(tally.macro), *(figure(tally.families.f1([name])) for name in FAMILIES)]


def _against_goals(tallies: Mapping[tuple[str, str], Tally]) -> str:
    """What is still missing to the goals, by language over all parts."""
    told = []
    for lang in NAMES.values():
        tally = tallies["all", lang]
        missing = {name: goal - tally.goal(name) for name, goal in GOALS.items() if tally.goal(name) < goal}
        listed = ", ".join(f"{name} by {figure(short, 3)}" for name, short in missing.items())
        told.append(f"{lang}: {f'short of {listed}' if listed else 'all reached'}.")
    goals = ", ".join(f"{name} ≥ {figure(goal)}" for name, goal in GOALS.items())
    return f"The goals are {goals}. {' '.join(told)}"


def _each(
    tallies: Mapping[tuple[str, str], Tally], kind: str, names: list[str], count_of: Callable[[Tally], Count]
) -> list[str]:
    counts = {name: count_of(tally) for name, tally in tallies.items()}
    head = [kind, *(" ".join(name) for name in counts)]
    return table(head, [[name, *(_three(count, name) for count in counts.values())] for name in names])


def _three(count: Count, name: str) -> str:
    three = (precision(count, name), recall(count, name), count.f1([name]) if expected(count, name) else None)
    return f"{' '.join(map(figure, three))} ({expected(count, name)})"
