"""What a process apart does to itself before it touches anything. Standard library only."""

from __future__ import annotations

import contextlib
import signal

FILES = 32


def confine(memory: int, processor: int, within: float) -> None:
    """From now on little memory (bytes), little time (seconds), no new process, nothing written.

    And an end of its own, some two seconds after `within`, should whoever started it die first.
    """
    with contextlib.suppress(ImportError):  # not every system has these
        import resource  # noqa: PLC0415

        limits = {
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_CPU: processor,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_NOFILE: FILES,
            resource.RLIMIT_NPROC: 0,
        }
        for limit, most in limits.items():
            with contextlib.suppress(ValueError, OSError):  # a system may refuse to count one of them
                resource.setrlimit(limit, (most, most))
    if hasattr(signal, "alarm"):
        signal.alarm(int(within) + 2)
