"""What stands on a pocket card, in words: the learner's own, and lent ones in brackets where they have none yet."""

from __future__ import annotations

from coaching.event.pocket import OPENERS, PocketCard
from coaching.faces.words import Words

LENT = ("one", "two", "three")


def lines_of(card: PocketCard, words: Words) -> tuple[tuple[str, ...], str, str]:
    """Openers, answer and exit."""

    def lent(key: str) -> str:
        return words("event.pocket.lent", phrase=words(f"event.pocket.{key}"))

    missing = (lent(f"lent_openers.{one}") for one in LENT[: OPENERS - len(card.openers)])
    return (*card.openers, *missing), card.answer or lent("lent_answer"), card.exit or lent("lent_exit")


def whose(card: PocketCard, words: Words) -> str:
    """Whose words these are."""
    is_own = len(card.openers) == OPENERS and card.answer and card.exit
    return words("event.pocket.own" if is_own else "event.pocket.borrowed")
