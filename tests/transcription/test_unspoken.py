"""All that is no text: answered by whoever one talks to, never twice alike in a row, and none of it kept."""

from __future__ import annotations

import json
import random
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from coaching.faces.telegram.beside import Beside, read_beside
from coaching.faces.telegram.intake import Intake
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.unsaid import Unspoken, discreet
from coaching.faces.telegram.updates import Edited, Pressed, Said, Unknown, read_update
from coaching.faces.telegram.values import Json
from coaching.faces.telegram.visits import Place, Stage, read_stage
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Message
from coaching.store import DatabaseStore
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import understanding
from tests.telegram.bots import running
from tests.telegram.oddities import KINDS, odd
from tests.telegram.walks import walk_in, walk_up

FR = read_words(Language.FR)
WHO = {"id": 7, "is_bot": False, "first_name": "Sophie"}
STRANGER = {"type": "user", "sender_user": {"id": 8, "first_name": "Lise"}}
OWN = {"type": "user", "sender_user": {"id": 7, "first_name": "Sophie"}}


@pytest.fixture
async def bot(api: BotApi, store: DatabaseStore) -> AsyncIterator[None]:
    async with running(api, store):
        yield


def private(**content: object) -> Json:
    return {"update_id": 1, "message": {"message_id": 2, "from": WHO, "chat": {"id": 7, "type": "private"}, **content}}


async def send(person: Person, **content: object) -> Posted:
    person.skip()
    await person.send(content)
    return await person.next()


def said_in_role(kind: str) -> list[str]:
    keys = sorted(key for key in FR.sentences() if key.startswith(f"unspoken.in_role.{kind}."))
    return [FR(key).replace("*", "") for key in keys]


@pytest.mark.usefixtures("bot")
async def test_in_a_rehearsal_the_attendee_answers_and_never_twice_alike_in_a_row(api: BotApi) -> None:
    sophie = api.person()
    opening = await walk_up(sophie)
    sent: dict[str, dict[str, object]] = {
        "photo": {"photo": [{"file_id": "p"}]},
        "sticker": {"sticker": {"file_id": "s", "emoji": "🙂"}},
        "video": {"video_note": {"file_id": "v", "duration": 2}},
        "audio": {"audio": {"file_id": "a", "duration": 2}},
        "document": {"document": {"file_id": "d"}},
        "location": {"location": {"latitude": 45.5, "longitude": -73.6}},
        "contact": {"contact": {"first_name": "Lise", "phone_number": "+15145550123"}},
        "poll": {"poll": {"id": "1"}},
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
        "forwarded": {"text": "Bonjour à tous", "forward_origin": STRANGER},
    }

    for kind, content in sent.items():
        first, second, third = [await send(sophie, **content) for _ in range(3)]
        assert len({first.text, second.text, third.text}) == 3, kind
        for answer in (first, second, third):
            assert answer.marked("bold") == opening.marked("bold")
            assert answer.text.partition(" — ")[2] in said_in_role(kind)

    reply = await sophie.ask("Bonsoir! Qu'est-ce que vous aimez le plus photographier?")
    assert reply.marked("bold") == opening.marked("bold")


@pytest.mark.usefixtures("bot")
async def test_none_of_it_changes_what_the_attendee_thinks(api: BotApi, store: DatabaseStore) -> None:
    sophie, lise = api.person(), api.person("Lise")
    await walk_up(sophie)
    await walk_up(lise)
    await send(sophie, photo=[{"file_id": "p"}])
    await send(sophie, location={})
    await send(sophie, text="Achetez!", forward_date=1)

    for person in (sophie, lise):
        await person.ask("Bonsoir! Rassurez-vous, je n'ai rien à vendre.")

    sophies, lises = [await trust_of(store, person) for person in (sophie, lise)]
    assert sophies == lises


async def trust_of(store: DatabaseStore, person: Person) -> list[object]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        rehearsal = await tx.rehearsals.last(learner)
    assert rehearsal
    return [(turn.number, json.loads(turn.saved)["mind"]) for turn in rehearsal.standing]


