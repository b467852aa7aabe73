"""Several processes on one PostgreSQL: each arrival applied once and in order, each message sent by one alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import text

from coaching.services.ports import Interrupted
from coaching.services.records import Kind, Outgoing, Recovered
from coaching.store import DatabaseStore, database
from coaching.store.migrating import begin_alone
from tests.store.stores import Clock, a_learner, arrivals, messages, opened

CHATS, EACH = 12, 15


@pytest.fixture
async def both(server: str, clock: Clock) -> AsyncIterator[tuple[DatabaseStore, DatabaseStore]]:
    async with opened(server, clock) as one, opened(server, clock) as other:
        yield one, other


async def test_several_that_start_at_once_make_one_database(server: str) -> None:
    async with AsyncExitStack() as stack:
        stores = await asyncio.gather(*(stack.enter_async_context(opened(server)) for _ in range(4)))
        async with stores[0].transaction() as tx:
            await a_learner(tx, 7)
        async with stores[3].transaction() as tx:
            assert await tx.learners.of_user(7) is not None


async def test_each_arrival_is_applied_once_and_each_chat_in_order(
    both: tuple[DatabaseStore, DatabaseStore],
) -> None:
    numbers = range(1, CHATS * EACH + 1)
    applied: list[tuple[int, int]] = []

    async def work(store: DatabaseStore, *, fails: bool) -> None:
        for turn in range(10_000):
            try:
                async with store.transaction() as tx:
                    arrival = await tx.inbox.next_pending()
                    if arrival is not None:
                        await asyncio.sleep(0.001)
                        await tx.inbox.done(arrival.update_id)
                    _ = 1 // (turn % 5 if fails else 1)
            except ZeroDivisionError:
                continue
            if arrival is not None:
                applied.append((arrival.chat_id, arrival.update_id))
            else:
                async with store.transaction() as tx:
                    if not await tx.inbox.backlog():
                        return

    async with both[0].transaction() as tx:
        await tx.inbox.receive(arrivals(*((number, number % CHATS + 1) for number in numbers)))
    await asyncio.gather(*(work(store, fails=number == 0) for number in range(4) for store in both))

    assert sorted(update for _, update in applied) == list(numbers)
    for chat in range(1, CHATS + 1):
        order = [update for its, update in applied if its == chat]
        assert order == sorted(order)


async def test_each_message_is_claimed_by_one_alone_and_each_chat_in_order(
    both: tuple[DatabaseStore, DatabaseStore],
) -> None:
    async with both[0].transaction() as tx:
        for chat in range(1, CHATS + 1):
            await tx.outbox.enqueue(messages(chat, *map(str, range(EACH))))
    sent: list[tuple[int, object]] = []

    async def send(store: DatabaseStore) -> None:
        while True:
            async with store.transaction() as tx:
                claimed = await tx.outbox.claim(3)
                left = await tx.outbox.backlog()
            sent.extend((one.chat_id, one.payload["text"]) for one in claimed)
            async with store.transaction() as tx:
                for one in claimed:
                    await tx.outbox.sent(one.id, 1)
            if not left:
                return

    await asyncio.gather(*(send(store) for _ in range(3) for store in both))

    for chat in range(1, CHATS + 1):
        assert [text for its, text in sent if its == chat] == [str(number) for number in range(EACH)]


async def test_what_a_living_process_is_sending_is_left_to_it_and_what_a_dead_one_was_goes_again(
    both: tuple[DatabaseStore, DatabaseStore], clock: Clock
) -> None:
    one, other = both
    async with one.transaction() as tx:
        await tx.leases.live(tx.now + timedelta(seconds=8))
        await tx.outbox.enqueue([*messages(7, "reply"), Outgoing(8, "sendMessage", {"text": "r"}, Kind.REMINDER)])
        claimed = await tx.outbox.claim(5)
    async with other.transaction() as tx:
        while_it_lives = await tx.outbox.recover()
    clock.turn(9)
    async with other.transaction() as tx:
        once_it_is_dead = await tx.outbox.recover()
        again = await tx.outbox.claim(5)

    assert len(claimed) == 2
    assert while_it_lives == Recovered(0, 0)
    assert once_it_is_dead == Recovered(again=1, let_go=1)
    assert [message.payload["text"] for message in again] == ["reply"]


async def test_what_was_claimed_in_a_transaction_nobody_heard_the_end_of_waits_again(
    both: tuple[DatabaseStore, DatabaseStore],
) -> None:
    one, other = both
    async with one.transaction() as tx:
        await tx.outbox.enqueue([*messages(7, "flying"), *messages(8, "forgotten"), *messages(9, "another's")])
        flying, _ = await tx.outbox.claim(2)
    async with other.transaction() as tx:
        await tx.outbox.claim(1)

    async with one.transaction() as tx:
        assert await tx.outbox.put_back([flying.id]) == 1
        (again,) = await tx.outbox.claim(5)

    assert again.payload["text"] == "forgotten"


async def test_one_thought_dead_that_comes_back_changes_nothing_of_what_was_taken_over(
    both: tuple[DatabaseStore, DatabaseStore],
) -> None:
    zombie, other = both
    async with zombie.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "one", "two"))
        (claimed,) = await tx.outbox.claim()
    async with other.transaction() as tx:
        await tx.outbox.recover()
        (taken_over,) = await tx.outbox.claim()

    async with zombie.transaction() as tx:
        await tx.outbox.sent(claimed.id, 1)
        await tx.outbox.retry_at(claimed.id, tx.now, "too late")
        assert not await tx.outbox.unclear(claimed.id, tx.now, "too late")
        await tx.outbox.dead(claimed.id, "too late")

    async with other.transaction() as tx:
        assert await tx.outbox.claim() == ()
        await tx.outbox.sent(taken_over.id, 2)
        (following,) = await tx.outbox.claim()
    assert following.payload["text"] == "two"


async def test_a_lease_is_held_by_one_until_it_runs_out_or_is_given_up(
    both: tuple[DatabaseStore, DatabaseStore], clock: Clock
) -> None:
    one, other = both

    async def asks(store: DatabaseStore) -> bool:
        async with store.transaction() as tx:
            return await tx.leases.take("poller", tx.now + timedelta(seconds=8))

    assert [await asks(one), await asks(other), await asks(one)] == [True, False, True]
    clock.turn(9)
    assert [await asks(other), await asks(one)] == [True, False]
    async with other.transaction() as tx:
        await tx.leases.give_up()
    assert await asks(one)


async def test_of_many_that_ask_at_once_one_gets_the_lease(server: str) -> None:
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(opened(server)) for _ in range(5)]

        async def asks(store: DatabaseStore) -> bool:
            async with store.transaction() as tx:
                return await tx.leases.take("poller", tx.now + timedelta(seconds=8))

        assert sum(await asyncio.gather(*map(asks, stores))) == 1


async def test_bookings_are_seen_by_all_and_made_one_after_the_other(
    both: tuple[DatabaseStore, DatabaseStore],
) -> None:
    second = timedelta(seconds=1)

    async def book(store: DatabaseStore) -> None:
        async with store.transaction() as tx:
            booked = await tx.paces.booked([7, 8])
            await asyncio.sleep(0.002)
            await tx.paces.book({chat: until + second for chat, until in booked.items()})

    async with both[0].transaction() as tx:
        began = tx.now
        await tx.paces.book({7: began, 8: began})
    await asyncio.gather(*(book(store) for _ in range(10) for store in both))

    async with both[1].transaction() as tx:
        assert await tx.paces.booked([7, 8, 9]) == dict.fromkeys([7, 8], began + 20 * second)


async def test_what_somebody_is_about_to_book_keeps_no_purge_waiting(both: tuple[DatabaseStore, DatabaseStore]) -> None:
    one, other = both
    async with one.transaction() as tx:
        await tx.paces.book(dict.fromkeys([7, 8, 9], tx.now - timedelta(seconds=1)))
    async with one.transaction() as tx:
        await tx.paces.booked([8])
        async with other.transaction() as meanwhile:
            assert await meanwhile.paces.purge(tx.now) == 2
    async with one.transaction() as tx:
        assert set(await tx.paces.booked([7, 8, 9])) == {8}


async def test_whichever_machine_vanishes_the_other_notices_even_at_a_start(server: str) -> None:
    engine = database.server_engine(database.address(server))
    async with engine.connect() as connection:
        await connection.run_sync(begin_alone)
        found = await connection.execute(text("SELECT name, setting, reset_val FROM pg_settings"))
        settings = {name: (setting, at_first) for name, setting, at_first in found}
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        ours = driver.info.get_parameters()
    await engine.dispose()

    assert [settings[name][0] for name in database.SERVER_SETTINGS] == ["0"] * 3
    # A socket of this machine's needs no watching, and shows 0 as its present setting.
    theirs = [
        int(settings[f"tcp_{name}"][1]) for name in ("keepalives_idle", "keepalives_interval", "keepalives_count")
    ]
    assert 0 < theirs[0] + theirs[1] * theirs[2] <= 60
    assert settings["tcp_user_timeout"][1] == ours["tcp_user_timeout"] == "30000"


async def test_one_that_hangs_in_the_middle_of_an_arrival_loses_it_to_another(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.SERVER_SETTINGS, "idle_in_transaction_session_timeout", 300)
    async with opened(server) as hanging, opened(server) as other:
        async with other.transaction() as tx:
            await tx.inbox.receive(arrivals((1, 7), (2, 7)))

        async def hang(taken: asyncio.Event, until: asyncio.Event) -> None:
            async with hanging.transaction() as tx:
                assert await tx.inbox.next_pending() is not None
                taken.set()
                await until.wait()
                await tx.inbox.done(1)

        taken, until = asyncio.Event(), asyncio.Event()
        hung = asyncio.create_task(hang(taken, until))
        await taken.wait()
        async with other.transaction() as tx:
            meanwhile = await tx.inbox.next_pending()
        while (arrival := await _next(other)) is None:
            await asyncio.sleep(0.02)
        until.set()
        with pytest.raises(Interrupted):
            await hung
        following = await _next(other)

    assert meanwhile is None
    assert (arrival, following) == (1, 2)


async def _next(store: DatabaseStore) -> int | None:
    """The next arrival, applied."""
    async with store.transaction() as tx:
        arrival = await tx.inbox.next_pending()
        if arrival is not None:
            await tx.inbox.done(arrival.update_id)
        return arrival.update_id if arrival else None
