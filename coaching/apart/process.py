"""Starting a process apart, giving it its errand, and hearing what it tells."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
KEPT = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SYSTEMROOT")  # of the environment: whom to trust, and nothing secret


def python(module: str, *options: str) -> tuple[str, ...]:
    """The command that runs that module by itself, deaf to the environment."""
    return (sys.executable, "-E", "-s", *options, "-m", module)


async def told_by(command: tuple[str, ...], errand: bytes, most: int) -> bytes:
    """What the process tells, up to a little more than `most` bytes; it ends with this, whatever happens.

    The errand goes to its standard input: no address, and so no token, stands among the processes' arguments.
    OSError when it can't be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # a traceback may quote an address, and so a token
        cwd=HOME,
        env={name: os.environ[name] for name in KEPT if name in os.environ},
        start_new_session=True,  # an interrupt at the terminal is for the bot, which ends this one itself
    )
    try:
        asked, answers = process.stdin, process.stdout
        if asked is None or answers is None:
            raise OSError("no pipes")
        asked.write(errand)
        asked.close()
        told = bytearray()
        while len(told) <= most and (piece := await answers.read(most)):
            told += piece
        if len(told) <= most:
            await process.wait()  # it has closed its end, and is about to go by itself
        return bytes(told)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
