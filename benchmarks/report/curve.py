"""What more messages bring: the encoder's learning curve, and that of the signs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report.counting import Tally
from benchmarks.report.entries import LANGS, TRAINED_FROM, Entry, of_lang, several
from benchmarks.report.found import Held
from benchmarks.report.markdown import NAMES, figure, table
from benchmarks.weights import TOLD_FROM, Labelled, learn, signs_of
from coaching.understanding import Understanding
from coaching.understanding.signs import Weights, by_sign, sums

ROOT = Path(__file__).resolve().parents[1]
OF_ENCODER, OF_SIGNS = ROOT / "encoder/curve.json", ROOT / "curve_signs.json"
SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)

Point = Mapping[str, Any]  # messages, lang, micro, macro


def report() -> list[str]:
    """The chapter on learning curves, from what was measured last; what never was is left out."""
    told = [
        *_told(OF_ENCODER, "The encoder", "learned from so many messages, on messages it never saw"),
        *_told(OF_SIGNS, "The signs alone", "their weights learned from so many messages, on all held-out parts"),
    ]
    return ["## Learning curves", *told] if told else []


def learn_signs(held: Held, understanding: Understanding) -> None:
    """Learn the signs' weights from ever more hands, and keep what comes of it. Takes minutes."""
    items = by_hands(several(TRAINED_FROM))
    shown = [signs_of(entry.message, understanding) for entry in items]
    points = []
    for share in SHARES:
        size = round(share * len(items))
        while size < len(items) and items[size].hand == items[size - 1].hand:
            size += 1  # whole hands
        labelled: list[Labelled] = [(entry.message, frozenset(map(str, entry.moves)), 1.0) for entry in items[:size]]
        weights = by_sign(learn(labelled, shown[:size]))
        for lang in LANGS:
            tally = _tallied(of_lang(lang, held), weights, understanding)
            point = {"messages": size, "lang": lang, "micro": round(tally.micro, 4), "macro": round(tally.macro, 4)}
            points.append(point)
            print(point, flush=True)
    OF_SIGNS.write_text("[\n" + ",\n".join(map(json.dumps, points)) + "\n]\n", encoding="utf-8")


def by_hands(items: Sequence[Entry]) -> list[Entry]:
    """The messages hand by hand, the hands in an order that no writer chose."""
    return sorted(items, key=lambda entry: (hashlib.sha256(entry.hand.encode()).hexdigest(), entry.id))


def _tallied(items: Sequence[Entry], weights: Weights, understanding: Understanding) -> Tally:
    tally = Tally()
    for entry in items:
        logits = sums(signs_of(entry.message, understanding), weights)
        tally.add(entry.moves, {move for move, logit in logits.items() if logit >= TOLD_FROM})
    return tally


def _told(path: Path, name: str, how: str) -> list[str]:
    if not path.is_file():
        return []
    points: list[Point] = json.loads(path.read_text(encoding="utf-8"))
    by_size: dict[int, dict[str, Point]] = {}
    for point in points:
        by_size.setdefault(int(point["messages"]), {})[str(point["lang"])] = point
    langs = list(dict.fromkeys(str(point["lang"]) for point in points))
    rows = [
        [f"{size:,}", *(figure(its[lang][each] if lang in its else None) for lang in langs for each in _TOTALS)]
        for size, its in sorted(by_size.items())
    ]
    head = ["messages", *(f"{NAMES.get(lang, lang)} {each}" for lang in langs for each in _TOTALS)]
    return [f"{name}, {how}:", "", *table(head, rows, left=0)]


_TOTALS = ("micro", "macro")
