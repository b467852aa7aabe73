"""kill -9 while a voice note is on its way to becoming text: it is shown for acceptance once, and counts once."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.server import BotApi
from tests.telegram.killing import rehearsals_of
from tests.telegram.processes import Lives
from tests.telegram.walks import walk_up
from tests.transcription.recordings import voice
from tests.transcription.services import SAID, Whisper

FR = read_words(Language.FR)


async def test_killed_while_it_is_fetched_and_while_it_is_listened_to_it_is_shown_and_counts_once(
    api: BotApi, whisper: Whisper, tmp_path: Path
) -> None:
    sophie, files, never, reached = api.person(), api.state.files, asyncio.Event(), asyncio.Event()
    lives = Lives(api, tmp_path, {"JASETTE_TRANSCRIBER_URL": whisper.url})
    async with AsyncExitStack() as stack:
        stack.push_async_callback(lives.close)
        await lives.begin()
        await walk_up(sophie)
        files.given_once = never
        await sophie.send_file("voice", "note.oga", voice(3), duration=3)
        await sophie.until(lambda: files.fetched == 1, "the fetching")
        await lives.kill()

        files.given_once = None
        whisper.before, whisper.hangs = reached.set, True
        await lives.begin()
        await reached.wait()
        await lives.kill()

        whisper.hangs = False
        await lives.begin()
        shown = await sophie.next()
        button = shown.button(FR("voice.buttons.as_said"))
        assert button
        await sophie.tap(shown, button)
        again = await sophie.tap(shown, button)
        assert (await sophie.answered(again)).text == FR("telegram.stale")
        answer = await sophie.wait_for(" — ")
        assert await lives.stop() == 0

    (rehearsal,) = await rehearsals_of(f"sqlite:///{tmp_path / 'jasette.sqlite3'}", sophie)
    assert [turn.text for turn in rehearsal.turns] == [SAID]
    assert rehearsal.turns[0].reply.replace("*", "") in answer.text
    assert [one.marked("blockquote") for one in sophie.heard if SAID in one.text] == [(SAID,)]
    assert len(whisper.asked) == 2
