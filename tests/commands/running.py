"""The commands as somebody runs them: another process, real files, nothing of this one's environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent.parent
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
    *arguments: str | Path, data: Path, given: str | bytes = "", env: Mapping[str, str] | None = None, at: Path = HOME
) -> Outcome:
    """`bot.py` with these arguments, called from the folder `at`, `given` on its standard input."""
    done = subprocess.run(
        [sys.executable, str(HOME / "bot.py"), *map(str, arguments)],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        env=environment(data, **(env or {})),
        cwd=at,
        timeout=300,  # checking every attendee takes most of a minute on a machine with nothing else to do
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
