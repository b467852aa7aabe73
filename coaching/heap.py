"""How a process that stays keeps its memory."""

from __future__ import annotations

import ctypes
import gc

ARENAS = -8  # glibc's M_ARENA_MAX


def one_for_all_threads() -> None:
    """Before there are threads: one heap for all of them; every further one would keep some 10 MB of its own.

    Our threads seldom ask for memory at once. Where the C library isn't glibc, nothing happens.
    """
    try:
        ctypes.CDLL(None).mallopt(ARENAS, 1)
    except (AttributeError, OSError, TypeError):
        return


def keep_what_was_read() -> None:
    """What was read so far stays to the end: no collection goes through it while somebody waits."""
    gc.freeze()
