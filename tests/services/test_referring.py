from __future__ import annotations

from random import Random

from coaching.language import Lines
from coaching.prescribing import Prescription, Verdict, judge, question
from coaching.services import referring
from tests.content import library
from tests.services.practices import ATTENDEE, OTHER, RUDE, SHY, Room


async def test_whom_one_met_is_known_once_with_all_one_learned_of_them(room: Room) -> None:
    await room.begin()
    first = await room.say(SHY[1])
    await room.begin()
    second = await room.say(SHY[2])
    await room.begin(OTHER)
    await room.say(RUDE)

    async with room.store.transaction() as tx:
        met = await referring.met(room.practice.notebook, tx, room.learner)

    learned = first.conversation.mind.knows | second.conversation.mind.knows
    assert [scenario.id for scenario, _ in met] == [ATTENDEE, OTHER]
    assert met[0] == (library()[ATTENDEE], learned)


async def test_somebody_one_only_walked_up_to_was_not_met(room: Room) -> None:
    await room.begin()

    async with room.store.transaction() as tx:
        assert await referring.met(room.practice.notebook, tx, room.learner) == ()


async def test_an_answer_is_kept_with_those_asked_about_and_its_need_isnt_asked_again(room: Room) -> None:
    begun = await room.begin()
    await room.say(SHY[1])
    scenario = library()[ATTENDEE]
    fact = scenario.facts[0]
    someone = Prescription("someone", ATTENDEE, frozenset({fact.id}), Lines(("Il cherche.",), ("Seeks.",)), fact.says)
    asked = question([(scenario, frozenset({fact.id}))], [someone], Random(1))
    assert asked is not None
    why = fact.says.first(room.learner.lang)
    judged = judge(asked, ATTENDEE, why, room.learner.lang)

    async with room.store.transaction() as tx:
        kept = await referring.keep(tx, room.learner, asked, ATTENDEE, why, judged)

    async with room.store.transaction() as tx:
        assert await tx.referrals.of(room.learner) == (kept,)
        assert await referring.needs_asked(tx, room.learner) == {"someone"}
    assert (kept.rehearsals, kept.need, kept.need_text) == ((begun.id,), "someone", "Il cherche.")
    assert (kept.answer, kept.fits) == (ATTENDEE, judged.verdict is Verdict.RIGHT)
