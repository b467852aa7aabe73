"""`bot.py practice`: the rehearsal in the terminal."""

from __future__ import annotations

from dataclasses import replace

import click

from coaching.app import App
from coaching.authoring.drills import read_drills
from coaching.commands.attendees import scenario_of
from coaching.commands.club_here import club_here
from coaching.commands.documents import Slip
from coaching.commands.evening import venue_of
from coaching.commands.here import paint_here, seed_here, words_here
from coaching.commands.options import lang_option, refuse, with_app
from coaching.drills import Drill
from coaching.faces.terminal.evening_practice import go_out
from coaching.faces.terminal.lines import standard_lines
from coaching.faces.terminal.practice import ask_language, practise
from coaching.faces.terminal.room import Room
from coaching.faces.words import read_words
from coaching.language import Language


@click.command()
@click.argument("scenario", required=False)
@lang_option
@click.option("--seed", type=int, help="The same seed and messages give the same answers.")
@click.option("--sells", default="", help="What you do and sell, instead of being asked.")
@click.option("--evening", "is_evening", is_flag=True, help="A whole room instead of one person.")
@click.option("--club", "is_club", is_flag=True, help="The same seven people, week after week.")
@click.option("--event", "has_event", is_flag=True, help="Begin with a real event of yours, and a plan until then.")
@with_app
def practice(
    app: App,
    scenario: str | None,
    lang: str | None,
    seed: int | None,
    sells: str,
    *,
    is_evening: bool,
    is_club: bool,
    has_event: bool,
) -> None:
    """Rehearse with SCENARIO, or choose among all. Reads plain lines when standard input is no terminal.

    With --evening, SCENARIO is an occasion: soiree, five_to_seven, coworking_day, alumni_reception.

    SCENARIO is an attendee's name, or a file of your own in any folder: mine/my_attendee.yaml.
    """
    if is_club:
        club_here(app, lang, seed, sells)
    elif is_evening:
        evening_here(app, scenario, lang, seed, sells)
    else:
        rehearse_here(app, scenario, lang, seed, sells, has_event=has_event)


def evening_here(app: App, occasion: str | None, lang: str | None, seed: int | None, sells: str) -> None:
    """An evening in this terminal, from the door to what one carries home."""
    lines = standard_lines()
    asked = Room(app.understanding, app.rubric, read_words(Language.FR), paint_here(), lines, click.echo)
    words, lines = words_here(app, lang, lines, lambda: ask_language(asked))
    room = replace(asked, words=words, lines=lines)
    usual = venue_of(app, occasion or "", words)
    others = () if occasion else tuple(one for one in app.evenings.occasions if one.id != usual.occasion.id)
    try:
        go_out(room, usual, others, app.evening_rubric, sells, seed_here(seed, lines))
    except KeyboardInterrupt:
        click.echo()
        click.echo(words("terminal.interrupted"))


def rehearse_here(
    app: App, name: str | None, lang: str | None, seed: int | None, sells: str, *, has_event: bool = False
) -> None:
    """The rehearsal in this terminal, to its end."""
    lines = standard_lines()
    asked = Room(app.understanding, app.rubric, read_words(Language.FR), paint_here(), lines, click.echo)
    words, lines = words_here(app, lang, lines, lambda: ask_language(asked))
    room = replace(
        asked,
        words=words,
        lines=lines,
        prescriptions=app.prescriptions,
        drills=lambda: _drills(app, words.lang),
        note_rubric=lambda: app.note_rubric,
        missions=lambda: app.missions,
    )
    try:
        chosen = scenario_of(app, name) if name else None
    except Slip as slip:
        refuse(slip.told(words))
    attendees = app.attendees or ((chosen,) if chosen else ())
    if not attendees:
        refuse(words("terminal.nobody", folder=app.settings.scenarios))
    try:
        practise(room, attendees, chosen, sells, lambda: seed_here(seed, lines), has_event=has_event)
    except KeyboardInterrupt:
        click.echo()
        click.echo(words("terminal.interrupted"))


def _drills(app: App, lang: Language) -> tuple[Drill, ...]:
    """The exercises there are in that language; read when somebody asks for them."""
    return tuple(one for one in read_drills(app.settings.scenarios)[0] if one.items[lang])
