"""`bot.py why`: a conversation with every reply accounted for: what was read, why trust moved, which line it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from coaching.app import App
from coaching.authoring.places import Spot, spots
from coaching.commands.attendees import draft_of, file_of
from coaching.commands.documents import Slip
from coaching.commands.options import known_language, lang_option, refuse, with_app, words_for
from coaching.faces.terminal.lines import standard_lines
from coaching.faces.terminal.transcript import opening, said, scene
from coaching.faces.words import Words
from coaching.language import Language
from coaching.reading import Match, Reading
from coaching.rehearsal import Conversation, Profile, begin, take_turn
from coaching.scenario import Scenario
from coaching.why import why as account_of


@click.command()
@click.argument("scenario")
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@lang_option
@click.option("--seed", type=int, default=1, help="The same seed and messages give the same answers.")
@click.option("--sells", default="", help="What the learner does and sells.")
@with_app
def why(app: App, scenario: str, texts: tuple[str, ...], lang: str | None, seed: int, sells: str) -> None:
    """Say each TEXT to SCENARIO and see why each reply came: what was read, how trust moved, which line of the file.

    SCENARIO is an attendee's name, or a file of your own in any folder. Without TEXT, lines are read.
    """
    words = words_for(app, lang)
    try:
        draft, path = draft_of(app, scenario), file_of(app, scenario)
    except Slip as slip:
        refuse(slip.told(words))
    attendee, known = draft.scenario, spots(draft, path)
    conversation = begin(attendee, Profile(known_language(app, lang) or Language.EN, sells=sells), seed)
    _show([*scene(attendee, words), "", *opening(conversation, attendee, words)])
    _show(_whose(conversation.opening_said, known, words))
    lines = standard_lines()
    for text in texts or iter(lambda: lines.next("> "), None):
        conversation = take_turn(conversation, text, attendee, app.understanding)
        _show(accounted(conversation, attendee, known, words))
        if conversation.is_over:
            break


def accounted(conversation: Conversation, scenario: Scenario, known: Mapping[int, Spot], words: Words) -> Iterator[str]:
    """The last turn, with all there is to say about it."""
    turn, account = conversation.turns[-1], account_of(conversation, scenario)
    yield f"\n{said(turn.text, words)}"
    yield from _read(turn.reading, words)
    if account is not None:
        level = words(f"attendee.openness.{account.openness}")
        yield "  " + words("why.trust", before=account.before, after=account.after, openness=level)
        for change in account.changes:
            points = words("terminal.rises" if change.points >= 0 else "terminal.falls", points=abs(change.points))
            yield f"    {points}  {words(f'causes.{change.cause}')}"
        yield from ("  " + words("why.dropped", thought=thought) for thought in account.dropped)
        yield from ("  " + words("why.believes", thought=thought) for thought in account.believes)
    yield f"{scenario.name.first(words.lang)}  {turn.reply}"
    yield from _whose(turn.said, known, words)
    if turn.revealed:
        yield words("terminal.account.reveals", fact=turn.revealed)
    if turn.met:
        yield words("terminal.account.meets" if turn.hinted else "terminal.account.meets_early", need=turn.met)
    if turn.ended:
        yield words("terminal.account.ends", ending=turn.ended)


def _read(reading: Reading, words: Words) -> Iterator[str]:
    moves = [f"{move} (“{quote}”)" if (quote := reading.quote(move)) else str(move) for move in reading.moves]
    yield words("terminal.account.read", moves=", ".join(moves) or str(reading.sense))
    if reading.topics:
        yield words("terminal.account.about", topics=_percent(reading.topics))
    if reading.needs:
        yield words("terminal.account.needs", needs=_percent(reading.needs))


def _percent(matches: tuple[Match, ...]) -> str:
    return ", ".join(f"{match.id} {round(100 * match.score)} %" for match in matches)


def _whose(marks: tuple[int, ...], known: Mapping[int, Spot], words: Words) -> Iterator[str]:
    """The place in the files of each thing said."""
    for one in marks:
        if spot := known.get(one):
            yield words("terminal.account.line", path=spot.path, line=spot.line, keys=spot.keys)


def _show(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        click.echo(line)
