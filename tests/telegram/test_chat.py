"""A rehearsal as a chat: pieces of one message, corrections, nods, the buttons under a line, confetti."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from coaching.faces.telegram.tempo import Tempo
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services import learners
from coaching.services.journey_records import JourneyKind
from coaching.services.journeys import standing
from coaching.services.records import KeptTurn
from coaching.store import DatabaseStore, Keys
from tests.bot_api import posting
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.store.stores import Clock
from tests.telegram.bots import SECRET, running
from tests.telegram.test_club import ASKS, ROUND, kept_of
from tests.telegram.test_club import begin as begin_at_the_club
from tests.telegram.test_evening import BUTTON, GOODBYE, GREETING, go_out, said
from tests.telegram.walks import SLIPPING, debriefed, walk_up

FR = read_words(Language.FR)
LONG = "J'ai commencé dans la cuisine de ma grand-mère, un dimanche de pluie. " * 52  # more than 3,500 characters


async def turns(store: DatabaseStore, person: Person) -> tuple[KeptTurn, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        kept = await tx.rehearsals.last(learner)
        assert kept
        return kept.turns


async def until_said(store: DatabaseStore, person: Person, text: str) -> None:
    """Until the attendee has heard that, answered or not."""
    while not any(turn.text == text for turn in await turns(store, person)):
        await asyncio.sleep(0.01)


def lines(person: Person, since: int) -> list[Posted]:
    """What the attendee said after the first so many messages."""
    return [one for one in person.heard[since:] if " — " in one.text]


def is_line(one: Posted) -> bool:
    return one.button(FR("chat.buttons.end")) is not None


@asynccontextmanager
async def thoughtful(api: BotApi, file: Path, clock: Clock) -> AsyncIterator[DatabaseStore]:
    """A bot whose attendees think as long as that clock says."""
    store = await DatabaseStore.open(f"sqlite:///{file}", Keys(SECRET), clock=clock)
    try:
        async with running(api, store, tempo=Tempo(0.3)):
            yield store
            clock.turn(60)  # or it would wait for what is still to be said
    finally:
        await store.close()


async def test_what_is_added_while_the_attendee_thinks_is_part_of_the_message(api: BotApi, tmp_path: Path) -> None:
    clock = Clock()
    async with thoughtful(api, tmp_path / "bot.sqlite3", clock) as store:
        sophie = api.person()
        await walk_up(sophie)
        heard = len(sophie.heard)
        first, second, third = (*SLIPPING[Language.FR][:2], "Vous en faites depuis longtemps?")

        clock.turn(30)
        await sophie.say(first)
        await until_said(store, sophie, first)
        await sophie.say(second)
        await until_said(store, sophie, f"{first}\n{second}")
        assert len(sophie.heard) == heard
        clock.turn(5)
        await sophie.until(lambda: len(sophie.heard) > heard, "the answer to both")

        clock.turn(30)
        await sophie.say(third)
        await until_said(store, sophie, third)
        clock.turn(5)
        await sophie.until(lambda: len(lines(sophie, heard)) == 2, "the answer to the third")
        standing = [turn.text for turn in await turns(store, sophie) if not turn.withdrawn]
        assert standing == [f"{first}\n{second}", third]


async def test_a_long_message_cut_in_pieces_is_one_turn(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        heard = len(sophie.heard)

        await sophie.say(LONG)
        await sophie.say("Et vous, comment avez-vous commencé?")
        await sophie.next()

        standing = [turn.text for turn in await turns(store, sophie) if not turn.withdrawn]
    assert standing == [f"{LONG}\nEt vous, comment avez-vous commencé?"]
    assert len(sophie.heard) == heard + 1


async def texts_said(store: DatabaseStore, person: Person, kind: JourneyKind) -> list[str]:
    """What was said in an evening or a season, first pieces left out."""
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        journey = await tx.journeys.last(learner, kind)
        assert journey
        done = [json.loads(step.did) for step in standing(await tx.journeys.steps(learner, journey.id))]
        speaks = ("say", "leave", "introduce")
        return [one["text"] for one in done if one.get("kind", one.get("doing")) in speaks]


async def until_in(store: DatabaseStore, person: Person, kind: JourneyKind, text: str) -> None:
    """Until that was understood as one thing said, answered or not."""
    while text not in await texts_said(store, person, kind):
        await asyncio.sleep(0.01)


async def in_two_pieces(
    store: DatabaseStore, clock: Clock, person: Person, kind: JourneyKind, first: str, rest: str
) -> int:
    """The second while nobody has answered the first; how many messages that brought."""
    heard = len(person.heard)
    clock.turn(30)
    await person.say(first)
    await until_in(store, person, kind, first)
    await person.say(rest)
    await until_in(store, person, kind, f"{first}\n{rest}")
    assert len(person.heard) == heard
    clock.turn(5)
    await person.until(lambda: len(person.heard) > heard, "the answer to both")
    return len(person.heard) - heard


async def test_in_a_room_too_what_is_added_is_part_of_the_message_and_of_a_leave(api: BotApi, tmp_path: Path) -> None:
    clock, greeting, goodbye = Clock(), GREETING[Language.FR], GOODBYE[Language.FR]
    async with thoughtful(api, tmp_path / "bot.sqlite3", clock) as store:
        sophie = api.person()
        await go_out(sophie, Language.FR)
        await sophie.press("1 · ")
        await sophie.wait_for(" — ")

        assert await in_two_pieces(store, clock, sophie, JourneyKind.EVENING, "Bonsoir!", greeting) == 1
        await sophie.press(FR(BUTTON + "leave"))
        await sophie.wait_for(said(FR, "telegram_evening.leave"))
        await in_two_pieces(store, clock, sophie, JourneyKind.EVENING, "Bon.", goodbye)

        assert await texts_said(store, sophie, JourneyKind.EVENING) == [f"Bonsoir!\n{greeting}", f"Bon.\n{goodbye}"]


async def test_at_the_club_too_in_the_round_and_in_a_small_room(api: BotApi, tmp_path: Path) -> None:
    clock, asks = Clock(), ASKS[Language.FR]
    async with thoughtful(api, tmp_path / "bot.sqlite3", clock) as store:
        sophie = api.person()
        await begin_at_the_club(sophie, Language.FR)

        assert await in_two_pieces(store, clock, sophie, JourneyKind.SEASON, ROUND[Language.FR], "Voilà!") == 1
        sophie.skip()
        await sophie.say("/club")
        await sophie.next()
        await sophie.press("Réal")
        await sophie.wait_for("Réal — ")
        assert await in_two_pieces(store, clock, sophie, JourneyKind.SEASON, "Bonjour Réal!", asks[1]) == 1
        sophie.skip()
        await sophie.edit(f"{asks[1]} Hein?")
        assert "/retour" in (await sophie.next()).text

        _, kept = await kept_of(store, sophie)
        meeting = kept.attendance.meeting
        assert [one.text for one in kept.attendance.season.introductions] == [f"{ROUND[Language.FR]}\nVoilà!"]
        assert meeting
        assert [one.text for one in meeting.conversation.turns] == [f"Bonjour Réal!\n{asks[1]}"]


async def test_two_messages_answered_at_once_are_two_turns(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        for text in SLIPPING[Language.FR][:2]:
            await sophie.say(text)
        await sophie.next()
        await sophie.next()

        assert [turn.text for turn in await turns(store, sophie)] == list(SLIPPING[Language.FR][:2])


@pytest.mark.usefixtures("bot")
async def test_a_burst_of_corrections_is_answered_once_and_none_outside_a_rehearsal(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Bonsoir!")

    await sophie.edit("Bonsoir vous!")
    assert "/retour" in (await sophie.next()).text
    await sophie.edit("Bonsoir vous tous!")
    await sophie.edit("Bonsoir tout le monde!")
    assert (await sophie.ask("/aide")).text.startswith(FR("telegram.help.title"))

    paul = api.person("Paul")
    await walk_up(paul)
    await paul.ask("Bonsoir!")
    await paul.ask("/fin")
    await paul.edit("Bonsoir vous!")
    assert (await paul.ask("/aide")).text.startswith(FR("telegram.help.title"))


@pytest.mark.usefixtures("bot")
async def test_a_nod_at_ones_own_message_where_one_likes_that(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)

    async def nodded_at(text: str, emoji: str) -> None:
        number = sophie.chat.last_id + 1
        await sophie.ask(text)
        await sophie.until(lambda: sophie.chat.posted[number].reaction == emoji, emoji)

    await nodded_at(SLIPPING[Language.FR][0], FR("chat.nods.reassurance"))
    await nodded_at(SLIPPING[Language.FR][2], FR("chat.nods.slip"))
    await wish(store, sophie, reactions=False)
    await sophie.ask(SLIPPING[Language.FR][0])
    await wish(store, sophie, reactions=True)
    await nodded_at(SLIPPING[Language.FR][2], FR("chat.nods.slip"))

    assert [one.reaction for one in sophie.chat.posted.values()].count(FR("chat.nods.reassurance")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_nod_at_what_is_said_in_taking_leave_in_a_room(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await go_out(sophie, Language.FR)
    await wish(store, sophie, reactions=True)
    await sophie.press("1 · ")
    await sophie.wait_for(" — ")
    await sophie.ask(GREETING[Language.FR])
    await sophie.press(FR(BUTTON + "leave"))
    await sophie.wait_for(said(FR, "telegram_evening.leave"))

    number = sophie.chat.last_id + 1
    await sophie.say(SLIPPING[Language.FR][2])

    await sophie.until(lambda: sophie.chat.posted[number].reaction == FR("chat.nods.slip"), "a nod at the slip")
    assert sophie.chat.actions.count("typing") >= 1


async def wish(store: DatabaseStore, person: Person, **wishes: object) -> None:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        await learners.prefer(tx, learner, replace(learner.preferences, **wishes))  # type: ignore[arg-type]


@pytest.mark.usefixtures("bot")
async def test_who_wants_no_sign_of_typing_sees_none(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("Bonsoir!")
    assert sophie.chat.actions == ["typing"]

    await wish(store, sophie, typing=False)
    await sophie.ask("Qu'est-ce qui vous amène?")

    assert sophie.chat.actions == ["typing"]


@pytest.mark.usefixtures("bot")
async def test_a_line_has_a_hint_the_reason_and_the_end_under_it_and_each_acts_once(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    line = await sophie.ask("Bonsoir!")
    hint, why = line.button(FR("chat.buttons.hint")), line.button(FR("chat.buttons.why"))
    assert hint
    assert why

    await sophie.tap(line, hint)
    again = await sophie.tap(line, hint)
    assert "ne sert plus" in (await sophie.answered(again)).text
    told = await sophie.next()
    assert "💡" in told.text
    assert not sophie.chat.posted[line.message_id].keyboard
    assert told.button(FR("telegram.buttons.hint"))

    line = await sophie.ask("Qu'est-ce qui vous amène?")
    sophie.skip()
    await sophie.press(FR("chat.buttons.why"))
    assert FR("why.title") in (await sophie.next()).text
    await sophie.press(FR("chat.buttons.end"))
    assert "aimé parler avec vous" in (await sophie.next()).text


@pytest.mark.usefixtures("bot")
async def test_what_counts_can_still_be_asked_after_a_hint_or_a_message(api: BotApi) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)
    rules = opening.button(FR("telegram.buttons.rules"))
    assert rules

    await sophie.ask("/indice")
    await sophie.ask("Bonsoir!")
    sophie.skip()
    tap = await sophie.tap(opening, rules)

    assert (await sophie.answered(tap)).text == ""
    assert FR("brief.title") in (await sophie.next()).text


@pytest.mark.usefixtures("bot")
async def test_who_wants_no_hints_is_offered_none(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await wish(store, sophie, hints="none")

    line = await sophie.ask("Bonsoir!")

    assert is_line(line)
    assert line.button(FR("chat.buttons.hint")) is None


GOOD = (
    "Bonsoir! Rassurez-vous, je n'ai rien à vendre ce soir. Qu'est-ce que vous aimez le plus photographier?",
    "Ça a l'air d'un métier où il faut de la patience. Comment avez-vous commencé?",
    "Si je comprends bien, ce sont les gens qui vous touchent. Qu'est-ce qui est le plus dur, en ce moment?",
    "Je connais quelqu'un qui pourrait vous aider avec ça, je peux vous mettre en contact, sans rien attendre.",
    "Moi aussi, j'ai mis des années à oser parler de mon travail. Et vous, qu'est-ce qui vous a aidé?",
    "Merci pour cette belle conversation, je vous laisse profiter de votre soirée!",
)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("is_taken", [True, False])
async def test_the_best_marks_so_far_come_with_confetti(
    api: BotApi, is_taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_taken:
        monkeypatch.setattr(posting, "EFFECTS", {})
    sophie = api.person()
    await walk_up(sophie)
    for text in GOOD:
        if not is_line(await sophie.ask(text)):
            break

    debrief = await debriefed(sophie, FR)

    assert debrief.effect == ("🎉" if is_taken else "")


@pytest.mark.usefixtures("bot")
async def test_poor_marks_come_without_ado(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][2])

    assert not (await debriefed(sophie, FR)).effect


@pytest.mark.usefixtures("bot")
async def test_what_cannot_be_undone_is_red(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("/oublier")
    await sophie.press(FR("telegram.buttons.forget"))
    last = await sophie.next()

    erase, keep = last.button(FR("telegram.buttons.erase")), last.button(FR("telegram.buttons.keep"))
    assert erase
    assert keep
    assert (erase.style, keep.style) == ("danger", "")
