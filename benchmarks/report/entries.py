"""The labelled messages the report reads, and readers that never ask the encoder the same thing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.understanding import message
from coaching.moves import Move
from coaching.reading import Message, Reading, Speaker
from coaching.understanding.encoder import Around, Encoder, Shelf, Weighed

CORPUS = Path(__file__).resolve().parents[2] / "coaching/understanding/corpus"
PARTS = ("author", "situation", "contrast")
LANGS = ("fr", "en")
LEARNED_FROM = ("w7_fr", "w8_en")  # what the balance is learned from
TRAINED_FROM = ("w1_fr", "w2_en", "w3_fr", "w4_en", "w5_fr", "w6_en", "w9_fr", "w10_en")


Read = Callable[[Message], Reading]


@dataclass(frozen=True)
class Entry:
    """One labelled message."""

    id: str
    lang: str
    hand: str
    message: Message
    moves: frozenset[Move]
    quotes: tuple[tuple[Move, str], ...]  # the words that carry each move

    @property
    def before(self) -> str:
        """The attendee's last line; "" when there is none."""
        return next((line.text for line in reversed(self.message.context) if line.who is Speaker.ATTENDEE), "")


def entries(name: str) -> tuple[Entry, ...]:
    """The messages of that file of the corpus."""
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_entry(json.loads(line), name) for line in lines if line.strip())


def held_out() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """The held-out messages by part and language. Their texts are for counting only and never printed."""
    return {(part, lang): entries(f"heldout_{part}_{lang}") for lang in LANGS for part in PARTS}


def of_lang(lang: str, held: dict[tuple[str, str], tuple[Entry, ...]]) -> list[Entry]:
    """Every held-out message of one language."""
    return [entry for (_, its), found in held.items() if its == lang for entry in found]


def _entry(line: dict[str, Any], name: str) -> Entry:
    return Entry(
        id=str(line["id"]),
        lang=str(line["lang"]),
        hand=f"{name}:{line['hand']}",
        message=message(line),
        moves=frozenset(map(Move, line["moves"])),
        quotes=tuple((Move(each["move"]), str(each["quote"])) for each in line["evidence"]),
    )


class Remembering(Encoder):
    """An encoder that remembers what it said: the report reads the same messages in many ways."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._said: dict[tuple[tuple[str, ...], Around], Weighed] = {}

    def load(self) -> None:
        """Read it."""
        self._encoder.load()

    def weigh(self, pieces: Sequence[str], around: Around) -> Weighed:
        """What the encoder says, or said before."""
        key = (tuple(pieces), around)
        if key not in self._said:
            self._said[key] = self._encoder.weigh(pieces, around)
        return self._said[key]

    def shelf(self, groups: Mapping[str, Sequence[str]]) -> Shelf:
        """The encoder's own."""
        return self._encoder.shelf(groups)


def several(names: Iterable[str]) -> list[Entry]:
    """The messages of several files, in order."""
    return [entry for name in names for entry in entries(name)]
