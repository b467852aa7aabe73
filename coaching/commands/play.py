"""`bot.py play`: scripted learners against attendees. The same script gives the same bytes, always."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from coaching.app import App
from coaching.commands.attendees import scenario_of
from coaching.commands.batch import answer_each
from coaching.commands.documents import Entry
from coaching.commands.options import json_option, put_json, with_app, words_for
from coaching.faces.terminal.debrief import debrief
from coaching.faces.terminal.transcript import transcript
from coaching.faces.words import read_words
from coaching.rehearsal import Conversation, Profile, marks
from coaching.rehearsal import play as played
from coaching.scorecard.card import Scorecard, to_record

BY_SCRIPT = "script"


@click.command()
@click.argument("script", type=click.File("rb"))
@json_option
@with_app
def play(app: App, script: BinaryIO, as_json: bool) -> None:
    """Play the scripted learners of SCRIPT (YAML: one, or a list), one result a line.

    Their `scenario` is an attendee's name, or a file of your own: mine/my_attendee.yaml.
    """
    words = words_for(app)
    beside = Path(script.name).parent if Path(str(script.name)).is_file() else None

    def answer(entry: Entry) -> None:
        name = entry.text("id")
        scenario = scenario_of(app, entry.text("scenario"), beside)
        profile = Profile(entry.language(), entry.text("learner_name", ""), entry.text("learner_sells", ""))
        conversation = played(scenario, profile, entry.whole("seed", 1), entry.texts("messages"), app.understanding)
        scorecard = marks(conversation, scenario, app.understanding, app.rubric)
        if as_json:
            put_json(record(name, conversation, scorecard))
        else:
            theirs = read_words(profile.lang)  # what was said in one language isn't framed in another
            said, told = transcript(conversation, scenario, theirs), debrief(scorecard, app.rubric, theirs)
            click.echo("\n".join([f"# {name}", "", *said, "", *told, ""]))

    answer_each(script.read(), words, answer)


def record(name: str, conversation: Conversation, scorecard: Scorecard) -> dict[str, object]:
    """The rehearsal and its marks in the shape other programs know."""
    last = conversation.turns[-1] if conversation.turns else None
    return {
        "id": name,
        "scenario": conversation.scenario,
        "turns": [
            {
                "learner": turn.text,
                "moves": [move.value for move in turn.reading.moves],
                "attendee": turn.reply,
                "trust": turn.mind.trust,
                "openness": turn.openness.value,
            }
            for turn in conversation.turns
        ],
        "ended_by": last.ended_by.value if last and last.ended_by else BY_SCRIPT,
        **to_record(scorecard),
    }
