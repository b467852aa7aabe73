"""What `bot.py doctor` finds of the transcriber; never its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from coaching.app import App
from coaching.commands.doctor import Health, _transcriber
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.settings import Refused, Settings, read_settings
from tests.transcription.services import KEY, Whisper

NOWHERE = "http://127.0.0.1:9/v1"


async def found(data: Path, url: str = "", key: str = "") -> tuple[Health, str]:
    app = App(Settings(data=data, transcriber_url=url, transcriber_key=SecretStr(key)))
    (finding,) = await _transcriber(app)
    told = read_words(Language.EN)(finding.name, **finding.values)
    assert not key or key not in told
    return finding.health, told


async def test_doctor_tells_whether_voice_notes_can_be_listened_to(tmp_path: Path, whisper: Whisper) -> None:
    whisper.key = KEY
    here = f"http://127.0.0.1:{whisper.port}"

    assert await found(tmp_path) == (Health.FINE, read_words(Language.EN)("transcriber.none"))
    assert await found(tmp_path, whisper.url, KEY) == (Health.FINE, f"voice notes: {here} answers, model whisper-1")
    health, told = await found(tmp_path, whisper.url, "wrong-canary")
    assert (health, "JASETTE_TRANSCRIBER_KEY" in told) == (Health.WRONG, True)
    health, told = await found(tmp_path, NOWHERE, KEY)
    assert (health, "JASETTE_TRANSCRIBER_URL" in told) == (Health.LOOK, True)


def test_a_login_in_its_address_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JASETTE_TRANSCRIBER_URL", "http://user:canary@127.0.0.1:9/v1")

    with pytest.raises(Refused) as refused:
        read_settings()

    assert [complaint.value for complaint in refused.value.complaints] == ["http://…@127.0.0.1:9/v1"]
