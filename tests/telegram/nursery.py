"""`bot.py run` with its imports done, born anew for each line on stdin: fifty starts fit into a test.

For each birth the child's id is written, and its exit code once it has ended.
"""

from __future__ import annotations

import os
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


def bear_children() -> bool:
    """One child after another; True in a child."""
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            return True
        print(child, flush=True)  # noqa: T201 - the answer
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the answer
    return False


if __name__ == "__main__" and bear_children():
    sys.argv = [str(BOT), "run"]
    runpy.run_path(str(BOT), run_name="__main__")
