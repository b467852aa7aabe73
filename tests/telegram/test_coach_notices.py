"""What comes unasked from a group: in the learner's words, on their clock, never at night, and only while it holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What, doubled
from coaching.faces.telegram.coaching_drafts import (
    AS_EVER,
    TARGETS,
    Draft,
    doubles_for,
    draft_of,
    read_draft,
    targets_for,
)
from coaching.faces.telegram.reminding import Reminding, tellers_of
from coaching.faces.telegram.shelf import House, Shelf
from coaching.faces.words import Variant, read_words
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services import assignments, cohorts, commenting, reviewing
from coaching.services.assignments import Wish
from coaching.services.cohort_records import KeptAssignment
from coaching.services.preferences import Address
from coaching.services.weeks import is_weekly, plan_weeks
from tests.content import library, rubric
from tests.services.groups import Group, a_group
from tests.services.practices import ATTENDEE

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)  # ten in the morning in Toronto, four in the afternoon in Paris
DUE = date(2026, 11, 30)
TU = read_words(Language.FR, Variant(Address.TU))
EN = read_words(Language.EN)
LINES = {"learner": TU, "other_learner": EN}


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    """One learner in Paris who is called tu, one in Toronto who speaks English; both want to be told."""
    async with a_group() as group:
        group.clock.now = MONDAY
        await wishing(group, "learner", zone="Europe/Paris", address=Address.TU, reminders=True)
        await wishing(group, "other_learner", zone="America/Toronto", reminders=True)
        await wishing(group, "owner", reminders=True)
        group.people["other_learner"] = replace(group.people["other_learner"], lang=Language.EN)
        async with group.store.transaction() as tx:
            await tx.learners.save(group.people["other_learner"])
        yield group


async def wishing(group: Group, who: str, **wishes: object) -> None:
    known = group.people[who]
    group.people[who] = replace(known, preferences=replace(known.preferences, **wishes))  # type: ignore[arg-type]  # spelled out by each test
    async with group.store.transaction() as tx:
        await tx.learners.save(group.people[who])


async def told(group: Group, days: float) -> list[tuple[str, datetime, str]]:
    """Who is told what and when in so many days."""
    house, end = House(group.practice, tuple(library().values()), Shelf()), group.clock.now + timedelta(days=days)
    chats = {one.chat_id: who for who, one in group.people.items()}
    heard = []
    while group.clock.now < end:
        await Reminding(group.store, tellers_of(house), lambda: None).once()
        async with group.store.transaction() as tx:
            while claimed := await tx.outbox.claim(10):
                for one in claimed:
                    heard.append((chats[one.chat_id], group.clock.now, str(one.payload["text"])))
                    await tx.outbox.sent(one.id, 1)
            due = await tx.reminders.next_due()
        group.clock.now = min(end, due) if due else end
    return heard


async def asked(group: Group, **wish: object) -> KeptAssignment:
    async with group.store.transaction() as tx:
        return await group.assign(tx, **({"day": DUE, "note": "Courage!"} | wish))


def hours(heard: list[tuple[str, datetime, str]], who: str, zone: str) -> list[tuple[date, time]]:
    there = [at.astimezone(ZoneInfo(zone)) for name, at, _ in heard if name == who]
    return [(at.date(), at.time()) for at in there]


async def test_each_is_told_in_their_words_on_their_clock_a_day_before_and_a_day_after(group: Group) -> None:
    await asked(group)

    heard = await told(group, 9)

    texts = {who: [text for name, _, text in heard if name == who] for who in LINES}
    name = library()[ATTENDEE].name
    what = TU("coaches.what.scenario", name=name.first(Language.FR))
    assert TU("coaches.notice.day_after", what=what) in texts["learner"][2]
    assert "mardi 1er décembre, 3\u00a0h" in texts["learner"][0]  # nine in the evening in Toronto
    assert "te propose" in texts["learner"][0]
    assert "Monday 30 November, 9\u00a0pm" in texts["other_learner"][0]
    assert all("Courage!" in one[0] and "Courage!" not in one[1] for one in texts.values())
    days = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 2)]
    assert hours(heard, "learner", "Europe/Paris") == list(zip(days, [time(16), time(8), time(8)], strict=True))
    assert [day for day, _ in hours(heard, "other_learner", "America/Toronto")] == [
        date(2026, 11, 23),
        date(2026, 11, 30),
        date(2026, 12, 2),
    ]


async def test_what_is_changed_or_taken_back_is_told_and_nothing_of_before_comes_any_more(group: Group) -> None:
    made = await asked(group)
    await told(group, 0.1)
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        wish = Wish(What.SCENARIO, ATTENDEE, DUE + timedelta(days=7), note="Plus tard")
        await assignments.edit(group.notebook, tx, owner, made.id, wish)
    changed = await told(group, 3)
    async with group.store.transaction() as tx:
        await assignments.withdraw(tx, owner, made.id)
    back = await told(group, 20)

    assert [who for who, _, _ in changed] == ["learner", "other_learner"]
    assert all("Plus tard" in text for _, _, text in changed)
    what = EN("coaches.what.scenario", name=library()[ATTENDEE].name.first(Language.EN))
    assert sorted(who for who, _, _ in back) == ["learner", "other_learner"]
    assert any(EN("coaches.notice.withdrawn", coach="The group “Chambre”", what=what) in text for _, _, text in back)


async def test_who_wants_to_hear_nothing_is_told_nothing(group: Group) -> None:
    await wishing(group, "learner", reminders=False)
    await asked(group)

    assert {who for who, _, _ in await told(group, 1)} == {"other_learner"}


async def test_each_answer_is_told_once_in_its_very_words_with_what_it_is_about(group: Group) -> None:
    await asked(group)
    result = await group.rehearse("learner")
    owner = group.people["owner"]
    async with group.store.transaction() as tx:
        await group.share(tx, "learner", result, Level.TRANSCRIPT)
        await commenting.comment(group.notebook, tx, owner, group.id, result, "Belle écoute.", turn=2)
        taken = await commenting.comment(group.notebook, tx, owner, group.id, result, "Oups.")
        await commenting.delete_comment(tx, owner, taken.id)  # type: ignore[union-attr]  # it was made just above
        await reviewing.review(group.notebook, tx, owner, group.id, result, 0, Decision.REJECT, note="Trop sévère.")
    heard = [text for who, _, text in await told(group, 0.5) if "📌" not in text]

    assert len(heard) == 2
    assert "Belle écoute." in heard[0]
    assert "photographier" in heard[0]
    assert "Trop sévère." in heard[1]
    assert "Oups." not in "".join(heard)


async def test_every_wednesday_morning_until_it_is_stopped(group: Group) -> None:
    await asked(group)
    owner = group.people["owner"]
    assert group.cohort
    async with group.store.transaction() as tx:
        await plan_weeks(tx, owner, group.cohort)
        assert await is_weekly(tx, owner, group.cohort)
    heard = [one for one in await told(group, 42) if one[0] == "owner"]
    async with group.store.transaction() as tx:
        await tx.reminders.stop(owner, group.cohort.id)
        assert not await is_weekly(tx, owner, group.cohort)

    wednesdays = [(date(2026, 11, 25) + timedelta(days=7 * week), time(9)) for week in range(6)]
    assert hours(heard, "owner", "America/Toronto") == wednesdays
    assert await told(group, 8) == []


async def test_a_coach_who_is_none_any_more_hears_of_no_week(group: Group) -> None:
    co_coach = group.people["co_coach"]
    await wishing(group, "co_coach", reminders=True)
    assert group.cohort
    async with group.store.transaction() as tx:
        await plan_weeks(tx, co_coach, group.cohort)
        member = await group.member(tx, "co_coach")
        await tx.cohorts.keep_member(replace(member, role=Role.SPONSOR))

    assert [one for one in await told(group, 8) if one[0] == "co_coach"] == []


async def test_who_is_handed_a_group_is_told_by_day_and_in_their_words(group: Group) -> None:
    await wishing(group, "co_coach", zone="America/Toronto", address=Address.TU, reminders=True)
    group.clock.now = MONDAY + timedelta(hours=12)  # ten in the evening there
    async with group.store.transaction() as tx:
        heir = await group.member(tx, "co_coach")
        await cohorts.hand_over(tx, group.people["owner"], heir.id)

    heard = [one for one in await told(group, 1) if one[0] == "co_coach"]

    assert [text for _, _, text in heard] == [f"👥 {TU('coaches.appointed.owner', cohort='Chambre')}"]
    assert hours(heard, "co_coach", "America/Toronto") == [(date(2026, 11, 24), time(8))]


@pytest.mark.parametrize("what", list(What))
def test_a_draft_is_read_as_it_was_written(what: What) -> None:
    for target, double in product(targets_for(what), doubles_for(what) or (AS_EVER,)):
        draft = Draft("c" * 36, what, "a" * 36, "m" * 36, DUE, 3, target, double, "b" * 36)
        assert read_draft(draft.written()) == draft
        wish = draft.wish("x", None, rubric())
        assert wish
        assert wish.target == TARGETS[target]
        assert wish.weights == (None if double == AS_EVER else doubled(Dimension(double), rubric()))
    assert read_draft("") is None
    assert read_draft("a b c") is None


def test_what_is_changed_keeps_what_was_made_elsewhere() -> None:
    target = TARGETS["total-60"]
    assert target
    known = KeptAssignment("i", "c", 1, What.SCENARIO, "x", MONDAY, "UTC", MONDAY, target=replace(target, least=63))
    for weights in ({Dimension.CURIOSITY: 70, Dimension.LISTENING: 30}, doubled(Dimension.LISTENING, rubric()), None):
        weighed = replace(known, weights=weights)

        wish = draft_of(weighed, rubric()).wish("", weighed, rubric())

        assert wish
        assert (wish.target, wish.weights) == (known.target, weights)
