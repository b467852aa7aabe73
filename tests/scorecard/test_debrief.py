from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.language import Language
from coaching.moves import Move
from coaching.scorecard.debrief import Debrief, debrief
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Mode, RuleId
from tests.scorecard.learners import RUBRIC, Learner, a_deed, learners, marked

HELLO = a_deed(1, "Hello, I restore old chairs.", Move.SELF_DISCLOSURE)
ASK = a_deed(2, "How did you come to keep bees, of all things on earth?", Move.OPEN_QUESTION, Move.FOLLOW_UP)
HELP = a_deed(3, "I can introduce you to a beekeeper.", Move.OFFER_HELP)
PITCH = a_deed(4, "Our chairs are the best in town.", Move.PITCH)
SORRY = a_deed(5, "Sorry, listen to me selling.", apology=True)
PROBE = a_deed(6, "Who buys your furniture, then?", Move.SALES_PROBE)


def told(*deeds: Deed) -> Debrief:
    return debrief(marked(*deeds), RUBRIC, Language.EN)


def test_the_best_moment_is_the_one_worth_most() -> None:
    best = told(HELLO, ASK, HELP).best

    assert best is not None
    assert best.quote == HELP.text.rstrip(".")


def test_the_one_slip_is_the_costliest() -> None:
    slip = told(HELLO, ASK, PITCH, PROBE).slip

    assert slip is not None
    assert slip.rule is RuleId.PITCH


def test_a_slip_stepped_back_from_is_not_held_against_the_learner_when_there_is_another() -> None:
    slip = told(HELLO, ASK, HELP, PITCH, SORRY, PROBE).slip

    assert slip is not None
    assert slip.rule is RuleId.SALES_PROBE


def test_a_conversation_without_a_slip_has_none_to_tell() -> None:
    assert told(HELLO, ASK, HELP).slip is None


def test_one_thing_to_try_is_about_what_is_weakest_when_all_went_well() -> None:
    networker = next(learner for learner in learners() if learner.id == "en-networker")

    assert debrief(mark(networker.deeds(), RUBRIC, Language.EN), RUBRIC, Language.EN).next_id == "generosity"


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.id)
def test_every_learner_is_told_something_to_try_in_their_language(learner: Learner) -> None:
    card = mark(learner.deeds(), RUBRIC, learner.lang)

    words = debrief(card, RUBRIC, learner.lang)

    openings = {*RUBRIC.coach.opening[card.mode].of(learner.lang), *RUBRIC.coach.begun.of(learner.lang)}
    assert words.opening in openings
    assert words.next_step in RUBRIC.coach.next_step[words.next_id].of(learner.lang)


def test_networking_that_has_hardly_begun_is_not_praised_as_if_it_were_whole() -> None:
    networker = next(learner for learner in learners() if learner.id == "en-networker")
    whole = mark(networker.deeds(), RUBRIC, Language.EN)
    little = replace(whole, score=RUBRIC.figures.well_begun - 1)

    assert debrief(whole, RUBRIC, Language.EN).opening in RUBRIC.coach.opening[Mode.NETWORKING].of(Language.EN)
    assert debrief(little, RUBRIC, Language.EN).opening in RUBRIC.coach.begun.of(Language.EN)
