from __future__ import annotations

import json
from dataclasses import asdict

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Evidence, Heard, Sense
from coaching.scorecard.card import Cards, Kind, to_record
from coaching.scorecard.deed import Deed, NeedsFound
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Dimension, Mode, PatternId, RuleId
from tests.scorecard.learners import RUBRIC, a_deed, learners, marked, of_rule

HELLO = a_deed(1, "Hello, I restore old chairs.", Move.SMALL_TALK, Move.SELF_DISCLOSURE)
ASK = a_deed(2, "How did you come to keep bees?", Move.OPEN_QUESTION, Move.FOLLOW_UP)
REFLECT = a_deed(3, "So the winter is the hardest part for you.", Move.REFLECTION)
PITCH = a_deed(4, "Our chairs are the best in town, twenty percent off.", Move.PITCH)


def a_named(style: str) -> tuple[Deed, ...]:
    return next(learner for learner in learners() if learner.style == style and learner.lang is Language.EN).deeds()


def test_each_dimension_is_the_sum_of_its_findings_and_the_score_their_weighted_mean() -> None:
    for learner in learners():
        card = mark(learner.deeds(), RUBRIC, learner.lang)

        for dimension in Dimension:
            points = sum(finding.points for finding in card.findings if finding.dimension is dimension)
            assert card.dimensions[dimension] == max(0, min(100, card.bases[dimension] + points))
        patterns = sum(finding.points for finding in card.findings if finding.kind is Kind.PATTERN)
        assert card.score == RUBRIC.weighted(card.dimensions) + patterns


def test_the_evidence_of_a_reading_is_what_a_finding_quotes() -> None:
    deed = a_deed(
        1,
        "Well, well. How do you keep them calm?",
        Move.OPEN_QUESTION,
        quotes=[Evidence(Move.OPEN_QUESTION, "How do you keep them calm?", 0.9)],
    )

    (finding,) = of_rule(marked(deed), RuleId.OPEN_QUESTION)

    assert finding.quote == "How do you keep them calm?"
    assert finding.quote in finding.advice


def test_evidence_that_does_not_stand_in_the_message_is_never_quoted() -> None:
    shouted = [Evidence(Move.OPEN_QUESTION, "HOW DID YOU START", 0.9)]
    deed = a_deed(1, "How did you start? Tell me.", Move.OPEN_QUESTION, quotes=shouted)

    assert of_rule(marked(deed), RuleId.OPEN_QUESTION)[0].quote == "How did you start?"


def test_a_follow_up_earns_more_than_a_fresh_question() -> None:
    fresh = marked(a_deed(1, "What do you do on Sundays?", Move.OPEN_QUESTION))
    built_on = marked(a_deed(1, "What do you do on Sundays?", Move.OPEN_QUESTION, Move.FOLLOW_UP))

    assert built_on.dimensions[Dimension.CURIOSITY] > fresh.dimensions[Dimension.CURIOSITY]


def test_a_follow_up_that_can_be_answered_in_a_word_earns_half() -> None:
    open_one = marked(a_deed(1, "And how did you mend it?", Move.OPEN_QUESTION, Move.FOLLOW_UP))
    closed = marked(a_deed(1, "And did you mend it?", Move.CLOSED_QUESTION, Move.FOLLOW_UP))

    whole, half = (of_rule(card, RuleId.FOLLOW_UP)[0].points for card in (open_one, closed))
    assert half == whole // 2
    assert of_rule(closed, RuleId.CLOSED_QUESTION) == ()


def test_what_the_reading_is_unsure_of_earns_half() -> None:
    text = "So the winter is the hardest part for you."
    sure, unsure = (
        marked(a_deed(1, text, Move.REFLECTION, quotes=[Evidence(Move.REFLECTION, text, confidence)]))
        for confidence in (0.8, 0.5)
    )

    whole, half = (of_rule(card, RuleId.REFLECTION)[0].points for card in (sure, unsure))
    assert half == whole // 2


def test_the_tenth_question_earns_less_than_the_first() -> None:
    answers = [a_deed(2 * n, f"So {n} is what counts for you.", Move.REFLECTION) for n in range(1, 11)]
    asked = [a_deed(2 * n + 1, f"How do you go about number {n}?", Move.OPEN_QUESTION) for n in range(1, 11)]

    points = [
        f.points for f in of_rule(marked(*sorted((*answers, *asked), key=lambda d: d.turn)), RuleId.OPEN_QUESTION)
    ]

    assert points == sorted(points, reverse=True)
    assert len(points) < len(asked)


def test_help_that_meets_a_need_hinted_at_earns_more_than_help_at_random() -> None:
    words = "I can introduce you to a beekeeper."
    random = marked(a_deed(1, words, Move.OFFER_HELP))
    early = marked(a_deed(1, words, Move.OFFER_HELP, met=("mentor",)))
    fitting = marked(a_deed(1, words, Move.OFFER_HELP, met=("mentor",), hinted=True))

    assert fitting.dimensions[Dimension.GENEROSITY] > random.dimensions[Dimension.GENEROSITY]
    assert early.dimensions == random.dimensions


