"""The mother of the processes the tests ask for: she reads everything once, and forks at each request."""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from threading import Thread

import bot
import coaching.faces.telegram.running
import coaching.store.store  # noqa: F401 - imported for the time it takes
from coaching.app import App
from coaching.commands.group import COMMANDS
from coaching.settings import read_settings
from tests.nursery import HOME

LONGEST = 1_000_000  # bytes of a request
# What is read from the folder of scenarios, and nothing but that; each piece after those it is made from.
CONTENT = (
    *("understanding", "rubric", "library", "prescriptions", "note_rubric", "missions", "drills", "evenings"),
    *("evening_rubric", "club", "practice"),
)


def read_everything() -> None:
    """Import every command and read our content: an App with our folder finds it read, any other reads its own."""
    for name in COMMANDS:
        import_module(f"coaching.commands.{name}")
    ours = App(read_settings())
    for name in CONTENT:
        _remember(name, ours)


def _remember(name: str, ours: App) -> None:
    reading, read = App.__dict__[name].func, getattr(ours, name)

    def remembered(app: App) -> object:
        return read if app.settings.scenarios == ours.settings.scenarios else reading(app)

    again = cached_property(remembered)
    again.__set_name__(App, name)
    setattr(App, name, again)


def keep(request: bytes, files: list[int]) -> None:
    """Bear one and tell what becomes of it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *its, report = files
    child = os.fork()
    if child == 0:
        os.close(report)
        live(json.loads(request), its)
    for file in its:
        os.close(file)
    Thread(target=_end_unowned, args=(child, report), daemon=True).start()
    _tell(report, child)
    _, status = os.waitpid(child, 0)
    _tell(report, os.waitstatus_to_exitcode(status))


def _end_unowned(child: int, report: int) -> None:
    """Kill it once nobody listens any more to what becomes of it."""
    listening = select.poll()
    listening.register(report, 0)  # that the other end was closed is told unasked
    listening.poll()
    with suppress(ProcessLookupError):  # ended by itself meanwhile
        os.kill(child, signal.SIGKILL)


def _tell(report: int, number: int) -> None:
    with suppress(BrokenPipeError):
        os.write(report, b"%d\n" % number)


def live(request: dict[str, object], files: list[int]) -> None:
    """The life of a child. It doesn't come back."""
    code: object = 1
    try:
        _settle(request, files)
        if request["anew"]:
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - ourselves
        code = bot.main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        # Born of a fork, onnxruntime cannot take itself down in order; all else has ended by now.
        os._exit(code if isinstance(code, int) else 1)


def _settle(request: dict[str, object], files: list[int]) -> None:
    arguments, environment, at = request["arguments"], request["environment"], request["at"]
    assert isinstance(arguments, list)
    assert isinstance(environment, dict)
    if request["tty"]:
        os.login_tty(files[0])
    else:
        for place, file in enumerate(files):
            os.dup2(file, place)
    for file in {*files} - {0, 1, 2}:
        if not request["tty"] or file != files[0]:
            os.close(file)
    # Opened as at a start, since what they were opened on could be seeked in.
    sys.stdin = open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding=sys.stderr.encoding, errors=sys.stderr.errors, closefd=False)  # noqa: SIM115
    # A run in the background would have Ctrl-C ignored, and Python has broken pipes ignored in what it begins.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if request["anew"]:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(at))
    sys.argv = [str(HOME / "bot.py"), *arguments]


def main() -> None:
    """A fork at each request, until nobody can ask any more."""
    asked = socket.socket(fileno=int(sys.argv[1]))
    sys.path[0] = str(HOME)  # children live in other folders
    read_everything()
    gc.freeze()  # what all share is written into by nobody
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, files, _, _ = socket.recv_fds(asked, LONGEST, 4)
        if not request:
            return
        if os.fork() == 0:
            asked.close()
            try:
                keep(request, files)
            finally:
                os._exit(0)
        for file in files:
            os.close(file)


if __name__ == "__main__":
    main()
