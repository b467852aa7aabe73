"""Voice notes in the talk: heard, shown, said at a tap or put right, and never twice, whatever happens in between."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coaching.faces.telegram.voice import AT_ONCE
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.records import KeptTurn
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.bots import running
from tests.telegram.walks import walk_up
from tests.transcription.recordings import voice
from tests.transcription.services import SAID, Whisper

FR, EN = read_words(Language.FR), read_words(Language.EN)
NOTE = voice(3)


@asynccontextmanager
async def listening(api: BotApi, store: DatabaseStore, whisper: Whisper, within: float = 20.0) -> AsyncIterator[None]:
    async with running(api, store, transcriber=whisper.listening(within)):
        yield


async def speak(person: Person, content: bytes = NOTE, seconds: int = 3) -> int:
    person.skip()
    return await person.send_file("voice", "note.oga", content, duration=seconds)


async def turns_of(store: DatabaseStore, person: Person) -> tuple[KeptTurn, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        rehearsal = await tx.rehearsals.last(learner)
    assert rehearsal
    return rehearsal.standing


@pytest.mark.parametrize("lang", list(Language))
async def test_what_was_heard_is_shown_and_said_at_a_tap(
    api: BotApi, store: DatabaseStore, whisper: Whisper, lang: Language
) -> None:
    sophie, words = api.person(language_code=lang.value), read_words(lang)
    whisper.text = SAID if lang is Language.FR else "Good evening! What do you love most about photographing?"
    async with listening(api, store, whisper):
        opening = await walk_up(sophie, lang=lang)
        await speak(sophie)
        shown = await sophie.next()

        assert shown.marked("blockquote") == (whisper.text,)
        assert whisper.asked[0]["language"] == lang.value
        assert await turns_of(store, sophie) == ()

        await sophie.press(words("voice.buttons.as_said"))

        assert (await sophie.next()).marked("bold") == opening.marked("bold")
        assert [turn.text for turn in await turns_of(store, sophie)] == [whisper.text]
        assert sophie.chat.posted[shown.message_id].keyboard == ()


async def test_two_taps_say_it_once(api: BotApi, store: DatabaseStore, whisper: Whisper) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie)
        shown = await sophie.next()
        button = shown.button(FR("voice.buttons.as_said"))
        assert button

        first, second = await sophie.tap(shown, button), await sophie.tap(shown, button)

        assert (await sophie.answered(first)).text == ""
        assert (await sophie.answered(second)).text == FR("telegram.stale")
    assert len(await turns_of(store, sophie)) == 1


async def test_put_right_it_can_be_copied_and_what_is_typed_counts(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    whisper.text = "Bonsoir, j'ai rien à <vendre> à soir & vous?"
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie)
        shown = await sophie.next()
        answered = await sophie.press(FR("voice.buttons.mend"))
        await sophie.answered(answered)
        await sophie.until(lambda: sophie.chat.posted[shown.message_id].edited, "the text to copy")

        copy = sophie.chat.posted[shown.message_id]
        assert copy.marked("code") == (whisper.text,)
        assert copy.keyboard == ()
        await sophie.ask("Bonsoir, je n'ai rien à vendre ce soir, et vous?")

    assert [turn.text for turn in await turns_of(store, sophie)] == ["Bonsoir, je n'ai rien à vendre ce soir, et vous?"]


async def test_several_in_a_row_are_each_said_in_the_order_of_the_taps(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        await walk_up(sophie)
        shown = []
        for text in ("Bonsoir!", "Vous photographiez quoi?"):
            whisper.text = text
            await speak(sophie)
            shown.append(await sophie.next())
        for message in shown:
            button = message.button(FR("voice.buttons.as_said"))
            assert button
            await sophie.answered(await sophie.tap(message, button))
        await sophie.until(lambda: len(sophie.heard) == sophie.read + 2, "both answers")

    assert [turn.text for turn in await turns_of(store, sophie)] == ["Bonsoir!", "Vous photographiez quoi?"]


async def test_a_voice_note_does_where_the_bot_asks_something_too(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    whisper.text = "Je tiens les livres de petites entreprises."
    async with listening(api, store, whisper):
        await sophie.ask("/start")
        await sophie.press("Français")
        await sophie.wait_for("vendez")
        await speak(sophie)
        await sophie.next()
        await sophie.press(FR("voice.buttons.as_said"))
        await sophie.wait_for(FR("telegram.trade.thanks"))

    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
    assert learner
    assert learner.sells == whisper.text


async def test_another_language_is_pointed_out_before_it_counts(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    whisper.text = "Good evening, what do you like most about the pictures that you take?"
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie)

        assert FR("voice.other_language") in (await sophie.next()).text


async def test_a_transcriber_that_is_unwell_leaves_the_learner_a_kind_word_and_the_keyboard(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        opening = await walk_up(sophie)
        for status, text, key in [(500, SAID, "unwell"), (401, SAID, "unwell"), (200, "", "unheard")]:
            whisper.status, whisper.text = status, text
            await speak(sophie)
            told = await sophie.next()
            assert told.text == FR(f"voice.{key}")
            assert told.keyboard == ()

        assert (await sophie.ask("Bonsoir!")).marked("bold") == opening.marked("bold")


async def test_a_slow_one_is_given_up(api: BotApi, store: DatabaseStore, whisper: Whisper) -> None:
    whisper.hangs = True
    sophie = api.person()
    async with listening(api, store, whisper, within=0.8):
        await walk_up(sophie)
        await speak(sophie)

        assert (await sophie.next()).text == FR("voice.slow")


async def test_while_some_are_listened_to_and_others_wait_everybody_else_is_answered(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    goes_on = asyncio.Event()
    whisper.waits_for = goes_on
    speakers, writer = [api.person() for _ in range(AT_ONCE + 3)], api.person()
    async with listening(api, store, whisper):
        for person in (*speakers, writer):
            await person.ask("/start")
        for person in speakers:
            await speak(person)

        assert FR("voice.privacy") in (await writer.ask("/confidentialite")).text
        assert len(whisper.asked) <= AT_ONCE

        goes_on.set()
        for person in speakers:
            assert (await person.next()).marked("blockquote") == (SAID,)
    assert len(whisper.asked) == len(speakers)


async def test_what_is_too_long_or_no_recording_is_told_so(api: BotApi, store: DatabaseStore, whisper: Whisper) -> None:
    sophie = api.person()
    long = FR("voice.too_long", limit=FR.count("voice.minutes", 2))
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie, seconds=300)
        assert (await sophie.next()).text == long
        await speak(sophie, voice(130), seconds=5)
        assert (await sophie.next()).text == long
        await speak(sophie, b"GIF89a" + NOTE)
        assert (await sophie.next()).text == FR("voice.unreadable")
        await sophie.send({"voice": {"file_id": "nowhere", "duration": 2}})
        assert (await sophie.next()).text == FR("voice.unwell")

    assert not whisper.asked


async def killed_while_listening(api: BotApi, store: DatabaseStore, whisper: Whisper, person: Person) -> None:
    reached = asyncio.Event()
    whisper.before, whisper.hangs = reached.set, True
    bot = running(api, store, transcriber=whisper.listening(60.0))
    await bot.__aenter__()
    await walk_up(person)
    await speak(person)
    await reached.wait()
    ending = asyncio.create_task(bot.__aexit__(None, None, None))
    await asyncio.wait({ending}, timeout=0.2)
    ending.cancel()  # rather than left to finish
    await asyncio.gather(ending, return_exceptions=True)
    whisper.hangs = False


async def test_a_bot_that_ends_while_it_listens_listens_again_and_shows_it_once(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    await killed_while_listening(api, store, whisper, sophie)
    seen = len(sophie.heard)

    async with listening(api, store, whisper):
        assert (await sophie.next()).marked("blockquote") == (SAID,)
        await sophie.press(FR("voice.buttons.as_said"))
        await sophie.next()

    assert len(sophie.heard) == seen + 2
    assert len(whisper.asked) == 2
    assert len(await turns_of(store, sophie)) == 1


async def test_what_was_said_into_a_conversation_that_ended_is_sent_nowhere(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await sophie.ask("Bonsoir! Qu'est-ce que vous photographiez?")
        await speak(sophie)
        shown = await sophie.next()
        button = shown.button(FR("voice.buttons.as_said"))
        assert button
        await sophie.ask("/fin")

        assert (await sophie.answered(await sophie.tap(shown, button))).text == FR("telegram.stale")


async def test_forgotten_while_it_is_listened_to_nothing_of_it_comes_back(
    api: BotApi, store: DatabaseStore, whisper: Whisper, tmp_path: Path
) -> None:
    sophie = api.person()
    heard, goes_on = asyncio.Event(), asyncio.Event()
    whisper.before, whisper.waits_for = heard.set, goes_on
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await sophie.ask("/oublier")
        await sophie.press("Tout effacer")
        await sophie.wait_for("pour de bon")
        await speak(sophie)
        await heard.wait()
        await sophie.press("Oui, effacer")
        await api.state.updates.wait_until_confirmed()
        await forgotten(store, sophie)
        goes_on.set()
        await sophie.wait_for("C'est effacé")

    assert not any(SAID in message.text for message in sophie.heard)
    with sqlite3.connect(tmp_path / "bot.sqlite3") as file:
        assert not [line for line in file.iterdump() if str(sophie.id) in line]


async def forgotten(store: DatabaseStore, person: Person) -> None:
    async with asyncio.timeout(20):
        while True:
            async with store.transaction() as tx:
                if await tx.learners.of_user(person.id) is None:
                    return
            await asyncio.sleep(0.01)


async def test_neither_sound_nor_text_is_stored_before_the_tap(
    api: BotApi, store: DatabaseStore, whisper: Whisper, tmp_path: Path
) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie)
        await sophie.next()
        await sophie.press(FR("voice.buttons.as_said"))
        await sophie.next()

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert NOTE[100:160] not in kept
    assert SAID.encode() not in kept
    assert b"photographier?" not in kept


async def test_a_tap_on_a_message_without_its_text_is_answered_kindly(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    async with listening(api, store, whisper):
        await walk_up(sophie)
        await speak(sophie)
        shown = await sophie.next()
        button = shown.button(FR("voice.buttons.as_said"))
        assert button
        sophie.chat.posted[shown.message_id] = shown.__class__(shown.message_id, by_bot=True, text="", at=shown.at)
        await sophie.tap(sophie.chat.posted[shown.message_id], button)

        assert (await sophie.next()).text == FR("voice.lost")


async def test_without_a_transcriber_a_kind_word_also_for_what_waited(
    api: BotApi, store: DatabaseStore, whisper: Whisper
) -> None:
    sophie = api.person()
    await killed_while_listening(api, store, whisper, sophie)

    async with running(api, store):
        assert (await sophie.next()).text == FR("voice.unwell")
        await speak(sophie)
        assert (await sophie.next()).text == FR("unspoken.aside.voice")