@pytest.mark.usefixtures("bot")
async def test_a_caption_counts_as_the_message_and_an_album_has_one_answer(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    reply = await send(sophie, photo=[{"file_id": "p"}], caption="Qu'est-ce que vous aimez le plus photographier?")
    assert reply.text.partition(" — ")[2] not in said_in_role("photo")
    for number in range(4):
        sophie.skip() if number == 0 else None
        await sophie.send({"photo": [{"file_id": f"p{number}"}], "media_group_id": "12345678901234567"})
    assert (await sophie.next()).text.partition(" — ")[2] in said_in_role("photo")
    await sophie.say("/pourquoi")
    assert "Ce qui vient de se passer" in (await sophie.next()).text


@pytest.mark.usefixtures("bot")
async def test_ones_own_contact_is_a_card_handed_out_and_nobody_elses_is(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)

    other = await send(sophie, contact={"first_name": "Lise", "phone_number": "+15145550123", "user_id": 42})
    assert other.text.partition(" — ")[2] in said_in_role("contact")
    await send(sophie, contact={"first_name": "Sophie", "phone_number": "+15145550199", "user_id": sophie.id})

    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
        assert learner
        rehearsal = await tx.rehearsals.last(learner)
    assert rehearsal
    assert [turn.text for turn in rehearsal.standing] == [FR("unspoken.card")]


@pytest.mark.parametrize("lang", list(Language))
def test_the_words_of_a_card_are_understood_as_a_card_handed_out(lang: Language) -> None:
    reading = understanding().read(Message(read_words(lang)("unspoken.card"), lang))

    assert Move.PUSH_CARD in reading.moves


@pytest.mark.usefixtures("bot")
async def test_with_nobody_there_the_coach_answers_aside(api: BotApi) -> None:
    sophie = api.person()
    assert "Jasette" in (await send(sophie, photo=[{"file_id": "p"}])).text  # a stranger is greeted first
    await walk_in(sophie)

    assert (await send(sophie, sticker={"file_id": "s"})).text == FR("unspoken.aside.sticker")
    assert (await send(sophie, text="Bonjour", forward_origin=STRANGER)).text == FR("unspoken.aside.forwarded")
    assert (await send(sophie, checklist={"title": "x"})).text == FR("unspoken.aside.poll")


async def test_where_somebody_is_and_what_others_wrote_is_never_kept(store: DatabaseStore) -> None:
    secret = {"latitude": 45.123456, "longitude": -73.654321}
    sent: list[dict[str, object]] = [
        {"location": secret},
        {"venue": {"location": secret, "title": "Chez Lise"}, "location": secret},
        {"contact": {"first_name": "Lise", "phone_number": "+15145550123", "user_id": 8}},
        {"text": "Lise seule sait cela", "forward_origin": STRANGER, "entities": [{"type": "phone_number"}]},
        {"photo": [{"file_id": "p"}], "caption": "Lise seule sait cela", "forward_origin": STRANGER},
    ]
    batch = [{**private(**content), "update_id": number} for number, content in enumerate(sent, 1)]
    nameless = {**private(location=secret), "update_id": 0}

    await Intake(store, lambda: None, Meters()).keep([*batch, nameless])

    async with store.transaction() as tx:
        kept = await tx.inbox.of_chat(7) + await tx.inbox.of_chat(0)
    assert len(kept) == len(sent) + 1
    told = " ".join(json.dumps(one.payload, ensure_ascii=False) for one in kept)
    assert not re.search(r"45\.1|73\.6|Lise|5145550123|phone_number", told)
    for raw, arrival in zip(batch, kept, strict=False):
        assert read_update(arrival.payload).event == strip(read_update(raw).event)


def strip(event: object) -> object:
    return replace(event, caption="") if isinstance(event, Unspoken) and event.forwarded else event


def test_what_may_be_kept_stays_the_very_same() -> None:
    for raw in (private(text="Bonjour"), private(photo=[{"file_id": "p"}]), {"update_id": 1, "callback_query": {}}):
        assert discreet(raw) is raw


def test_no_odd_shape_is_too_odd_to_be_made_discreet() -> None:
    dice = random.Random(11)

    for _ in range(3000):
        raw = {"update_id": 1, dice.choice(KINDS): odd(dice, 5)}
        message = odd(dice, 3)
        names = ("forward_origin", "contact", "location", "text", "caption", "from", "entities", "media_group_id")
        shaped = {name: odd(dice, 2) for name in names if dice.random() < 0.5}
        for given in (raw, {"message": message}, private(**shaped)):
            kept = discreet(given)
            assert discreet(kept) == kept, "what was made discreet has nothing left to take away"
            assert read_update(kept).update_id == given.get("update_id", 0)


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"voice": {"file_id": "v", "duration": 3, "file_size": 9, "mime_type": "audio/ogg"}}, "voice"),
        ({"animation": {"file_id": "g"}, "document": {"file_id": "g"}}, "animation"),
        ({"venue": {}, "location": {}}, "venue"),
        ({"photo": [{}], "caption": " Bonsoir ", "media_group_id": "1"}, "photo"),
    ],
)
def test_what_it_holds_is_read(content: dict[str, object], event: str) -> None:
    read = read_update(private(**content)).event

    assert isinstance(read, Unspoken)
    assert read.kind == event
    if event == "voice":
        assert read == Unspoken("voice", "v", 3, 9, "audio/ogg")
    if event == "photo":
        assert read.caption == "Bonsoir"
        assert read.album


