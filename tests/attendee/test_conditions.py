"""Conditions, and what an author may hang on them."""

from __future__ import annotations

from dataclasses import replace

from coaching.language import Language
from coaching.moves import Move
from coaching.reading import Sense, Speaker
from coaching.rehearsal import Profile, begin, needs_found, take_reading
from coaching.scenario import CardRequest, Condition, Ending, Need, Reaction, Result, Scenario
from tests.builders import BAKER, a_mind, a_reading, both, hear, sources

CONFIDES = a_reading(Move.SELF_DISCLOSURE)
ASKS_BREAD = a_reading(Move.OPEN_QUESTION, topic="bread")
ASKS_WEATHER = a_reading(Move.OPEN_QUESTION, topic="weather")
EASY = replace(BAKER, beliefs=(), hook=(), asks_back={})


def reacting(*reactions: Reaction) -> Scenario:
    return replace(EASY, reactions=reactions)


def test_a_reaction_may_wait_for_a_fact_that_was_told_and_is_then_the_more_specific() -> None:
    knowing = Condition(knows=frozenset({"oven_fails"}))
    plain = Reaction(frozenset({Move.VALIDATION}), both("Thanks."), trust=1)
    moved = Reaction(frozenset({Move.VALIDATION}), both("You remember."), trust=9, given=knowing)
    baker = reacting(plain, moved)
    praise = a_reading(Move.VALIDATION)

    before = hear(a_mind(baker, trust=40), praise, scenario=baker)
    after = hear(a_mind(baker, trust=40, knows=frozenset({"oven_fails"})), praise, scenario=baker)
    assert (before.mind.trust, after.mind.trust) == (41, 49)
    assert after.plan.beats[0].lines[0].first(Language.EN) == "You remember."


def test_a_confidence_may_bring_out_theirs_and_only_once() -> None:
    baker = reacting(Reaction(frozenset({Move.SELF_DISCLOSURE}), both("Me too.", "So do I."), tells="oven"))
    first = hear(a_mind(baker, trust=60, turns=3), CONFIDES, scenario=baker)
    again = hear(first.mind, CONFIDES, scenario=baker)

    assert list(sources(first)) == ["reactions.self_disclosure", "topics.oven.warm"]
    assert first.revealed == "oven_fails"
    assert list(sources(again)) == ["reactions.self_disclosure"]


def test_a_confidence_with_a_question_is_answered_on_what_was_asked() -> None:
    baker = reacting(Reaction(frozenset({Move.SELF_DISCLOSURE}), tells="oven"))
    asks = a_reading(Move.SELF_DISCLOSURE, Move.OPEN_QUESTION, topic="weather")

    assert "topics.oven.warm" not in sources(hear(a_mind(baker, trust=60, turns=3), asks, scenario=baker))


def test_a_topic_they_hold_dear_earns_more_the_first_time_it_is_asked_about() -> None:
    dear = replace(EASY, topics=tuple(replace(t, trust=9) if t.id == "bread" else t for t in EASY.topics))
    both_at_once = a_reading(Move.OPEN_QUESTION, Move.CLOSED_QUESTION, topic="bread")
    first = hear(a_mind(dear, trust=20), ASKS_BREAD, scenario=dear)

    assert first.mind.trust == 29
    assert hear(first.mind, ASKS_BREAD, scenario=dear).mind.trust == 29 + 4
    assert hear(a_mind(dear, trust=20), ASKS_WEATHER, scenario=dear).mind.trust == 24
    assert hear(a_mind(dear, trust=20), both_at_once, scenario=dear).mind.trust == 20 + 9 + 1


def test_a_topic_they_would_rather_leave_alone_costs_trust() -> None:
    sore = replace(EASY, topics=tuple(replace(t, trust=-6) for t in EASY.topics))

    assert hear(a_mind(sore, trust=40), ASKS_BREAD, scenario=sore).mind.trust == 34


