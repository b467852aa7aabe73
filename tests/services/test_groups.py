from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.language import Language
from coaching.services import (
    assignments,
    boards,
    cohorts,
    commenting,
    consents,
    invitations,
    learners,
    reading,
    reviewing,
)
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptComment, KeptConsent, KeptMember
from coaching.services.cohorts import Counts, OwnerStays, Seen
from coaching.services.consents import Choice, Consented
from coaching.services.invitations import MOST_MISSES, AlreadyIn, Invited, Joined, Offer, TooManyTries
from coaching.services.journey_records import ReminderState
from coaching.services.ports import Transaction
from tests.services.groups import Group, a_group, one_of_everything


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def _offer(group: Group, tx: Transaction, who: str, token: str) -> Offer | NotThere | TooManyTries:
    return await invitations.look(tx, group.people[who], token)


async def test_who_holds_a_link_sees_who_invites_and_comes_in_sharing_nothing(group: Group) -> None:
    async with group.store.transaction() as tx:
        owner = group.people["owner"]
        await cohorts.call(tx, owner, group.id, "Nadia")
        token = await group.token(tx)
        offer = await _offer(group, tx, "stranger", token)
        joined = await invitations.join(group.notebook, tx, group.people["stranger"], token, alias=" Zoé\n")
        again = await invitations.join(group.notebook, tx, group.people["stranger"], token)

    assert isinstance(offer, Offer)
    assert (offer.cohort.name, offer.role, offer.coaches, offer.is_in) == (
        "Chambre",
        Role.LEARNER,
        ("Nadia", "co_coach"),
        False,
    )
    assert isinstance(joined, Joined)
    assert (joined.member.alias, joined.member.role, joined.member.sharing) == ("Zoé", Role.LEARNER, Level.NOTHING)
    assert again == AlreadyIn(offer.cohort, joined.member)


async def test_a_token_is_128_random_bits_and_stands_nowhere(group: Group) -> None:
    async with group.store.transaction() as tx:
        tokens = {await group.token(tx) for _ in range(20)}
        kept = await tx.invitations.of_cohort(group.id)

    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {22}
    assert not tokens & {value for one in kept for value in map(str, vars(one).values())}
    assert {invitations.hash_of(token) for token in tokens} <= {one.hash for one in kept}


async def test_spent_ended_revoked_and_invented_links_are_all_the_same(group: Group) -> None:
    async with group.store.transaction() as tx:
        spent = await group.token(tx, uses=1)
        await invitations.join(group.notebook, tx, group.people["other_coach"], spent)
        invited = await invitations.invite(group.notebook, tx, group.people["owner"], group.id)
        assert isinstance(invited, Invited)
        await invitations.revoke(tx, group.people["co_coach"], invited.invitation.id)
        ended = await invitations.invite(group.notebook, tx, group.people["owner"], group.id, days=1)
        assert isinstance(ended, Invited)
    group.clock.turn(timedelta(days=1).total_seconds())

    async with group.store.transaction() as tx:
        stranger = group.people["stranger"]
        tried = [
            await invitations.join(group.notebook, tx, stranger, token)
            for token in (spent, invited.token, ended.token, "x" * 22, "", "é" * 4000)
        ]
        in_already = await invitations.join(group.notebook, tx, group.people["other_coach"], spent)

    assert tried == [NotThere()] * 6
    assert isinstance(in_already, AlreadyIn)


async def test_whoever_guesses_is_slowed_down_and_nobody_else(group: Group) -> None:
    async with group.store.transaction() as tx:
        token = await group.token(tx)
        guessed = [await _offer(group, tx, "stranger", f"guess {number}") for number in range(MOST_MISSES)]
        refused = await _offer(group, tx, "stranger", token)
        somebody_else = await _offer(group, tx, "other_coach", token)
    group.clock.turn(invitations.WITHIN.total_seconds() + 1)
    async with group.store.transaction() as tx:
        later = await _offer(group, tx, "stranger", token)

    assert guessed == [NotThere()] * MOST_MISSES
    assert isinstance(refused, TooManyTries)
    assert isinstance(somebody_else, Offer)
    assert isinstance(later, Offer)


