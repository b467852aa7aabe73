"""Processes of `bot.py` that are born grown up: a fork of one that has imported everything and read our own content.

To start one anew takes up to three seconds of a processor, and hundreds of tests want one. What is born here has its
own arguments, folder, environment, files, terminal, signals and end, as any process; it is only spared the reading.
Each command has a test besides that starts it from nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

HOME = Path(__file__).resolve().parent.parent.parent
OURS = ("JASETTE_", "TELEGRAM_", "WEBHOOK_", "METRICS_", "DATABASE_URL")
PATIENCE = 300.0  # seconds for the first birth; never reached when all is well
_one_at_a_time = Lock()


class Child:
    """A process that was born, and how it ends: at the latest when nobody holds this any more."""

    def __init__(self, report: int) -> None:
        """`report` is a pipe on which its id is told, and its exit code once it has ended. Closed, it is killed.

        Raises TimeoutError where it is long in being born; should it still be, it is killed then.
        """
        self._report = open(report, "rb", buffering=0)  # noqa: SIM115 - as long as we
        self._code: int | None = None
        try:
            self.id = self._next(PATIENCE)
        except BaseException:
            self._report.close()
            raise

    def ended(self, within: float) -> int:
        """Its exit code, negative for a signal, once it has ended. Raises TimeoutError after so many seconds."""
        if self._code is None:
            self._code = self._next(within)
            self._report.close()
        return self._code

    async def end(self) -> int:
        """The same, for as long as it takes."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        if self._code is None:
            loop.add_reader(self._report, told.set)
            try:
                await told.wait()
            finally:
                loop.remove_reader(self._report)
        return self.ended(PATIENCE)

    def kill(self) -> None:
        """Nothing of it is left, unless it had ended by itself."""
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.id, signal.SIGKILL)
            self.ended(PATIENCE)

    def _next(self, within: float) -> int:
        if not select.select([self._report], [], [], within)[0]:
            raise TimeoutError
        told = self._report.readline()
        assert told, "nothing can be born: she who bears them died, and said why"
        return int(told)


def born(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    at: Path,
    files: tuple[int, int, int],
    *,
    tty: bool = False,
    anew: bool = False,
) -> Child:
    """`bot.py` with these arguments in that folder, its standard input, output and errors those files.

    With `tty` they are one terminal, which becomes its own. With `anew` it is started from nothing, as anybody
    starts it.
    """
    request = {"arguments": [*arguments], "environment": {**environment}, "at": str(at), "tty": tty, "anew": anew}
    told, report = os.pipe()
    try:
        socket.send_fds(_mother(), [json.dumps(request).encode()], [*files, report])
    finally:
        os.close(report)
    return Child(told)


def _mother() -> socket.socket:
    """Where births are asked for. She ends with us, however we end."""
    with _one_at_a_time:
        return _begun()[0]


@cache
def _begun() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, hers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with hers:
        mother = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", str(hers.fileno())],
            pass_fds=[hers.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**bare, "LANG": "C.UTF-8"},
            cwd=HOME,
        )
    atexit.register(_farewell, mother)
    return ours, mother


def _farewell(mother: subprocess.Popen[bytes]) -> None:
    mother.kill()
    mother.wait()
