"""The encoder's network, run by onnxruntime on one thread: the same message gives the same figures.

The graph (`encoder.onnx`, 8-bit weights) takes the vectors of the subwords and, for each piece, which of them it holds.
The vectors and the vocabulary stand in `tables.npz`, plain arrays without code. `card.json` says how both were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from coaching.encoder.meaning import Meaning, MeaningShelf
from coaching.encoder.session import opened
from coaching.encoder.subwords import Subwords
from coaching.encoder.vectors import read_vectors
from coaching.moves import Move
from coaching.understanding.encoder import Around, Encoder, Weighed

FOLDER = Path(__file__).resolve().parent / "artefact"

# Subwords looked at. Longer surroundings take longer and tell no more: measured, they give the same figures.
MOST_IN_MESSAGE = 112
MOST_IN_SELLS, MOST_IN_LEARNERS = 6, 6
ATTENDEE_FROM_START, ATTENDEE_TO_END = 6, 14
WINDOWS = 2  # a message too long for one look is looked at in so many: its beginning, and its end, where people ask
_LOOKED_AT_OF_LINE = 600  # characters of a line before the message
FEW = 8  # texts whose meaning is worked out on the spot, a tenth of a second
UNSEEN = (-20.0,) * len(Move)  # the logits of a piece that was not looked at
_OUTSIDE = -1e4
MESSAGE, SELLS, ATTENDEE, LEARNER = 1, 2, 3, 4  # what a subword is part of; 0 is the frame


class Network(Encoder):
    """The trained encoder of one folder. Thread-safe, as onnxruntime's sessions are."""

    def __init__(self, folder: Path) -> None:
        """Read the artefact; OSError or ValueError when it is missing or not one."""
        self._vectors = read_vectors(folder)
        with np.load(folder / "tables.npz", allow_pickle=False) as tables:
            self._places, self._parts = tables["places"], tables["parts"]
        self._session = opened(folder / "encoder.onnx")
        self._folder = folder

    @cached_property
    def meaning(self) -> Meaning:
        """What texts mean: read when first asked for, since `moves` never does."""
        return Meaning(self._folder, self._vectors)

    def shelf(self, groups: Mapping[str, Sequence[str]]) -> MeaningShelf:
        """The groups of examples, made ready."""
        return MeaningShelf(groups, self.meaning)

    @property
    def is_loaded(self) -> bool:
        """Whether what texts mean was asked for before."""
        return "meaning" in self.__dict__

    def load(self) -> None:
        """Read it, where it wasn't."""
        _ = self.meaning

    def is_quick(self, groups: Mapping[str, Sequence[str]]) -> bool:
        """Whether all but a few of the texts are known beforehand."""
        return sum(not self.meaning.knows(text) for texts in groups.values() for text in texts) <= FEW

    def weigh(self, pieces: Sequence[str], around: Around) -> Weighed:
        """How much the message speaks for each move, by as many looks as its length takes."""
        others = beside(self._vectors.subwords, self._vectors.end, around.sells, around.attendee, around.learner)
        each: list[tuple[float, ...]] = [UNSEEN] * len(pieces)
        wholes = []
        for first, window in self._windows(pieces):
            whole, seen = self._look(window, others)
            wholes.append(whole)
            each[first : first + len(seen)] = seen
        return Weighed(tuple(max(column) for column in zip(*wholes, strict=True)), tuple(each))

    def _windows(self, pieces: Sequence[str]) -> list[tuple[int, list[tuple[int, ...]]]]:
        """The subwords of the pieces, as many pieces together as one look takes, after the place of the first."""
        windows: list[tuple[int, list[tuple[int, ...]]]] = [(0, [])]
        left = MOST_IN_MESSAGE
        for place, piece in enumerate(pieces):
            numbers = self._vectors.subwords.of(piece, MOST_IN_MESSAGE) or (self._vectors.end,)
            if len(numbers) > left and windows[-1][1]:
                windows.append((place, []))
                left = MOST_IN_MESSAGE
            windows[-1][1].append(numbers)
            left -= len(numbers)
        return windows if len(windows) <= WINDOWS else [*windows[: WINDOWS - 1], windows[-1]]

    def _look(
        self, window: Sequence[tuple[int, ...]], others: Sequence[tuple[int, int]]
    ) -> tuple[tuple[float, ...], list[tuple[float, ...]]]:
        """The logits of the window as a whole and of each of its pieces."""
        said = [number for numbers in window for number in numbers]
        numbers = [*self._vectors.frame, *said, self._vectors.end, *(number for number, _ in others)]
        parts = [0] * len(self._vectors.frame) + [MESSAGE] * len(said) + [0] + [part for _, part in others]
        vectors = self._vectors.of(numbers) + self._places[: len(numbers)] + self._parts[parts]
        start = len(self._vectors.frame)
        told = start + len(said)  # the places the last layer tells of; it attends to all
        masks = np.full((1 + len(window), told), _OUTSIDE, np.float32)
        masks[0, start : start + len(said)] = 0
        for at, its in enumerate(window, start=1):
            masks[at, start : start + len(its)] = 0
            start += len(its)
        (logits,) = self._session.run(["logits"], {"x": vectors, "masks": masks, "told": np.array([told])})
        rows = [tuple(row) for row in logits.tolist()]
        return rows[0], rows[1:]


def beside(subwords: Subwords, end: int, sells: str, attendee: str, learner: str) -> list[tuple[int, int]]:
    """The subwords that stand beside a message, each with what it is part of; `end` closes each part."""
    line = subwords.of(attendee[:_LOOKED_AT_OF_LINE], 200)
    if len(line) > ATTENDEE_FROM_START + ATTENDEE_TO_END:
        line = line[:ATTENDEE_FROM_START] + line[-ATTENDEE_TO_END:]
    parts = (
        (SELLS, subwords.of(sells[:_LOOKED_AT_OF_LINE], MOST_IN_SELLS)),
        (ATTENDEE, line),
        (LEARNER, subwords.of(learner[:_LOOKED_AT_OF_LINE], MOST_IN_LEARNERS)),
    )
    return [(number, part) for part, numbers in parts for number in (*numbers, end)]


def read_encoder(folder: Path = FOLDER) -> Network:
    """The trained encoder in that folder. OSError or ValueError when it cannot be read."""
    return Network(folder)