async def test_many_who_guess_together_are_slowed_down_too(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_MISSES_OF_ALL", 20)
    async with group.store.transaction() as tx:
        token = await group.token(tx)
        for number in range(20):
            guesser = await tx.learners.add(100 + number, 100 + number, Language.FR)
            assert await invitations.look(tx, guesser, f"guess {number}") == NotThere()
        refused = await _offer(group, tx, "stranger", token)

    assert isinstance(refused, TooManyTries)


async def test_only_the_owner_makes_coaches_and_nobody_makes_owners(group: Group) -> None:
    async with group.store.transaction() as tx:
        owner, co_coach = group.people["owner"], group.people["co_coach"]
        made = [
            await invitations.invite(group.notebook, tx, actor, group.id, role)
            for actor, role in (
                (co_coach, Role.CO_COACH),
                (owner, Role.OWNER),
                (co_coach, Role.LEARNER),
                (owner, Role.CO_COACH),
            )
        ]

    assert [isinstance(one, Invited) for one in made] == [False, False, True, True]


async def test_whoever_leaves_takes_all_they_shared_along_and_may_come_back(group: Group) -> None:
    things = await one_of_everything(group)
    learner, owner = group.people["learner"], group.people["owner"]
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.TRANSCRIPT)
        left = await cohorts.leave(tx, learner, group.id)
        seen = await reading.marks(group.notebook, tx, owner, group.id, things.result)
        board = await boards.board(tx, owner, group.id)
        theirs = await reading.beside(tx, learner, things.result)
    async with group.store.transaction() as tx:
        back = await group.join(tx, "learner")
        still = await reading.marks(group.notebook, tx, owner, group.id, things.result)

    assert not isinstance(left, NotThere | OwnerStays)
    assert seen == still == NotThere()
    assert isinstance(board, boards.Board)
    assert things.member.id not in {one.line.member for one in board.lines}
    assert isinstance(theirs, reading.Beside)
    assert [one.text for one in theirs.comments] == ["Bien!"]  # what was said to them stays theirs
    assert (back.id, back.sharing) == (things.member.id, Level.NOTHING)


async def test_an_owner_hands_over_before_they_leave(group: Group) -> None:
    async with group.store.transaction() as tx:
        owner, co_coach = group.people["owner"], await group.member(tx, "co_coach")
        stays = await cohorts.leave(tx, owner, group.id)
        await cohorts.hand_over(tx, owner, co_coach.id)
        me = await group.member(tx, "owner")
        left = await cohorts.leave(tx, owner, group.id)
        heir = await group.member(tx, "co_coach")

    assert stays == OwnerStays()
    assert (me.role, heir.role) == (Role.CO_COACH, Role.OWNER)
    assert not isinstance(left, NotThere | OwnerStays)


async def test_a_group_is_handed_by_its_owner_alone_and_to_a_co_coach_alone(group: Group) -> None:
    async with group.store.transaction() as tx:
        owner, co_coach = group.people["owner"], group.people["co_coach"]
        member = {who: (await group.member(tx, who)).id for who in ("owner", "co_coach", "learner", "sponsor")}
        refused = [
            await cohorts.hand_over(tx, actor, member[heir])
            for actor, heir in ((co_coach, "co_coach"), (owner, "learner"), (owner, "sponsor"))
        ]
        to_oneself = await cohorts.hand_over(tx, owner, member["owner"])
        heir = await cohorts.hand_over(tx, owner, member["co_coach"])
        again = await cohorts.hand_over(tx, owner, member["co_coach"])
        told = [one for one in await tx.reminders.of(co_coach) if one.kind == cohorts.APPOINTED]

    assert refused == [NotThere()] * 3
    assert to_oneself == OwnerStays()
    assert isinstance(heir, KeptMember)
    assert heir.role is Role.OWNER
    assert again == NotThere()
    assert [one.about for one in told] == [group.id]


