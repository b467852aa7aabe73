from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from coaching.language import Language
from coaching.services.records import Arrival, Kind, Learner, Outgoing
from coaching.store import DatabaseStore
from coaching.store.tables import METADATA
from tests.store.cohorts import COHORT_CANARIES, SEALED_BY_LEARNERS, fill_cohorts
from tests.store.journeys import SEALED_COLUMNS, fill
from tests.store.stores import (
    a_drill,
    a_learner,
    a_referral,
    a_rehearsal,
    a_turn,
    an_appeal,
    arrivals,
    file_url,
    messages,
    opened,
)

USER, CHAT = 0x0BADCAFE1234, 0x0DEFACED5678  # six bytes each, rare enough to be searched for
CANARIES = [
    f"canary-{word}"
    for word in (
        *("name", "trade", "text", "reply", "turn", "arrival", "outgoing", "marks", "error"),
        *("drill", "drilled", "reason", "note", "need", "why"),
        *("state", "did", "told", "marked", "rewrite", "remarked", "hope", "answers"),
        *("mission", "card", "scribble", "payload"),
    )
]


async def test_no_word_of_a_learner_ever_stands_on_the_disk(tmp_path: Path) -> None:
    async with opened(file_url(tmp_path / "store.sqlite3")) as store:
        await _fill(store)

        assert _found(tmp_path, (canary.encode() for canary in (*CANARIES, *COHORT_CANARIES))) == []


async def test_after_forgetting_no_byte_of_theirs_stays_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store:
        learner = await _fill(store)
        theirs = _sealed_values(path)
        ids = [USER.to_bytes(6, "big"), CHAT.to_bytes(6, "big")]
        assert _found(tmp_path, [*theirs, *ids]) != []

        async with store.transaction() as tx:
            await tx.inbox.done(3)
            await tx.learners.forget(learner)

        assert _found(tmp_path, [*theirs, *ids]) == []
        assert (tmp_path / "store.sqlite3-wal").stat().st_size == 0
    assert _found(tmp_path, [*theirs, *ids]) == []


