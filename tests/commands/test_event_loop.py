"""The loop the bot runs on."""

from __future__ import annotations

import asyncio
import sys

import pytest

from coaching import event_loop


async def _which() -> str:
    await asyncio.sleep(0)
    return type(asyncio.get_running_loop()).__module__.split(".")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop knows no Windows")
def test_what_stays_running_runs_on_uvloop() -> None:
    assert event_loop.run(_which()) == "uvloop"


def test_without_uvloop_it_runs_on_pythons_own_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)  # as an interpreter where it was never installed

    assert event_loop.run(_which()) == "asyncio"
