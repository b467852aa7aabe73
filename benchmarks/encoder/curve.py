"""Measures encoders that were tuned on fewer messages, and writes the points of the report's learning curve.

    python -m benchmarks.encoder.curve FOLDER …

Each folder holds an artefact of `benchmarks.encoder.train`. What is measured is the encoder alone: for every artefact
the balance of its two looks is learned anew on two writers that none of them saw, then counted over the held-out parts.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from benchmarks.report.ablation import balance_of, figures
from benchmarks.report.curve import OF_ENCODER
from benchmarks.report.entries import LANGS, LEARNED_FROM, held_out, of_lang, several
from benchmarks.report.found import tallied
from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import read_encoder
from coaching.understanding import Understanding

ALONE = frozenset({"signs", "rule"})  # what is left out


def points(folder: Path) -> list[dict[str, object]]:
    """One point a language for the artefact in that folder."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    book, encoder, held = read_phrasebook(), read_encoder(folder), held_out()
    inputs, wanted = figures(several(LEARNED_FROM), Understanding(book, encoder), lambda message: message)
    understanding = Understanding(replace(book, balance=balance_of(inputs, wanted, ALONE)), encoder)
    found: list[dict[str, object]] = []
    for lang in LANGS:
        tally = tallied(of_lang(lang, held), understanding.read)
        counted = {"micro": round(tally.micro, 4), "macro": round(tally.macro, 4)}
        found.append({"messages": card["messages"], "lang": lang, **counted})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    found = [point for folder in parser.parse_args().folders for point in points(folder)]
    OF_ENCODER.write_text("[\n" + ",\n".join(map(json.dumps, found)) + "\n]\n", encoding="utf-8")
    print(OF_ENCODER.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
