from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.services.records import Arrival
from coaching.store import DatabaseStore
from tests.store.stores import DAWN, Clock, a_learner, arrivals, file_url, opened


async def test_what_arrives_is_there_with_its_payload(store: DatabaseStore) -> None:
    arrival = Arrival(11, 7, {"text": "Bonsoir, ça va? 🎉", "from": {"id": 7}})

    async with store.transaction() as tx:
        new = await tx.inbox.receive([arrival])
    async with store.transaction() as tx:
        found = await tx.inbox.next_pending()

    assert new == 1
    assert found == arrival


async def test_what_arrives_twice_is_kept_once(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        assert await tx.inbox.receive(arrivals((1, 7), (1, 7), (2, 7))) == 2
    async with store.transaction() as tx:
        assert await tx.inbox.receive(arrivals((2, 7), (3, 7))) == 1


async def test_what_was_applied_and_arrives_again_stays_applied(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7)))
        await tx.inbox.done(1)

    async with store.transaction() as tx:
        assert await tx.inbox.receive(arrivals((1, 7))) == 0
        assert await tx.inbox.next_pending() is None


async def test_what_was_applied_keeps_no_words(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7)))
        await tx.inbox.done(1)

    async with store.transaction() as tx:
        assert [one.update_id for one in await tx.inbox.of_chat(7)] == [2]


async def test_arrivals_are_applied_oldest_first(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((3, 7), (1, 7), (2, 8)))

    applied = [await _apply_next(store) for _ in range(3)]

    assert applied == [1, 2, 3]


async def test_a_chat_held_back_keeps_its_order_while_others_go_on(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7), (3, 8)))

    async with store.transaction() as tx:
        other = await tx.inbox.next_pending(besides=[7])
        assert other is not None
        await tx.inbox.done(other.update_id)
        nothing_else = await tx.inbox.next_pending(besides=[7])
        held = await tx.inbox.next_pending()

    assert other.update_id == 3
    assert nothing_else is None
    assert held is not None
    assert held.update_id == 1


async def test_an_arrival_that_failed_is_the_next_of_its_chat_again(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7)))

    async with store.transaction() as tx:
        assert await tx.inbox.failed(1, "a slip") == 1
        assert await tx.inbox.failed(1, "a slip") == 2
    async with store.transaction() as tx:
        again = await tx.inbox.next_pending()

    assert again is not None
    assert (again.update_id, again.attempts) == (1, 2)


async def test_an_arrival_put_aside_lets_its_chat_go_on(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7)))
        await tx.inbox.dead(1, "poison")

    assert await _apply_next(store) == 2


async def test_what_arrived_before_its_learner_was_known_can_be_read_after(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7)))
    async with store.transaction() as tx:
        await a_learner(tx, 7)
        await tx.inbox.receive(arrivals((2, 7)))

    async with store.transaction() as tx:
        found = await tx.inbox.of_chat(7)

    assert [one.payload for one in found] == [{"text": "message 1"}, {"text": "message 2"}]


async def test_purging_erases_what_is_settled_and_old_and_nothing_else(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7), (3, 8)))
        await tx.inbox.done(1)
        await tx.inbox.dead(3, "poison")
    clock.turn(3600)
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((4, 9)))
        await tx.inbox.done(4)

    async with store.transaction() as tx:
        assert await tx.inbox.purge(DAWN + timedelta(minutes=1)) == 2
        assert await tx.inbox.receive(arrivals((2, 7), (4, 9))) == 0


async def test_what_a_failed_transaction_did_never_was(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7)))

    async def slip() -> None:
        async with store.transaction() as tx:
            await tx.inbox.done(1)
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        await slip()

    assert await _apply_next(store) == 1


async def test_many_deliveries_of_the_same_at_once_are_one(store: DatabaseStore) -> None:
    async def deliver(shift: int) -> int:
        async with store.transaction() as tx:
            return await tx.inbox.receive(arrivals(*((update + shift, 7) for update in range(20))))

    new = await asyncio.gather(*(deliver(shift) for shift in range(0, 50, 5)))

    assert sum(new) == len(range(45 + 20))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 3)), max_size=40, unique_by=lambda pair: pair[0]))
def test_each_chat_is_served_in_order_whatever_arrives(pairs: list[tuple[int, int]]) -> None:
    async def run() -> dict[int, list[int]]:
        served: dict[int, list[int]] = {}
        async with opened("sqlite://") as store:
            async with store.transaction() as tx:
                await tx.inbox.receive(arrivals(*pairs))
            while True:
                async with store.transaction() as tx:
                    arrival = await tx.inbox.next_pending()
                    if arrival is None:
                        return served
                    served.setdefault(arrival.chat_id, []).append(arrival.update_id)
                    await tx.inbox.done(arrival.update_id)

    served = asyncio.run(run())

    assert sorted(update for chat in served.values() for update in chat) == sorted(update for update, _ in pairs)
    assert all(order == sorted(order) for order in served.values())


async def test_a_damaged_arrival_is_put_aside_and_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await tx.inbox.receive(arrivals((1, 7), (2, 7), (3, 8)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE inbox SET payload = zeroblob(60) WHERE update_id = 1")
        connection.commit()

    async with opened(file_url(path)) as store:
        assert [await _apply_next(store) for _ in range(3)] == [2, 3, None]


async def _apply_next(store: DatabaseStore) -> int | None:
    async with store.transaction() as tx:
        arrival = await tx.inbox.next_pending()
        if arrival is None:
            return None
        await tx.inbox.done(arrival.update_id)
        return arrival.update_id
