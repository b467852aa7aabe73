"""`bot.py score`: marks a transcript whose attendee lines are given, a coach's own role-play for example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import click

from coaching.app import App
from coaching.attendee.respond import EXITS
from coaching.commands.batch import answer_each
from coaching.commands.documents import Entry
from coaching.commands.moves import utterance
from coaching.commands.options import json_option, put_json, with_app, words_for
from coaching.commands.play import BY_SCRIPT
from coaching.faces.terminal.debrief import debrief
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.reading import SILENCE, Heard, Message, Speaker, Utterance, after
from coaching.rehearsal import LOOKED_AT, Reader
from coaching.scorecard.card import Scorecard, to_record
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark


@click.command()
@click.argument("transcript", type=click.File("rb"))
@json_option
@with_app
def score(app: App, transcript: BinaryIO, as_json: bool) -> None:
    """Mark TRANSCRIPT (YAML or JSON: one, or a list), one result a line."""
    words = words_for(app)

    def answer(entry: Entry) -> None:
        lang = entry.language()
        lines = tuple(utterance(Entry.of(one), "turns") for one in entry.items("turns"))
        deeds = deeds_in(lines, lang, entry.text("learner_sells", ""), app.understanding)
        scorecard = mark(deeds, app.rubric, lang)
        if as_json:
            put_json(record(entry, lines, deeds, scorecard))
        else:
            click.echo("\n".join([*debrief(scorecard, app.rubric, read_words(lang)), ""]))

    answer_each(transcript.read(), words, answer)


def deeds_in(lines: Sequence[Utterance], lang: Language, sells: str, understanding: Reader) -> tuple[Deed, ...]:
    """The learner's messages, each between the attendee's lines around it."""
    deeds: list[Deed] = []
    for at, line in enumerate(lines):
        if line.who is Speaker.LEARNER:
            context = tuple(lines[max(0, at - LOOKED_AT) : at])
            deeds.append(
                Deed(
                    turn=len(deeds) + 1,
                    text=line.text,
                    reading=after(
                        understanding.read(Message(line.text, lang, sells, context)), [deed.reading for deed in deeds]
                    ),
                    before=_heard(_said_before(lines, at), lang, understanding),
                    after=_heard(_said_after(lines, at), lang, understanding),
                    line="\n".join(_said_before(lines, at)),
                )
            )
    return tuple(deeds)


def record(entry: Entry, lines: Sequence[Utterance], deeds: Sequence[Deed], scorecard: Scorecard) -> dict[str, object]:
    """The marks in the shape of `play`, without trust and needs, which only a rehearsal knows."""
    learners = [at for at, line in enumerate(lines) if line.who is Speaker.LEARNER]
    return {
        "id": entry.values.get("id"),
        "scenario": entry.values.get("scenario"),
        "turns": [
            {
                "learner": deed.text,
                "moves": [move.value for move in deed.reading.moves],
                "attendee": "\n".join(_said_after(lines, at)),
            }
            for deed, at in zip(deeds, learners, strict=True)
        ],
        "ended_by": _ended_by(deeds),
        **to_record(scorecard),
    }


def _said_before(lines: Sequence[Utterance], at: int) -> list[str]:
    """What the attendee had last said: their lines in a row, also when the learner speaks twice."""
    said: list[str] = []
    for line in reversed(lines[:at]):
        if line.who is Speaker.ATTENDEE:
            said.insert(0, line.text)
        elif said:
            break
    return said


def _said_after(lines: Sequence[Utterance], at: int) -> list[str]:
    """What the attendee answers straight away."""
    said: list[str] = []
    for line in lines[at + 1 :]:
        if line.who is not Speaker.ATTENDEE:
            break
        said.append(line.text)
    return said


def _heard(said: Sequence[str], lang: Language, understanding: Reader) -> Heard:
    return understanding.hear("\n".join(said), lang) if said else SILENCE


def _ended_by(deeds: Sequence[Deed]) -> str:
    """Who took leave last, as far as the words tell."""
    last = deeds[-1] if deeds else None
    if last and last.reading.does(*EXITS):
        return Speaker.LEARNER.value
    return Speaker.ATTENDEE.value if last and last.after.leaves else BY_SCRIPT