def test_what_was_asked_about_is_a_condition_even_if_it_was_not_answered() -> None:
    asked = Condition(asked=frozenset({"oven", "weather"}))
    ending = Ending("both_asked", Result.WON, asked, both("Bye."), both("Well done."))
    baker = replace(EASY, endings=(ending,))
    closed = hear(a_mind(baker, trust=30), a_reading(Move.OPEN_QUESTION, topic="oven"), scenario=baker)

    assert list(sources(closed)) == ["lines.no_more_now"]
    assert closed.ending is None
    assert hear(closed.mind, ASKS_BREAD, scenario=baker).ending is None
    assert hear(closed.mind, ASKS_WEATHER, scenario=baker).ending is ending


def test_an_ending_comes_when_any_of_its_alternatives_holds() -> None:
    cold, late = Condition(trust_at_most=5), Condition(turns_at_least=9)
    ending = Ending("either", Result.DRAWN, cold, both("Bye."), both("Well done."), or_when=(late,))
    baker = replace(EASY, endings=(ending,))
    nod = a_reading(Move.SMALL_TALK)

    assert hear(a_mind(baker, trust=1), nod, scenario=baker).ending is ending
    assert hear(a_mind(baker, trust=50, turns=8), nod, scenario=baker).ending is ending
    assert hear(a_mind(baker, trust=50, turns=7), nod, scenario=baker).ending is None


def test_an_ending_with_a_goodbye_among_its_alternatives_is_the_learners_only_when_they_said_it() -> None:
    goodbye, cold = Condition(after=frozenset({Move.GRACEFUL_EXIT})), Condition(patience_at_most=0)
    ending = Ending("either", Result.DRAWN, cold, both("Bye."), both("Well done."), or_when=(goodbye,))
    baker = replace(EASY, endings=(ending,), patience=1)
    start = begin(baker, Profile(Language.EN), 1)

    left = take_reading(start, "Goodbye!", a_reading(Move.GRACEFUL_EXIT), baker).turns[-1]
    driven = take_reading(start, "xcvxcv", a_reading(sense=Sense.NOISE), baker).turns[-1]
    assert (left.ended, left.ended_by) == ("either", Speaker.LEARNER)
    assert (driven.ended, driven.ended_by) == ("either", Speaker.ATTENDEE)


def test_the_card_is_asked_for_when_any_of_the_alternatives_holds() -> None:
    never, warm = Condition(trust_at_least=101), Condition(trust_at_least=60)
    baker = replace(EASY, card_request=CardRequest(never, both("Your card?"), (warm,)))

    assert "card_request" in sources(hear(a_mind(baker, trust=70), CONFIDES, scenario=baker))
    assert "card_request" not in sources(hear(a_mind(baker, trust=40), CONFIDES, scenario=baker))


def test_being_welcomed_may_be_what_they_lacked() -> None:
    company = Need("company", both("company"), "rises_at_two", both("…"), both("Me?"), met_by=frozenset({Move.WELCOME}))
    baker = replace(EASY, needs=(company,))
    welcome = a_reading(Move.WELCOME)
    met = hear(a_mind(baker, trust=40, knows=frozenset({"rises_at_two"})), welcome, scenario=baker)

    assert next(iter(sources(met))) == "needs.company"
    assert met.mind.helped == {"company"}
    assert hear(a_mind(EASY, trust=40), welcome, scenario=EASY).help.met is None
    assert "needs.company" not in sources(hear(met.mind, welcome, scenario=baker))


def test_any_of_several_facts_hints_at_a_need() -> None:
    need = replace(BAKER.needs[0], also_hinted_by=frozenset({"rises_at_two"}))
    baker = replace(EASY, needs=(need,))
    offer = a_reading(Move.OFFER_HELP, need="oven_mender")
    knowing = {fact: a_mind(baker, trust=40, knows=frozenset({fact})) for fact in ("oven_fails", "rises_at_two")}

    assert [hear(mind, offer, scenario=baker).help.hinted for mind in knowing.values()] == [True, True]
    assert not hear(a_mind(baker, trust=40), offer, scenario=baker).help.hinted
    conversation = replace(begin(baker, Profile(Language.EN), 1), beginning=knowing["rises_at_two"])
    assert needs_found(conversation, baker).discovered == 1
