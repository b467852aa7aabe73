"""A Whisper of one's own: heard for real where it is installed, and kindly absent everywhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coaching.app import App
from coaching.commands.doctor import Health, _transcriber
from coaching.language import Language
from coaching.services.hearing import Heard, Trouble, VoiceNote
from coaching.settings import Settings
from coaching.transcription.service import Listening
from coaching.transcription.whisper import WEIGHTS, Whisper
from tests.transcription.recordings import voice

MODEL = os.environ.get("JASETTE_WHISPER_MODEL", "")
GREETING = Path(__file__).with_name("hello.ogg")  # a synthesised voice, made for this
for_real = pytest.mark.skipif(
    not (MODEL and Whisper(Path(MODEL)).is_there),
    reason="install requirements-whisper.lock and set JASETTE_WHISPER_MODEL to the folder of a model",
)


@for_real
async def test_what_is_said_is_heard_by_a_real_whisper() -> None:
    heard = await Listening(Whisper(Path(MODEL)), 120, 60).hear(VoiceNote(str(GREETING), Language.EN))

    assert heard == Heard("Good evening. What do you love most about your work?")


@for_real
async def test_a_real_whisper_takes_neither_an_hour_nor_noise_nor_silence(tmp_path: Path) -> None:
    listening = Listening(Whisper(Path(MODEL)), 120, 60)
    troubles = []
    for content in (voice(130), b"GIF89a" + GREETING.read_bytes(), voice(3)):
        note = tmp_path / "note.oga"
        note.write_bytes(content)
        troubles.append(await listening.hear(VoiceNote(str(note), Language.EN)))

    assert troubles == [Trouble.TOO_LONG, Trouble.BROKEN, Trouble.EMPTY]


async def test_a_model_that_cannot_be_loaded_is_a_transcriber_that_is_away(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"no weights")
    for folder in (tmp_path, tmp_path / "nowhere"):
        heard = await Listening(Whisper(folder), 120, 30).hear(VoiceNote(str(GREETING), Language.EN))

        assert heard is Trouble.DOWN


async def test_doctor_tells_what_is_missing_and_the_bot_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JASETTE_WHISPER_MODEL", raising=False)
    app = App(Settings(data=tmp_path, whisper_model=str(tmp_path)))
    (finding,) = await _transcriber(app)

    assert (finding.health, finding.name) == (Health.WRONG, "transcriber.not_here")
    assert finding.values == {"folder": str(tmp_path.resolve())}
    assert app._transcriber is None  # noqa: SLF001 - what the bot is handed
