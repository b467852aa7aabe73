"""Some hundred strange updates and taps leave every chat alive; `benchmarks/fuzz.py` sends ten thousand of each."""

from __future__ import annotations

from pathlib import Path

from coaching.store import DatabaseStore
from tests.bot_api.server import BotApi
from tests.telegram.bots import running
from tests.telegram.storms import Storm


async def test_a_storm_of_strange_updates_and_taps_leaves_every_chat_alive(
    api: BotApi, store: DatabaseStore, tmp_path: Path
) -> None:
    storm = Storm(api, tmp_path / "bot.sqlite3", seed=20261122, chats=40)
    async with running(api, store):
        await storm.blow(updates=300, taps=300)

        assert await storm.damage() == []
