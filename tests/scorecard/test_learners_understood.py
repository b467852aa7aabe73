"""The scripted learners again, their messages read by the understanding itself instead of by hand."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from coaching.authoring.phrasebook import read_phrasebook
from coaching.encoder import read_encoder
from coaching.reading import SILENCE, Message, Speaker, Utterance
from coaching.scorecard.card import Scorecard
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from coaching.understanding import Understanding
from tests.scorecard.learners import RUBRIC, Learner, learners

GAMES = frozenset({"interrogator", "flatterer", "insulter", "keyword_stuffer", "copier", "silent"})


@cache
def understanding() -> Understanding:
    return Understanding(read_phrasebook(), read_encoder())


def understood(learner: Learner) -> tuple[Deed, ...]:
    reader = understanding()
    said: list[Utterance] = []
    deeds: list[Deed] = []
    for number, turn in enumerate(learner.turns, start=1):
        said.append(Utterance(Speaker.ATTENDEE, turn.heard))
        reading = reader.read(Message(turn.text, learner.lang, learner.sells, tuple(said[-4:])))
        said.append(Utterance(Speaker.LEARNER, turn.text))
        answer = learner.turns[number].heard if number < len(learner.turns) else ""
        after = reader.hear(answer, learner.lang) if answer else SILENCE
        deeds.append(Deed(number, turn.text, reading, before=reader.hear(turn.heard, learner.lang), after=after))
    return tuple(deeds)


@cache
def marked(learner: Learner) -> Scorecard:
    return mark(understood(learner), RUBRIC, learner.lang)


def test_a_better_learner_scores_more_in_most_pairs() -> None:
    pairs = [(better, worse) for better, worse in product(learners(), learners()) if better.rank < worse.rank]

    wrong = [(better.id, worse.id) for better, worse in pairs if marked(better).score <= marked(worse).score]

    # Our own hand labels reach 97 of 100; what is missing here is what the understanding doesn't see yet.
    assert len(wrong) <= 0.15 * len(pairs), wrong


@pytest.mark.parametrize(
    "learner", [learner for learner in learners() if learner.style in GAMES], ids=lambda learner: learner.id
)
def test_a_game_never_exceeds_forty_and_is_no_networking(learner: Learner) -> None:
    card = marked(learner)

    assert card.score <= 40
    assert card.mode.value != "networking"


@pytest.mark.parametrize(
    "learner", [learner for learner in learners() if learner.style in {"networker", "seller"}], ids=lambda one: one.id
)
def test_a_networker_and_a_seller_are_known_for_what_they_are(learner: Learner) -> None:
    assert marked(learner).mode.value in learner.modes


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.id)
def test_every_quote_stands_in_the_message_as_it_was_written(learner: Learner) -> None:
    said = {deed.turn: deed.text for deed in understood(learner)}

    for finding in marked(learner).findings:
        assert finding.quote in said[finding.turn]
