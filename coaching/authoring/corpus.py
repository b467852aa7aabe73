"""The labelled messages understanding was trained on, for whoever wants to know what a message resembles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from coaching.language import Language

FOLDER = Path(__file__).resolve().parent.parent / "understanding" / "corpus"
LOOKED_AT = 400  # characters of a message that are compared
ALIKE_FROM = 40  # likeness below which a message resembles nothing


@dataclass(frozen=True)
class LabelledMessage:
    """A message of the corpus: its id, its words and the moves it makes."""

    id: str
    text: str
    moves: tuple[str, ...]


def read_corpus(lang: Language, folder: Path = FOLDER) -> tuple[LabelledMessage, ...]:
    """Every training message of that language. The held-out parts are left out. OSError when a file can't be read."""
    found: list[LabelledMessage] = []
    for path in sorted(folder.glob(f"w*_{lang}.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            found.append(LabelledMessage(entry["id"], entry["text"], tuple(entry["moves"])))
    return tuple(found)


def nearest(text: str, corpus: tuple[LabelledMessage, ...], count: int = 3) -> tuple[tuple[LabelledMessage, int], ...]:
    """The messages most alike in wording, best first, each with its likeness of 0–100; none that is not alike."""
    texts = [one.text[:LOOKED_AT].casefold() for one in corpus]
    asked = text[:LOOKED_AT].casefold()
    found = process.extract(asked, texts, scorer=fuzz.token_sort_ratio, limit=count, score_cutoff=ALIKE_FROM)
    return tuple((corpus[at], round(likeness)) for _, likeness, at in found)
