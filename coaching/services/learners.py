"""Getting to know a learner, and all they may ask about what is kept of them: to see it, and to have it erased."""

from __future__ import annotations

from dataclasses import replace

from coaching.language import Language
from coaching.services import cohorts
from coaching.services.ports import Transaction
from coaching.services.preferences import Preferences, region_of
from coaching.services.records import Learner
from coaching.services.texts import one_line

LONGEST_NAME = 80  # characters
LONGEST_TRADE = 300  # characters; "what you do and sell" is a sentence, not a brochure


async def meet(tx: Transaction, user_id: int, chat_id: int, language_guess: str = "") -> Learner:
    """The learner, known or new; `language_guess` is their messenger's language code ("fr-CA"), a first guess only."""
    known = await tx.learners.of_user(user_id)
    if known is None:
        known = await tx.learners.add(user_id, chat_id, guessed(language_guess))
        heard = region_of(language_guess)
        return await prefer(tx, known, replace(known.preferences, heard_region=heard)) if heard else known
    if known.blocked or known.chat_id != chat_id:
        return await _saved(tx, replace(known, blocked=False, chat_id=chat_id))
    return known


def guessed(language_code: str) -> Language:
    """French for any kind of French, English for everything else."""
    return Language.FR if language_code.lower().replace("_", "-").split("-")[0] == Language.FR else Language.EN


async def speak(tx: Transaction, learner: Learner, lang: Language) -> Learner:
    """From now on, in that language."""
    return await _saved(tx, replace(learner, lang=lang))


async def call(tx: Transaction, learner: Learner, name: str) -> Learner:
    """Known by that name; empty to be called nothing."""
    return await _saved(tx, replace(learner, name=one_line(name, LONGEST_NAME)))


async def sells(tx: Transaction, learner: Learner, what: str) -> Learner:
    """What they do and sell, in their words; empty when they would rather not say."""
    return await _saved(tx, replace(learner, sells=one_line(what, LONGEST_TRADE)))


async def prefer(tx: Transaction, learner: Learner, preferences: Preferences) -> Learner:
    """From now on as they wish it; their trade on one line."""
    trade = one_line(preferences.trade, LONGEST_TRADE)
    return await _saved(tx, replace(learner, preferences=replace(preferences, trade=trade)))


async def came(tx: Transaction, learner: Learner, nerves: int) -> Learner:
    """They rated their nerves, 0–10, before a rehearsal; the first time is remembered."""
    if learner.preferences.first_nerves is not None:
        return learner
    return await prefer(tx, learner, replace(learner.preferences, first_nerves=nerves))


async def at_stage(tx: Transaction, learner: Learner, stage: str) -> Learner:
    """Where their conversation with the bot stands, in the face's own word."""
    return await _saved(tx, replace(learner, stage=stage))


async def block(tx: Transaction, learner: Learner, reason: str) -> Learner:
    """They stopped the bot: nothing more is sent to them until they come back."""
    await tx.outbox.abandon(learner.chat_id, reason)
    return await _saved(tx, replace(learner, blocked=True))


async def unblock(tx: Transaction, learner: Learner) -> Learner:
    """They are back."""
    return await _saved(tx, replace(learner, blocked=False))


async def forget(tx: Transaction, learner: Learner) -> None:
    """Nothing of theirs is kept any more. Last words go out as a FAREWELL, enqueued after this."""
    await cohorts.depart(tx, learner)
    await tx.learners.forget(learner)


async def _saved(tx: Transaction, learner: Learner) -> Learner:
    await tx.learners.save(learner)
    return learner
