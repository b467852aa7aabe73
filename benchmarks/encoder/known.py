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
from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import FOLDER, read_encoder
from coaching.encoder.meaning import key
from coaching.language import Language
from coaching.settings import Settings
from coaching.understanding.needs import examples as offers
from coaching.understanding.retrieval import examples


def texts() -> list[str]:
    """Every text the shipped attendees’ examples hold, in order."""
    anyones = read_phrasebook().anyones_help
    compared = [
        each
        for one in App(Settings()).scenarios.values()
        for lang in Language
        for each in (examples(one, lang), offers(one, lang, anyones[lang]))
    ]
    return sorted({text for each in compared for its in each.values() for text in its})


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