async def test_after_forgetting_no_row_of_theirs_stays_in_any_table(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store:
        learner = await _fill(store)
        owned = [table.name for table in METADATA.sorted_tables if "learner_id" in table.columns]
        before = _counts(path, [*owned, "turns"])

        async with store.transaction() as tx:
            await tx.inbox.done(3)
            await tx.learners.forget(learner)

        assert before == dict.fromkeys(before, 1) | {"turns": 29}
        assert {"rehearsals", "drills", "appeals", "referrals"} <= set(owned)
        assert _counts(path, [*owned, "turns"]) == dict.fromkeys(before, 0)


async def test_last_words_to_someone_forgotten_leave_nothing_once_they_are_sent(tmp_path: Path) -> None:
    async with opened(file_url(tmp_path / "store.sqlite3")) as store:
        learner = await _fill(store)
        async with store.transaction() as tx:
            await tx.inbox.done(3)
            await tx.learners.forget(learner)
            await tx.outbox.enqueue([Outgoing(CHAT, "sendMessage", {"text": "canary-farewell"}, Kind.FAREWELL)])
        async with store.transaction() as tx:
            (farewell,) = await tx.outbox.claim()
        async with store.transaction() as tx:
            await tx.outbox.sent(farewell.id, 1)

        assert farewell.payload == {"text": "canary-farewell"}
        assert _found(tmp_path, [CHAT.to_bytes(6, "big"), b"canary-farewell"]) == []


async def test_someone_forgotten_is_unknown_and_everybody_else_is_as_before(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7, name="Sophie"), await a_learner(tx, 8, name="Marc")
        for learner in (sophie, marc):
            kept = await a_rehearsal(tx, learner)
            await tx.rehearsals.add_turn(learner, kept.id, a_turn(1))
            await tx.drills.add(learner, a_drill(learner))
            await tx.appeals.add(learner, an_appeal(learner, kept))
            await tx.referrals.add(learner, a_referral(learner, kept))
            await tx.outbox.enqueue(messages(learner.chat_id, "hello"))
        before = await tx.rehearsals.all(marc)

    async with store.transaction() as tx:
        await tx.learners.forget(sophie)

    async with store.transaction() as tx:
        assert await tx.learners.of_user(7) is None
        assert await tx.rehearsals.all(marc) == before
        assert await tx.drills.of(marc) == (a_drill(marc),)
        assert await tx.appeals.open() == await tx.appeals.of(marc) == (an_appeal(marc, before[0]),)
        assert await tx.referrals.of(marc) == (a_referral(marc, before[0]),)
        assert [one.chat_id for one in await tx.outbox.claim(5)] == [8]


async def test_an_applied_arrival_of_someone_forgotten_isnt_applied_again(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7)
        await tx.inbox.receive(arrivals((1, 7)))
        await tx.inbox.done(1)
        await tx.learners.forget(learner)

    async with store.transaction() as tx:
        assert await tx.inbox.receive(arrivals((1, 7))) == 0
        assert await tx.inbox.of_chat(7) == ()


async def test_what_someone_wrote_while_being_forgotten_is_still_answered(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7)
        await tx.inbox.receive(arrivals((1, 7), (2, 7)))

    async with store.transaction() as tx:
        await tx.inbox.done(1)
        await tx.learners.forget(learner)
    async with store.transaction() as tx:
        waiting = await tx.inbox.next_pending()

    assert waiting is not None
    assert (waiting.update_id, waiting.payload) == (2, {"text": "message 2"})


async def test_someone_forgotten_who_comes_back_is_new(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        before = await a_learner(tx, 7, name="Sophie")
        await tx.learners.forget(before)

    async with store.transaction() as tx:
        after = await tx.learners.add(7, 7, Language.EN)

    assert after.id != before.id
    assert after.name == ""


async def test_a_reader_in_the_way_only_delays_the_scrubbing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store:
        learner = await _fill(store)
        theirs = _sealed_values(path)
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM turns").fetchone()
            async with store.transaction() as tx:
                await tx.inbox.done(3)
                await tx.learners.forget(learner)

        async with store.transaction() as tx:
            await a_learner(tx, 8)

        assert _found(tmp_path, theirs) == []


async def test_a_start_scrubs_what_a_killed_process_left(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    async with opened(file_url(path)) as store:
        learner = await _fill(store)
        theirs = _sealed_values(path)
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM turns").fetchone()
            async with store.transaction() as tx:
                await tx.inbox.done(3)
                await tx.learners.forget(learner)
            left = {name: (tmp_path / name).read_bytes() for name in ("store.sqlite3", "store.sqlite3-wal")}
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name, content in left.items():
        (crashed / name).write_bytes(content)
    assert _found(crashed, theirs) != []

    async with opened(file_url(crashed / "store.sqlite3")):
        assert _found(crashed, theirs) == []


async def _fill(store: DatabaseStore) -> Learner:
    """A learner with something in every sealed column."""
    async with store.transaction() as tx:
        await tx.inbox.receive([Arrival(1, CHAT, {"text": "canary-arrival, before they were known"})])
        learner = await tx.learners.add(USER, CHAT, Language.FR)
        learner = replace(learner, name="canary-name", sells="canary-trade")
        await tx.learners.save(learner)
        await tx.inbox.receive([Arrival(number, CHAT, {"text": f"canary-arrival {number}"}) for number in (2, 3)])
        await tx.inbox.done(1)
        await tx.inbox.dead(2, "canary-error")
        kept = await a_rehearsal(tx, learner)
        for number in range(1, 30):
            turn = replace(a_turn(number, "canary-text " * 50), reply="canary-reply", saved='{"a": "canary-turn"}')
            await tx.rehearsals.add_turn(learner, kept.id, turn)
        await tx.rehearsals.withdraw(kept.id, 29)
        await tx.rehearsals.end(learner, replace(kept, ended=tx.now, marks="canary-marks"))
        await tx.drills.add(learner, a_drill(learner, text="canary-drill", marks='{"a": "canary-drilled"}'))
        appeal = replace(an_appeal(learner, kept, reason="canary-reason"), note="canary-note")
        await tx.appeals.add(learner, appeal)
        referral = replace(a_referral(learner, kept, why="canary-why"), need_text="canary-need")
        await tx.referrals.add(learner, referral)
        await fill(tx, learner)
        await fill_cohorts(tx, learner, kept)
        await tx.outbox.enqueue(messages(CHAT, "canary-outgoing 1", "canary-outgoing 2"))
        (claimed,) = await tx.outbox.claim()
        await tx.outbox.dead(claimed.id, "canary-error")
    return learner


def _sealed_values(path: Path) -> list[bytes]:
    """What stands in every sealed column of the learner's, as it stands on the disk."""
    columns = {
        "learners": ("name", "sells", "data_key"),
        "rehearsals": ("name", "sells", "opening", "marks"),
        "turns": ("text", "reply", "saved"),
        "drills": ("text", "marks"),
        "appeals": ("reason", "note"),
        "referrals": ("need_text", "why"),
        **SEALED_COLUMNS,
        **SEALED_BY_LEARNERS,
        "inbox": ("payload", "error"),
        "outbox": ("payload", "error"),
    }
    with closing(sqlite3.connect(path)) as reader:
        values = [
            value
            for table, names in columns.items()
            for row in reader.execute(f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608 - our own names
            for value in row
            if value
        ]
    # A long value is split over pages: its beginning is looked for.
    return [value[:40] for value in values]


def _counts(path: Path, tables: Iterable[str]) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as reader:
        return {one: reader.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables}  # noqa: S608 - ours


def _found(folder: Path, wanted: Iterable[bytes]) -> list[tuple[str, bytes]]:
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return [(name, one) for one in wanted for name, content in contents.items() if one in content]
