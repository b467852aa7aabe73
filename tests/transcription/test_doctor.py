"""`bot.py doctor` tells of the transcriber, and never the key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from coaching.settings import Refused, read_settings
from tests.commands.running import bot
from tests.transcription.services import KEY, Whisper


async def test_doctor_tells_whether_voice_notes_can_be_listened_to(tmp_path: Path, whisper: Whisper) -> None:
    whisper.key = KEY
    right = {"JASETTE_TRANSCRIBER_URL": whisper.url, "JASETTE_TRANSCRIBER_KEY": KEY}
    wrong = {"JASETTE_TRANSCRIBER_URL": whisper.url, "JASETTE_TRANSCRIBER_KEY": "wrong-canary"}

    there, refused = await asyncio.gather(
        asyncio.to_thread(bot, "doctor", "--lang", "en", data=tmp_path / "a", env=right),
        asyncio.to_thread(bot, "doctor", "--lang", "en", data=tmp_path / "b", env=wrong),
    )

    assert f"voice notes: http://127.0.0.1:{whisper.port} answers, model whisper-1" in there.out
    assert refused.code == 1
    assert "JASETTE_TRANSCRIBER_KEY" in refused.err
    told = there.out + there.err + refused.out + refused.err
    assert KEY not in told
    assert "canary" not in told


def test_a_login_in_its_address_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JASETTE_TRANSCRIBER_URL", "http://user:canary@127.0.0.1:9/v1")

    with pytest.raises(Refused) as refused:
        read_settings()

    assert [complaint.value for complaint in refused.value.complaints] == ["http://…@127.0.0.1:9/v1"]
