"""What the attendee chooses to say."""

from __future__ import annotations

import itertools
from typing import Any

from coaching.moves import Move
from coaching.plan import BeatKind
from coaching.reading import Sense
from coaching.scenario import CardState
from tests.builders import a_mind, a_reading, hear, sources

AT_EASE: dict[str, Any] = {"beliefs": frozenset[str](), "hooks": 1}


def test_a_question_is_answered_by_its_topic_at_the_present_openness() -> None:
    asked = a_reading(Move.OPEN_QUESTION, topic="bread")

    assert "topics.bread.guarded" in sources(hear(a_mind(trust=10), asked))
    assert "topics.bread.polite" in sources(hear(a_mind(trust=55), asked))
    assert "topics.bread.open" in sources(hear(a_mind(trust=90, **AT_EASE), asked))


def test_a_belief_keeps_them_from_opening_up_whatever_the_trust() -> None:
    asked = a_reading(Move.OPEN_QUESTION, topic="oven")

    assert "lines.no_more_now" in sources(hear(a_mind(trust=55), asked))
    assert "topics.oven.warm" in sources(hear(a_mind(trust=55, **AT_EASE), asked))


def test_an_answer_that_gives_a_fact_away_is_remembered() -> None:
    response = hear(a_mind(trust=55, **AT_EASE), a_reading(Move.OPEN_QUESTION, topic="oven"))

    assert response.revealed == "oven_fails"
    assert "oven_fails" in response.mind.knows


def test_a_question_on_nothing_they_know_is_turned_away() -> None:
    assert "lines.deflection" in sources(hear(a_mind(**AT_EASE), a_reading(Move.OPEN_QUESTION)))


def test_tell_me_more_goes_deeper_and_then_to_what_the_topic_leads_to() -> None:
    mind = a_mind(trust=55, **AT_EASE)
    first = hear(mind, a_reading(Move.OPEN_QUESTION, topic="bread"))
    more = hear(first.mind, a_reading(Move.OPEN_QUESTION, elliptical=True))

    assert "topics.bread.polite" in sources(first)
    assert "topics.oven.warm" in sources(more)


def test_a_question_asked_twice_is_answered_as_already_said() -> None:
    asked = a_reading(Move.OPEN_QUESTION, topic="weather")

    assert "lines.already_told" in sources(hear(a_mind(**AT_EASE), asked, asked))


def test_a_reflection_invites_them_to_go_on_about_what_they_were_speaking_of() -> None:
    mind = a_mind(trust=55, topic="bread", told=frozenset({"bread.polite"}), **AT_EASE)

    assert "topics.oven.warm" in sources(hear(mind, a_reading(Move.REFLECTION)))


def test_a_reflection_on_nothing_said_yet_is_acknowledged_and_no_more() -> None:
    response = hear(a_mind(trust=55, **AT_EASE), a_reading(Move.REFLECTION, topic="oven"))

    assert "topics.oven.warm" not in sources(response)


def test_the_hook_comes_when_the_learner_says_what_they_do() -> None:
    assert "hook.0" in sources(hear(a_mind(), a_reading(Move.SELF_DISCLOSURE, trade="bookkeeping")))


def test_the_hook_waits_when_the_first_word_says_nothing_of_a_trade() -> None:
    said = a_reading(Move.SELF_DISCLOSURE)

    assert "hook.0" not in sources(hear(a_mind(), said))
    assert "hook.0" in sources(hear(a_mind(), said, said))


def test_a_follow_up_that_names_nothing_stays_with_what_was_just_told() -> None:
    mind = a_mind(trust=55, topic="bread", told=frozenset({"bread.polite"}), **AT_EASE)

    assert "topics.oven.warm" in sources(hear(mind, a_reading(Move.OPEN_QUESTION, Move.FOLLOW_UP)))


def test_reassurance_before_the_hook_spares_the_learner_from_it() -> None:
    response = hear(a_mind(), a_reading(Move.REASSURANCE), a_reading(Move.SELF_DISCLOSURE))

    assert "hook.0" not in sources(response)


