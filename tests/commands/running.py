"""The commands as somebody runs them: another process, real files, nothing of this one's environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests import nursery

PATIENCE = 300.0  # seconds; checking every attendee takes most of a minute on a machine with nothing else to do
HOME = nursery.HOME
OURS = ("JASETTE_", "TELEGRAM_", "WEBHOOK_", "DATABASE_URL", "LC_", "LANG", "NO_COLOR")


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, object]]:
        """Standard output, one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(data: Path, **given: str) -> dict[str, str]:
    """This process's environment without any setting of ours, with the data folder and what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "JASETTE_DATA": str(data), "LANG": "C.UTF-8", **given}


def bot(
    *arguments: str | Path,
    data: Path,
    given: str | bytes = "",
    env: Mapping[str, str] | None = None,
    at: Path = HOME,
    anew: bool = False,
) -> Outcome:
    """`bot.py` with these arguments, called from the folder `at`, `given` on its standard input.

    `anew` it is started from nothing, as anybody starts it, else born with all of it read: see tests.nursery.
    """
    words, around = [str(one) for one in arguments], environment(data, **(env or {}))
    typed = given.encode() if isinstance(given, str) else given
    with TemporaryFile() as before, TemporaryFile() as out, TemporaryFile() as err:
        before.write(typed)
        before.seek(0)
        files = before.fileno(), out.fileno(), err.fileno()
        child = nursery.born(words, around, at, files, anew=anew)
        try:
            code = child.ended(PATIENCE)
        finally:
            child.kill()
        out.seek(0)
        err.seek(0)
        return Outcome(code, out.read().decode(), err.read().decode())
