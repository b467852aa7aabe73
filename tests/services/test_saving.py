from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.language import Language
from coaching.reading import Evidence, Match
from coaching.rehearsal import Conversation, Profile, Turn, marks, play
from coaching.services.records import KeptRehearsal, KeptTurn
from coaching.services.saving import restored, scorecard_to_json, turn_from_json, turn_to_json
from tests.content import library, rubric, understanding
from tests.services.practices import ATTENDEE, SHY
from tests.store.stores import DAWN

WORDS = st.sampled_from([*SHY, "Tell me more?", "🎉", "", "asdf jkl", "et vous?", "Vous payez combien?"])


def test_a_turn_comes_back_equal_to_the_one_that_was_saved() -> None:
    for turn in _played(SHY).turns:
        again = turn_from_json(turn_to_json(turn))

        assert again == turn
        assert isinstance(again.mind.beliefs, frozenset)
        assert hash(again) == hash(turn)


st.register_type_strategy(Evidence, st.builds(Evidence, confidence=st.floats(0, 1)))
st.register_type_strategy(Match, st.builds(Match, score=st.floats(0, 1)))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Turn))
def test_any_turn_at_all_comes_back(turn: Turn) -> None:
    assert turn_from_json(turn_to_json(turn)) == turn


@settings(max_examples=25, deadline=None)
@given(
    st.lists(WORDS, max_size=6), st.sampled_from(sorted(library())), st.integers(0, 2**62), st.sampled_from(Language)
)
def test_any_conversation_is_put_together_again_from_its_turns(
    texts: list[str], scenario: str, seed: int, lang: Language
) -> None:
    conversation = play(library()[scenario], Profile(lang, "Zoé", "du pain"), seed, texts, understanding())

    kept = _kept(conversation)

    assert restored(kept, library()[scenario], understanding()) == conversation


def test_turns_taken_back_are_left_out() -> None:
    conversation = _played(SHY[:2])
    kept = _kept(conversation)
    with_one_more = KeptTurn(3, "achetez!", "Non.", kept.turns[-1].saved, DAWN, withdrawn=True)

    again = restored(_with(kept, (*kept.turns, with_one_more)), library()[ATTENDEE], understanding())

    assert again == conversation


def test_turns_saved_in_another_shape_are_played_again_from_the_learners_words() -> None:
    conversation = _played(SHY)
    kept = _kept(conversation)
    older = tuple(KeptTurn(turn.number, turn.text, turn.reply, '{"other": "shape"}', DAWN) for turn in kept.turns)

    assert restored(_with(kept, older), library()[ATTENDEE], understanding()) == conversation


def test_marks_are_saved_as_json() -> None:
    scorecard = marks(_played(SHY), library()[ATTENDEE], understanding(), rubric())

    assert f'"score":{scorecard.score}' in scorecard_to_json(scorecard)


def _played(texts: tuple[str, ...]) -> Conversation:
    return play(library()[ATTENDEE], Profile(Language.FR), 1, texts, understanding())


def _kept(conversation: Conversation) -> KeptRehearsal:
    profile = conversation.profile
    turns = tuple(KeptTurn(turn.number, turn.text, turn.reply, turn_to_json(turn), DAWN) for turn in conversation.turns)
    return KeptRehearsal(
        id="1",
        learner=1,
        number=1,
        scenario=conversation.scenario,
        copy="",
        lang=profile.lang,
        name=profile.name,
        sells=profile.sells,
        seed=conversation.seed,
        opening=conversation.opening,
        opening_said=conversation.opening_said,
        started=DAWN,
        turns=turns,
    )


def _with(kept: KeptRehearsal, turns: tuple[KeptTurn, ...]) -> KeptRehearsal:
    return replace(kept, turns=turns)
