"""In doubt for the learner: what is only perhaps harsh costs little in a kind conversation, and no less in another."""

from __future__ import annotations

from coaching.attendee.mind import fresh_mind
from coaching.moves import Move
from coaching.reading import Evidence
from coaching.scorecard.deed import Deed
from coaching.scorecard.rubric import PatternId, RuleId
from tests.builders import BAKER, a_reading, hear
from tests.scorecard.learners import a_deed, marked, of_rule

REMARKS = ("You would sooner be mending than standing about here.", "That line has been said before, by other people.")


def a_sure(turn: int, text: str, confidence: float, *moves: Move) -> Deed:
    return a_deed(turn, text, *moves, quotes=[Evidence(move, text, confidence) for move in moves])


def a_remark(turn: int, confidence: float) -> Deed:
    return a_sure(turn, REMARKS[turn % 2], confidence, Move.DISMISSIVE)


KIND = (
    a_sure(1, "How did you come to keep bees?", 0.9, Move.OPEN_QUESTION, Move.FOLLOW_UP),
    a_sure(2, "So the winter is the hardest part for you.", 0.9, Move.REFLECTION),
    a_sure(3, "My aunt has a field; I'll ask her for you, for nothing.", 0.9, Move.OFFER_HELP),
)


def test_two_remarks_that_may_be_contempt_do_not_prove_each_other_in_a_kind_conversation() -> None:
    card = marked(*KIND, a_remark(4, 0.7), a_remark(5, 0.78))

    assert of_rule(card, RuleId.DISMISSIVE) == ()


def test_they_do_where_hardly_a_kind_word_was_said() -> None:
    card = marked(KIND[0], a_remark(2, 0.7), a_remark(3, 0.78))

    assert len(of_rule(card, RuleId.DISMISSIVE)) == 2
    assert any(finding.rule is PatternId.INSULT for finding in card.findings)


def test_one_plain_insult_shows_what_the_other_remark_meant() -> None:
    card = marked(*KIND, a_remark(4, 0.7), a_remark(5, 0.95))

    assert len(of_rule(card, RuleId.DISMISSIVE)) == 2


def test_what_only_may_be_selling_costs_nothing_beside_something_surely_friendly() -> None:
    text = "Thank you, I'll look at my customers with other eyes."
    quotes = [Evidence(Move.SMALL_TALK, "Thank you", 0.9), Evidence(Move.HARD_CLOSE, text, 0.55)]
    doubtful = a_deed(4, text, Move.SMALL_TALK, Move.HARD_CLOSE, quotes=quotes)
    plain = a_sure(4, text, 0.9, Move.SMALL_TALK, Move.HARD_CLOSE)

    assert of_rule(marked(*KIND, doubtful), RuleId.HARD_CLOSE) == ()
    assert of_rule(marked(*KIND, plain), RuleId.HARD_CLOSE)


def test_an_unsure_slip_costs_half() -> None:
    text = "Our chairs are the best in town."
    unsure, sure = (of_rule(marked(a_sure(1, text, p, Move.PITCH)), RuleId.PITCH)[0].points for p in (0.5, 0.9))

    assert unsure == -(-sure // 2)


def test_two_slips_in_one_breath_weigh_less_than_in_two() -> None:
    pitch = a_deed(4, "Our chairs are the best.", Move.PITCH)
    card = a_deed(5, "Here is my flyer.", Move.PUSH_CARD)
    both = a_deed(4, "Our chairs are the best, here is my flyer.", Move.PITCH, Move.PUSH_CARD)

    assert marked(*KIND, both).networking_share > marked(*KIND, pitch, card).networking_share


def test_the_attendee_lets_pass_what_only_may_be_selling_beside_something_friendly() -> None:
    mind = fresh_mind(BAKER)
    moves = (Move.SMALL_TALK, Move.HARD_CLOSE)
    sure = a_reading(*moves)
    doubtful = a_reading(*moves, evidence=(Evidence(moves[0], "thanks", 0.9), Evidence(moves[1], "monday", 0.55)))

    assert hear(mind, doubtful).mind.trust >= mind.trust
    assert hear(mind, doubtful).mind.patience == mind.patience
    assert hear(mind, sure).mind.trust < mind.trust
