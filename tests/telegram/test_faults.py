"""When Telegram or the line fails: nothing is lost, order holds, and nothing happens twice that must not."""

from __future__ import annotations

import asyncio
import random

import pytest

from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.voice import TRANSCRIBE
from coaching.services.records import KeptTurn, Outgoing
from coaching.store import DatabaseStore
from tests.bot_api.faults import Fault
from tests.bot_api.people import PATIENCE, Person
from tests.bot_api.server import BotApi
from tests.bot_api.webhook import Hook
from tests.telegram.bots import running
from tests.telegram.oddities import KINDS, odd
from tests.telegram.walks import walk_up

QUESTIONS = [
    "Bonsoir! Rassurez-vous, je n'ai rien à vendre.",
    "Qu'est-ce que vous aimez photographier?",
    "Comment avez-vous commencé?",
    "Et l'hiver, comment ça se passe?",
]


async def turns_of(store: DatabaseStore, person: Person) -> tuple[KeptTurn, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        return tuple(turn for rehearsal in await tx.rehearsals.all(learner) for turn in rehearsal.turns)


def spoken(text: str) -> str:
    """A reply as it is shown: no asterisks around what one sees."""
    return text.replace("*", "")


@pytest.mark.parametrize("fault", list(Fault))
async def test_one_failing_call_costs_no_reply(api: BotApi, store: DatabaseStore, fault: Fault) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        api.state.faults.next_time(fault, "sendMessage", sophie.id)

        reply = await sophie.ask(QUESTIONS[0])
        await sophie.ask("/aide")

    (turn,) = await turns_of(store, sophie)
    assert spoken(turn.reply) in reply.text
    copies = [message for message in sophie.heard if message.text == reply.text]
    assert len(copies) == (2 if fault is Fault.DROPPED_AFTER else 1)
    assert api.state.too_soon == []


@pytest.mark.parametrize("fault", [Fault.SERVER, Fault.DROPPED_BEFORE, Fault.DROPPED_AFTER, Fault.FLOOD])
async def test_failing_polls_lose_nothing(api: BotApi, store: DatabaseStore, fault: Fault) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        api.state.faults.next_time(fault, "getUpdates", times=2)

        await sophie.ask(QUESTIONS[0])
        await sophie.ask(QUESTIONS[1])

    assert [turn.text for turn in await turns_of(store, sophie)] == QUESTIONS[:2]


async def test_a_chat_told_to_wait_holds_up_nobody_else(api: BotApi, store: DatabaseStore) -> None:
    async with running(api, store):
        held, other = api.person("Paul"), api.person("Léa")
        await walk_up(held)
        await walk_up(other)
        api.state.faults.retry_after = 2
        api.state.faults.next_time(Fault.FLOOD, "sendMessage", held.id)

        held.skip()
        await held.say(QUESTIONS[0])
        for question in QUESTIONS:
            await other.ask(question)
        assert len(held.heard) == held.read

        await held.next()

    assert api.state.too_soon == []


async def test_a_chat_told_to_wait_by_any_call_is_left_alone(api: BotApi, store: DatabaseStore) -> None:
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        for method in ("sendChatAction", "editMessageReplyMarkup"):
            api.state.faults.next_time(Fault.FLOOD, method, sophie.id)
            await sophie.ask(QUESTIONS[0])
            await sophie.ask("/fin")
            await sophie.press("Passer")
            await sophie.wait_for("À essayer")
            await sophie.press("Rejouer")
            await sophie.wait_for("Avant d'y aller")
            await sophie.press("Passer")
            await sophie.wait_for("simulée")
            await sophie.wait_for(" — ")

    assert api.state.faults.count[Fault.FLOOD] == 2
    assert api.state.too_soon == []


async def test_a_tap_whose_answer_is_lost_on_the_way_is_answered_again(api: BotApi, store: DatabaseStore) -> None:
    async with running(api, store):
        sophie = api.person()
        await sophie.ask("/start")
        api.state.faults.next_time(Fault.DROPPED_BEFORE, "answerCallbackQuery", times=2)

        query = await sophie.press("Français")
        answer = await sophie.answered(query)

    assert answer.query_id == query
    assert api.state.faults.count[Fault.DROPPED_BEFORE] == 2


async def test_under_a_storm_of_faults_every_message_is_answered_once_and_in_order(
    api: BotApi, store: DatabaseStore
) -> None:
    api.state.faults.rates = {Fault.SERVER: 0.05, Fault.DROPPED_BEFORE: 0.03, Fault.DROPPED_AFTER: 0.03}
    api.state.faults.duplicates = 0.2
    people = [api.person(f"P{number}") for number in range(8)]
    said: dict[int, list[int]] = {}

    async def talk(person: Person) -> None:
        await walk_up(person)
        said[person.id] = [await person.say(question) for question in QUESTIONS]

    async with running(api, store):
        await asyncio.gather(*map(talk, people))
        for person in people:
            await person.wait_for_all([spoken(turn.reply) for turn in await settled(store, person, len(QUESTIONS))])

    for person in people:
        turns = await turns_of(store, person)
        assert [turn.update_id for turn in turns] == said[person.id]
        first_shown = [next(i for i, m in enumerate(person.heard) if spoken(t.reply) in m.text) for t in turns]
        assert first_shown == sorted(first_shown)


async def settled(store: DatabaseStore, person: Person, count: int) -> tuple[KeptTurn, ...]:
    """The person's turns, once there are that many."""
    while len(turns := await turns_of(store, person)) < count:
        await person.changed()
    return turns


async def test_a_flood_from_one_chat_makes_nobody_else_wait_for_it(api: BotApi, store: DatabaseStore) -> None:
    flooder, sophie = api.person("Flo"), api.person()
    async with running(api, store):
        await walk_up(flooder)
        await walk_up(sophie)
    for number in range(60):
        await flooder.say(f"Bonjour {number}")
    await sophie.say(QUESTIONS[0])

    flooder.skip()
    sophie.skip()

    async with running(api, store):
        await sophie.next()
        assert len(flooder.heard) - flooder.read < 30


async def test_a_duplicated_update_acts_once(api: BotApi, store: DatabaseStore) -> None:
    api.state.faults.duplicates = 1.0
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)
        for question in QUESTIONS:
            await sophie.ask(question)

    assert [turn.text for turn in await turns_of(store, sophie)] == QUESTIONS
    assert len({message.text for message in sophie.heard}) == len(sophie.heard)


