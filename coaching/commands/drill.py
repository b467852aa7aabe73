"""`bot.py drill`: three-minute exercises in the terminal."""

from __future__ import annotations

from random import Random

import click
from rapidfuzz import fuzz, process

from coaching.app import App
from coaching.authoring.drills import FOLDER, read_drills
from coaching.commands.here import paint_here, seed_here, words_here
from coaching.commands.options import lang_option, refuse, with_app
from coaching.drills import Drill
from coaching.faces.terminal.drilling import SET, Bench, Drilling, drill_named
from coaching.faces.terminal.lines import Lines, standard_lines
from coaching.faces.words import Words, read_words
from coaching.language import Language

ALIKE = 60  # of 100, for an exercise's name


@click.command()
@click.argument("kind", required=False)
@lang_option
@click.option("--seed", type=int, help="The same seed draws the same items.")
@click.option("--count", type=click.IntRange(1, 100), default=SET, show_default=True, help="Items in a set.")
@with_app
def drill(app: App, kind: str | None, lang: str | None, seed: int | None, count: int) -> None:
    """Do a three-minute exercise of that KIND, or choose among all.

    One line at a time to answer, marked at once, with two model answers. Reads plain lines when standard input is no
    terminal; without a KIND it then only lists them.
    """
    lines = standard_lines()
    words, lines = words_here(app, lang, lines, lambda: _ask_language(lines))
    drills = tuple(one for one in read_drills(app.settings.scenarios)[0] if one.items[words.lang])
    if not drills:
        refuse(words("drills.none", folder=app.settings.scenarios / FOLDER))
    chosen = _chosen(kind, drills, words) if kind else None
    bench = Bench(app.understanding, words, paint_here(), lines, click.echo)
    try:
        Drilling(bench, drills, Random(seed_here(seed, lines))).run(chosen, count)
    except KeyboardInterrupt:
        click.echo()
        click.echo(words("terminal.interrupted"))


def _chosen(kind: str, drills: tuple[Drill, ...], words: Words) -> Drill:
    found = drill_named(kind, drills)
    if found is None:
        known = [one.id for one in drills]
        near = process.extractOne(kind, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
        refuse(
            words("drills.unknown_near", drill=kind, nearest=near[0])
            if near
            else words("drills.unknown", drill=kind, known=", ".join(known))
        )
    return found


def _ask_language(lines: Lines) -> Language:
    """The language someone would rather speak, asked in both."""
    words = read_words(Language.FR)
    click.echo(words("terminal.which_language"))
    while (typed := lines.next("> ")) is not None:
        named = next((lang for lang in Language if typed.strip().lower()[:2] == lang), None)
        if named:
            return named
        click.echo(words("terminal.language_again"))
    return words.lang