def test_their_card_is_refused_to_a_stranger_and_given_to_someone_trusted() -> None:
    asks = a_reading(Move.ASK_CONTACT)

    assert "lines.card_asked_too_soon" in sources(hear(a_mind(), asks))
    trusted = hear(a_mind(trust=70, **AT_EASE), asks)
    assert "lines.gives_card" in sources(trusted)
    assert trusted.mind.gave_card


def test_they_ask_for_the_card_of_someone_who_helped_and_pushed_nothing() -> None:
    mind = a_mind(trust=65, knows=frozenset({"oven_fails"}), **AT_EASE)
    helped = hear(mind, a_reading(Move.OFFER_HELP, need="oven_mender"))

    assert "card_request" in sources(helped)
    assert helped.mind.card is CardState.ASKED


def test_nobody_who_pushed_a_card_is_asked_for_one() -> None:
    mind = a_mind(trust=90, knows=frozenset({"oven_fails"}), made=((Move.PUSH_CARD, 1),), **AT_EASE)

    assert "card_request" not in sources(hear(mind, a_reading(Move.OFFER_HELP, need="oven_mender")))


def test_the_card_they_asked_for_is_taken_with_thanks_and_wins() -> None:
    mind = a_mind(trust=85, card=CardState.ASKED, **AT_EASE)
    given = hear(mind, a_reading(Move.SMALL_TALK, gives_contact=True))

    assert given.mind.card is CardState.GIVEN
    assert list(sources(given)) == ["lines.takes_card", "endings.thanks_you"]


def test_a_goodbye_is_answered_and_ends_the_conversation() -> None:
    response = hear(a_mind(trust=50), a_reading(Move.GRACEFUL_EXIT))

    assert response.ending is not None
    assert response.ending.id == "goodbye"


def test_an_insult_to_someone_who_trusts_little_makes_them_leave() -> None:
    response = hear(a_mind(trust=20), a_reading(Move.DISMISSIVE))

    assert response.ending is not None
    assert response.ending.id == "walks_away"


def test_noise_wears_their_patience_out() -> None:
    noise = a_reading(sense=Sense.NOISE)
    response = hear(a_mind(trust=90), *[noise] * 6)

    assert response.ending is not None
    assert response.ending.id == "had_enough"


def test_a_bare_ok_is_met_with_something_small_to_talk_about() -> None:
    response = hear(a_mind(), a_reading(sense=Sense.BARE))

    assert list(sources(response)) == ["lines.fills_silence"]
    assert response.mind.patience == a_mind().patience


def test_two_questions_of_theirs_never_follow_each_other() -> None:
    mind, asked = a_mind(trust=60, **AT_EASE), []
    for seed in range(12):
        response = hear(mind, a_reading(Move.REFLECTION), seed=seed)
        asked.append(any(beat.kind is BeatKind.ASK_BACK for beat in response.plan.beats))
        mind = response.mind

    assert any(asked)
    assert not any(a and b for a, b in itertools.pairwise(asked))


def test_a_bare_ok_read_as_small_talk_earns_nothing_and_is_met_the_same_way() -> None:
    response = hear(a_mind(), a_reading(Move.SMALL_TALK, sense=Sense.BARE))

    assert list(sources(response)) == ["lines.fills_silence"]
    assert response.mind.trust == a_mind().trust


def test_a_remark_that_makes_no_move_is_taken_as_something_said_of_oneself() -> None:
    assert list(sources(hear(a_mind(), a_reading()))) == ["lines.about_you"]


def test_a_message_that_may_or_may_not_be_a_goodbye_ends_nothing() -> None:
    assert hear(a_mind(trust=50), a_reading(Move.GRACEFUL_EXIT, confidence=0.6)).ending is None
    assert hear(a_mind(trust=50), a_reading(Move.GRACEFUL_EXIT, confidence=0.6, words=12)).ending is not None
    assert hear(a_mind(trust=50), a_reading(Move.GRACEFUL_EXIT, confidence=0.8)).ending is not None