async def test_a_learner_who_becomes_a_coach_shares_nothing_any_more_and_hears_of_no_assignment(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        owner, learner = group.people["owner"], group.people["learner"]
        await group.assign(tx)
        before = {one.kind for one in await tx.reminders.of(learner) if one.state is ReminderState.PENDING}
        appointed = await cohorts.appoint(tx, owner, things.member.id, Role.CO_COACH)
        seen = await reading.marks(group.notebook, tx, owner, group.id, things.result)
        waiting = {one.kind for one in await tx.reminders.of(learner) if one.state is ReminderState.PENDING}

    assert isinstance(appointed, KeptMember)
    assert (appointed.role, appointed.sharing) == (Role.CO_COACH, Level.NOTHING)
    assert seen == NotThere()
    assert before - waiting == {assignments.REMINDER}
    assert waiting - before == {cohorts.APPOINTED}


async def test_a_coach_who_becomes_a_learner_hears_what_is_asked_of_them(group: Group) -> None:
    async with group.store.transaction() as tx:
        owner, co_coach = group.people["owner"], group.people["co_coach"]
        await group.assign(tx)
        before = {one.kind for one in await tx.reminders.of(co_coach)}
        await cohorts.appoint(tx, owner, (await group.member(tx, "co_coach")).id, Role.LEARNER)
        after = {one.kind for one in await tx.reminders.of(co_coach)}

    assert before == set()
    assert after == {cohorts.APPOINTED, assignments.REMINDER}


async def test_a_forgotten_owner_leaves_the_group_to_a_co_coach_or_takes_it_along(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        await learners.forget(tx, group.people["owner"])
        seen = await cohorts.see(tx, group.people["co_coach"], group.id)
        told = {one.kind for one in await tx.reminders.of(group.people["co_coach"])}
        comments = await tx.remarks.comments_to(group.people["learner"])
        await learners.forget(tx, group.people["co_coach"])
        gone = await tx.cohorts.of_id(group.id)
        theirs = await tx.rehearsals.of_id(group.people["learner"], things.result)

    assert isinstance(seen, Seen)
    assert seen.me.role is Role.OWNER
    assert told == {cohorts.APPOINTED}
    assert comments == ()  # a coach's words go with the coach
    assert gone is None
    assert theirs is not None


async def test_a_forgotten_learner_is_nowhere_in_the_group(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        owner = group.people["owner"]
        await learners.forget(tx, group.people["learner"])
        members = await cohorts.members(tx, owner, group.id)
        board = await boards.board(tx, owner, group.id)
        shared = await boards.shared(tx, owner, group.id)
        answers = [
            await tx.work.result(things.result),
            await tx.assignments.of_id(things.assignment.id),
            await tx.remarks.comment_of_id(things.comment.id),
        ]

    assert isinstance(members, cohorts.Members)
    assert things.member.id not in {one.id for one in members.members}
    assert isinstance(board, boards.Board)
    assert (board.lines, shared, answers) == ((), (), [None, None, None])


async def test_a_sponsor_counts_and_sees_nobody(group: Group) -> None:
    async with group.store.transaction() as tx:
        of_all = await group.assign(tx)
        await group.assign(tx, member=(await group.member(tx, "learner")).id)
        sponsor = group.people["sponsor"]
        of_few = await cohorts.counts(tx, sponsor, group.id)
        await group.join(tx, "stranger")
        counts = await cohorts.counts(tx, sponsor, group.id)
        coachs = await cohorts.counts(tx, group.people["owner"], group.id)

    assert of_few == Counts(2, ())
    assert isinstance(counts, Counts)
    assert (counts.learners, [(one.assignment, one.not_started) for one in counts.assignments]) == (
        3,
        [(of_all.id, 3)],
    )
    assert isinstance(coachs, Counts)
    assert len(coachs.assignments) == 2


async def test_a_standing_consent_opens_what_is_to_come_and_closes_at_once(group: Group) -> None:
    learner, owner = group.people["learner"], group.people["owner"]
    async with group.store.transaction() as tx:
        await group.assign(tx)
    before = await group.rehearse("learner")
    async with group.store.transaction() as tx:
        consented = await consents.stand(tx, learner, group.id, Level.MARKS)
    with_marks = await group.rehearse("learner")
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.TRANSCRIPT)
    with_words = await group.rehearse("learner")

    async def readable() -> list[tuple[bool, bool]]:
        async with group.store.transaction() as tx:
            return [
                (
                    await reading.marks(group.notebook, tx, owner, group.id, one) != NotThere(),
                    await reading.transcript(group.notebook, tx, owner, group.id, one) != NotThere(),
                )
                for one in (before, with_marks, with_words)
            ]

    granted = await readable()
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.MARKS)
    lowered = await readable()
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.TRANSCRIPT)
    raised = await readable()
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.NOTHING)
    revoked = await readable()
    async with group.store.transaction() as tx:
        await consents.stand(tx, learner, group.id, Level.TRANSCRIPT)
        changes = await consents.changes(tx, learner)
    again = await readable()

    nothing, marks, words = (False, False), (True, False), (True, True)
    assert isinstance(consented, Consented)
    assert granted == [nothing, marks, words]
    assert lowered == raised == [nothing, marks, marks]
    assert revoked == again == [nothing] * 3
    assert [(one.was, one.became) for one in changes] == [
        (Level.NOTHING, Level.MARKS),
        (Level.MARKS, Level.TRANSCRIPT),
        (Level.TRANSCRIPT, Level.MARKS),
        (Level.MARKS, Level.TRANSCRIPT),
        (Level.TRANSCRIPT, Level.NOTHING),
        (Level.NOTHING, Level.TRANSCRIPT),
    ]


