"""Where the learner's lines come from: someone at a keyboard, or a file. Neither has a longest line."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

with contextlib.suppress(ImportError):
    # With it a line may be longer than the 4,096 bytes a bare terminal hands over, and can be edited.
    import readline  # noqa: F401 - importing it is what does it

ESCAPE = re.compile(r"(\x1b\[[0-9;]*m)")


class Lines(Protocol):
    """A source of lines."""

    is_live: bool  # somebody is there to be asked

    def next(self, prompt: str = "") -> str | None:
        """The next line without its end; None when there are no more."""
        ...


def _standard_input() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    yield from sys.stdin or ()


@dataclass
class Keyboard:
    """Someone at a keyboard."""

    is_live: bool = True

    def next(self, prompt: str = "") -> str | None:
        """The next line typed; None at Ctrl-D."""
        # readline counts what it isn't told to leave out: colours would break the line at the wrong column.
        shown = ESCAPE.sub("\x01\\1\x02", prompt)
        try:
            return input(shown)
        except EOFError:
            return None


@dataclass
class Piped:
    """Lines from a file or another program; nobody sees a prompt."""

    source: Iterator[str] = field(default_factory=_standard_input)
    is_live: bool = False

    def next(self, prompt: str = "") -> str | None:  # noqa: ARG002 - nobody is there to read it
        """The next line; None at the end."""
        line = next(self.source, None)
        return None if line is None else line.rstrip("\r\n")


def standard_lines() -> Lines:
    """The keyboard where standard input is a terminal, else what is piped in."""
    return Keyboard() if sys.stdin is not None and sys.stdin.isatty() else Piped()
