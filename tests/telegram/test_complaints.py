"""What somebody complained of in a coach's scenario: read by its author, settled, and told to whoever complained."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coaching.authoring.starter import starter
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.reminding import Reminding, tellers_of
from coaching.faces.telegram.scenario_files import PUBLISH, Publication
from coaching.faces.telegram.shelf import House, Shelf
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.visits import Place, Stage
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services import cohorts, own_scenarios
from coaching.services.cohort_records import KeptOwnScenario
from coaching.services.inspecting import Inspected
from coaching.services.records import Claimed, Kind, Outgoing
from tests.content import library
from tests.services.groups import Group, a_group
from tests.telegram.phones import Phone

FR = read_words(Language.FR)
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)
TEXT = starter("Dominique", Path("dominique.yaml"), Language.FR)
AGAIN = TEXT.replace("Dominique", "Camille")
REASON = "Il insiste <trop>."


@dataclass
class Workshop:
    """A group that plays what its owner wrote."""

    group: Group
    talk: Talk
    own: KeptOwnScenario

    def phone(self, who: str) -> Phone:
        return Phone(self.group.store, self.talk, self.group.people[who].user_id)

    async def complain(self, who: str, reason: str = REASON, phone: Phone | None = None) -> Outgoing:
        """What its author is told of it."""
        phone, plain = phone or self.phone(who), FR("own.buttons.no_words")
        phone.buttons = {"report": Press(Deed.REPORT, 0, self.own.id).data()}
        assert FR("own.why") in await phone.taps("report")
        await (phone.says(reason) if reason else phone.taps(plain))
        author = self.group.people["owner"].chat_id
        return next(one for one in phone.sent if one.chat_id == author)

    async def mend(self) -> tuple[Outgoing, ...]:
        """Another version in the group; what its author is told of that."""
        async with self.group.store.transaction() as tx:
            owner = self.group.people["owner"]
            await own_scenarios.save_draft(self.group.notebook, tx, owner, "dominique", AGAIN)
            given = {"own": self.own.id, "cohort": self.group.id, "lang": "fr"}
            claimed = Claimed(1, owner.chat_id, PUBLISH, given, Kind.REPLY, 1)
            return tuple(await Publication(self.group.store, None).told(tx, claimed, Inspected(AGAIN)))

    async def remind(self, who: str) -> Phone:
        """A phone with all that they are told by now, and the newest buttons."""
        phone = self.phone(who)
        house = House(self.group.practice, tuple(library().values()), Shelf())
        await Reminding(self.group.store, tellers_of(house), lambda: None).once()
        async with self.group.store.transaction() as tx:
            while claimed := await tx.outbox.claim(10):
                for one in claimed:
                    await tx.outbox.sent(one.id, 1)
                    if one.chat_id == self.group.people[who].chat_id:
                        phone.text += str(one.payload["text"])
                        phone.buttons |= labels(one.payload)
        return phone


def labels(payload: object) -> dict[str, str]:
    markup = payload.get("reply_markup") if isinstance(payload, dict) else None
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    return {button["text"]: button["callback_data"] for row in rows for button in row}


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    async with a_group() as group:
        group.clock.now = MONDAY
        async with group.store.transaction() as tx:
            for who, learner in group.people.items():
                wishes = replace(learner.preferences, reminders=True)
                group.people[who] = replace(learner, preferences=wishes, stage=Stage(Place.READY).written())
                await tx.learners.save(group.people[who])
            owner = group.people["owner"]
            own = await own_scenarios.save_draft(group.notebook, tx, owner, "dominique", TEXT)
            assert isinstance(own, KeptOwnScenario)
            await own_scenarios.publish(tx, owner, own.id, [group.id], Inspected(TEXT))
        yield Workshop(group, Talk(group.practice, tuple(library().values())), own)


async def test_what_is_left_as_it_is_counts_no_more_and_whoever_complained_is_told_kindly(workshop: Workshop) -> None:
    coach = workshop.phone("owner")
    coach.buttons = labels((await workshop.complain("learner")).payload)
    page = await coach.taps(FR("workshop.buttons.complaints"))
    assert "Il insiste &lt;trop&gt;." in page
    assert FR("workshop.complaint.version", number=1) in page
    assert FR("workshop.buttons.mended", number=1) not in coach.buttons
    assert FR("workshop.complaint.how") in page

    told = await coach.taps(FR("workshop.buttons.stays"))

    assert FR("workshop.complaint.settled") in told
    assert FR.count("workshop.state.published", 1, number=1) in told
    assert FR("workshop.buttons.complaints") not in coach.buttons
    learner = await workshop.remind("learner")
    assert learner.text == FR("own.settled.stays", name="dominique")
    assert learner.buttons == {}
    assert (await workshop.remind("learner")).text == ""  # once
    await workshop.complain("learner", "")  # and may complain again


async def test_a_new_version_asks_whether_it_mends_what_waits_and_leads_whoever_complained_back(
    workshop: Workshop,
) -> None:
    await workshop.complain("learner", "")
    await workshop.complain("other_learner")
    coach, (told,) = workshop.phone("owner"), await workshop.mend()
    assert FR.count("workshop.complaint.waiting", 2) in str(told.payload["text"])
    coach.buttons = labels(told.payload)

    first = await coach.taps(FR("workshop.buttons.complaints"))
    assert FR("workshop.complaint.number", number=1, of=2) in first
    assert FR("workshop.state.no_reason") in first
    second = await coach.taps(FR("workshop.buttons.next"))
    assert "Il insiste" in second
    assert FR("workshop.state.no_reason") in await coach.taps(FR("workshop.buttons.next"))  # and round again
    assert "Il insiste" in await coach.taps(FR("workshop.buttons.mended", number=2))
    learner = await workshop.remind("learner")
    assert FR("own.settled.mended", name="dominique", number=2) in learner.text
    await learner.taps(FR("joining.buttons.see"))
    assert FR("phone.nerves.before") in await learner.taps(FR("own.button", name="dominique"))

    # Given to nobody any more, it is told all the same, without a way to it.
    async with workshop.group.store.transaction() as tx:
        await own_scenarios.withdraw(tx, workshop.group.people["owner"], workshop.own.id, workshop.group.id)
    await coach.taps(FR("workshop.buttons.mended", number=2))
    other = await workshop.remind("other_learner")
    assert FR("own.settled.mended", name="dominique", number=2) in other.text
    assert other.buttons == {}


async def test_an_owner_who_did_not_write_it_hears_of_it_and_settles_nothing(workshop: Workshop) -> None:
    group = workshop.group
    async with group.store.transaction() as tx:
        heir = await group.member(tx, "co_coach")
        await cohorts.hand_over(tx, group.people["owner"], heir.id)
    phone = workshop.phone("learner")
    assert labels((await workshop.complain("learner", phone=phone)).payload)
    (heard,) = (one for one in phone.sent if one.chat_id == group.people["co_coach"].chat_id)
    assert "Il insiste" in str(heard.payload["text"])
    assert labels(heard.payload) == {}
    async with group.store.transaction() as tx:
        (complaint,) = await tx.own_scenarios.reports(workshop.own.id)

    for who in ("co_coach", "learner", "stranger"):
        phone = workshop.phone(who)
        phone.buttons = {"open": Press(Deed.OWN_COMPLAINTS, 0, workshop.own.id).data()}
        assert await phone.taps("open") == FR("workshop.gone")
        async with group.store.transaction() as tx:
            stage = Stage(Place.READY, 5, frozenset({Deed.OWN_STAYS}), workshop.own.id).written()
            await tx.learners.save(replace(group.people[who], stage=stage))
        phone.buttons = {"stays": Press(Deed.OWN_STAYS, 5, complaint.id).data()}
        assert await phone.taps("stays") == FR("workshop.gone")

    async with group.store.transaction() as tx:
        assert [one.settled for one in await tx.own_scenarios.reports(workshop.own.id)] == [None]
