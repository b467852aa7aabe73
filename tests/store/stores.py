"""Stores for tests: where they live, a clock to turn, and a few records to put in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from coaching.language import Language
from coaching.services.records import (
    Arrival,
    KeptAppeal,
    KeptDrill,
    KeptReferral,
    KeptRehearsal,
    KeptTurn,
    Learner,
    Outgoing,
    ScenarioCopy,
)
from coaching.store import DatabaseStore, Keys
from coaching.store.store import DatabaseTransaction

SECRET = "a secret of tests, long enough"
DAWN = datetime(2026, 11, 22, 6, tzinfo=UTC)
COPY = ScenarioCopy("baker", "id: baker\n", "weights: {}\n")


@cache
def keys(secret: str = SECRET) -> Keys:
    return Keys(secret)


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: datetime = DAWN) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def file_url(path: Path) -> str:
    return f"sqlite:///{path}"


@asynccontextmanager
async def opened(url: str, clock: Clock | None = None, *, reading: bool = False) -> AsyncIterator[DatabaseStore]:
    store = await DatabaseStore.open(url, keys(), clock=clock or Clock(), reading=reading)
    try:
        yield store
    finally:
        await store.close()


async def a_learner(tx: DatabaseTransaction, user: int = 7, **changed: str) -> Learner:
    learner = await tx.learners.add(user, user, Language.FR)
    if changed:
        learner = replace(learner, name=changed.get("name", ""), sells=changed.get("sells", ""))
        await tx.learners.save(learner)
    return learner


async def a_rehearsal(tx: DatabaseTransaction, learner: Learner, number: int = 1) -> KeptRehearsal:
    await tx.rehearsals.pin(COPY)
    kept = KeptRehearsal(
        id=f"{learner.id:08}-0000-4000-8000-{number:012}",
        learner=learner.id,
        number=number,
        scenario=COPY.scenario,
        copy=COPY.hash,
        lang=learner.lang,
        name=learner.name,
        sells=learner.sells,
        seed=2**62,
        opening="Bonsoir.",
        opening_said=(3, 2**60),
        started=tx.now,
    )
    await tx.rehearsals.add(learner, kept)
    return kept


def a_turn(number: int, text: str = "Bonsoir!", *, attempt: int = 1, update_id: int | None = None) -> KeptTurn:
    return KeptTurn(number, text, f"Réponse {number}.", f'{{"number": {number}}}', DAWN, update_id, attempt)


def a_drill(learner: Learner, item: str = "fu01", text: str = "Et votre labo?", marks: str = "{}") -> KeptDrill:
    return KeptDrill(learner.id, "follow_up", item, learner.lang, text, marks, 80, DAWN)


def an_appeal(learner: Learner, kept: KeptRehearsal, turn: int = 1, reason: str = "non") -> KeptAppeal:
    name = f"{learner.id:08}-0000-4000-9000-{turn:012}"
    return KeptAppeal(name, learner.id, kept.id, turn, 1, "pitch", reason, DAWN, points_before=40)


def a_referral(learner: Learner, kept: KeptRehearsal, why: str = "il connaît un labo") -> KeptReferral:
    return KeptReferral(learner.id, (kept.id,), "printer", "Il cherche un imprimeur.", kept.scenario, why, True, DAWN)


def arrivals(*pairs: tuple[int, int]) -> Sequence[Arrival]:
    """Arrivals from pairs of update id and chat."""
    return [Arrival(update, chat, {"text": f"message {update}"}) for update, chat in pairs]


def messages(chat: int, *texts: str) -> Sequence[Outgoing]:
    return [Outgoing(chat, "sendMessage", {"text": text}) for text in texts]
