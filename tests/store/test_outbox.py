from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from coaching.services.records import Claimed, Kind, Outgoing, Recovered
from coaching.store import DatabaseStore
from coaching.store.outbox import LEFT_TO_NEWER
from coaching.store.store import DatabaseTransaction
from tests.store.stores import DAWN, Clock, a_learner, file_url, messages, opened

NEWER = text("UPDATE outbox SET kind = 'x' WHERE id = :number")


async def test_a_chat_has_one_message_on_its_way_at_a_time_and_the_next_after_it(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "one", "two"))

    first = await _claim(store)
    meanwhile = await _claim(store)
    await _sent(store, first)
    second = await _claim(store)

    assert _texts(first) == ["one"]
    assert meanwhile == ()
    assert _texts(second) == ["two"]


async def test_several_chats_are_served_at_once_oldest_message_first(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([*messages(7, "seven"), *messages(8, "eight"), *messages(9, "nine")])

    assert _texts(await _claim(store, 2)) == ["seven", "eight"]
    assert _texts(await _claim(store, 2)) == ["nine"]


async def test_messages_of_several_learners_claimed_at_once_are_each_opened_with_their_own_key(
    store: DatabaseStore,
) -> None:
    async with store.transaction() as tx:
        for user in (7, 8, 9):
            await a_learner(tx, user)
            await tx.outbox.enqueue(messages(user, f"for {user}"))

    assert _texts(await _claim(store, 5)) == ["for 7", "for 8", "for 9"]


async def test_a_claimed_message_comes_whole(store: DatabaseStore) -> None:
    payload = {"text": "Ça va? 🎉", "reply_markup": {"inline_keyboard": [[{"text": "Oui"}]]}}
    async with store.transaction() as tx:
        await a_learner(tx, 7)
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", payload, Kind.REMINDER, answers=5)])

    (claimed,) = await _claim(store)

    assert claimed == Claimed(claimed.id, 7, "sendMessage", payload, Kind.REMINDER, attempts=1, answers=5)


async def test_a_message_is_not_sent_before_its_time(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {}, not_before=DAWN + timedelta(hours=1))])

    too_early = await _claim(store)
    async with store.transaction() as tx:
        due = await tx.outbox.next_due()
    clock.turn(3600)
    in_time = await _claim(store)

    assert too_early == ()
    assert due == DAWN + timedelta(hours=1)
    assert len(in_time) == 1


async def test_a_chat_told_to_wait_waits_alone(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([*messages(7, "one", "two"), *messages(8, "other")])
    held = await _claim(store)

    async with store.transaction() as tx:
        await tx.outbox.retry_at(held[0].id, DAWN + timedelta(seconds=30), "429")
    meanwhile = await _claim(store, 5)
    clock.turn(30)
    after = await _claim(store, 5)

    assert _texts(meanwhile) == ["other"]
    assert _texts(after) == ["one"]
    assert after[0].attempts == 2


async def test_nothing_is_due_when_nothing_waits(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        assert await tx.outbox.next_due() is None


async def test_a_message_that_never_will_go_out_lets_its_chat_go_on(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "broken", "fine"))
    broken = await _claim(store)

    async with store.transaction() as tx:
        await tx.outbox.dead(broken[0].id, "400")

    assert _texts(await _claim(store)) == ["fine"]


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.FAREWELL])
async def test_a_reply_in_doubt_goes_again_five_times_at_most(store: DatabaseStore, kind: Kind) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {"text": "a"}, kind), *messages(7, "next")])

    verdicts = []
    for _ in range(6):
        async with store.transaction() as tx:
            (claimed,) = await tx.outbox.claim()
            verdicts.append(await tx.outbox.unclear(claimed.id, tx.now, "timeout"))

    assert verdicts == [True] * 5 + [False]
    assert _texts(await _claim(store)) == ["next"]


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.PASSING])
async def test_a_reminder_in_doubt_is_let_go(store: DatabaseStore, kind: Kind) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {"text": "a"}, kind)])
    (claimed,) = await _claim(store)

    async with store.transaction() as tx:
        again = await tx.outbox.unclear(claimed.id, tx.now, "timeout")

    assert not again
    assert await _claim(store) == ()


async def test_being_told_to_wait_is_no_doubt(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "patient"))
        for _ in range(8):
            (claimed,) = await tx.outbox.claim()
            await tx.outbox.retry_at(claimed.id, tx.now, "429")

        (claimed,) = await tx.outbox.claim()
        assert await tx.outbox.unclear(claimed.id, tx.now, "timeout")


async def test_a_start_sends_again_the_replies_a_dead_process_held_and_no_reminder(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "reply", "next"))
        await tx.outbox.enqueue([Outgoing(8, "sendMessage", {"text": "reminder"}, Kind.REMINDER)])
        await tx.outbox.enqueue([Outgoing(9, "sendChatAction", {}, Kind.PASSING)])
    await _claim(store, 5)

    async with store.transaction() as tx:
        recovered = await tx.outbox.recover()

    assert recovered == Recovered(again=1, let_go=2)
    assert _texts(await _claim(store, 5)) == ["reply"]


