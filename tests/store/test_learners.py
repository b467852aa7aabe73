from __future__ import annotations

from dataclasses import replace

from coaching.language import Language
from coaching.services.records import Learner
from coaching.store import DatabaseStore
from tests.store.stores import DAWN, Clock, a_learner


async def test_a_learner_is_found_by_user_and_by_chat(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        added = await tx.learners.add(70, 71, Language.FR)

    async with store.transaction() as tx:
        assert await tx.learners.of_user(70) == added
        assert await tx.learners.of_chat(71) == added
        assert await tx.learners.of_user(71) is None
        assert await tx.learners.of_chat(70) is None

    assert added == Learner(added.id, 70, 71, Language.FR, met=DAWN)


async def test_what_is_saved_of_a_learner_comes_back(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7)
    clock.turn(60)
    changed = replace(
        learner, chat_id=8, lang=Language.EN, name="Zoë 🎉", sells="tenue de livres", stage="asked", blocked=True
    )

    async with store.transaction() as tx:
        await tx.learners.save(changed)

    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) == changed


async def test_adding_someone_known_gives_them_back(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        first = await a_learner(tx, 7, name="Sophie")

    async with store.transaction() as tx:
        assert await a_learner(tx, 7) == replace(first, name="Sophie")


async def test_two_learners_dont_share_a_key(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await a_learner(tx, 7, name="Sophie")
        await a_learner(tx, 8, name="Étienne")

    async with store.transaction() as tx:
        names = [learner.name for user in (7, 8) if (learner := await tx.learners.of_user(user))]

    assert names == ["Sophie", "Étienne"]


async def test_large_ids_are_no_trouble(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.learners.add(2**52 - 1, 2**52 - 1, Language.FR)

    async with store.transaction() as tx:
        found = await tx.learners.of_user(2**52 - 1)

    assert found is not None
    assert found.chat_id == 2**52 - 1
