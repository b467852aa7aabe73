"""Measures understanding in every way we know, and writes `docs/understanding-report.md`.

    python -m benchmarks.report [--encoder FOLDER] [--learn-with FOLDER] [--curve]

Takes some minutes. `--learn-with` names an encoder that was trained without the files the balance is learned from, for
the chapter on ingredients; needed when the one measured knows them. `--curve` first learns the signs' curve anew.
"""

from __future__ import annotations

import argparse
import hashlib
from functools import cache
from pathlib import Path

from benchmarks.report import ablation, agreement, calibration, confusion, curve, found, latency
from benchmarks.report.entries import LANGS, Remembering, held_out, of_lang
from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import FOLDER, read_encoder
from coaching.understanding import Understanding

REPORT = Path(__file__).resolve().parents[2] / "docs/understanding-report.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--encoder", type=Path, default=FOLDER)
    parser.add_argument("--learn-with", type=Path)
    parser.add_argument("--curve", action="store_true")
    given = parser.parse_args()
    book, encoder = read_phrasebook(), Remembering(read_encoder(given.encoder))
    unaware = Remembering(read_encoder(given.learn_with)) if given.learn_with else encoder
    understanding, held = Understanding(book, encoder), held_out()
    read = cache(understanding.read)
    everything = [entry for lang in LANGS for entry in of_lang(lang, held)]
    if given.curve:
        curve.learn_signs(held, understanding)
    digest = hashlib.sha256((given.encoder / "encoder.onnx").read_bytes()).hexdigest()[:12]
    lines = [
        "<!-- Made by `python -m benchmarks.report`, which writes it wholly: run it again, don't edit. -->",
        "# How well messages are understood",
        (
            "`docs/understanding.md` says how it works, `docs/moves.md` what the labels mean. The held-out parts were "
            "set aside by author, by situation and by contrast set: nothing was learned from them, and their texts are "
            f"only counted, never shown. The encoder measured is `{digest}`."
        ),
        "",
        *found.report(held, read),
        *ablation.report(held, book, encoder, unaware),
        *confusion.report(everything, read),
        *calibration.report(held, understanding, read),
        *latency.report(given.encoder),
        *curve.report(),
        *agreement.report(),
    ]
    REPORT.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")
    print(REPORT.name)


if __name__ == "__main__":
    main()