async def test_a_chat_that_blocked_us_is_sent_nothing_more(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([*messages(7, "one", "two"), *messages(8, "other")])
    await _claim(store)

    async with store.transaction() as tx:
        assert await tx.outbox.abandon(7, "403") == 2

    assert _texts(await _claim(store, 5)) == ["other"]


@pytest.mark.parametrize("leaving", ["forgotten", "blocked"])
@pytest.mark.parametrize("landing", ["sent", "told to wait", "in doubt", "refused"])
async def test_however_it_lands_what_was_on_its_way_to_somebody_who_left_stops_nobody(
    store: DatabaseStore, leaving: str, landing: str
) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7)
        await tx.outbox.enqueue([*messages(7, "one", "two")])
    (flying,) = await _claim(store)
    async with store.transaction() as tx:
        if leaving == "forgotten":
            await tx.learners.forget(learner)
        else:
            await tx.outbox.abandon(7, "403")
        await tx.outbox.enqueue(messages(8, "other"))

    async with store.transaction() as tx:
        if landing == "sent":
            await tx.outbox.sent(flying.id, 1)
        elif landing == "told to wait":
            await tx.outbox.retry_at(flying.id, tx.now, "429")
        elif landing == "in doubt":
            assert not await tx.outbox.unclear(flying.id, tx.now, "timeout")
        else:
            await tx.outbox.dead(flying.id, "400")

    assert _texts(await _claim(store, 5)) == ["other"]


async def test_what_was_sent_keeps_no_words(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "one", "two"))
    await _sent(store, await _claim(store))

    async with store.transaction() as tx:
        assert [one.payload["text"] for one in await tx.outbox.of_chat(7)] == ["two"]


async def test_purging_erases_what_is_settled_and_old(store: DatabaseStore, clock: Clock) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue([*messages(7, "one", "two"), *messages(8, "dead")])
        one, dead = await tx.outbox.claim(5)
        await tx.outbox.sent(one.id, 1001)
        await tx.outbox.dead(dead.id, "400")
    clock.turn(60)

    async with store.transaction() as tx:
        assert await tx.outbox.purge(clock.now) == 2
        assert await tx.outbox.purge(clock.now) == 0
        assert _texts(await tx.outbox.claim()) == ["two"]


async def test_a_damaged_message_is_put_aside_and_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store, store.transaction() as tx:
        await tx.outbox.enqueue(messages(7, "one", "two"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE outbox SET payload = zeroblob(60) WHERE id = 1")
        connection.commit()

    async with opened(file_url(path)) as store:
        assert [_texts(await _claim(store)) for _ in range(2)] == [[], ["two"]]


async def test_a_kind_only_a_newer_version_knows_is_left_to_it_while_one_may_be_there(
    store: DatabaseStore, clock: Clock
) -> None:
    async with store.transaction() as tx:
        await tx.outbox.enqueue(
            [*messages(7, "newer's", "one"), *messages(8, "two"), *messages(9, "newer's own", "three")]
        )
        await tx.outbox.claim(1)
        await _make_unknown(tx, 1, 4)
        claimed = await tx.outbox.claim(9)
        for message in claimed:
            await tx.outbox.sent(message.id)
        left = await tx.outbox.next_due(), await tx.outbox.recover(), await tx.outbox.claim(9)
    clock.turn(LEFT_TO_NEWER.total_seconds())

    async with store.transaction() as tx:
        assert await tx.outbox.recover() == Recovered(0, let_go=1)
    after = [*await _claim(store, 9), *await _claim(store, 9)]

    assert _texts(claimed) == ["two"]
    assert left == (None, Recovered(0, 0), ())
    assert sorted(map(str, _texts(after))) == ["one", "three"]


async def _make_unknown(tx: DatabaseTransaction, *numbers: int) -> None:
    for number in numbers:
        await tx._session.run(NEWER, {"number": number})  # noqa: SLF001 - no way the product has


async def _claim(store: DatabaseStore, limit: int = 1) -> tuple[Claimed, ...]:
    async with store.transaction() as tx:
        return await tx.outbox.claim(limit)


async def _sent(store: DatabaseStore, claimed: Sequence[Claimed]) -> None:
    async with store.transaction() as tx:
        for message in claimed:
            await tx.outbox.sent(message.id, 1000 + message.id)


def _texts(claimed: Sequence[Claimed]) -> list[object]:
    return [message.payload["text"] for message in claimed]


async def test_an_answer_is_held_until_it_is_due_and_can_be_unsaid(store: DatabaseStore, clock: Clock) -> None:
    when = clock.now + timedelta(seconds=2)
    async with store.transaction() as tx:
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {"text": "hm"}, answers=5, not_before=when)])

    async with store.transaction() as tx:
        held = await tx.outbox.held(7), await tx.outbox.held(8)
        unsaid = await tx.outbox.unsay(7, 4), await tx.outbox.unsay(7, 5)
    clock.turn(2)

    assert held == (5, None)
    assert unsaid == (0, 1)
    assert await _claim(store) == ()


@pytest.mark.parametrize("seconds", [0, 2])
async def test_an_answer_that_is_due_or_on_its_way_is_held_no_more(
    store: DatabaseStore, clock: Clock, seconds: int
) -> None:
    when = clock.now + timedelta(seconds=2)
    async with store.transaction() as tx:
        await tx.outbox.enqueue([Outgoing(7, "sendMessage", {"text": "hm"}, answers=5, not_before=when)])
    clock.turn(2)
    (claimed,) = await _claim(store)
    clock.turn(-seconds)

    async with store.transaction() as tx:
        assert await tx.outbox.held(7) is None
        assert await tx.outbox.unsay(7, 5) == 0
        await tx.outbox.retry_at(claimed.id, clock.now + timedelta(seconds=9))
    async with store.transaction() as tx:
        assert await tx.outbox.held(7) is None


async def test_what_was_asked_meanwhile_keeps_an_answer_from_being_unsaid(store: DatabaseStore, clock: Clock) -> None:
    when = clock.now + timedelta(seconds=2)
    async with store.transaction() as tx:
        await tx.outbox.enqueue(
            [
                Outgoing(7, "sendMessage", {"text": "hm"}, answers=5, not_before=when),
                Outgoing(7, "sendMessage", {"text": "a hint"}, answers=6),
            ]
        )

    async with store.transaction() as tx:
        assert await tx.outbox.held(7) is None
