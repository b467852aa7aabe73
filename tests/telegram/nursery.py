"""`bot.py run` with its imports done and its content read, born anew for each line on stdin: fifty starts fit a test.

For each birth the child's id is written, and its exit code once it has ended.
"""

from __future__ import annotations

import os
import sys

import coaching.faces.telegram.running
import coaching.store.store  # noqa: F401 - imported for the time it takes
from coaching.app import App
from coaching.commands.run import listen
from coaching.settings import read_settings


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


if __name__ == "__main__":
    app = App(read_settings())
    assert app.practice
    if bear_children():
        listen(app)
        # Born of a fork, onnxruntime cannot take itself down in order; all else has ended by now.
        os._exit(0)
