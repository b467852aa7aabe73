"""What a text means, as a direction: texts that mean alike point alike, however they are worded.

multilingual-e5-small (Wang et al. 2024, MIT), its last layers tuned on questions that ask the same, with a linear map
after them, and half of its layers taught by all; run by onnxruntime on one thread: `meaning.onnx`. One text at a time,
since what stands beside it in a batch would change its last digits. What the shipped attendees are asked with is known
beforehand: `meanings.npz` holds those directions, by a hash of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.encoder.session import opened
from coaching.encoder.vectors import Vectors
from coaching.understanding.encoder import Near, Shelf

MOST = 48  # subwords of a text that are looked at
TEXTS_KEPT = 512  # directions of texts that are remembered
CLOSE = 3  # examples
AT_A_TIME = 128  # directions: 96 kB as they are multiplied, less than is fetched from the system anew each time

Direction = NDArray[np.float32]
Known = NDArray[np.int32]  # places among the directions worked out beforehand


class Meaning:
    """The network that gives directions. Thread-safe, as onnxruntime's sessions are."""

    def __init__(self, folder: Path, vectors: Vectors) -> None:
        """Read the artefact; OSError or ValueError when it is missing or not one."""
        self._vectors = vectors
        with np.load(folder / "meanings.npz", allow_pickle=False) as tables:
            self._places = tables["places"]
            order = np.argsort(tables["keys"])
            self._keys, self._directions = tables["keys"][order], tables["directions"][order]
        squares = np.einsum("ij,ij->i", self._directions, self._directions, dtype=np.int64)
        self._scales = (1 / np.sqrt(np.maximum(squares, 1))).astype(np.float32)
        self._session = opened(folder / "meaning.onnx")
        self._remembered = lru_cache(maxsize=TEXTS_KEPT)(self.work_out)

    def of(self, text: str) -> Direction:
        """The direction of a text, of length 1."""
        at = self._place(text)
        if at is None:
            return self._remembered(text)
        found: Direction = self._directions[at].astype(np.float32) * self._scales[at]
        return found

    def knows(self, text: str) -> bool:
        """Whether the direction of the text was worked out beforehand."""
        return self._place(text) is not None

    def known(self, texts: Sequence[str]) -> Known | None:
        """Where the directions of all those texts stand; None unless each was worked out beforehand."""
        wanted = np.array([key(text) for text in texts], np.uint64)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return places.astype(np.int32) if np.array_equal(self._keys[places], wanted) else None

    def standing(self, known: Known) -> Direction:
        """The directions that stand there, a row each."""
        found: Direction = self._directions[known].astype(np.float32) * self._scales[known, None]
        return found

    def alike(self, known: Known, asked: Direction) -> Direction:
        """The cosine of each of those directions with that one: some at a time, which stay near the processor."""
        found = np.empty(len(known), np.float32)
        for start in range(0, len(known), AT_A_TIME):
            rows = self._directions[known[start : start + AT_A_TIME]].astype(np.float32)
            np.dot(rows, asked, out=found[start : start + AT_A_TIME])
        found *= self._scales[known]
        return found

    def _place(self, text: str) -> int | None:
        wanted = np.uint64(key(text))
        at = int(np.searchsorted(self._keys, wanted))
        return at if at < len(self._keys) and self._keys[at] == wanted else None

    def work_out(self, text: str) -> Direction:
        """The same, by the network, whether the text is known or not."""
        its = self._vectors
        numbers = [*its.frame, *(its.subwords.of(text, MOST) or (its.end,)), its.end]
        (found,) = self._session.run(["meaning"], {"x": its.of(numbers) + self._places[: len(numbers)]})
        direction: Direction = found / np.linalg.norm(found)
        return direction


class MeaningShelf(Shelf):
    """Groups of examples, ready to be compared with texts.

    What is known beforehand is compared where it stands, in 8 bits: dozens of attendees keep nothing of their own.
    """

    def __init__(self, groups: Mapping[str, Sequence[str]], meaning: Meaning) -> None:
        self._meaning = meaning
        kept = {name: tuple(texts) for name, texts in groups.items() if texts}
        texts = [text for its in kept.values() for text in its]
        known = self._known = meaning.known(texts)
        rows = np.stack([meaning.of(text) for text in texts]) if known is None else meaning.standing(known)
        self._rows = rows if known is None else rows[:0].copy()
        self._ends = list(accumulate(map(len, kept.values())))
        self._centres = dict(zip(kept, map(_centre, np.split(rows, self._ends[:-1])), strict=False))

    def near(self, text: str) -> Mapping[str, Near]:
        """How near the text is to each group."""
        if not self._centres:
            return {}
        asked = self._meaning.of(text)
        alike = self._compared(asked).tolist()
        found: dict[str, Near] = {}
        start = 0
        for (name, centre), end in zip(self._centres.items(), self._ends, strict=True):
            best = sorted(alike[start:end], reverse=True)[:CLOSE]
            found[name] = Near(best[0], sum(best) / len(best), float(centre @ asked))
            start = end
        return found

    def _compared(self, asked: Direction) -> Direction:
        """The cosine of every example with that direction, group after group."""
        if self._known is not None:
            return self._meaning.alike(self._known, asked)
        found: Direction = self._rows @ asked
        return found


def _centre(rows: Direction) -> Direction:
    mean: Direction = rows.mean(axis=0)
    return mean / np.linalg.norm(mean)


def key(text: str) -> int:
    """The number a known text stands under."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")
