"""The words for somebody of whom no more is known than what they sent."""

from __future__ import annotations

from coaching.faces.telegram.updates import Update
from coaching.faces.words import Words, words_for
from coaching.services import learners
from coaching.services.ports import Transaction, Unreadable
from coaching.services.preferences import Preferences


async def words_to(tx: Transaction, update: Update) -> Words:
    """Theirs; by their phone's language where they aren't known, or what is kept of them can't be read any more."""
    try:
        learner = await tx.learners.of_chat(update.chat_id)
    except Unreadable:
        learner = None
    if learner:
        return words_for(learner.preferences, learner.lang)
    return words_for(Preferences(), learners.guessed(update.who.language_code if update.who else ""))
