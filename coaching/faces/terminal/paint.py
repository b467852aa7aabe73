"""How text looks in a terminal: what one sees in italics, names in bold, trust as a bar; plain where that is better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

STAGE = re.compile(r"\*([^*]+)\*")
BAR = 10  # cells
LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Paint:
    """Whether colours are welcome, and how many columns there are; 0 columns: never wrapped."""

    coloured: bool = False
    columns: int = 0

    def bold(self, text: str) -> str:
        """A name, a heading."""
        return click.style(text, bold=True) if self.coloured else text

    def faint(self, text: str) -> str:
        """What stands beside the conversation."""
        return click.style(text, dim=True) if self.coloured else text

    def good(self, text: str) -> str:
        """What went well."""
        return click.style(text, fg="green") if self.coloured else text

    def bad(self, text: str) -> str:
        """What cost something."""
        return click.style(text, fg="yellow") if self.coloured else text

    def speech(self, name: str, text: str) -> str:
        """A spoken line after its speaker's name, wrapped under it, stage directions in italics."""
        head = f"{name}  "
        return self.bold(head) + self._wrapped(text, len(head))

    def prose(self, text: str, indent: int = 0) -> str:
        """A paragraph."""
        return " " * indent + self._wrapped(text, indent)

    def _wrapped(self, text: str, indent: int) -> str:
        """The text in lines that fit, all but the first indented."""
        lines, used = [[]], indent  # type: tuple[list[list[str]], int]
        for word, is_stage in self._words(text):
            if self.columns and lines[-1] and used + len(word) > self.columns:
                lines.append([])
                used = indent
            lines[-1].append(self._stage(word) if is_stage else word)
            used += len(word) + 1
        return ("\n" + " " * indent).join(" ".join(line) for line in lines)

    def _words(self, text: str) -> Iterator[tuple[str, bool]]:
        """The words in order, each with whether it is something seen rather than said."""
        if not self.coloured:
            yield from ((word, False) for word in text.split())
            return
        at = 0
        for stage in STAGE.finditer(text):
            yield from ((word, False) for word in text[at : stage.start()].split())
            yield from ((word, True) for word in stage[1].split())
            at = stage.end()
        yield from ((word, False) for word in text[at:].split())

    def _stage(self, word: str) -> str:
        return click.style(word, italic=True, dim=True)


PLAIN = Paint()


def bar(points: int) -> str:
    """0–100 as ten cells."""
    full = round(points * BAR / 100)
    return "▰" * full + "▱" * (BAR - full)


def course(points: list[int]) -> str:
    """Values within 0–100 over time, one small column each."""
    return "".join(LEVELS[min(len(LEVELS) - 1, value * len(LEVELS) // 100)] for value in points)
