"""How a process that stays keeps its memory."""

from __future__ import annotations

import ctypes
import gc

ARENAS = -8  # glibc's M_ARENA_MAX
MAPPED_FROM = -3  # its M_MMAP_THRESHOLD
LARGE = 128 * 1024  # bytes; where it begins, and would not stay


def one_for_all_threads() -> None:
    """Before there are threads: one heap for all of them; every further one would keep some 10 MB of its own.

    Our threads seldom ask for memory at once. And what is large is given back to the system when it is let go: left to
    itself, glibc keeps ever larger pieces in the heap, where small things that stay settle between them and hold the
    rest fast (after 1,500 turns 361 to 406 MB; so, 307). Where the C library isn't glibc, nothing happens.
    """
    try:
        library = ctypes.CDLL(None)
        library.mallopt(ARENAS, 1)
        library.mallopt(MAPPED_FROM, LARGE)
    except (AttributeError, OSError, TypeError):
        return


def keep_what_was_read() -> None:
    """What was read so far stays to the end: no collection goes through it while somebody waits."""
    gc.freeze()
