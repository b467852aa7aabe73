from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from coaching.scorecard.card import Kind
from coaching.services import appeals, second_try
from coaching.services.appeals import LONGEST_REASON
from coaching.services.cases import accepted_cases, nameless
from coaching.services.events import (
    AlreadyContested,
    AlreadyDecided,
    AppealTold,
    Contested,
    Debrief,
    NothingToContest,
    StillRunning,
    UnknownAppeal,
    UnknownRehearsal,
)
from coaching.services.records import AppealState, KeptAppeal
from tests.content import library, rubric, understanding
from tests.services.practices import ATTENDEE, SHY, Room

PITCH = "Je vends des assurances, je peux vous faire un excellent prix dès demain!"
CLOSE = "On signe ça tout de suite, j'ai le contrat dans mon sac?"


async def test_a_contested_finding_is_kept_with_its_turn_and_the_learners_reason(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    at = _slip(told)

    contested = await _contest(room, told.id, at, "  c'était pas\nun argumentaire ")

    finding = told.scorecard.findings[at]
    appeal = contested.appeal
    assert contested.finding == finding
    assert (appeal.turn, appeal.attempt, appeal.rule) == (finding.turn, 1, finding.rule.value)
    assert appeal.reason == "c'était pas un argumentaire"
    assert (appeal.state, appeal.made) == (AppealState.OPEN, room.clock.now)
    assert (appeal.points_before, appeal.points_after) == (told.scorecard.score, None)
    assert await _of_learner(room) == (appeal,)


async def test_the_attempt_that_was_said_in_the_end_is_the_one_contested(room: Room) -> None:
    begun = await room.begin()
    await room.say(SHY[1])
    await room.say(SHY[2])
    await room.take_back()
    await room.say(PITCH)
    async with room.store.transaction() as tx:
        told = await room.practice.end(tx, room.learner)
    assert isinstance(told, Debrief)

    contested = await _contest(room, begun.id, _slip(told))

    assert (contested.appeal.turn, contested.appeal.attempt) == (2, 2)


async def test_a_finding_is_contested_once(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    first = await _contest(room, told.id, _slip(told), "non")

    async with room.store.transaction() as tx:
        again = await appeals.contest(room.practice.notebook, tx, room.learner, told.id, _slip(told), "vraiment non")

    assert again == AlreadyContested(first.appeal)
    assert await _of_learner(room) == (first.appeal,)


async def test_what_was_earned_or_never_found_cant_be_contested(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    strength = next(at for at, one in enumerate(told.scorecard.findings) if one.kind is Kind.STRENGTH)
    places = (strength, -1, len(told.scorecard.findings))

    async with room.store.transaction() as tx:
        answers = [await appeals.contest(room.practice.notebook, tx, room.learner, told.id, at) for at in places]

    assert answers == [NothingToContest(told.id, at) for at in places]
    assert await _of_learner(room) == ()


async def test_nothing_is_contested_of_a_running_rehearsal_or_of_somebody_elses(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    begun = await room.begin()

    async with room.store.transaction() as tx:
        marc = await tx.learners.add(8, 8, Language.FR)
        notebook = room.practice.notebook
        running = await appeals.contest(notebook, tx, room.learner, begun.id, 0)
        foreign = await appeals.contest(notebook, tx, marc, told.id, 0)

    assert running == StillRunning(begun.id)
    assert foreign == UnknownRehearsal(told.id)


async def test_an_appeal_can_be_withdrawn_and_made_again(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    appeal = (await _contest(room, told.id, _slip(told), "non")).appeal
    async with room.store.transaction() as tx:
        marc = await tx.learners.add(8, 8, Language.FR)
        assert await appeals.withdraw(tx, marc, appeal.id) == UnknownAppeal(appeal.id)
        withdrawn = await appeals.withdraw(tx, room.learner, appeal.id)
        assert await appeals.waiting(room.practice.notebook, tx) == ()

    again = await _contest(room, told.id, _slip(told), "tout de même")

    assert isinstance(withdrawn, KeptAppeal)
    assert withdrawn.state is AppealState.WITHDRAWN
    assert again.appeal == replace(appeal, reason="tout de même")


async def test_whoever_decides_sees_the_turn_the_quote_and_the_reason(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    appeal = (await _contest(room, told.id, _slip(told), "non")).appeal

    async with room.store.transaction() as tx:
        (waiting,) = await appeals.waiting(room.practice.notebook, tx)

    assert waiting == AppealTold(
        appeal,
        scenario=ATTENDEE,
        lang="fr",
        heard=told.conversation.turns[0].reply,
        text=PITCH,
        finding=told.scorecard.findings[_slip(told)],
    )


async def test_an_accepted_appeal_corrects_the_score_and_leaves_the_marks_as_they_were_shown(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3], PITCH)
    before = await room.last()
    appeal = (await _contest(room, told.id, _slip(told))).appeal

    decided = await _decide(room, appeal.id, note="d'accord", accept=True)

    opened = await _opened(room, told.id)
    after = decided.appeal.points_after
    assert after is not None
    assert after > told.scorecard.score
    assert decided.appeal.state is AppealState.ACCEPTED
    assert (decided.appeal.note, decided.appeal.points_before) == ("d'accord", told.scorecard.score)
    assert await room.last() == before
    assert (opened.scorecard, opened.corrected) == (told.scorecard, after)
    assert opened.appeals == (decided.appeal,)


async def test_without_its_only_pitch_a_conversation_is_worth_what_it_would_have_been(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3], PITCH)
    slips = [at for at, one in enumerate(told.scorecard.findings) if one.kind is not Kind.STRENGTH]
    for at in slips:
        contested = await _contest(room, told.id, at)
        await _decide(room, contested.appeal.id, accept=True)

    opened = await _opened(room, told.id)

    scenario = library()[ATTENDEE]
    without = play(scenario, Profile(Language.FR), told.conversation.seed, SHY[:3], understanding())
    assert opened.corrected is not None
    assert opened.corrected >= marks(without, scenario, understanding(), rubric()).score


async def test_each_accepted_appeal_is_counted_on_top_of_those_before_it(room: Room) -> None:
    told = await _rehearsed(room, *SHY[:3], PITCH, CLOSE)
    slips = [at for at, one in enumerate(told.scorecard.findings) if one.kind is Kind.SLIP]
    assert len(slips) > 1

    decided = []
    for at in slips:
        contested = await _contest(room, told.id, at)
        decided.append((await _decide(room, contested.appeal.id, accept=True)).appeal)

    shown = [told.scorecard.score, *(one.points_after for one in decided)]
    assert [one.points_before for one in decided] == shown[:-1]
    assert all(one is not None for one in shown)
    assert shown == sorted(shown, key=lambda one: one or 0)
    assert (await _opened(room, told.id)).corrected == shown[-1]


async def test_a_rejected_appeal_corrects_nothing_and_keeps_the_note(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    appeal = (await _contest(room, told.id, _slip(told))).appeal

    decided = await _decide(room, appeal.id, note="c'en était un", accept=False)

    assert (decided.appeal.state, decided.appeal.note) == (AppealState.REJECTED, "c'en était un")
    assert decided.appeal.points_after is None
    assert (await _opened(room, told.id)).corrected is None


async def test_what_is_decided_stays_decided(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)
    appeal = (await _contest(room, told.id, _slip(told))).appeal
    decided = await _decide(room, appeal.id, accept=False)

    async with room.store.transaction() as tx:
        notebook = room.practice.notebook
        answers: Sequence[object] = [
            await appeals.decide(notebook, tx, appeal.id, accept=True),
            await appeals.withdraw(tx, room.learner, appeal.id),
            await appeals.decide(notebook, tx, "nobody's", accept=True),
        ]

    assert answers == [AlreadyDecided(decided.appeal), AlreadyDecided(decided.appeal), UnknownAppeal("nobody's")]


async def test_a_long_reason_is_cut(room: Room) -> None:
    told = await _rehearsed(room, SHY[1], PITCH)

    contested = await _contest(room, told.id, _slip(told), "non " * 2000)

    assert len(contested.appeal.reason) <= LONGEST_REASON


async def test_an_accepted_appeal_becomes_a_case_that_names_nobody(room: Room) -> None:
    room.learner = replace(room.learner, name="Sophie Tremblay", sells="Assurances Tremblay")
    async with room.store.transaction() as tx:
        await tx.learners.save(room.learner)
    told = await _rehearsed(room, "Bonsoir, moi c'est sophie!", SHY[1], PITCH, SHY[2])
    appeal = (await _contest(room, told.id, _slip(told))).appeal
    async with room.store.transaction() as tx:
        assert await accepted_cases(tx) == ()
    await _decide(room, appeal.id, accept=True)

    async with room.store.transaction() as tx:
        (case,) = await accepted_cases(tx)

    assert case.record() == {
        "id": f"appeal-{appeal.id}",
        "scenario": ATTENDEE,
        "lang": "fr",
        "learner_name": "Alex",
        "learner_sells": "Assurances Alex",
        "seed": told.conversation.seed,
        "messages": ["Bonsoir, moi c'est Alex!", SHY[1], PITCH],
        "expect": {"turn": 3, "without": appeal.rule},
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jean-Luc ici", "Alex ici"),
        ("c'est jean luc dupré, enchanté", "c'est Alex, enchanté"),
        ("écrivez-moi: jl@dupre.example ou 514 555-1234", "écrivez-moi: alex@example.org ou 555 0100"),
        ("j'ai 12 clients depuis 2019", "j'ai 12 clients depuis 2019"),
        ("les Dupréens", "les Dupréens"),
    ],
)
def test_a_name_an_address_and_a_number_are_replaced_and_nothing_else(text: str, told: str) -> None:
    assert nameless(text, "Jean-Luc Dupré") == told


def test_without_a_name_there_is_none_to_replace() -> None:
    assert nameless("Bonsoir!", "") == "Bonsoir!"


async def _rehearsed(room: Room, *texts: str) -> Debrief:
    await room.begin()
    spoken = [await room.say(text) for text in texts]
    if spoken[-1].debrief:
        return spoken[-1].debrief
    async with room.store.transaction() as tx:
        told = await room.practice.end(tx, room.learner)
    assert isinstance(told, Debrief)
    return told


def _slip(told: Debrief) -> int:
    """The place of the first slip."""
    return next(at for at, one in enumerate(told.scorecard.findings) if one.kind is Kind.SLIP)


async def _contest(room: Room, rehearsal: str, finding: int, reason: str = "") -> Contested:
    async with room.store.transaction() as tx:
        contested = await appeals.contest(room.practice.notebook, tx, room.learner, rehearsal, finding, reason)
    assert isinstance(contested, Contested)
    return contested


async def _decide(room: Room, appeal: str, note: str = "", *, accept: bool) -> AppealTold:
    async with room.store.transaction() as tx:
        decided = await appeals.decide(room.practice.notebook, tx, appeal, note, accept=accept)
    assert isinstance(decided, AppealTold)
    return decided


async def _opened(room: Room, rehearsal: str) -> Debrief:
    async with room.store.transaction() as tx:
        opened = await second_try.open_marks(room.practice.notebook, tx, room.learner, rehearsal)
    assert isinstance(opened, Debrief)
    return opened


async def _of_learner(room: Room) -> tuple[KeptAppeal, ...]:
    async with room.store.transaction() as tx:
        return await tx.appeals.of(room.learner)
