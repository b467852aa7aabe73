from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.services.records import AppealState
from coaching.store import DatabaseStore
from tests.store.stores import DAWN, a_drill, a_learner, a_referral, a_rehearsal, an_appeal


async def test_drills_come_back_in_the_order_in_which_they_were_done(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        done = [a_drill(sophie, item) for item in ("fu02", "fu01", "fu02")]
        for drill in done:
            await tx.drills.add(sophie, drill)
        await tx.drills.add(marc, a_drill(marc))

    async with store.transaction() as tx:
        assert await tx.drills.of(sophie) == tuple(done)


async def test_open_appeals_are_everybodys_and_ones_own_are_all_of_ones_own(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        sophie, marc = await a_learner(tx, 7), await a_learner(tx, 8)
        his = await a_rehearsal(tx, marc)
        hers = await a_rehearsal(tx, sophie)
        first, second, third = an_appeal(sophie, hers, 1), an_appeal(sophie, hers, 2), an_appeal(marc, his, 1)
        for learner, appeal in ((sophie, first), (sophie, second), (marc, third)):
            await tx.appeals.add(learner, appeal)
        settled = replace(first, state=AppealState.ACCEPTED, decided=DAWN, note="oui", points_after=52)
        await tx.appeals.decide(settled)

    async with store.transaction() as tx:
        assert await tx.appeals.open() == (second, third)
        assert await tx.appeals.of(sophie) == (settled, second)
        assert await tx.appeals.all(AppealState.ACCEPTED) == (settled,)
        assert await tx.appeals.of_id(first.id) == settled
        assert await tx.appeals.of_id("nobody's") is None


async def test_a_finding_cant_be_contested_twice(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        appeal = an_appeal(learner, await a_rehearsal(tx, learner))
        await tx.appeals.add(learner, appeal)

    with pytest.raises(IntegrityError):
        async with store.transaction() as tx:
            await tx.appeals.add(learner, replace(appeal, id="another"))


async def test_referrals_come_back_as_they_were_made(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx)
        made = a_referral(learner, await a_rehearsal(tx, learner))
        await tx.referrals.add(learner, made)
        marc = await a_learner(tx, 8)

    async with store.transaction() as tx:
        assert await tx.referrals.of(learner) == (made,)
        assert await tx.referrals.of(marc) == ()


async def test_a_learner_is_found_by_the_stores_own_number(store: DatabaseStore) -> None:
    async with store.transaction() as tx:
        learner = await a_learner(tx, 7, name="Sophie")

    async with store.transaction() as tx:
        assert await tx.learners.of_id(learner.id) == learner
        assert await tx.learners.of_id(learner.id + 1) is None
