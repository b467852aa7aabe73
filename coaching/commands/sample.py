"""`bot.py sample`: what somebody types, and which of an attendee's topics it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from coaching.app import App
from coaching.authoring.nearest import Near, nearest_examples
from coaching.commands.attendees import scenario_of
from coaching.commands.documents import Slip
from coaching.commands.options import known_language, lang_option, refuse, with_app, words_for
from coaching.faces.terminal.lines import standard_lines
from coaching.faces.words import Words
from coaching.language import Language
from coaching.moves import QUESTIONS
from coaching.reading import Match, Message, Reading
from coaching.scenario import Scenario


@click.command()
@click.argument("scenario")
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@lang_option
@with_app
def sample(app: App, scenario: str, texts: tuple[str, ...], lang: str | None) -> None:
    """Which topics of SCENARIO each TEXT finds, and the examples it is most like; without TEXT, lines are read.

    SCENARIO is an attendee's name, or a file of your own in any folder.
    """
    words = words_for(app, lang)
    try:
        attendee = scenario_of(app, scenario)
    except Slip as slip:
        refuse(slip.told(words))
    for text in texts or _lines():
        if text.strip():
            reading = app.understanding.read(Message(text, known_language(app, lang)), attendee)
            click.echo("\n".join(told(text, reading, attendee, words)))


def _lines() -> Iterator[str]:
    lines = standard_lines()
    return iter(lambda: lines.next("> "), None)


def told(text: str, reading: Reading, scenario: Scenario, words: Words) -> Iterator[str]:
    """The text, what it does, and what it finds, a line each."""
    lang = reading.lang
    yield words("terminal.sample.text", text=" ".join(text.split()))
    yield words("terminal.sample.does", moves=", ".join(reading.moves) or "–", lang=lang)
    yield from _found("terminal.sample.topic", text, reading.topics, scenario, lang, words)
    yield from _found("terminal.sample.need", text, reading.needs, scenario, lang, words)
    if not reading.does(*QUESTIONS) and not reading.elliptical:
        yield words("terminal.sample.no_question")
    elif not reading.topics:
        near = nearest_examples(text, scenario, lang, (topic.id for topic in scenario.topics))
        yield words("terminal.sample.nothing")
        yield from (words("terminal.sample.near", topic=one.subject, examples=_quoted([one])) for one in near)


def _found(
    key: str, text: str, matches: Iterable[Match], scenario: Scenario, lang: Language, words: Words
) -> Iterator[str]:
    for match in matches:
        near = nearest_examples(text, scenario, lang, [match.id])
        yield words(key, name=match.id, percent=round(100 * match.score), examples=_quoted(near))


def _quoted(near: Iterable[Near]) -> str:
    return " · ".join(f"{one.example} ({one.likeness} %)" for one in near)
