"""Learns how much each judge of a move counts, and writes `coaching/understanding/phrases/balance.yaml`.

    python -m benchmarks.encoder.balance [--encoder FOLDER] w7_fr w8_en

The files of the corpus named must be ones that neither that encoder nor the signs' weights were learned from, else the
one that knows them by heart is believed too much. A logistic regression per move (Newton's method) of four inputs, held
near a plain mean by an L2 penalty; then shifted from how often the corpus has a move to how often learners make it.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.understanding import message
from coaching.authoring.phrasebook import FOLDER, read_phrasebook
from coaching.encoder import FOLDER as ENCODER
from coaching.encoder import read_encoder
from coaching.moves import Move
from coaching.understanding import Understanding

CORPUS = Path(__file__).resolve().parents[2] / "coaching/understanding/corpus"
MEAN = (0.45, 0.35, 0.3, 0.0)  # what the weights are held near: whole, piece, signs, rule
HELD = 20.0
ROUNDS, FARTHEST = 60, 1.0
# How often learners make a move, as the frequencies the design gives; the corpus has more of what is hard.
OFTEN = {
    Move.OPEN_QUESTION: 0.18,
    Move.CLOSED_QUESTION: 0.21,
    Move.FOLLOW_UP: 0.28,
    Move.PITCH: 0.14,
    Move.OFFER_HELP: 0.12,
    Move.SELF_DISCLOSURE: 0.11,
    Move.SMALL_TALK: 0.09,
    Move.SALES_PROBE: 0.08,
    Move.REFLECTION: 0.07,
    Move.HARD_CLOSE: 0.06,
}
SELDOM = 0.05

Figures = NDArray[np.float64]


def learned(inputs: Figures, wanted: Figures) -> Figures:
    """The four weights and the bias of one move."""
    shown = np.hstack([inputs, np.ones((len(inputs), 1))])
    start = np.array([*MEAN, 0.0])
    held = np.array([HELD] * len(MEAN) + [1e-3])
    weights = start.copy()
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(shown @ weights, -30, 30)))
        slope = shown.T @ (p - wanted) + held * (weights - start)
        bend = (shown * (p * (1 - p))[:, None]).T @ shown + np.diag(held)
        step = np.linalg.solve(bend, slope)
        weights -= step / max(1.0, np.linalg.norm(step) / FARTHEST)  # a rare move's first steps would overshoot
    return weights


def logit(share: float) -> float:
    """The share as a logit."""
    return math.log(share / (1 - share))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", help="files of the corpus, by name without ending")
    parser.add_argument("--encoder", type=Path, default=ENCODER)
    given = parser.parse_args()
    understanding = Understanding(read_phrasebook(), read_encoder(given.encoder))
    inputs: dict[Move, list[tuple[float, ...]]] = {move: [] for move in Move}
    wanted: dict[Move, list[float]] = {move: [] for move in Move}
    for name in given.files:
        for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            judges = understanding.judges(message(entry))
            if judges is None:
                continue
            for move in Move:
                inputs[move].append(judges.inputs(move))
                wanted[move].append(float(move.value in entry["moves"]))
    lines = ["# How much each judge of a move counts. Learned by benchmarks/encoder/balance.py; not to be edited.", ""]
    for move in Move:
        weights = learned(np.array(inputs[move]), np.array(wanted[move]))
        bias = weights[4] + logit(OFTEN.get(move, SELDOM)) - logit(sum(wanted[move]) / len(wanted[move]))
        names = ("whole", "piece", "signs", "rule", "bias")
        told = ", ".join(f"{key}: {value:.3f}" for key, value in zip(names, [*weights[:4], bias], strict=True))
        lines.append(f"{move}: {{{told}}}")
    (FOLDER / "balance.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(wanted[Move.PITCH])} messages")


if __name__ == "__main__":
    main()
