"""The vectors of subwords, which both networks begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.encoder.subwords import Subwords


@dataclass(frozen=True)
class Vectors:
    """Texts cut into subwords, and the vector of each: one row of 8-bit numbers a subword, with its scale."""

    subwords: Subwords
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    frame: tuple[int, ...]  # the subwords that open a text
    end: int  # the one that closes it

    def of(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of the subwords of those numbers."""
        found: NDArray[np.float32] = self.rows[list(numbers)].astype(np.float32) * self.scales[list(numbers), None]
        return found


def read_vectors(folder: Path) -> Vectors:
    """The vectors in `tables.npz` of that folder. OSError or ValueError when there are none."""
    with np.load(folder / "tables.npz", allow_pickle=False) as tables:
        begin, end, unknown = (int(number) for number in tables["special"])
        words = bytes(tables["words"]).decode("utf-8").split("\n")
        plain = bytes(tables["plain"]).decode("utf-8").split("\n")
        subwords = Subwords(
            {word: number for number, word in enumerate(words) if word},
            tables["scores"].tolist(),
            dict(zip(map(chr, tables["signs"].tolist()), plain, strict=True)),
            unknown,
        )
        frame = (begin, *subwords.of("query:", 4))
        return Vectors(subwords, tables["rows"], tables["scales"].astype(np.float32), frame, end)
