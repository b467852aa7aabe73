"""A learner's key that opens no more stops that learner's chat alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest

from coaching.event.hours import Quiet
from coaching.services.journey_records import KeptReminder
from coaching.services.ports import Transaction
from coaching.services.records import Arrival, Learner, Outgoing
from coaching.services.reminding import Fired, allow, fire
from coaching.store import DatabaseStore, Keys
from coaching.store.store import DatabaseTransaction
from tests.store.stores import a_learner, arrivals, file_url, messages, opened

ANY_TIME = Quiet(time(0), time(0))
DAMAGES = {
    "zeros": b"\0" * 60,
    "cut": b"\1",
    "another master's": Keys("quite another secret of tests").new_data_key(),
    "a text": "no key at all",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture(params=list(DAMAGES.values()), ids=list(DAMAGES))
def damage(request: pytest.FixtureRequest) -> object:
    return request.param


async def test_its_arrivals_are_put_aside_with_a_word_in_the_log_and_stop_nobody(
    path: Path, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await _two_learners(tx)
        await tx.inbox.receive(arrivals((1, 7), (2, 8), (3, 7), (4, 8)))
    _damage(path, damage)

    async with opened(file_url(path)) as store:
        applied = [await _apply_next(store) for _ in range(3)]

    assert applied == [2, 4, None]
    assert _states(path, "inbox") == {1: "dead", 2: "done", 3: "dead", 4: "done"}
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


async def test_its_messages_are_put_aside_with_a_word_in_the_log_and_stop_nobody(
    path: Path, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await _two_learners(tx)
        await tx.outbox.enqueue([*messages(7, "one"), *messages(8, "two")])
    _damage(path, damage)

    async with opened(file_url(path)) as store, store.transaction() as tx:
        claimed = await tx.outbox.claim(9)

    assert [message.chat_id for message in claimed] == [8]
    assert _states(path, "outbox") == {1: "dead", 2: "sending"}
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_its_reminders_are_left_and_everybody_elses_are_told(path: Path, damage: object) -> None:
    async with opened(file_url(path)) as store, store.transaction() as tx:
        for user in (7, 8):
            learner = await allow(tx, await a_learner(tx, user), reminders=True)
            await tx.reminders.plan(learner, [KeptReminder(learner.id, "kind", "key", tx.now)])
    _damage(path, damage)

    async with opened(file_url(path)) as store:
        fired = [*await fire(store, {"kind": _told}, ANY_TIME)]

    assert fired == [Fired.TOLD]
    assert _states(path, "reminders") == {1: "skipped", 2: "fired"}


async def _told(_tx: Transaction, learner: Learner, _due: KeptReminder) -> Sequence[Outgoing]:
    return messages(learner.chat_id, "soon")


async def test_what_arrives_later_with_others_is_kept_and_can_be_answered(path: Path, damage: object) -> None:
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await _two_learners(tx)
    _damage(path, damage)

    async with opened(file_url(path)) as store:
        async with store.transaction() as tx:
            assert await tx.inbox.receive(arrivals((1, 7), (2, 8))) == 2
            await tx.outbox.enqueue(messages(7, "sorry"))
        async with store.transaction() as tx:
            arrival = await tx.inbox.next_pending()
            (said,) = await tx.outbox.claim(9)

    assert arrival == Arrival(1, 7, {"text": "message 1"})
    assert said.payload == {"text": "sorry"}


async def _two_learners(tx: DatabaseTransaction) -> None:
    for user in (7, 8):
        await a_learner(tx, user)


def _damage(path: Path, damage: object) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE learners SET data_key = ? WHERE chat_id = 7", (damage,))
        connection.commit()


def _states(path: Path, table: str) -> dict[int, str]:
    number = {"inbox": "update_id"}.get(table, "id")
    with closing(sqlite3.connect(path)) as connection:
        rows: Iterable[tuple[int, str]] = connection.execute(f"SELECT {number}, state FROM {table}")  # noqa: S608 - ours
        return dict(rows)


async def _apply_next(store: DatabaseStore) -> int | None:
    async with store.transaction() as tx:
        arrival = await tx.inbox.next_pending()
        if arrival is None:
            return None
        await tx.inbox.done(arrival.update_id)
        return arrival.update_id
