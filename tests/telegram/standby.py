"""`bot.py run` with its imports done, waiting for a line on stdin: fifty starts fit into a test."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import coaching.authoring.phrasebook
import coaching.authoring.rubric
import coaching.commands.run
import coaching.faces.telegram.running
import coaching.services.practice
import coaching.store.store  # noqa: F401 - imported for the time it takes

BOT = Path(__file__).parents[2] / "bot.py"

if __name__ == "__main__":
    sys.stdin.readline()
    sys.argv = [str(BOT), "run", *sys.argv[1:]]
    runpy.run_path(str(BOT), run_name="__main__")
