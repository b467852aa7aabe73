"""Labelled messages as the encoder sees them: subwords, what each is part of, and the moves of the whole and each act.

A message of the corpus comes with the words that carry each move: they cut it into acts, and the encoder learns from
each act as well as from the whole. Typing is varied as people vary it: without accents, capitals or punctuation.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coaching.encoder import network as run_time
from coaching.encoder.subwords import Subwords
from coaching.moves import Move

CORPUS = Path(__file__).resolve().parents[2] / "coaching/understanding/corpus"
CONVENTIONS = Path(__file__).resolve().parents[2] / "tests/understanding/conventions.yaml"
MOVES = tuple(Move)
_PUNCTUATION = re.compile(r"[.,;:!?…]+")
_SPOKEN = re.compile(r"\w|[\U0001F300-\U0001FAFF]")


@dataclass(frozen=True)
class Act:
    """A piece of a message and the moves it makes."""

    text: str
    moves: frozenset[Move]


@dataclass(frozen=True)
class Labelled:
    """A message, its acts, what stands around it, and who wrote it."""

    writer: str
    lang: str
    acts: tuple[Act, ...]
    moves: frozenset[Move]
    sells: str
    attendee: str
    learner: str


@dataclass(frozen=True)
class Example:
    """What the encoder is given: subwords, the part each belongs to, and each act's place; the moves of all."""

    numbers: tuple[int, ...]
    parts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    moves: tuple[frozenset[Move], ...]  # of the whole, then of each act


def corpus(names: Iterable[str]) -> list[Labelled]:
    """The messages of those files of the corpus, in order."""
    found: list[Labelled] = []
    for name in names:
        with (CORPUS / f"{name}.jsonl").open(encoding="utf-8") as lines:
            found += [_labelled(json.loads(line), name) for line in lines if line.strip()]
    return found


def conventions() -> list[Labelled]:
    """The decided cases of the tests."""
    cases = yaml.safe_load(CONVENTIONS.read_text(encoding="utf-8"))
    found = []
    for case in cases:
        moves = frozenset(map(Move, case["moves"]))
        act = Act(case["says"], moves)
        found.append(
            Labelled("conventions", case["lang"], (act,), moves, case.get("sells", ""), case.get("after", ""), "")
        )
    return found


def _labelled(line: dict[str, Any], name: str) -> Labelled:
    said = [(each["who"], each["text"]) for each in reversed(line.get("context") or [])]
    last = {who: next((text for speaker, text in said if speaker == who), "") for who in ("attendee", "learner")}
    return Labelled(
        writer=name.partition("_")[0],
        lang=str(line["lang"]),
        acts=acts(line["text"], [(each["quote"], Move(each["move"])) for each in line["evidence"]]),
        moves=frozenset(map(Move, line["moves"])),
        sells=str(line.get("learner_sells") or ""),
        attendee=last["attendee"],
        learner=last["learner"],
    )


def acts(text: str, evidence: Sequence[tuple[str, Move]]) -> tuple[Act, ...]:
    """The text cut by the words that carry its moves; what lies between them is an act without a move."""
    quotes: dict[str, set[Move]] = {}
    for quote, move in evidence:
        quotes.setdefault(quote, set()).add(move)
    found: list[Act] = []
    done = 0
    for quote, its in sorted(quotes.items(), key=lambda pair: text.find(pair[0])):
        start = text.find(quote, done)
        if start < 0:
            continue
        if _SPOKEN.search(text[done:start]):
            found.append(Act(text[done:start].strip(), frozenset()))
        found.append(Act(quote, frozenset(its)))
        done = start + len(quote)
    if _SPOKEN.search(text[done:]):
        found.append(Act(text[done:].strip(), frozenset()))
    return tuple(found) or (Act(text, frozenset()),)


def example(item: Labelled, subwords: Subwords, frame: tuple[int, int], typed: Callable[[str], str] = str) -> Example:
    """The message as the encoder sees it. `frame` holds the numbers that begin and end a text."""
    begin, end = frame
    numbers = [begin, *subwords.of("query:", 4)]
    parts = [0] * len(numbers)
    spans: list[tuple[int, int]] = []
    moves = [item.moves]
    left = run_time.MOST_IN_MESSAGE
    for act in item.acts:
        its = subwords.of(typed(act.text), left)
        if its:
            spans.append((len(numbers), len(numbers) + len(its)))
            moves.append(act.moves)
            numbers += its
            left -= len(its)
    if not spans:
        spans, moves, numbers = [(len(numbers), len(numbers) + 1)], [item.moves] * 2, [*numbers, end]
    parts += [run_time.MESSAGE] * (len(numbers) - len(parts))
    for number, part in [(end, 0), *run_time.beside(subwords, end, item.sells, item.attendee, item.learner)]:
        numbers.append(number)
        parts.append(part)
    return Example(tuple(numbers), tuple(parts), tuple(spans), tuple(moves))


def without_accents(text: str) -> str:
    """As somebody types who doesn't look for the accents."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def hurried(text: str) -> str:
    """As somebody types on the way: no accent, capital or sign."""
    return _PUNCTUATION.sub(" ", without_accents(text.lower()))


def typing(dice: random.Random) -> Callable[[str], str]:
    """One way of typing, drawn: half of the time as written."""
    drawn = dice.random()
    return hurried if drawn < 0.3 else without_accents if drawn < 0.4 else str.lower if drawn < 0.5 else str
