"""What a crowd of learners meets, and what it finds out of reach."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from coaching.language import Language
from coaching.moves import SELLING, Move
from coaching.plausibility.learners import SCRIPTED, Learner, at_random
from coaching.plausibility.seekers import after_ending, after_need
from coaching.plausibility.survey import CROWD, LEAST, Survey, heard_twice, ran_dry, rehearse, survey
from coaching.reading import Speaker
from coaching.rehearsal import Conversation, Profile, begin, take_reading
from coaching.scenario import Belief, Condition, Ending, Openness, Result, Scenario
from tests.builders import BAKER, a_reading, both

ALL = frozenset(ending.id for ending in BAKER.endings)
# Someone who never opens up further than politeness, whatever is said.
CLOSED = replace(BAKER, beliefs=(Belief("no_use", both("What for?"), Openness.POLITE, ()),))


def an_ending(when: Condition) -> Ending:
    return Ending("special", Result.WON, when, both("There."), both("Well."))


def survey_of(scenario: Scenario, endings: frozenset[str] = ALL) -> Survey:
    return survey(scenario, Language.EN, endings)


def met_by(learner: Learner, scenario: Scenario) -> Conversation:
    return rehearse(learner, scenario, Language.EN, 1)


def test_everything_a_sound_attendee_holds_is_met_by_somebody() -> None:
    found = survey_of(BAKER)

    assert found.facts == {"rises_at_two", "oven_fails"}
    assert found.topics == {"bread", "oven", "weather"}
    assert found.helped == {"oven_mender"}
    assert found.endings >= ALL
    assert found.twice == set()


def test_once_all_is_met_nobody_else_is_sent() -> None:
    assert LEAST <= survey_of(BAKER).learners < CROWD


def test_what_a_belief_keeps_shut_is_met_by_nobody() -> None:
    found = survey_of(CLOSED)

    assert "oven_fails" not in found.facts
    assert "oven" not in found.topics
    assert found.helped == set()
    assert found.learners > CROWD


def test_an_ending_whose_conditions_contradict_one_another_is_come_to_by_nobody() -> None:
    never = an_ending(Condition(trust_at_least=80, trust_at_most=20))

    found = survey_of(replace(BAKER, endings=(never, *BAKER.endings)), frozenset({"special"}))

    assert "special" not in found.endings


def test_an_ending_behind_one_that_always_holds_first_is_come_to_by_nobody() -> None:
    late = an_ending(Condition(after=frozenset({Move.GRACEFUL_EXIT}), trust_at_least=50))

    found = survey_of(replace(BAKER, endings=(*BAKER.endings, late)), frozenset({"special"}))

    assert "special" not in found.endings


def test_somebody_after_a_rare_ending_comes_to_it() -> None:
    knows = frozenset({"oven_fails"})
    rare = an_ending(Condition(60, 70, after=frozenset({Move.WELCOME}), knows=knows, never=SELLING))
    scenario = replace(BAKER, endings=(rare, *BAKER.endings))

    ends = {met_by(after_ending(rare, seed), scenario).turns[-1].ended for seed in range(10)}

    assert "special" in ends


def test_what_a_crowd_misses_is_looked_for_on_purpose() -> None:
    rare = an_ending(Condition(60, 64, after=frozenset({Move.WELCOME}), knows=frozenset({"oven_fails"}), never=SELLING))

    found = survey(replace(BAKER, endings=(rare, *BAKER.endings)), Language.EN, frozenset({"special"}), most=0)

    assert "special" in found.endings
    assert "oven_mender" in found.helped


def test_any_of_an_endings_alternatives_is_gone_after() -> None:
    never = Condition(trust_at_least=80, trust_at_most=20)
    either = replace(an_ending(never), or_when=(Condition(after=frozenset({Move.POLITE_DECLINE})),))
    scenario = replace(BAKER, endings=(either, *BAKER.endings))

    assert "special" in {met_by(after_ending(either, seed), scenario).turns[-1].ended for seed in range(10)}


def test_somebody_after_a_need_discovers_it_before_they_help() -> None:
    (need,) = BAKER.needs
    turns = [turn for seed in range(10) for turn in met_by(after_need(need, seed), BAKER).turns if turn.met]

    assert any(turn.hinted for turn in turns)


@pytest.mark.parametrize("learner", [*SCRIPTED.values(), at_random(3)], ids=[*SCRIPTED, "at random"])
def test_a_learner_says_the_same_to_the_same_rehearsal(learner: Learner) -> None:
    conversation = met_by(learner, BAKER)
    before = replace(conversation, turns=conversation.turns[:-1])

    assert learner(before, BAKER) == learner(before, BAKER)
    assert met_by(learner, BAKER) == conversation


def test_two_seeds_are_two_people() -> None:
    assert len({tuple(turn.reading.moves for turn in met_by(at_random(seed), BAKER).turns) for seed in range(20)}) > 15


def test_the_kind_one_helps_and_the_seller_is_left() -> None:
    kind, selling = met_by(SCRIPTED["kind"], BAKER), met_by(SCRIPTED["selling"], BAKER)

    assert kind.mind.helped == {"oven_mender"}
    assert kind.turns[-1].ended == "thanks_you"
    assert selling.turns[-1].ended_by is Speaker.ATTENDEE


def test_the_silent_one_is_never_told_a_secret() -> None:
    assert "oven_fails" not in met_by(SCRIPTED["silent"], BAKER).mind.knows


def test_an_attendee_with_nothing_left_to_say_has_run_dry() -> None:
    few = MappingProxyType({moment: both(lines.en[0]) for moment, lines in BAKER.lines.items()})
    late = an_ending(Condition(turns_at_least=60))
    mute = replace(BAKER, lines=few, endings=(late,), asks_back=MappingProxyType({}))
    conversation = begin(mute, Profile(Language.EN), 1)
    while not conversation.is_over:
        conversation = take_reading(conversation, "", a_reading(Move.SMALL_TALK), mute)

    assert ran_dry(conversation, mute)
    assert survey_of(mute, frozenset()).dry > 0


def test_an_ending_in_its_time_is_no_drought() -> None:
    conversation = begin(BAKER, Profile(Language.EN), 1)
    conversation = take_reading(conversation, "", a_reading(Move.GRACEFUL_EXIT), BAKER)

    assert not ran_dry(conversation, BAKER)


def test_replies_that_differ_by_a_capital_are_heard_as_the_same() -> None:
    conversation = met_by(SCRIPTED["kind"], BAKER)
    first, second, *others = conversation.turns
    doubled = replace(conversation, turns=(first, replace(second, reply=first.reply.upper()), *others))

    assert heard_twice(conversation) == set()
    assert heard_twice(doubled) == {first.reply.upper()}
