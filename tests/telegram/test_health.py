"""What whoever watches the bot is told, on a port of its own."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import aiohttp
import pytest

from coaching.faces.telegram.meters import GAUGES, HELP, Meters
from coaching.faces.telegram.running import Watch
from coaching.store import DatabaseStore
from tests.bot_api.server import BotApi
from tests.telegram.bots import a_hook, free_port, opened, running

LINE = re.compile(r"# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\})? [0-9.e+-]+")


@pytest.fixture
def watch() -> Watch:
    return Watch("127.0.0.1", free_port())


async def look(watch: Watch, path: str) -> tuple[int, str]:
    """The status and the text at that path, once the port is open."""
    async with aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(f"http://127.0.0.1:{watch.port}{path}") as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("posted", [True, False], ids=["webhook", "polling"])
async def test_a_bot_at_work_is_alive_and_ready(
    api: BotApi, store: DatabaseStore, watch: Watch, *, posted: bool
) -> None:
    async with running(api, store, watch=watch, hook=a_hook() if posted else None):
        assert (await look(watch, "/healthz"))[0] == 200
        assert (await look(watch, "/readyz"))[0] == 200
        assert (await look(watch, "/"))[0] == 404


async def test_without_its_database_it_is_alive_and_not_ready(api: BotApi, tmp_path: Path, watch: Watch) -> None:
    async with opened(tmp_path / "bot.sqlite3") as store, running(api, store, watch=watch):
        await store.close()

        assert (await look(watch, "/healthz"))[0] == 200
        assert (await look(watch, "/readyz"))[0] == 503
        assert "jasette_inbox_waiting" not in (await look(watch, "/metrics"))[1]


async def test_the_figures_count_what_happened_and_name_nobody(api: BotApi, store: DatabaseStore, watch: Watch) -> None:
    sophie = api.person()
    async with running(api, store, watch=watch):
        await sophie.ask("/start")
        await sophie.ask("/aide")
        status, text = await look(watch, "/metrics")

    assert status == 200
    assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []
    assert {name for name in (*HELP, *GAUGES) if f"# TYPE {name} " not in text} == set()
    assert 'jasette_calls_total{method="sendMessage",outcome="done"} 2' in text
    assert re.search(r"^jasette_updates_applied_total 2$", text, re.MULTILINE)
    assert "Sophie" not in text
    assert str(sophie.id) not in text


async def test_no_port_is_opened_unasked(api: BotApi, store: DatabaseStore) -> None:
    port = free_port()
    async with running(api, store):
        with pytest.raises(OSError, match=r"refused|failed"):
            await asyncio.open_connection("127.0.0.1", port)


def test_a_counter_keeps_its_labels_apart() -> None:
    meters = Meters()
    meters.count("jasette_updates_refused_total", 'status="403"')
    meters.count("jasette_updates_refused_total", 'status="403"')
    meters.count("jasette_updates_refused_total", 'status="413"')

    text = meters.text({})

    assert 'jasette_updates_refused_total{status="403"} 2\n' in text
    assert 'jasette_updates_refused_total{status="413"} 1\n' in text
    assert "jasette_floods_total 0\n" in text