def test_a_pitch_that_was_asked_for_is_no_slip() -> None:
    asked = a_deed(1, "We charge forty an hour, brochures are online.", Move.PITCH, before=Heard(asks_offer=True))

    assert of_rule(marked(asked), RuleId.PITCH) == ()


def test_a_short_answer_to_what_do_you_do_is_no_pitch_but_a_speech_is() -> None:
    heard = Heard(asks=True, asks_trade=True)
    short = a_deed(1, "I restore old chairs, mostly for cafés.", Move.PITCH, before=heard)
    speech = a_deed(1, "We restore chairs " + "better than anyone else in town " * 8, Move.PITCH, before=heard)

    assert of_rule(marked(short), RuleId.PITCH) == ()
    assert of_rule(marked(speech), RuleId.PITCH)


def test_each_pitch_costs_more_than_the_one_before() -> None:
    pitches = [a_deed(n, f"Offer number {n} is unbeatable.", Move.PITCH) for n in range(1, 4)]

    points = [finding.points for finding in of_rule(marked(*pitches), RuleId.PITCH)]

    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]


def test_the_lesser_slip_of_one_message_costs_half() -> None:
    card = marked(a_deed(1, "Who does your books? Ours save you thousands.", Move.SALES_PROBE, Move.PITCH))

    (pitch,), (probe,) = of_rule(card, RuleId.PITCH), of_rule(card, RuleId.SALES_PROBE)
    assert pitch.points == RUBRIC.rules[RuleId.PITCH].points[0]
    assert probe.points == RUBRIC.rules[RuleId.SALES_PROBE].points[0] // 2


def test_who_sells_and_never_meets_the_other_is_a_seller_however_much_was_chatted() -> None:
    chat = [a_deed(n, f"I went to town {n} by train.", Move.SELF_DISCLOSURE) for n in range(1, 8)]

    assert marked(*chat, a_deed(8, "Our chairs are the best.", Move.PITCH)).mode is Mode.SELLING


def test_one_pitch_among_many_good_messages_is_a_lapse_and_two_are_a_habit() -> None:
    good = a_named("networker")
    pitch, another = (a_deed(n, f"Our chair number {n} is the best.", Move.PITCH) for n in (8, 9))

    assert marked(*good, pitch).mode is Mode.NETWORKING
    assert marked(*good, pitch, another).mode is Mode.HYBRID


def test_who_sells_and_is_left_after_two_messages_was_half_networking_all_the_same() -> None:
    asks = a_deed(2, "How do you feel about it, and how did it begin?", Move.OPEN_QUESTION, Move.VALIDATION)

    assert marked(a_deed(1, "Our chairs are the best.", Move.PITCH), asks).mode is Mode.HYBRID


def test_who_only_talks_and_never_asks_is_told_so() -> None:
    what = ("rain", "patience", "an early start", "good bread", "your brother", "the last bus")
    talk = [a_deed(n, f"So {it} is what counts.", Move.REFLECTION) for n, it in enumerate(what, start=1)]

    card = marked(*talk)

    assert card.mode is Mode.NONE
    assert PatternId.ONE_SIDED in {finding.rule for finding in card.findings}


def test_selling_in_answer_to_a_refusal_is_persistence() -> None:
    plain = a_deed(1, "Our chairs are the best.", Move.PITCH)
    after_no = a_deed(1, "Our chairs are the best.", Move.PITCH, before=Heard(refuses=True))

    assert not of_rule(marked(plain), RuleId.PERSIST)
    assert of_rule(marked(after_no), RuleId.PERSIST)


def test_stepping_back_earns_back_part_of_the_last_slip_and_only_once() -> None:
    sorry = a_deed(5, "Sorry, I got carried away.", apology=True)
    again = a_deed(6, "Really, forgive me for that.", apology=True)

    card = marked(HELLO, ASK, REFLECT, PITCH, sorry, again)

    (repair,) = of_rule(card, RuleId.STEP_BACK)
    (slip,) = of_rule(card, RuleId.PITCH)
    assert 0 < repair.points < -slip.points
    assert repair.turn == 5


def test_an_apology_that_sells_again_mends_nothing() -> None:
    card = marked(HELLO, PITCH, a_deed(5, "Sorry, but you must see our stools too.", Move.PITCH, apology=True))

    assert of_rule(card, RuleId.STEP_BACK) == ()


def test_a_question_copied_word_for_word_earns_once() -> None:
    copies = [
        a_deed(n, text, Move.OPEN_QUESTION) for n, text in enumerate(("How so, then, Ann?", "how so then ann"), start=1)
    ]

    card = marked(*copies)

    assert [finding.turn for finding in of_rule(card, RuleId.OPEN_QUESTION)] == [1]
    assert [finding.turn for finding in of_rule(card, RuleId.REPEATED)] == [2]


