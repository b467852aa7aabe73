"""Neither the token nor a learner's words reach a log, whatever goes wrong and however much is logged."""

from __future__ import annotations

import logging

import pytest

from coaching.faces.telegram.gateway import Gateway, TokenRefusedError
from coaching.faces.telegram.redaction import HIDDEN, Redacting, redacted
from coaching.faces.telegram.running import Connection
from tests.bot_api.faults import Fault
from tests.bot_api.server import TOKEN, BotApi
from tests.telegram.processes import Lives
from tests.telegram.walks import walk_up

CANARY = "tourmaline"


@pytest.mark.parametrize("form", ["text", "json"])
async def test_at_debug_level_and_in_trouble_the_log_holds_neither_token_nor_words(
    api: BotApi, lives: Lives, form: str
) -> None:
    lives.environment |= {"JASETTE_LOG_LEVEL": "debug", "JASETTE_LOG_FORMAT": form}
    await lives.begin()
    sophie = api.person(CANARY)
    await walk_up(sophie)
    for fault in Fault:
        api.state.faults.next_time(fault, "sendMessage")
        await sophie.say(f"Que pensez-vous de la {CANARY}?")
    api.state.faults.next_time(Fault.SERVER, "getUpdates")
    await sophie.say(f"/{CANARY}")
    await sophie.wait_for("Je ne connais pas")
    assert await lives.stop() == 0

    log = lives.log.read_text(encoding="utf-8")
    assert "update" in log or "listening" in log  # something was logged at all
    assert TOKEN not in log
    assert TOKEN.partition(":")[2] not in log
    assert CANARY not in log


async def test_a_refused_token_ends_the_bot_with_advice_and_stays_secret(api: BotApi, lives: Lives) -> None:
    api.token = "another"

    with pytest.raises(AssertionError):
        await lives.begin()

    log = lives.log.read_text(encoding="utf-8")
    assert "@BotFather" in log
    assert TOKEN.partition(":")[2] not in log
    assert "Traceback" not in log


async def test_what_the_gateway_raises_and_shows_holds_no_token(api: BotApi) -> None:
    async with Gateway(TOKEN, api.base_url) as gateway:
        api.token = "another"
        with pytest.raises(TokenRefusedError) as refused:
            await gateway.send("sendMessage", {"chat_id": 1, "text": "x"})

    for shown in (repr(refused.value), repr(gateway), repr(Connection(TOKEN))):
        assert TOKEN.partition(":")[2] not in shown
    assert refused.value.__cause__ is None


def test_a_token_is_hidden_in_lines_and_tracebacks() -> None:
    error = ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    record = logging.LogRecord(
        "a log", logging.ERROR, "", 1, "at %s", (TOKEN.replace(":", "%3A"),), (ValueError, error, None)
    )

    assert Redacting(logging.Formatter()).format(record).count(HIDDEN) == 2
    assert redacted("10:30, 12345: nothing secret") == "10:30, 12345: nothing secret"
