from __future__ import annotations

from coaching.language import Language
from coaching.services.drilling import items_done, keep
from tests.services.practices import Room


async def test_the_items_done_are_known_by_kind_and_language_in_their_order(room: Room) -> None:
    async with room.store.transaction() as tx:
        for kind, item, lang in [
            ("follow_up", "fu02", Language.FR),
            ("follow_up", "fu01", Language.FR),
            ("follow_up", "fu03", Language.EN),
            ("reflect", "re01", Language.FR),
            ("follow_up", "fu02", Language.FR),
        ]:
            await keep(tx, room.learner, kind, item, lang, "Et votre labo?", "{}", 80)

    async with room.store.transaction() as tx:
        done = await items_done(tx, room.learner, "follow_up", Language.FR)
        marc = await tx.learners.add(8, 8, Language.FR)
        of_marc = await items_done(tx, marc, "follow_up", Language.FR)

    assert done == ("fu02", "fu01", "fu02")
    assert of_marc == ()


async def test_a_drill_is_kept_as_it_was_done(room: Room) -> None:
    async with room.store.transaction() as tx:
        done = await keep(tx, room.learner, "reflect", "re01", Language.FR, "Bref \ud83c", '{"score": 55}', 55)

    async with room.store.transaction() as tx:
        assert await tx.drills.of(room.learner) == (done,)
    assert (done.text, done.score, done.done) == ("Bref \ufffd", 55, room.clock.now)
