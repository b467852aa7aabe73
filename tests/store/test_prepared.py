"""Statements run past SQLAlchemy give what it gives, and what goes wrong goes by the name it gives it."""

from __future__ import annotations

import gc
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, NoResultFound

from coaching.store import DatabaseStore
from coaching.store.links import Answer
from coaching.store.tables import inbox, rehearsals, scenario_versions
from tests.store.stores import DAWN, a_learner, a_rehearsal, file_url

KEEP = insert(inbox)
OF_CHATS = select(inbox).where(inbox.c.chat_id.in_(bindparam("chats", expanding=True))).order_by(inbox.c.update_id)
ALL_BUT = select(inbox.c.update_id).where(inbox.c.chat_id.not_in(bindparam("chats", expanding=True)))
CHANGE = update(inbox).where(inbox.c.chat_id == bindparam("chat")).values(state="done")
TAKE = CHANGE.returning(inbox.c.update_id)
OLDEST = select(func.min(inbox.c.received_at).label("came"))
HINTS = select(rehearsals.c.hints, rehearsals.c.started_at)
TEXTS = select(scenario_versions.c.text)


def _row(number: int, chat: int) -> dict[str, object]:
    state = {"state": "pending", "attempts": 0, "payload": b"\x00sealed", "not_before": None}
    return {"update_id": number, "chat_id": chat, "received_at": DAWN + timedelta(hours=number), **state}


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return file_url(tmp_path / "store.sqlite3") if request.param == "file" else "sqlite://"


async def test_the_second_time_gives_what_the_first_gave(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        run = tx._session.run  # noqa: SLF001 - what a module of the store sees
        await run(KEEP, [_row(number, 7 + number % 2) for number in range(4)])
        await run(KEEP, [_row(number, 9) for number in range(4, 6)])
        await run(KEEP, [_row(6, 9)])
        await run(KEEP, _row(7, 9))
        answers = [
            [_told(await run(OF_CHATS, {"chats": [7, 8]})), _told(await run(OLDEST))] for _ in ("first", "second")
        ]
        of_one, of_none = await run(OF_CHATS, {"chats": [9]}), await run(ALL_BUT, {"chats": []})
        taken = [len((await run(TAKE, {"chat": chat})).all()) for chat in (7, 8, 9)]

    assert answers[0] == answers[1]
    assert [row["update_id"] for row in of_one.by_name()] == [4, 5, 6, 7]
    assert len(of_none.all()) == 8
    assert taken == [2, 2, 4]


async def test_how_many_were_changed_is_told(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        run = tx._session.run  # noqa: SLF001 - as above
        await run(KEEP, [_row(number, 7) for number in range(3)])
        changed = [(await run(CHANGE, {"chat": chat})).rowcount for chat in (7, 7, 8)]
        taken = [(await run(TAKE, {"chat": chat})).rowcount for chat in (8, 7)]

    assert changed == [3, 3, 0]
    assert taken[1] == 3


async def test_types_are_at_work_on_both_sides(store: DatabaseStore) -> None:
    elsewhere = timezone(timedelta(hours=-5))
    async with store.transaction() as tx:
        run = tx._session.run  # noqa: SLF001 - as above
        await a_rehearsal(tx, await a_learner(tx))
        told = [(await run(HINTS)).all() for _ in range(2)]
        for number in (1, 2):
            await run(KEEP, _row(number, 7) | {"received_at": datetime(2026, 1, 2, 3, tzinfo=elsewhere)})
        oldest = [(await run(OLDEST)).scalar_one() for _ in range(2)]

    assert told[0] == told[1] == [([], DAWN)]
    assert oldest == [datetime(2026, 1, 2, 8, tzinfo=UTC)] * 2


async def test_a_row_that_is_there_already_is_refused_the_same_way(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        run = tx._session.run  # noqa: SLF001 - as above
        await run(KEEP, _row(1, 7))
        await run(KEEP, _row(2, 7))
        for given in (_row(1, 7), [_row(1, 7)], [_row(3, 7), _row(1, 7)]):
            with pytest.raises(IntegrityError) as refused:
                await run(KEEP, given)
            assert "sealed" not in str(refused.value)


async def test_one_row_is_asked_for_and_no_other_number_will_do(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        run = tx._session.run  # noqa: SLF001 - as above
        for _ in range(2):
            assert (await run(TEXTS)).scalar_one_or_none() is None
            assert (await run(TEXTS)).first() is None
            with pytest.raises(NoResultFound):
                (await run(TEXTS)).scalar_one()
        await run(KEEP, [_row(number, 7) for number in range(3)])
        with pytest.raises(MultipleResultsFound):
            (await run(OF_CHATS, {"chats": [7]})).scalar_one()


async def test_a_statement_made_on_the_spot_isnt_kept(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        link = tx._session._link  # noqa: SLF001 - as above
        gc.collect()
        before = len(link._preparing._forms)  # type: ignore[attr-defined]  # noqa: SLF001 - as above
        for number in range(50):
            await tx._session.run(select(inbox).where(inbox.c.update_id == number))  # noqa: SLF001 - as above
        gc.collect()
        after = len(link._preparing._forms)  # type: ignore[attr-defined]  # noqa: SLF001 - as above

    assert after <= before + 1


def _told(answer: Answer) -> list[dict[str, object]]:
    return answer.by_name()
