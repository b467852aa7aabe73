"""`bot.py run` as an operator starts it."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from tests.bot_api.server import BotApi
from tests.telegram.processes import PATIENCE, ROOT, Lives


async def test_the_bot_starts_answers_and_ends_with_zero_when_asked(api: BotApi, lives: Lives, tmp_path: Path) -> None:
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "bot.py", "run"), env=lives.environment, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await api.state.updates.wait_for_poll()
        sophie = api.person()
        greeting = await sophie.ask("/start")
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            code = await bot.wait()
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()

    assert code == 0
    assert "Sophie" in greeting.text
    assert (tmp_path / "jasette.sqlite3").exists()
