"""This terminal: how text looks in it, and which language is spoken to whoever sits there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from itertools import chain

from coaching.app import App, new_seed
from coaching.commands.options import known_language
from coaching.faces.terminal.lines import Lines, Piped
from coaching.faces.terminal.paint import Paint
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.reading import Message

WIDEST = 88  # columns; longer lines are hard to read


def words_here(app: App, lang: str | None, lines: Lines, ask: Callable[[], Language]) -> tuple[Words, Lines]:
    """The words of the language asked for, else the machine's, else the learner's own: asked, or heard."""
    known = known_language(app, lang)
    if known:
        return read_words(known), lines
    if lines.is_live:
        return read_words(ask()), lines
    first = lines.next()
    if first is None:
        return read_words(Language.EN), lines
    heard = app.understanding.read(Message(first)).lang
    rest = iter(lines.next, None)
    return read_words(heard), Piped(chain([first], (line for line in rest if line is not None)))


def seed_here(seed: int | None, lines: Lines) -> int:
    """The seed asked for, else a new one for somebody at a keyboard, and always the same for a file."""
    if seed is not None:
        return seed
    return new_seed() if lines.is_live else 1


def paint_here() -> Paint:
    """Colours and width where somebody looks at them; NO_COLOR and TERM=dumb are respected."""
    if not sys.stdout.isatty():
        return Paint()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Paint(coloured=not plain, columns=min(WIDEST, shutil.get_terminal_size().columns))
