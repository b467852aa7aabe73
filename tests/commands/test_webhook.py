"""`bot.py run` and `bot.py doctor` with a webhook and with a server's database: what is missing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching.settings import Refused, read_settings
from tests.bot_api.server import BotApi
from tests.commands.running import bot
from tests.postgres import a_database
from tests.telegram.bots import free_port

HOOK = {"WEBHOOK_URL": "https://bot.example.org/telegram"}
TOKEN = {"TELEGRAM_BOT_TOKEN": "123456:a-token-that-is-none", "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9/bot"}


def test_without_a_secret_nobody_may_deliver_and_the_bot_does_not_start(tmp_path: Path) -> None:
    run = bot("run", data=tmp_path, env={**TOKEN, **HOOK})
    doctor = bot("doctor", data=tmp_path, env=HOOK)

    assert (run.code, doctor.code) == (1, 1)
    assert "WEBHOOK_SECRET" in run.err
    assert "WEBHOOK_SECRET" in doctor.err
    assert not (tmp_path / "jasette.sqlite3").exists()


def test_doctor_says_where_telegram_delivers_and_when_a_secret_is_short(tmp_path: Path) -> None:
    long = bot("doctor", data=tmp_path, env={**HOOK, "WEBHOOK_SECRET": "a" * 32, "WEBHOOK_PORT": "8080"})
    short = bot("doctor", data=tmp_path, env={**HOOK, "WEBHOOK_SECRET": "canary"})

    assert HOOK["WEBHOOK_URL"] in long.out
    assert "8080" in long.out
    assert "openssl" not in long.out
    assert "openssl" in short.out
    assert "canary" not in short.out + short.err


@pytest.mark.parametrize("secret", ["with a space", "é", "a" * 257, "semi;colon"])
def test_a_secret_telegram_would_not_take_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("WEBHOOK_SECRET", secret)

    with pytest.raises(Refused) as refused:
        read_settings()

    (complaint,) = refused.value.complaints
    assert (complaint.place, complaint.value) == ("WEBHOOK_SECRET", "")


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    import asyncio

    async with BotApi() as api:
        env = {**api.environment(), **HOOK, "WEBHOOK_SECRET": "secret", "WEBHOOK_PORT": str(api.port)}
        done = await asyncio.to_thread(bot, "run", data=tmp_path, env=env)

    assert done.code == 1
    assert str(api.port) in done.err
    assert "Traceback" not in done.err


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql://somebody:canary@127.0.0.1:{free_port()}/jasette"

    run = bot("run", data=tmp_path, env={**TOKEN, "DATABASE_URL": address})
    doctor = bot("doctor", data=tmp_path, env={"DATABASE_URL": address, "JASETTE_KEY": "a key long enough"})

    assert (run.code, doctor.code) == (1, 1)
    assert "127.0.0.1" in run.err
    assert "canary" not in run.err + doctor.out + doctor.err
    assert "Traceback" not in run.err + doctor.err


def test_a_server_made_ready_is_found_fine(tmp_path: Path) -> None:
    with a_database() as address:
        env = {"DATABASE_URL": address, "JASETTE_KEY": "a key long enough"}
        assert bot("export", "7", "--json", data=tmp_path, env=env).code == 1
        before = bot("doctor", data=tmp_path, env=env)

    assert "Traceback" not in before.out + before.err
