"""A reading explained, on lines for people or as an object for programs."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.authoring.corpus import LabelledMessage
from coaching.faces.words import Words
from coaching.understanding.explanation import Explanation, MoveExplained

Alike = tuple[tuple[LabelledMessage, int], ...]


def in_words(explanation: Explanation, alike: Alike, words: Words) -> Iterator[str]:
    """One line a clause, one a move, one a message it resembles."""
    for clause in explanation.clauses:
        found = ", ".join((*clause.cues, *([f"? {clause.asks}"] if clause.asks else [])))
        yield words("terminal.explain.clause", text=clause.text, found=found or "–")
    for one in explanation.moves:
        yield words(
            "terminal.explain.told" if one.told else "terminal.explain.not_told",
            move=one.move,
            percent=round(100 * one.confidence),
            encoder=f"{one.encoder:+.1f}",
            signs=f"{one.signs:+.1f}",
            rules=f"{one.rules:+.1f}",
            bias=f"{one.bias:+.1f}",
            strongest=_signs(one),
        )
    for message, likeness in alike:
        yield words(
            "terminal.explain.alike",
            percent=likeness,
            id=message.id,
            text=message.text.replace("\n", " "),
            moves=", ".join(message.moves) or "–",
        )


def record(explanation: Explanation, alike: Alike) -> dict[str, object]:
    """The same for programs. Confidences are within 0–1; what each judge adds is a logit."""
    return {
        "clauses": [{"text": one.text, "cues": list(one.cues), "asks": one.asks} for one in explanation.clauses],
        "moves": [
            {
                "move": one.move.value,
                "confidence": round(one.confidence, 3),
                "told": one.told,
                "encoder": round(one.encoder, 2),
                "signs": round(one.signs, 2),
                "rules": round(one.rules, 2),
                "bias": round(one.bias, 2),
                "strongest_signs": {sign: round(weight, 1) for sign, weight in one.strongest},
            }
            for one in explanation.moves
        ],
        "alike": [
            {"id": message.id, "likeness": likeness, "text": message.text, "moves": list(message.moves)}
            for message, likeness in alike
        ],
    }


def _signs(one: MoveExplained) -> str:
    return ", ".join(f"{sign} {weight:+.1f}" for sign, weight in one.strongest) or "–"
