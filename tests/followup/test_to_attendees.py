"""Notes to the shipped attendees, and to whom there is nothing to write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coaching.followup.marking import mark_note
from coaching.followup.met import Silence, met_in
from coaching.followup.rubric import NoteRubric
from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from coaching.watching import watch
from tests import content
from tests.content import library, understanding

NOTES = yaml.safe_load((Path(__file__).parent / "notes_to_attendees.yaml").read_text(encoding="utf-8"))["notes"]
GOOD_FROM, BAD_BELOW = 70, 55  # score
RIGHT = 0.9  # of them


def test_nine_in_ten_notes_to_attendees_are_told_as_a_coach_would(rubric: NoteRubric) -> None:
    wrong = []
    for one in NOTES:
        lang = Language(one["lang"])
        scenario = library()[one["to"]]
        conversation = watch(scenario, lang, understanding())
        assert conversation
        met = met_in(conversation, scenario, understanding())
        score = mark_note(one["note"], met, understanding(), rubric).score
        if (score < GOOD_FROM) if one["good"] else (score >= BAD_BELOW):
            wrong.append((score, one["note"]))

    assert len(wrong) <= len(NOTES) * (1 - RIGHT), wrong


@pytest.mark.parametrize(
    ("scenario", "talk", "silence"),
    [
        ("pushy_card_giver", ("Bonsoir.", "Ah bon."), Silence.PUSHED_ON_YOU),
        ("defensive_photographer", ("Bonsoir.",), Silence.HARDLY_MET),
        (
            "defensive_photographer",
            ("Bonsoir! Tenez, voici ma carte, prenez-la donc.", "Je tiens des livres, prenez ma carte et appelez-moi!"),
            Silence.PUSHED_BY_YOU,
        ),
    ],
)
def test_to_some_there_is_nothing_to_write(scenario: str, talk: tuple[str, ...], silence: Silence) -> None:
    attendee = library()[scenario]
    talked = play(attendee, Profile(Language.FR, sells="tenue de livres"), 3, talk, understanding())
    scorecard = marks(talked, attendee, understanding(), content.rubric())

    assert met_in(talked, attendee, understanding(), scorecard.mode).silence is silence
