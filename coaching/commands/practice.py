"""`bot.py practice`: the rehearsal in the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import chain

import click

from coaching.app import App, new_seed
from coaching.commands.attendees import scenario_of
from coaching.commands.documents import Slip
from coaching.commands.options import known_language, lang_option, refuse, with_app
from coaching.faces.terminal.lines import Lines, Piped, standard_lines
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.practice import ask_language, practise
from coaching.faces.terminal.room import Room
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.reading import Message

WIDEST = 88  # columns; longer lines are hard to read


@click.command()
@click.argument("scenario", required=False)
@lang_option
@click.option("--seed", type=int, help="The same seed and messages give the same answers.")
@click.option("--sells", default="", help="What you do and sell, instead of being asked.")
@with_app
def practice(app: App, scenario: str | None, lang: str | None, seed: int | None, sells: str) -> None:
    """Rehearse with SCENARIO, or choose among all. Reads plain lines when standard input is no terminal.

    SCENARIO is an attendee's name, or a file of your own in any folder: mine/my_attendee.yaml.
    """
    rehearse_here(app, scenario, lang, seed, sells)


def rehearse_here(app: App, name: str | None, lang: str | None, seed: int | None, sells: str) -> None:
    """The rehearsal in this terminal, to its end."""
    lines = standard_lines()
    words, lines = _language(app, lang, lines)
    room = Room(app.understanding, app.rubric, words, _paint(), lines, click.echo, app.prescriptions)
    try:
        chosen = scenario_of(app, name) if name else None
    except Slip as slip:
        refuse(slip.told(words))
    attendees = app.attendees or ((chosen,) if chosen else ())
    if not attendees:
        refuse(words("terminal.nobody", folder=app.settings.scenarios))
    try:
        practise(room, attendees, chosen, sells, lambda: seed if seed is not None else _drawn(lines))
    except KeyboardInterrupt:
        click.echo()
        click.echo(words("terminal.interrupted"))


def _language(app: App, lang: str | None, lines: Lines) -> tuple[Words, Lines]:
    """The words of the language asked for, else the machine's, else the learner's own: asked, or heard."""
    known = known_language(app, lang)
    if known:
        return read_words(known), lines
    if lines.is_live:
        room = Room(app.understanding, app.rubric, read_words(Language.FR), _paint(), lines, click.echo)
        return read_words(ask_language(room)), lines
    first = lines.next()
    if first is None:
        return read_words(Language.EN), lines
    heard = app.understanding.read(Message(first)).lang
    return read_words(heard), _put_back(first, lines)


def _put_back(first: str, lines: Lines) -> Lines:
    rest = iter(lines.next, None)
    return Piped(chain([first], (line for line in rest if line is not None)))


def _drawn(lines: Lines) -> int:
    """A seed: a new one each time for somebody at a keyboard, always the same for a file."""
    return new_seed() if lines.is_live else 1


def _paint() -> Paint:
    """Colours and width where somebody looks at them; NO_COLOR and TERM=dumb are respected."""
    if not sys.stdout.isatty():
        return Paint()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Paint(coloured=not plain, columns=min(WIDEST, shutil.get_terminal_size().columns))
