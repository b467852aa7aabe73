"""The event loop a process that stays runs on.

uvloop's (libuv's) where it can be installed: a turn takes nine tenths of the processor time it takes on Python's own
(docs/performance.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Given = TypeVar("Given")


def run(main: Coroutine[Any, Any, Given]) -> Given:
    """What it gives, run to its end; Python's own loop where there is no uvloop, as on Windows."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(main)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        from uvloop import new_event_loop  # noqa: PLC0415 - it isn't everywhere
    except ImportError:
        return None
    return new_event_loop