def test_a_short_question_said_again_earns_and_costs_nothing() -> None:
    once = a_deed(1, "And you?", Move.OPEN_QUESTION)

    twice = marked(once, a_deed(2, "And you?", Move.OPEN_QUESTION))

    assert (twice.score, twice.dimensions) == (marked(once).score, marked(once).dimensions)


def test_two_dry_questions_are_free_and_the_third_running_is_a_slip() -> None:
    questions = [a_deed(n, f"How many of {n}?", Move.CLOSED_QUESTION) for n in range(1, 4)]

    assert [finding.turn for finding in of_rule(marked(*questions), RuleId.DRY_RUN)] == [3]


def test_a_word_given_back_ends_the_run_of_dry_questions() -> None:
    dry = [a_deed(n, f"How many of {n}?", Move.CLOSED_QUESTION) for n in (1, 2, 4)]

    assert of_rule(marked(*dry[:2], REFLECT, dry[2]), RuleId.DRY_RUN) == ()


def test_an_interrogation_is_named_and_stays_low_however_long() -> None:
    card = marked(*[a_deed(n, f"How many of {n}?", Move.OPEN_QUESTION) for n in range(1, 20)])

    assert card.mode is Mode.NONE
    assert card.score <= 25
    assert PatternId.INTERROGATION in {finding.rule for finding in card.findings}


def test_flattery_is_named() -> None:
    assert PatternId.FLATTERY in {finding.rule for finding in marked(*a_named("flatterer")).findings}


def test_words_without_sense_earn_nothing_whatever_they_are_read_as() -> None:
    stuffed = [
        a_deed(n, f"bravo how why help relax {n}", Move.OPEN_QUESTION, Move.VALIDATION, Move.OFFER_HELP)
        for n in range(1, 6)
    ]

    card = marked(*stuffed)

    assert PatternId.NOISE in {finding.rule for finding in card.findings}
    assert card.score == 0


def test_silence_is_no_restraint() -> None:
    card = marked(*[a_deed(n, "ok", sense=Sense.BARE) for n in range(1, 9)])

    assert card.dimensions[Dimension.RESTRAINT] == 0
    assert card.mode is Mode.NONE


def test_no_message_at_all_is_marked_too() -> None:
    card = marked()

    assert (card.score, card.mode, card.findings) == (0, Mode.NONE, ())


def test_a_card_is_earned_when_asked_for_exchanged_when_then_given_and_otherwise_pushed() -> None:
    asks = Heard(asks=True, asks_card=True)
    asked = a_deed(1, "Happy to help.", Move.OFFER_HELP, after=asks)
    gives = a_deed(2, "Here it is, gladly.", Move.PUSH_CARD, before=asks, gives_contact=True)
    pushes = a_deed(1, "Here, take my card.", Move.PUSH_CARD, gives_contact=True)

    assert marked(asked).cards == Cards(earned=1, exchanged=0, pushed=0)
    assert marked(asked, gives).cards == Cards(earned=1, exchanged=1, pushed=0)
    assert marked(pushes).cards == Cards(earned=0, exchanged=0, pushed=1)


def test_a_card_asked_for_by_the_learner_and_given_is_an_exchange() -> None:
    asks = a_deed(1, "May I have your card?", Move.ASK_CONTACT, after=Heard(gives_card=True))

    assert marked(asks).cards == Cards(exchanged=1)


def test_the_record_has_the_keys_of_play_in_their_order() -> None:
    card = mark((HELLO, ASK), RUBRIC, Language.FR, NeedsFound(total=3, discovered=1, helped=0))

    record = json.loads(json.dumps(to_record(card)))

    known = ["score", "mode", "dimensions", "cards", "needs", "findings"]
    assert list(record) == [*known, "networking_share", "switched", "switched_to"]
    assert list(record["dimensions"]) == ["curiosity", "generosity", "listening", "restraint"]
    assert record["needs"] == {"total": 3, "discovered": 1, "helped": 0}
    of_each = ["kind", "turn", "move", "quote", "points", "advice", "rule", "name", "dimension"]
    assert all(list(finding) == of_each for finding in record["findings"])
    assert record["findings"][0]["name"] == {"fr": "Un peu de soi", "en": "Something of yourself"}


def test_a_scorecard_can_be_kept_as_json() -> None:
    kept = json.loads(json.dumps(asdict(marked(HELLO, ASK, PITCH))))

    assert kept["dimensions"]["listening"] > 0


def test_a_bare_transcript_has_no_needs() -> None:
    assert "needs" not in to_record(marked(HELLO))


def test_advice_speaks_the_language_it_is_asked_for() -> None:
    french = mark((ASK,), RUBRIC, Language.FR).findings[0].advice
    english = mark((ASK,), RUBRIC, Language.EN).findings[0].advice

    assert french != english
    assert "«" in french
