"""`python -m demo`: everything up, the page opened; all of it gone at the end."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import webbrowser
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from demo.phones import Phones
from demo.routes import Page, words
from tests.bot_api.server import BotApi

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
OURS = ("JASETTE_", "TELEGRAM_", "WEBHOOK_", "DATABASE_URL")
PATIENCE = 10.0  # seconds the bot has to end when asked


@asynccontextmanager
async def phones_at(port: int) -> AsyncIterator[Phones]:
    """A Bot API with the page beside it, on that port, or on any when it is taken."""
    api = BotApi(token=f"{secrets.randbelow(10**9)}:{secrets.token_urlsafe(24)}", port=port)
    phones = Phones(api)
    api.routes = Page(phones).routes()
    phones.begin()
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(api)
        except OSError:
            api.port = 0
            await stack.enter_async_context(api)
        yield phones


@asynccontextmanager
async def bot_at(api: BotApi) -> AsyncIterator[Process]:
    """The real bot in a process of its own, on data that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="jasette-demo-") as data:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        environment |= {**api.environment(), "JASETTE_DATA": data, "JASETTE_LOG_LEVEL": "warning"}
        bot = await asyncio.create_subprocess_exec(
            sys.executable, str(ROOT / "bot.py"), "run", env=environment, cwd=ROOT
        )
        try:
            yield bot
        finally:
            await _end(bot)


async def _end(bot: Process) -> None:
    if bot.returncode is not None:
        return
    bot.send_signal(signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await bot.wait()
            return
    bot.kill()
    await bot.wait()


async def run(port: int, browse: bool, said: dict[str, str]) -> int:
    """The demo until Ctrl-C, or until the bot ends by itself; the exit code."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with phones_at(port) as phones, bot_at(phones.api) as bot:
        tell(said["starting"])
        ended, asked = asyncio.create_task(bot.wait()), asyncio.create_task(stop.wait())
        polls = asyncio.create_task(phones.api.state.updates.wait_for_poll())
        await asyncio.wait({ended, asked, polls}, return_when=asyncio.FIRST_COMPLETED)
        if polls.done():
            address = f"http://localhost:{phones.api.port}"
            tell(said["ready"].format(address=address))
            if browse and has_a_screen():
                await asyncio.to_thread(webbrowser.open, address)
            await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        died = ended.done() and not stop.is_set()  # Ctrl-C reaches the bot too
        for task in (ended, asked, polls):
            task.cancel()
    if died:
        tell(said["ended"])
    return 1 if died else 0


def has_a_screen() -> bool:
    """Whether a browser can open a window; on a server, one for the terminal would take it over."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def tell(line: str) -> None:
    """Say it in the terminal."""
    print(line, flush=True)  # noqa: T201 - the terminal is where it belongs


def main() -> int:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="default: %(default)s, or any that is free")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    given = parser.parse_args()
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    said = words()["terminal"]["fr" if locale.startswith("fr") else "en"]
    return asyncio.run(run(given.port, not given.no_browser, said))


if __name__ == "__main__":
    sys.exit(main())
