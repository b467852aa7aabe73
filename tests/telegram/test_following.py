"""The day after and the real event, as a learner goes through them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching.event.hours import their_day
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services import learners
from coaching.services.journey_records import EventState, MissionState, ReminderState
from coaching.services.records import Learner
from coaching.store import DatabaseStore
from coaching.store.store import DatabaseTransaction
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library
from tests.telegram.walks import walk_in

pytestmark = pytest.mark.usefixtures("bot")
FR = read_words(Language.FR)


def said(key: str) -> str:
    """That sentence, as a pattern."""
    return re.escape(FR(key))


TALK = (
    "Inquiétez-vous pas, j'ai rien à vendre à soir! C'est quoi que vous aimez le mieux photographier?",
    "Comment vous faites pour qu'ils oublient la caméra?",
    "Et qu'est-ce qui est le plus difficile, ces temps-ci?",
)


async def learner_of(tx: DatabaseTransaction, person: Person) -> Learner:
    learner = await tx.learners.of_user(person.id)
    assert learner
    return learner


async def rehearse(person: Person, name: str) -> None:
    await person.ask("/pratiquer")
    await person.press(library()[name].name.first(Language.FR))
    await person.next()
    await person.press(FR("telegram.buttons.skip"))
    await person.wait_for(" — ")
    for text in TALK:
        await person.ask(text)
    await person.say("/fin")
    await person.next()
    await person.press(FR("telegram.buttons.skip"))
    await person.wait_for(said("debrief.try"))


async def test_a_note_is_written_marked_and_written_again_beside_the_first(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person("Sophie", "fr")
    await walk_in(sophie, Language.FR)
    await rehearse(sophie, "defensive_photographer")

    await sophie.say("/suivi")
    await sophie.wait_for(said("followup.whom"))
    await sophie.press("Étienne")
    await sophie.wait_for("quatre-vingts mots")
    await sophie.say("Bonjour, merci pour la soirée! Sophie")
    first = await sophie.wait_for(said("followup.again"))
    assert FR("followup.aspect.detail.missing") in first.text
    await sophie.say("Bonjour Étienne, merci! Vos artisans dans leur atelier me restent. Lequel préférez-vous?")
    second = await sophie.wait_for(said("followup.second"))

    assert FR("followup.aspect.detail.held") in second.text
    async with store.transaction() as tx:
        (note,) = await tx.followups.of(await learner_of(tx, sophie))
    assert note.text == "Bonjour, merci pour la soirée! Sophie"
    assert note.rewrite_score is not None
    assert note.rewrite_score > note.score


async def test_an_event_is_planned_reminded_of_and_told(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person("Sophie", "fr")
    await walk_in(sophie, Language.FR)
    await sophie.say("/evenement")
    await sophie.wait_for(said("event.when"))
    await sophie.say("mardi de la semaine des quatre jeudis peut-être")
    await sophie.wait_for(said("event.which"))
    await sophie.say("/evenement")
    await sophie.wait_for(said("event.when"))
    await sophie.say("dans 6 jours")
    await sophie.wait_for(said("event.which"))
    await sophie.press(FR("event.kind.five_to_seven"))
    await sophie.wait_for(said("event.hope"))
    await sophie.say("parler à deux personnes")
    await sophie.wait_for(said("event.nerves"))
    await sophie.press("8")
    plan = await sophie.wait_for(said("event.plan"))
    assert "parler à deux personnes" in plan.text
    assert plan.text.count("•") >= 6
    await sophie.press("18\u00a0h\u00a030")
    await sophie.wait_for("18\u00a0h\u00a030")

    async with store.transaction() as tx:
        learner = await learner_of(tx, sophie)
        wishes = learner.preferences
        await learners.prefer(tx, learner, replace(wishes, region="FR", zone=wishes.time_zone))
    assert (await sophie.ask("/evenement")).button("18h30")
    async with store.transaction() as tx:
        learner = await learner_of(tx, sophie)
        (event,) = await tx.events.of(learner)
        reminders = await tx.reminders.of(learner)
        zone = ZoneInfo(learner.preferences.time_zone)
    assert learner.preferences.reminders
    assert (event.nerves, event.hour, event.hope) == (8, "18:30", "parler à deux personnes")
    assert event.day == their_day(datetime.now(UTC), zone) + timedelta(days=6)
    assert 7 <= len(reminders) <= 8
    assert {one.state for one in reminders} == {ReminderState.PENDING}
    hours = {f"{one.due.astimezone(zone):%H:%M}" for one in reminders}
    assert hours == {"18:30", "08:00"}


async def test_the_day_after_three_questions_then_one_mission_at_a_time(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person("Sophie", "fr")
    await walk_in(sophie, Language.FR)
    await sophie.say("/evenement")
    await sophie.wait_for(said("event.when"))
    await sophie.say("demain")
    await sophie.wait_for(said("event.which"))
    await sophie.press(FR("event.kind.soiree"))
    await sophie.wait_for(said("event.hope"))
    await sophie.press(FR("telegram.buttons.skip"))
    await sophie.wait_for(said("event.nerves"))
    await _yesterday(store, sophie)
    await sophie.say("/evenement")
    await sophie.wait_for(said("event.after.went"))
    await sophie.press(FR("event.after.did_go"))
    for key, answer in (("one", "Nadia, brodeuse"), ("two", "Au buffet"), ("three", "4, et les questions")):
        await sophie.wait_for(said(f"event.after.{key}"))
        await sophie.say(answer)
    await sophie.wait_for(said("event.after.cards"))
    await sophie.say("Nadia, échangée\nLuc, reçue sans un mot")
    ledger = await sophie.wait_for(said("event.mission.title"))
    assert "demandées\u00a0: 0 · échangées\u00a0: 1 · reçues sans rien demander\u00a0: 1" in ledger.text
    await sophie.press(FR("event.mission.done"))
    await sophie.wait_for(said("event.mission.well_done"))
    await sophie.say("Elle a souri.")
    await sophie.wait_for(said("event.mission.kept"))

    async with store.transaction() as tx:
        learner = await learner_of(tx, sophie)
        (event,) = await tx.events.of(learner)
        (mission,) = await tx.events.missions(learner)
    assert event.state is EventState.HELD
    assert "Nadia, brodeuse" in event.told
    assert "les questions" in event.told
    assert (mission.state, mission.told) == (MissionState.DONE, "Elle a souri.")


async def test_what_is_passed_over_in_words_is_neither_a_hope_nor_somebodys_card(
    api: BotApi, store: DatabaseStore
) -> None:
    sophie = api.person("Sophie", "fr")
    await walk_in(sophie, Language.FR)
    await sophie.ask("/evenement")
    await sophie.ask("demain")
    await sophie.press(FR("event.kind.soiree"))
    await sophie.wait_for(said("event.hope"))
    await sophie.say("je sais pas")
    await sophie.wait_for(said("event.nerves"))
    await _yesterday(store, sophie)
    await sophie.ask("/evenement")
    await sophie.press(FR("event.after.did_go"))
    for key in ("one", "two", "three"):
        await sophie.wait_for(said(f"event.after.{key}"))
        await sophie.say("Bof.")
    await sophie.wait_for(said("event.after.cards"))
    await sophie.say("aucune carte")
    await sophie.wait_for(said("event.mission.title"))

    async with store.transaction() as tx:
        learner = await learner_of(tx, sophie)
        (event,) = await tx.events.of(learner)
        assert await tx.events.cards(learner) == ()
    assert event.hope == ""


async def _yesterday(store: DatabaseStore, person: Person) -> None:
    """As if two days had gone by."""
    async with store.transaction() as tx:
        learner = await learner_of(tx, person)
        (event,) = await tx.events.of(learner)
        await tx.events.save(learner, replace(event, day=event.day - timedelta(days=2)))
