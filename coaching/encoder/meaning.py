"""What a text means, as a direction: texts that mean alike point alike, however they are worded.

multilingual-e5-small (Wang et al. 2024, MIT), its last layers tuned on questions that ask the same, with a linear map
after them, run by onnxruntime on one thread: `meaning.onnx`. One text at a time, since what stands beside it in a batch
would change its last digits. What the shipped attendees are asked with is known beforehand: `meanings.npz` holds those
directions, by a hash of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.encoder.session import opened
from coaching.encoder.vectors import Vectors
from coaching.understanding.encoder import Near, Shelf

MOST = 48  # subwords of a text that are looked at
TEXTS_KEPT = 512  # directions of texts that are remembered
CLOSE = 3  # examples

Direction = NDArray[np.float32]


class Meaning:
    """The network that gives directions. Thread-safe, as onnxruntime's sessions are."""

    def __init__(self, folder: Path, vectors: Vectors) -> None:
        """Read the artefact; OSError or ValueError when it is missing or not one."""
        self._vectors = vectors
        with np.load(folder / "meanings.npz", allow_pickle=False) as tables:
            self._places = tables["places"]
            self._known = {int(key): at for at, key in enumerate(tables["keys"])}
            self._directions, self._lengths = tables["directions"], tables["lengths"]
        self._session = opened(folder / "meaning.onnx")
        self._remembered = lru_cache(maxsize=TEXTS_KEPT)(self.work_out)

    def of(self, text: str) -> Direction:
        """The direction of a text, of length 1."""
        at = self._known.get(key(text))
        if at is None:
            return self._remembered(text)
        found: Direction = self._directions[at].astype(np.float32) * np.float32(self._lengths[at])
        return found / np.linalg.norm(found)

    def knows(self, text: str) -> bool:
        """Whether the direction of the text was worked out beforehand."""
        return key(text) in self._known

    def work_out(self, text: str) -> Direction:
        """The same, by the network, whether the text is known or not."""
        its = self._vectors
        numbers = [*its.frame, *(its.subwords.of(text, MOST) or (its.end,)), its.end]
        (found,) = self._session.run(["meaning"], {"x": its.of(numbers) + self._places[: len(numbers)]})
        direction: Direction = found / np.linalg.norm(found)
        return direction


class MeaningShelf(Shelf):
    """Groups of examples, ready to be compared with texts."""

    def __init__(self, groups: Mapping[str, Sequence[str]], meaning: Meaning) -> None:
        self._meaning = meaning
        kept = {name: np.stack([meaning.of(text) for text in texts]) for name, texts in groups.items() if texts}
        self._names = tuple(kept)
        self._centres = np.stack([_centre(rows) for rows in kept.values()]) if kept else np.zeros((0, 1), np.float32)
        self._rows = np.concatenate(list(kept.values())) if kept else np.zeros((0, 1), np.float32)
        self._ends = np.cumsum([len(rows) for rows in kept.values()]).tolist()

    def near(self, text: str) -> Mapping[str, Near]:
        """How near the text is to each group."""
        if not self._names:
            return {}
        asked = self._meaning.of(text)
        alike, centres = (self._rows @ asked).tolist(), (self._centres @ asked).tolist()
        found: dict[str, Near] = {}
        start = 0
        for name, end, centre in zip(self._names, self._ends, centres, strict=True):
            best = sorted(alike[start:end], reverse=True)[:CLOSE]
            found[name] = Near(best[0], sum(best) / len(best), centre)
            start = end
        return found


def _centre(rows: Direction) -> Direction:
    mean: Direction = rows.mean(axis=0)
    return mean / np.linalg.norm(mean)


def key(text: str) -> int:
    """The number a known text stands under."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")
