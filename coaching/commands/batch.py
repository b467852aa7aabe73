"""A file with one entry or many, each answered by itself: a slip in one leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable

from coaching.commands.documents import Entry, Slip, documents
from coaching.commands.options import INPUT_HAS_ERRORS, complain, refuse
from coaching.faces.words import Words


def answer_each(raw: bytes, words: Words, answer: Callable[[Entry], None]) -> None:
    """Answers every entry in order. What is wrong with one is told as `id: …`; then it all ends with 1."""
    try:
        found = tuple(documents(raw))
    except Slip as slip:
        refuse(slip.told(words))
    failed = False
    for number, one in enumerate(found, start=1):
        try:
            answer(Entry.of(one))
        except Slip as slip:
            failed = True
            complain(words("terminal.input.bad_one", id=_name(one, number), slip=slip.told(words)))
    if failed:
        raise SystemExit(INPUT_HAS_ERRORS)


def _name(one: object, number: int) -> str:
    """What the entry calls itself, else its place in the list."""
    name = one.get("id") if isinstance(one, dict) else None
    return name if isinstance(name, str) and name else f"#{number}"
