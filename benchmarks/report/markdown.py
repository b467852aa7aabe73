"""Figures and tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NAMES = {"fr": "French", "en": "English"}


def figure(value: float | None, places: int = 2) -> str:
    """A share as ".93"; "–" when there is nothing to share."""
    return "–" if value is None else f"{value:.{places}f}".removeprefix("0")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> list[str]:
    """The lines of a table whose first `left` columns stand to the left and the others to the right."""
    rule = ["---"] * left + ["--:"] * (len(head) - left)
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)] + [""]


def cell(text: str, most: int) -> str:
    """A text on one line that cannot break a table, cut at `most` characters."""
    line = " ".join(text.split()).replace("|", "¦")
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