def test_what_one_wrote_oneself_and_passes_on_is_ones_own() -> None:
    assert read_update(private(text="Bonjour", forward_origin=OWN)).event == Said("Bonjour")
    assert read_update(private(text="/fin", forward_origin=STRANGER)).event == Unspoken("text", forwarded=True)
    assert read_update(private(text="Bonjour", forward_sender_name="Lise")).event == Unspoken("text", forwarded=True)


def test_each_step_of_a_walk_is_no_correction() -> None:
    moved = {"update_id": 1, "edited_message": private(location={"latitude": 1.0})["message"]}
    corrected = {"update_id": 1, "edited_message": private(text="Bonsoir")["message"]}

    assert read_update(moved).event == Unknown()
    assert read_update(corrected).event == Edited()


def test_what_a_tapped_message_quotes_is_counted_as_telegram_counts() -> None:
    message = private(
        text="🎙 J'ai entendu :\nBonsoir 🙂!\n\nplus", entities=[{"type": "blockquote", "offset": 18, "length": 11}]
    )["message"]
    query = {"id": "q", "from": WHO, "data": "said:0:1", "message": message}

    event = read_update({"update_id": 1, "callback_query": query}).event

    assert isinstance(event, Pressed)
    assert event.quoted == "Bonsoir 🙂!"


@pytest.mark.parametrize("kept", [Beside(), Beside(3, 999_999, (2**62, 5)), Beside(voices=(1, 2, 3))])
def test_what_stands_beside_is_read_as_it_was_written(kept: Beside) -> None:
    assert read_beside(kept.written()) == kept
    assert read_beside(["x", "-1", "٣"]) == Beside()


def test_a_stage_with_all_that_stands_beside_it_is_read_as_it_was_written_and_not_too_long() -> None:
    beside = Beside(999, 999_999, (2**63 - 1,) * 3)
    stage = Stage(Place.RECOMMENDING, 999_999_999, frozenset({Deed.SEND}), "x" * 80, 999, "s_" + "x" * 40, beside)

    assert read_stage(stage.written()) == stage
    assert len(stage.written()) <= 500 - 200  # of which the deeds of the largest keyboard take far less


def test_a_stage_from_before_anything_stood_beside_it_is_read() -> None:
    assert read_stage("ready:12:again,choose:4:x").beside == Beside()
    assert read_stage("ready:12:again,choose:4:x").heard == 4
