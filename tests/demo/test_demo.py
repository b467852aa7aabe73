"""`make demo` with the real bot behind the page: from the first touch to an attendee's answer, and it ends cleanly."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser

from demo.__main__ import ROOT
from tests.demo.browsers import phone
from tests.demo.walking import on_to_an_attendee, say, start

PATIENCE = 60.0  # seconds before a test gives up


@asynccontextmanager
async def demo() -> AsyncIterator[tuple[Process, str]]:
    """The demo in a process of its own, and the address it tells."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "demo", "--no-browser", "--port", "0"), cwd=ROOT, stdout=PIPE
    )
    assert process.stdout
    try:
        async with asyncio.timeout(PATIENCE):
            told = ""
            while not (found := re.search(r"http://localhost:\d+", told)):
                line = await process.stdout.readline()
                assert line, told
                told += line.decode()
        yield process, found[0]
    finally:
        if process.returncode is None:
            process.terminate()  # killed, it would leave its bot behind
            await process.wait()


async def test_a_rehearsal_can_be_had_in_the_browser(browser: Browser) -> None:
    async with demo() as (process, address):
        async with phone(browser, address) as page:
            await start(page)
            await on_to_an_attendee(page)
            await say(page, "Bonsoir! Qu'est-ce qui vous amène ici?")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0
