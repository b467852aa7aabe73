"""Each page of a group, tap by tap: links of every kind, changes and what is taken back, verdicts, one's own page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coaching.cohorts.sharing import Level
from coaching.faces.telegram.gateway import Attachment
from coaching.faces.telegram.picturing import painted
from coaching.faces.telegram.shelf import Shelf
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.visits import Place, Stage
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services import cohorts, invitations
from coaching.services.bot_name import NOTE
from coaching.services.invitations import Invited
from tests.content import drills, library, rubric, understanding
from tests.services.groups import PITCH, Group, a_group
from tests.services.practices import ATTENDEE, SHY
from tests.telegram.phones import Phone

FR = read_words(Language.FR)
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)
WEB = "https://coach.example"


@dataclass
class Hall:
    """A group, and a phone for each of those who have to do with it."""

    group: Group
    talk: Talk

    def phone(self, who: str) -> Phone:
        return Phone(self.group.store, self.talk, self.group.people[who].user_id)

    async def shared(self, level: Level = Level.TRANSCRIPT) -> str:
        async with self.group.store.transaction() as tx:
            await self.group.assign(tx)
        result = await self.group.rehearse("learner", SHY[1], PITCH)
        async with self.group.store.transaction() as tx:
            await self.group.share(tx, "learner", result, level)
        return result


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with a_group() as group:
        group.clock.now = MONDAY
        async with group.store.transaction() as tx:
            await tx.notes.write(NOTE, "jasette_bot")
            for learner in group.people.values():
                await tx.learners.save(replace(learner, stage=Stage(Place.READY).written()))
        shelf = Shelf(drills(), understanding(), web=WEB)
        yield Hall(group, Talk(group.practice, tuple(library().values()), shelf))


def link_in(phone: Phone) -> str:
    """The payload of the link that was given."""
    copied = phone.buttons[FR("coach.invite.copy")]
    assert copied in phone.text
    return copied.partition("start=")[2]


@pytest.mark.parametrize("role", ["co_coach", "sponsor"])
async def test_a_link_for_a_coach_or_a_sponsor_makes_one(hall: Hall, role: str) -> None:
    coach, newcomer = hall.phone("owner"), hall.phone("stranger")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.invite"))
    await coach.taps(FR(f"coach.invite.more.{role}"))

    offer = await newcomer.says(f"/start {link_in(coach)}")
    joined = await newcomer.taps(FR("coaches.offer.join"))

    assert "Chambre" in offer
    assert FR("coaches.offer.sees") not in offer
    assert "2 personnes" in joined
    assert (FR("coach.menu.board") in newcomer.buttons) is (role == "co_coach")


async def test_a_link_taken_back_lets_nobody_in_and_says_no_more_than_one_that_never_was(hall: Hall) -> None:
    coach, stranger = hall.phone("owner"), hall.phone("stranger")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.invite"))
    link = link_in(coach)
    before = await coach.taps(FR("coach.menu.links"))
    after = await coach.taps(FR("coach.invite.revoke", number=1))

    assert before.count("\n") > after.count("\n")
    never = await stranger.says("/start j_AAAAAAAAAAAAAAAAAAAAAA")
    assert await stranger.says(f"/start {link}") == never
    assert FR("coaches.offer.nothing") in never


async def test_while_the_bot_s_name_is_unknown_the_way_in_is_typed(hall: Hall) -> None:
    coach, stranger = hall.phone("owner"), hall.phone("stranger")
    async with hall.group.store.transaction() as tx:
        await tx.notes.write(NOTE, "")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.invite"))

    typed = coach.buttons[FR("coach.invite.copy")]

    assert FR("coach.invite.by_hand") in coach.text
    assert FR("coaches.offer.sees") in await stranger.says(typed)


async def test_who_taps_the_link_again_is_in_already(hall: Hall) -> None:
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.invite"))

    told = await learner.says(f"/start {link_in(coach)}")

    assert FR("coaches.offer.already", cohort="Chambre") in told
    assert FR("joining.buttons.leave") in learner.buttons


async def test_something_is_asked_of_one_alone_with_a_goal_then_changed_and_taken_back(hall: Hall) -> None:
    coach, store = hall.phone("owner"), hall.group.store
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.assign"))
    await coach.taps(FR("coach.assign.kind.drills"))
    drill = next(one for one in drills() if one.items.get(Language.FR))
    await coach.taps(drill.name.first(Language.FR)[:12])
    await coach.taps("learner")
    await coach.says("dans 10 jours")
    await coach.taps(FR("coach.assign.attempts"))
    await coach.taps("3")
    await coach.taps(FR("coach.assign.target"))
    assert not any("Curiosité" in label for label in coach.buttons)
    assert FR("coach.assign.double") not in coach.buttons
    draft = await coach.taps(FR("coaches.target.total", least=60))
    assert FR.count("coaches.target.attempts", 3) in draft
    assert "jeudi 3 décembre" in draft
    assert FR.count("coach.assign.sent", 1) in await coach.says("Trois fois, sans forcer.")
    async with store.transaction() as tx:
        (made,) = await tx.assignments.of_cohort(hall.group.id)
    assert (made.attempts, made.note, made.about) == (3, "Trois fois, sans forcer.", drill.id)
    assert made.target
    assert made.member == (await _member(hall, "learner"))

    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.asked"))
    await coach.taps(drill.name.first(Language.FR)[:10])
    await coach.taps(FR("coach.asked.change"))
    await coach.taps(FR("coach.assign.day"))
    await coach.taps("Dans 14 jours")
    assert FR.count("coach.assign.changed", 1) in await coach.taps(FR("coach.assign.send_change"))
    async with store.transaction() as tx:
        changed = await tx.assignments.of_id(made.id)
    assert changed
    assert changed.due > made.due
    assert changed.note == made.note

    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.asked"))
    await coach.taps(drill.name.first(Language.FR)[:10])
    sure = await coach.taps(FR("coach.asked.withdraw"))
    assert FR("coaches.what.drills", name=drill.name.first(Language.FR)) in sure
    assert FR.count("coach.asked.withdrawn", 1) in await coach.taps(FR("coach.asked.withdraw_yes"))
    async with store.transaction() as tx:
        assert await tx.assignments.of_cohort(hall.group.id) == ()


async def test_what_counts_double_is_chosen_told_to_the_learner_and_kept_through_a_change(hall: Hall) -> None:
    coach, learner = hall.phone("owner"), hall.phone("learner")
    name = library()[ATTENDEE].name.first(Language.FR)
    twice = FR("coaches.target.double", dimension="Curiosité")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.assign"))
    await coach.taps(FR("coach.assign.kind.scenario"))
    await coach.taps(library()[ATTENDEE].title.first(Language.FR)[:12])
    await coach.taps(FR("coach.assign.everybody"))
    await coach.says("dans 10 jours")
    await coach.taps(FR("coach.assign.double"))
    assert twice in await coach.taps("Curiosité")
    await coach.taps(FR("coach.assign.double"))
    assert twice not in await coach.taps(FR("coach.assign.no_double"))
    await coach.taps(FR("coach.assign.double"))
    await coach.taps("Curiosité")
    await coach.taps(FR("coach.assign.send"))
    async with hall.group.store.transaction() as tx:
        (made,) = await tx.assignments.of_cohort(hall.group.id)
    assert made.weights == {**rubric().weights, Dimension.CURIOSITY: 2 * rubric().weights[Dimension.CURIOSITY]}

    await learner.says("/practice")
    assert twice in await learner.taps(f"📌 {name}")

    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.asked"))
    assert twice in await coach.taps(name[:10])
    await coach.taps(FR("coach.asked.change"))
    await coach.taps(FR("coach.assign.attempts"))
    assert twice in await coach.taps("3")
    await coach.taps(FR("coach.assign.send_change"))
    async with hall.group.store.transaction() as tx:
        (changed,) = await tx.assignments.of_cohort(hall.group.id)
    assert (changed.attempts, changed.weights) == (3, made.weights)


@pytest.mark.parametrize(
    ("event", "hour", "offered"),
    [
        (None, 15, ["Demain", "Dans 3 jours", "Dans 7 jours", "Dans 14 jours"]),
        (date(2026, 12, 2), 15, ["La veille (mardi 1er décembre)", "Demain", "Dans 3 jours", "Dans 7 jours"]),
        (date(2026, 11, 24), 15, ["Ce soir (lundi 23 novembre)"]),  # tomorrow: by tonight, then
        (date(2026, 11, 24), 27, ["Demain", "Dans 3 jours", "Dans 7 jours", "Dans 14 jours"]),  # it is ten at night
        (date(2026, 11, 20), 15, ["Demain", "Dans 3 jours", "Dans 7 jours", "Dans 14 jours"]),
    ],
)
async def test_the_days_that_are_offered_lie_before_the_event(
    hall: Hall, event: date | None, hour: int, offered: list[str]
) -> None:
    coach, group = hall.phone("owner"), hall.group
    assert group.cohort
    group.clock.now = MONDAY.replace(hour=0) + timedelta(hours=hour)
    async with group.store.transaction() as tx:
        await cohorts.change(tx, group.people["owner"], replace(group.cohort, event=event))
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.assign"))
    await coach.taps(FR("coach.assign.kind.scenario"))
    await coach.taps(library()[ATTENDEE].title.first(Language.FR)[:12])
    await coach.taps(FR("coach.assign.everybody"))

    labels = [one.replace("\u00a0", " ") for one in coach.buttons][:-1]
    assert len(labels) == len(offered)
    assert all(label.startswith(start) for label, start in zip(labels, offered, strict=True)), labels


async def test_whom_one_can_ask_to_be_met_comes_with_how_hard_they_are_the_easiest_first(hall: Hall) -> None:
    coach = hall.phone("owner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.assign"))
    await coach.taps(FR("coach.assign.kind.scenario"))

    hard = [
        FR(f"attendee.difficulty.{one.difficulty}")
        for one in sorted(library().values(), key=lambda one: one.difficulty)
    ]
    assert [label.rpartition(" · ")[2] for label in coach.buttons][:-1] == hard


async def test_the_menu_says_how_everybody_stands_with_what_is_due_next(hall: Hall) -> None:
    coach, name = hall.phone("owner"), library()[ATTENDEE].name.first(Language.FR)
    assert "📌" not in await coach.says("/coach")
    await hall.shared()

    told = await coach.says("/coach")

    what = FR("coach.asked.button", name=name, day="jeudi 3 décembre")
    assert FR("coach.menu.next", what=what, done=1, running=0, waiting=1) in told
    await hall.group.rehearse("other_learner")
    assert "📌" not in await coach.says("/coach")  # nobody is waited for


async def _member(hall: Hall, who: str) -> str:
    async with hall.group.store.transaction() as tx:
        return (await hall.group.member(tx, who)).id


@pytest.mark.parametrize("said", ["n'importe quand", "2020-01-01", "9999-12-31"])
async def test_a_day_that_is_none_or_past_is_asked_for_again(hall: Hall, said: str) -> None:
    coach = hall.phone("owner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.assign"))
    await coach.taps(FR("coach.assign.kind.scenario"))
    await coach.taps(library()[ATTENDEE].title.first(Language.FR)[:12])
    await coach.taps(FR("coach.assign.everybody"))

    assert FR("coach.new.which_day") in await coach.says(said)
    assert FR("coach.assign.send") not in coach.buttons


async def test_a_finding_can_weigh_otherwise_and_the_learner_finds_it_beside_the_marks(hall: Hall) -> None:
    await hall.shared()
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await _read(coach)
    slip = next(number for number in range(1, 9) if "−" in coach.text.split(f"\n{number}. ", 1)[1].partition("\n")[0])
    await coach.taps(str(slip))
    await coach.taps(FR("coach.verdict.adjust"))
    await coach.taps("0")
    decided = await coach.says("C'était presque ça.")

    assert FR("coach.verdict.done") in decided
    marks = await learner.says("/marks")
    assert FR("joining.coaches_said") in marks
    assert FR("joining.review_note", note="C'était presque ça.") in marks.replace("&#x27;", "'")
    assert "Désaccords" in FR("coach.menu.disagree")
    await coach.taps(FR("coach.buttons.back"))
    assert "1 sur 1" in await coach.taps(FR("coach.menu.disagree"))


async def test_a_word_can_be_put_otherwise_and_taken_back(hall: Hall) -> None:
    await hall.shared(Level.MARKS)
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await _read(coach)
    await coach.taps(FR("coach.read.remark"))
    await coach.says("Bien.")
    await coach.taps(FR("coach.read.reword"))
    reworded = await coach.says("Très bien.")
    marks = await learner.says("/marks")
    unsaid = await coach.taps(FR("coach.read.unsay"))

    assert f"{FR('coach.read.me')} : {FR('joining.comment.edited', text='Très bien.')}" in reworded.replace(
        "\u00a0", " "
    )
    assert "Très bien." in marks
    assert "Très bien." not in unsaid
    assert "Très bien." not in await learner.says("/marks")


async def _read(coach: Phone) -> str:
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.board"))
    await coach.taps("learner")
    return await coach.taps("1")


async def test_what_was_shared_is_taken_back_with_a_tap_under_the_marks(hall: Hall) -> None:
    await hall.shared(Level.TRANSCRIPT)
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await _read(coach)
    page = dict(coach.buttons)
    await learner.says("/marks")
    await learner.taps(FR("joining.seen.transcript"))
    assert FR("joining.shared.nothing") in await learner.taps(FR("joining.share.nothing"))

    # The page is still on the coach's screen: its button opens nothing any more.
    coach.buttons = page
    assert FR("coach.gone") in await coach.taps(FR("coach.read.words"))


async def test_somebody_is_called_otherwise_in_a_group_and_sees_who_looked(hall: Hall) -> None:
    await hall.shared()
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await _read(coach)
    await learner.says("/coach")
    await learner.taps(FR("joining.buttons.alias"))
    assert "Solange" in await learner.says("Solange")
    assert FR("joining.a_coach") in await learner.taps(FR("joining.buttons.readers"))
    await coach.says("/coach")
    assert "Solange" in await coach.taps(FR("coach.menu.board"))


async def test_a_group_is_closed_once_its_owner_is_sure(hall: Hall) -> None:
    coach, learner = hall.phone("owner"), hall.phone("learner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.close"))
    await coach.taps(FR("coach.menu.close_yes"))

    assert "Chambre" not in await coach.taps(FR("coach.buttons.home"))
    assert "Chambre" not in await learner.says("/coach")


async def test_a_group_is_handed_over_to_whoever_coaches_it_too(hall: Hall) -> None:
    coach, heir = hall.phone("owner"), hall.phone("co_coach")
    await heir.says("/coach")
    assert FR("coach.menu.hand_over") not in heir.buttons
    await coach.says("/coach")
    assert FR("coach.handing.sure", name="Chambre", coach="co_coach") in await coach.taps(FR("coach.menu.hand_over"))
    told = await coach.taps(FR("coach.handing.for_good"))

    assert FR("coach.handing.done", name="Chambre", coach="co_coach") in told
    assert FR("coach.menu.board") in coach.buttons
    assert FR("coach.menu.hand_over") not in coach.buttons
    assert FR("coach.menu.close") not in coach.buttons
    await heir.says("/coach")
    assert FR("coach.menu.close") in heir.buttons

    # Who owns it no more may leave it.
    await coach.taps(FR("joining.buttons.leave"))
    assert FR("coaches.sharing.left", cohort="Chambre") in await coach.taps(FR("coach.handing.leave_yes"))
    assert "Chambre" not in await coach.says("/coach")


async def test_of_several_coaches_one_is_chosen_and_without_any_one_is_invited_first(hall: Hall) -> None:
    coach, newcomer, other = hall.phone("owner"), hall.phone("stranger"), hall.phone("other_coach")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.invite"))
    await coach.taps(FR("coach.invite.more.co_coach"))
    await newcomer.says(f"/start {link_in(coach)}")
    await newcomer.taps(FR("coaches.offer.join"))
    await newcomer.taps(FR("joining.buttons.leave"))
    await newcomer.taps(FR("coach.handing.leave_yes"))
    await coach.taps(FR("coach.buttons.back"))
    assert FR("coach.handing.sure", name="Chambre", coach="co_coach") in await coach.taps(FR("coach.menu.hand_over"))
    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.invite"))
    await coach.taps(FR("coach.invite.more.co_coach"))
    await newcomer.says(f"/start {link_in(coach)}")
    await newcomer.taps(FR("coaches.offer.join"))
    await coach.taps(FR("coach.buttons.back"))
    assert FR("coach.handing.whom", name="Chambre") in await coach.taps(FR("coach.menu.hand_over"))
    assert {"co_coach", FR("coach.nameless")} <= set(coach.buttons)
    await coach.taps("co_coach")
    assert FR("coach.handing.for_good") in coach.buttons

    await other.says("/coach")
    assert FR("coach.handing.nobody") in await other.taps(FR("coach.menu.hand_over"))
    await other.taps(FR("coach.invite.more.co_coach"))
    assert FR("coach.invite.copy") in other.buttons


async def test_a_sponsor_goes_as_they_came(hall: Hall) -> None:
    sponsor = hall.phone("sponsor")
    await sponsor.says("/coach")
    await sponsor.taps(FR("joining.buttons.leave"))

    assert FR("coaches.sharing.left", cohort="Chambre") in await sponsor.taps(FR("coach.handing.leave_yes"))


async def test_a_member_is_removed_with_all_they_shared_and_may_come_back(hall: Hall) -> None:
    await hall.shared()
    coach = hall.phone("owner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.board"))
    await coach.taps("learner")
    assert FR("coach.member.remove_sure", name="learner", group="Chambre") in await coach.taps(
        FR("coach.member.remove")
    )
    assert FR("coach.member.removed", name="learner") in await coach.taps(FR("coach.member.remove_yes"))
    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.board"))
    assert "learner" not in coach.buttons


async def test_wednesdays_are_turned_on_and_off_and_the_pages_open_once(hall: Hall) -> None:
    coach = hall.phone("owner")
    await coach.says("/coach")
    assert FR("coach.week.told.begin") in await coach.taps(FR("coach.menu.weekly.begin"))
    await coach.taps(FR("coach.buttons.back"))
    assert FR("coach.week.told.stop") in await coach.taps(FR("coach.menu.weekly.stop"))
    await coach.taps(FR("coach.buttons.back"))
    await coach.taps(FR("coach.menu.web"))
    assert coach.buttons[FR("coach.web.open")].startswith(f"{WEB}/in/")


async def test_of_two_groups_the_one_that_is_chosen_sees_it_and_the_other_nothing(hall: Hall) -> None:
    group = hall.group
    result = await group.rehearse("learner", SHY[1])
    async with group.store.transaction() as tx:
        assert group.other_cohort
        other = group.people["other_coach"]
        invited = await invitations.invite(group.notebook, tx, other, group.other_cohort.id)
        assert isinstance(invited, Invited)
        await invitations.join(group.notebook, tx, group.people["learner"], invited.token)
    learner = hall.phone("learner")
    await learner.says("/marks")
    await learner.taps(FR("joining.seen.nothing"))
    await learner.taps("Ailleurs")
    told = await learner.taps(FR("joining.share.marks"))

    assert "Ailleurs" in told
    assert "Chambre" not in told
    async with group.store.transaction() as tx:
        assert [one.cohort for one in await tx.sharing.of_result(result)] == [group.other_cohort.id]


async def test_two_conversations_make_a_curve_that_can_be_drawn(hall: Hall) -> None:
    await hall.shared()
    async with hall.group.store.transaction() as tx:
        await hall.group.assign(tx)
    again = await hall.group.rehearse("learner", SHY[2])
    async with hall.group.store.transaction() as tx:
        await hall.group.share(tx, "learner", again, Level.MARKS)
    coach = hall.phone("owner")
    await coach.says("/coach")
    await coach.taps(FR("coach.menu.board"))
    await coach.taps("learner")

    picture = next(one for one in coach.sent if one.method == "sendPhoto")
    drawn = (await painted(picture.payload))["photo"]
    assert isinstance(drawn, Attachment)
    assert drawn.content.startswith(b"\x89PNG")
    assert FR("coach.member.picture", name="learner") == picture.payload["caption"]
    assert {"1", "2 💬"} <= set(coach.buttons)
