"""The pages beside a bot that runs, as its settings say: on a port of their own, apart from health and figures."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from tests.bot_api.server import BotApi
from tests.telegram.bots import free_port
from tests.telegram.processes import PATIENCE, Lives


async def test_pages_and_figures_have_a_port_each_and_the_way_to_the_bot_is_shown(tmp_path: Path) -> None:
    pages, figures = free_port(), free_port()
    settings = {"WEB_PORT": str(pages), "METRICS_PORT": str(figures), "WEB_URL": "https://coach.example.org/"}
    async with BotApi() as api, aiohttp.ClientSession() as http:
        lives = Lives(api, tmp_path, settings)
        await lives.begin()
        found = {}
        for port in (pages, figures):
            for path in ("/", "/metrics", "/static/style.css"):
                async with http.get(f"http://127.0.0.1:{port}{path}") as answer:
                    found[port, path] = answer.status
        async with asyncio.timeout(PATIENCE):  # the bot asks for its name when it starts
            while f'href="https://t.me/{api.state.bot["username"]}"' not in await _page(http, pages):
                await asyncio.sleep(0.02)
        code = await lives.stop()
        await lives.close()

    assert [found[pages, path] for path in ("/", "/metrics", "/static/style.css")] == [401, 401, 200]
    assert [found[figures, path] for path in ("/", "/metrics", "/static/style.css")] == [404, 200, 404]
    assert code == 0


async def _page(http: aiohttp.ClientSession, port: int) -> str:
    async with http.get(f"http://127.0.0.1:{port}/") as answer:
        return await answer.text()
