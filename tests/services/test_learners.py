from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from coaching.language import Language
from coaching.services import learners
from coaching.services.learners import LONGEST_NAME, LONGEST_TRADE
from coaching.services.records import Outgoing
from coaching.store import DatabaseStore
from tests.store.stores import opened


@pytest.fixture
async def store() -> AsyncIterator[DatabaseStore]:
    async with opened("sqlite://") as store:
        yield store


@pytest.mark.parametrize(
    ("code", "lang"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR_be", "fr"), ("en-GB", "en"), ("de", "en"), ("", "en"), ("frr", "en")],
)
async def test_a_new_learner_is_first_spoken_to_in_a_guessed_language(
    store: DatabaseStore, code: str, lang: str
) -> None:
    async with store.transaction() as tx:
        learner = await learners.meet(tx, 7, 7, code)

    assert learner.lang is Language(lang)


async def test_a_known_learner_keeps_the_language_they_chose(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        met = await learners.speak(tx, await learners.meet(tx, 7, 7, "fr"), Language.EN)

    async with store.transaction() as tx:
        assert await learners.meet(tx, 7, 7, "fr") == met


async def test_what_one_tells_of_oneself_is_kept_on_one_line_and_within_bounds(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await learners.meet(tx, 7, 7, "fr")
        learner = await learners.call(tx, learner, "  Sophie\n\tTremblay " + "x" * 500)
        learner = await learners.sells(tx, learner, "tenue\nde livres " + "é" * 5000)
        learner = await learners.at_stage(tx, learner, "choosing")

    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) == learner
    assert learner.name.startswith("Sophie Tremblay x")
    assert learner.sells.startswith("tenue de livres é")
    assert (len(learner.name), len(learner.sells)) == (LONGEST_NAME, LONGEST_TRADE)


async def test_somebody_who_blocked_us_is_sent_nothing_until_they_come_back(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await learners.meet(tx, 7, 7, "fr")
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {"text": "hello"})])
        learner = await learners.block(tx, learner, "403")
        assert await tx.outbox.claim() == ()

    async with store.transaction() as tx:
        back = await learners.meet(tx, 7, 7, "fr")

    assert learner.blocked
    assert back == replace(learner, blocked=False)


async def test_unblocking_is_kept(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await learners.block(tx, await learners.meet(tx, 7, 7), "403")
        learner = await learners.unblock(tx, learner)
        assert await tx.learners.of_user(7) == learner

    assert not learner.blocked


async def test_a_learner_whose_chat_moved_is_found_in_the_new_one(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        first = await learners.meet(tx, 7, 7, "fr")
        await learners.meet(tx, 7, 70, "fr")

    async with store.transaction() as tx:
        assert await tx.learners.of_chat(70) == replace(first, chat_id=70)


async def test_somebody_forgotten_is_met_as_new(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await learners.call(tx, await learners.meet(tx, 7, 7, "fr"), "Sophie")
        await learners.forget(tx, learner)

    async with store.transaction() as tx:
        assert (await learners.meet(tx, 7, 7, "en")).name == ""
