"""What to do about a store that can't be opened, in the interface's words."""

from __future__ import annotations

from coaching.faces.words import Words
from coaching.store import StoreRefused


def store_advice(refused: StoreRefused, words: Words) -> str:
    """The way out, with the place it is about."""
    return words(f"terminal.refusals.{refused.refusal}", place=refused.place, detail=refused.detail)
