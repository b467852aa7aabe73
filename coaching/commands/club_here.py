"""`bot.py practice --club`: a season of the club in this terminal."""

from __future__ import annotations

from dataclasses import replace

import click

from coaching.app import App
from coaching.authoring.clubs import read_chooser
from coaching.commands.here import paint_here, seed_here, words_here
from coaching.commands.options import refuse
from coaching.faces.terminal.club import practise_club
from coaching.faces.terminal.lines import standard_lines
from coaching.faces.terminal.practice import ask_language
from coaching.faces.terminal.room import Room
from coaching.faces.words import read_words
from coaching.language import Language


def club_here(app: App, lang: str | None, seed: int | None, sells: str) -> None:
    """The season, week by week, to its end or until the learner has had enough."""
    lines = standard_lines()
    asked = Room(app.understanding, app.rubric, read_words(Language.FR), paint_here(), lines, click.echo)
    words, lines = words_here(app, lang, lines, lambda: ask_language(asked))
    club = app.club
    if club is None:
        refuse(words("club.none", folder=app.settings.scenarios))
    try:
        practise_club(replace(asked, words=words, lines=lines), club, read_chooser(), sells, seed_here(seed, lines))
    except KeyboardInterrupt:
        click.echo()
        click.echo(words("terminal.interrupted"))