async def test_what_is_kept_back_by_hand_stays_so_whatever_the_standing_consent(group: Group) -> None:
    learner = group.people["learner"]
    async with group.store.transaction() as tx:
        await group.assign(tx)
        await consents.stand(tx, learner, group.id, Level.TRANSCRIPT)
    kept_back = await group.rehearse("learner")
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", kept_back, Level.NOTHING)
        choices = await consents.choices(tx, learner, kept_back)
        seen = await reading.marks(group.notebook, tx, group.people["owner"], group.id, kept_back)
        last = (await consents.changes(tx, learner))[-1]

    assert group.cohort
    assert choices == (Choice(group.cohort, Level.NOTHING),)
    assert seen == NotThere()
    assert last == KeptConsent(learner.id, group.id, Level.TRANSCRIPT, Level.NOTHING, last.changed, kept_back)


async def test_a_learner_sees_who_looked(group: Group) -> None:
    things = await one_of_everything(group)
    owner, learner = group.people["owner"], group.people["learner"]
    async with group.store.transaction() as tx:
        await reading.marks(group.notebook, tx, owner, group.id, things.result)
        await reading.transcript(group.notebook, tx, owner, group.id, things.result)
        await reading.transcript(group.notebook, tx, learner, group.id, things.result)
        readers = await consents.readers(tx, learner)

    assert [(one.reader, one.level) for one in readers] == [(owner.id, Level.TRANSCRIPT), (owner.id, Level.MARKS)]


async def test_nobody_reaches_into_a_group_through_their_own(group: Group) -> None:
    things = await one_of_everything(group)
    assert group.other_cohort
    other, elsewhere = group.people["other_coach"], group.other_cohort.id
    async with group.store.transaction() as tx:
        tried = [
            await reading.marks(group.notebook, tx, other, elsewhere, things.result),
            await reading.transcript(group.notebook, tx, other, elsewhere, things.result),
            await commenting.comment(group.notebook, tx, other, elsewhere, things.result, "Coucou"),
            await consents.share(group.notebook, tx, other, elsewhere, things.result, Level.TRANSCRIPT),
            await reviewing.decide_appeal(group.notebook, tx, other, elsewhere, "no such appeal", accept=True),
        ]

    assert tried == [NotThere()] * 5


async def test_marks_alone_carry_no_comment_on_a_turn(group: Group) -> None:
    things = await one_of_everything(group)
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", things.result, Level.MARKS)
        owner = group.people["owner"]
        tried = [
            await commenting.comment(group.notebook, tx, owner, group.id, things.result, "Ici", turn=1),
            await commenting.comment(group.notebook, tx, owner, group.id, things.result, "Là", turn=2, rule="pitch"),
            await commenting.comment(group.notebook, tx, owner, group.id, things.result, "Bravo"),
        ]

    assert [isinstance(one, KeptComment) for one in tried] == [False, True, True]


async def test_a_cohort_is_changed_by_its_coaches(group: Group) -> None:
    assert group.cohort
    async with group.store.transaction() as tx:
        await cohorts.change(
            tx, group.people["co_coach"], replace(group.cohort, name="  Jeudi \n soir ", zone="Asia/Tokyo")
        )
        seen = await cohorts.see(tx, group.people["owner"], group.id)

    assert isinstance(seen, Seen)
    assert (seen.cohort.name, seen.cohort.zone, seen.learners) == ("Jeudi soir", "Asia/Tokyo", 2)
