from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.services.records import ScenarioCopy
from coaching.store import DatabaseStore
from tests.store.stores import COPY, DAWN, a_learner, a_rehearsal, a_turn


async def test_a_rehearsal_comes_back_as_it_was_kept(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7, name="Sophie", sells="tenue de livres")
        kept = await a_rehearsal(tx, learner)
        await tx.rehearsals.add_turn(learner, kept.id, a_turn(1, "de la tenue de livres 🎉", update_id=11))
        await tx.rehearsals.add_turn(learner, kept.id, a_turn(2))

    async with store.transaction() as tx:
        last = await tx.rehearsals.last(learner)

    assert last == replace(kept, turns=(a_turn(1, "de la tenue de livres 🎉", update_id=11), a_turn(2)))


async def test_an_end_is_kept_with_its_marks(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        kept = await a_rehearsal(tx, learner)
        ended = replace(
            kept,
            ended=DAWN + timedelta(minutes=3),
            ending="walks_away",
            ended_by="attendee",
            score=41,
            mode="hybrid",
            marks='{"score": 41}',
        )
        await tx.rehearsals.end(learner, ended)

    async with store.transaction() as tx:
        assert await tx.rehearsals.last(learner) == ended


async def test_what_is_noted_beside_a_rehearsal_is_kept_and_leaves_its_end_alone(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        first, second = await a_rehearsal(tx, learner, 1), await a_rehearsal(tx, learner, 2)
        ended = replace(first, ended=DAWN, ended_by="learner", score=41, marks="{}")
        await tx.rehearsals.end(learner, ended)
        noted = replace(ended, nerves_before=7, nerves_after=0, guess=10, hints=(1, 3, 3))
        await tx.rehearsals.note(noted)

    async with store.transaction() as tx:
        assert await tx.rehearsals.all(learner) == (noted, second)


async def test_a_fork_is_kept_with_where_it_comes_from(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        first = await a_rehearsal(tx, learner)
        fork = replace(first, id="a-fork", number=2, forked_from=first.id, forked_at=3, nerves_before=4, hints=(2,))
        await tx.rehearsals.add(learner, fork)

    async with store.transaction() as tx:
        assert await tx.rehearsals.last(learner) == fork


async def test_a_rehearsal_is_found_by_its_id_by_its_own_learner_alone(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        first = await a_rehearsal(tx, sophie, 1)
        await a_rehearsal(tx, sophie, 2)
        await tx.rehearsals.add_turn(sophie, first.id, a_turn(1))

    async with store.transaction() as tx:
        assert await tx.rehearsals.of_id(sophie, first.id) == replace(first, turns=(a_turn(1),))
        assert await tx.rehearsals.of_id(marc, first.id) is None
        assert await tx.rehearsals.of_id(sophie, "nobody's") is None


async def test_the_last_rehearsal_is_the_learners_own_latest(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        first = await a_rehearsal(tx, sophie, 1)
        second = await a_rehearsal(tx, sophie, 2)
        await a_rehearsal(tx, marc, 1)

    async with store.transaction() as tx:
        last = await tx.rehearsals.last(sophie)
        every = await tx.rehearsals.all(sophie)

    assert last == second
    assert every == (first, second)


async def test_nobody_rehearsed_yet(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        assert await tx.rehearsals.last(learner) is None
        assert await tx.rehearsals.all(learner) == ()


async def test_a_turn_taken_back_stays_marked_beside_the_one_that_replaced_it(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        kept = await a_rehearsal(tx, learner)
        await tx.rehearsals.add_turn(learner, kept.id, a_turn(1, "achetez!"))
        await tx.rehearsals.withdraw(kept.id, 1)
        await tx.rehearsals.add_turn(learner, kept.id, a_turn(1, "bonsoir", attempt=2))

    async with store.transaction() as tx:
        (rehearsal,) = await tx.rehearsals.all(learner)

    assert [(turn.text, turn.withdrawn) for turn in rehearsal.turns] == [("achetez!", True), ("bonsoir", False)]


async def test_withdrawing_again_leaves_the_earlier_attempts_alone(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        kept = await a_rehearsal(tx, learner)
        for attempt in (1, 2):
            await tx.rehearsals.add_turn(learner, kept.id, a_turn(1, f"attempt {attempt}", attempt=attempt))
            await tx.rehearsals.withdraw(kept.id, 1)

    async with store.transaction() as tx:
        last = await tx.rehearsals.last(learner)

    assert last is not None
    assert [turn.withdrawn for turn in last.turns] == [True, True]


@pytest.mark.parametrize(
    "second", [a_turn(1, "again"), a_turn(2, "the same arrival", update_id=11)], ids=["number", "arrival"]
)
async def test_the_same_turn_cant_be_kept_twice(store: DatabaseStore, second: object) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        kept = await a_rehearsal(tx, learner)
        await tx.rehearsals.add_turn(learner, kept.id, a_turn(1, update_id=11))

    with pytest.raises(IntegrityError):
        async with store.transaction() as tx:
            await tx.rehearsals.add_turn(learner, kept.id, second)  # type: ignore[arg-type]  # parametrised

    async with store.transaction() as tx:
        last = await tx.rehearsals.last(learner)
    assert last is not None
    assert len(last.turns) == 1


async def test_a_scenario_copy_is_kept_once_and_comes_back(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        await tx.rehearsals.pin(COPY)
        await tx.rehearsals.pin(COPY)

    async with store.transaction() as tx:
        assert await tx.rehearsals.copy(COPY.hash) == COPY
        assert await tx.rehearsals.copy("0" * 64) is None


def test_another_text_is_another_copy() -> None:
    copies = [COPY, ScenarioCopy("baker", "id: baker\n# edited\n", COPY.common), ScenarioCopy("baker", COPY.text, "")]

    assert len({copy.hash for copy in copies}) == 3
