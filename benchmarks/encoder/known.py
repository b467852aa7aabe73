"""Writes the directions of all the shipped attendees are asked with, so that nobody waits for them: `meanings.npz`.

    python -m benchmarks.encoder.known

After every change of the scenarios' examples or of the network; with what the bot runs with. About two minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.app import App
from coaching.encoder import FOLDER, read_encoder
from coaching.encoder.meaning import key
from coaching.language import Language
from coaching.settings import Settings
from coaching.understanding.retrieval import examples


def texts() -> list[str]:
    """Every text the shipped attendees' examples hold, in order."""
    scenarios = App(Settings()).scenarios.values()
    return sorted(
        {text for one in scenarios for lang in Language for its in examples(one, lang).values() for text in its}
    )


def write_directions(folder: Path, said: Sequence[str], directions: NDArray[np.float32]) -> None:
    """The directions of those texts, in 8 bits, beside the places the network in that folder knows."""
    with np.load(folder / "meanings.npz", allow_pickle=False) as tables:
        places = tables["places"]
    lengths = np.abs(directions).max(axis=1) / 127
    np.savez_compressed(
        folder / "meanings.npz",
        places=places,
        keys=np.array([key(text) for text in said], np.uint64),
        directions=np.round(directions / lengths[:, None]).astype(np.int8),
        lengths=lengths.astype(np.float32),
    )


def main() -> None:
    said, meaning = texts(), read_encoder(FOLDER).meaning
    write_directions(FOLDER, said, np.stack([meaning.work_out(text) for text in said]))
    print(f"{len(said)} texts")


if __name__ == "__main__":
    main()