async def test_ids_that_begin_anew_lower_are_answered(api: BotApi, store: DatabaseStore) -> None:
    async with running(api, store, wait=1):
        sophie = api.person()
        await walk_up(sophie)
        await api.state.updates.wait_until_confirmed()
        await api.state.updates.wait_for_poll(api.state.updates.polled + 1)  # an idle week

        await api.state.updates.skip_to(17)

        assert (await sophie.ask(QUESTIONS[0])).marked("bold")


async def test_a_restart_in_the_middle_goes_on_where_it_stood(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        await sophie.ask(QUESTIONS[0])

    await sophie.say(QUESTIONS[1])
    async with running(api, store):
        await sophie.next()
        await sophie.ask(QUESTIONS[2])

    turns = await turns_of(store, sophie)
    assert [turn.text for turn in turns] == QUESTIONS[:3]
    assert [turn.number for turn in turns] == [1, 2, 3]


async def test_asked_to_stop_it_answers_what_it_took(api: BotApi, store: DatabaseStore) -> None:
    people = [api.person(f"P{number}") for number in range(10)]
    async with running(api, store) as stop:
        for person in people:
            await person.say("/start")
        await api.state.updates.wait_until_confirmed()
        stop.set()

    assert all(person.heard for person in people)


async def test_two_pollers_are_told_apart_kindly(
    api: BotApi, store: DatabaseStore, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(api, store):
        intruder = asyncio.create_task(api.state.updates.get(0, 100, 0.3))
        await intruder
        sophie = api.person()
        await sophie.ask("/start")

    assert "another copy of this bot" in caplog.text


async def test_a_webhook_somebody_set_is_taken_away_and_what_waited_is_answered(
    api: BotApi, store: DatabaseStore
) -> None:
    await api.state.webhook.set(Hook("http://127.0.0.1:9/nobody-is-there"))
    sophie = api.person()
    await sophie.say("/start")

    async with running(api, store):
        assert "Sophie" in (await sophie.next()).text


async def test_updates_of_every_odd_shape_leave_the_bot_answering(api: BotApi, store: DatabaseStore) -> None:
    dice = random.Random(20261122)
    sophie = api.person()
    async with running(api, store):
        await walk_up(sophie)
        for _ in range(300):
            await api.state.updates.add(dice.choice(KINDS), odd(dice, sophie.id))
        async with asyncio.timeout(PATIENCE):
            await api.state.updates.wait_until_confirmed()

        await sophie.say("/aide")
        page = await sophie.wait_for("Comment ça marche")

    assert "/pratiquer" in page.text


async def test_an_update_that_breaks_the_bot_is_put_aside_and_the_chat_goes_on(
    api: BotApi, store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coaching.services.practice import Practice

    say = Practice.say

    async def poisoned(self: Practice, *given: object, **named: object) -> object:
        if "poison" in str(given[2]):
            raise ZeroDivisionError
        return await say(self, *given, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Practice, "say", poisoned)
    async with running(api, store):
        sophie = api.person()
        await walk_up(sophie)

        assert "mal tourné" in (await sophie.ask("poison")).text
        assert (await sophie.ask(QUESTIONS[0])).marked("bold")


async def test_an_errand_of_which_nothing_can_be_told_is_given_up_and_holds_up_nobody(
    api: BotApi, store: DatabaseStore
) -> None:
    async with running(api, store):
        sophie, other = api.person(), api.person("Léa")
        await walk_up(sophie)
        async with store.transaction() as tx:
            await tx.outbox.enqueue([Outgoing(sophie.id, TRANSCRIBE, {"file_id": "whose voice nobody noted"})])

        assert (await sophie.ask(QUESTIONS[0])).marked("bold")
        assert "Léa" in (await other.ask("/start")).text


async def test_marks_telegram_cannot_read_go_as_plain_text(
    api: BotApi, store: DatabaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coaching.faces.telegram.greeting.bold", lambda text: f"<b>{text}")
    async with running(api, store):
        sophie = api.person()

        assert (await sophie.ask("/start")).text.startswith("Bonjour Sophie!")


async def test_one_chat_gets_no_more_than_its_pace(api: BotApi, store: DatabaseStore) -> None:
    api.state.flood.of_chat = (3, 4.0)
    async with running(api, store, Pace(burst=3, per_chat=3.9)):
        sophie = api.person()
        for _ in range(6):
            await sophie.say("/aide")
        for _ in range(6):
            await sophie.next()

    assert [call.outcome for call in api.state.made("sendMessage")] == ["ok"] * 6
