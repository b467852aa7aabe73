"""When the opening refusal or trap is said."""

from __future__ import annotations

from dataclasses import replace

from coaching.moves import Move
from coaching.scenario import Hook, Openness
from tests.builders import BAKER, a_hook, a_mind, a_reading, hear, sources

WARM = frozenset({Openness.WARM, Openness.OPEN})
CONFIDES = frozenset({Move.SELF_DISCLOSURE})


def comes(hook: Hook, *moves: Move, trust: int, believes: bool = False, trade: str = "") -> bool:
    """Whether the hook is said to such a message."""
    baker = replace(BAKER, hook=(hook,))
    beliefs = frozenset({"all_sellers"}) if believes else frozenset[str]()
    mind = a_mind(baker, trust=trust, turns=3, beliefs=beliefs)
    return "hook.0" in sources(hear(mind, a_reading(*moves, trade=trade), scenario=baker))


def test_a_hook_comes_only_while_they_are_wary_unless_it_says_at_which_openness() -> None:
    anyhow, warm = a_hook("No."), a_hook("No.", at=WARM)

    assert comes(anyhow, Move.SELF_DISCLOSURE, trust=40, believes=True)
    assert not comes(anyhow, Move.SELF_DISCLOSURE, trust=40)
    assert comes(warm, Move.SELF_DISCLOSURE, trust=60)
    assert not comes(warm, Move.SELF_DISCLOSURE, trust=30)


def test_a_hook_may_wait_for_a_confidence_and_then_no_trade_brings_it() -> None:
    confided = a_hook("You too?", after=CONFIDES, at=WARM)

    assert comes(confided, Move.SELF_DISCLOSURE, trust=60)
    assert not comes(confided, Move.SMALL_TALK, trust=60, trade="bookkeeping")


def test_a_hook_waits_rather_than_talk_over_an_answer_that_gives_something_away() -> None:
    asks = a_reading(Move.OPEN_QUESTION, topic="bread", trade="bookkeeping")
    first = hear(a_mind(trust=40), asks)
    again = hear(first.mind, a_reading(Move.OPEN_QUESTION, topic="weather", trade="bookkeeping"))

    assert list(sources(first)) == ["topics.bread.polite"]
    assert list(sources(again)) == ["topics.weather.guarded", "hook.0"]
