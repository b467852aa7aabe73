from __future__ import annotations

import asyncio

import pytest

from coaching.store import DatabaseStore
from tests.store.stores import Clock, a_learner, arrivals, messages, opened


async def test_what_happens_in_a_transaction_is_invisible_until_its_end(store: DatabaseStore) -> None:
    inside, seen = asyncio.Event(), asyncio.Event()

    async def look() -> object:
        await inside.wait()
        seen.set()
        async with store.transaction() as tx:
            return await tx.learners.of_user(7)

    looking = asyncio.create_task(look())
    async with store.transaction() as tx:
        await a_learner(tx, 7)
        inside.set()
        await seen.wait()

    assert await looking is not None


async def test_a_failure_undoes_everything_together(store: DatabaseStore) -> None:
    async def slip() -> None:
        async with store.transaction() as tx:
            await a_learner(tx, 7)
            await tx.inbox.receive(arrivals((1, 7)))
            await tx.outbox.enqueue(messages(7, "one"))
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        await slip()

    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) is None
        assert await tx.inbox.next_pending() is None
        assert await tx.outbox.claim() == ()


async def test_a_cancelled_use_case_leaves_nothing_and_the_store_usable(store: DatabaseStore) -> None:
    inside = asyncio.Event()

    async def interrupted() -> None:
        async with store.transaction() as tx:
            await a_learner(tx, 7)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(interrupted())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) is None
        await a_learner(tx, 7)
    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) is not None


async def test_a_cancellation_at_any_step_leaves_all_or_nothing(store: DatabaseStore) -> None:
    async def add(user: int) -> None:
        async with store.transaction() as tx:
            await a_learner(tx, user)
            await tx.outbox.enqueue(messages(user, "welcome"))

    for user in range(1, 25):
        task = asyncio.create_task(add(user))
        for _ in range(user):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with store.transaction() as tx:
        for user in range(1, 25):
            known, queued = await tx.learners.of_user(user), await tx.outbox.of_chat(user)
            assert len(queued) == (known is not None)


async def test_transactions_at_once_wait_for_each_other(store: DatabaseStore) -> None:
    async def count_up(user: int) -> None:
        for _ in range(10):
            async with store.transaction() as tx:
                await a_learner(tx, user)
                await asyncio.sleep(0)
                await tx.outbox.enqueue(messages(user, "tick"))

    await asyncio.gather(*(count_up(user) for user in range(1, 9)))

    async with store.transaction() as tx:
        assert [len(await tx.outbox.of_chat(user)) for user in range(1, 9)] == [10] * 8


async def test_the_time_stands_still_within_a_transaction(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        before = tx.now
        clock.turn(5)
        assert tx.now == before

    async with store.transaction() as tx:
        assert tx.now > before


async def test_a_closed_store_says_so() -> None:
    async with opened("sqlite://") as store:
        await store.close()

        with pytest.raises(RuntimeError, match="closed"):
            async with store.transaction():
                pass
