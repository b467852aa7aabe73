"""Jasette: rehearse a networking conversation before the event. `python bot.py --help` lists what it does."""

from __future__ import annotations

import io
import sys


def main() -> int:
    """Hand the command over. It ends with 0 done, 1 the input has errors, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no “é” still gets the rest of the line
    try:
        from coaching.commands.group import commands  # noqa: PLC0415 - what is missing is told kindly

        commands()
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("coaching"):
            raise
        sys.stderr.write(f"{missing.name} is not installed yet. `make run` installs all it needs.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
