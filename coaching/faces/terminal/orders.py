"""What a learner can ask of the rehearsal itself, by a line that begins with a slash, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from coaching.faces.words import Words

SLASHED = re.compile(r"\s*/(\S+)")


class Order(StrEnum):
    """What can be asked; the words give its names."""

    HINT = "hint"
    WHY = "why"
    BACK = "back"
    WATCH = "watch"
    RULES = "rules"
    END = "end"
    HELP = "help"


@dataclass(frozen=True)
class Unknown:
    """A line with a slash that means nothing here, and the nearest that would."""

    typed: str
    nearest: str = ""


def order_in(line: str, words: Words) -> Order | Unknown | None:
    """The order the line gives; None when it is something to say."""
    slashed = SLASHED.match(line)
    if slashed is None:
        return None
    typed = slashed[1].lower()
    names = {name.lower(): order for order in Order for name in words(f"terminal.orders.{order}.names").split()}
    if typed in names:
        return names[typed]
    near = get_close_matches(typed, names, 1, 0.5)
    return Unknown(f"/{typed}", f"/{near[0]}" if near else "")


def help_lines(words: Words) -> list[str]:
    """Every order, by its first names, and what it does."""
    rows = [(_called(order, words), words(f"terminal.orders.{order}.does")) for order in Order]
    width = max(len(names) for names, _ in rows)
    return [words("terminal.help_heading"), *(f"  {names:<{width}}  {does}" for names, does in rows)]


def _called(order: Order, words: Words) -> str:
    names = words(f"terminal.orders.{order}.names").split()
    return " ".join(f"/{name}" for name in names[:2])
