"""What holds of any conversation at all, however odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.language import Language
from coaching.moves import SELLING, Move, in_order
from coaching.reading import SILENCE, Evidence, Heard, Reading, Sense
from coaching.scorecard.card import Finding, Kind
from coaching.scorecard.debrief import debrief
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import Dimension
from tests.scorecard.learners import RUBRIC, a_deed

# A busy machine draws slowly; that says nothing of the marks. The same draws every time, as for everything here.
_CALM = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
_THOROUGH = settings(_CALM, max_examples=300)
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "ok", "Pourquoi?", "How did you start?", "Voici ma carte.", "Tell me. More?", "👍", "\u202eabc"]
    ),
)
_HEARD = st.builds(
    Heard,
    asks=st.booleans(),
    asks_trade=st.booleans(),
    asks_offer=st.booleans(),
    asks_card=st.booleans(),
    gives_card=st.booleans(),
    refuses=st.booleans(),
)


@st.composite
def conversations(draw: st.DrawFn, heard: st.SearchStrategy[Heard] = _HEARD) -> tuple[Deed, ...]:
    deeds = []
    for turn in range(1, draw(st.integers(0, 12)) + 1):
        text = draw(_TEXTS)
        moves = in_order(draw(st.lists(st.sampled_from(list(Move)), max_size=4)))
        evidence = tuple(Evidence(move, draw(_TEXTS), draw(st.sampled_from([0.5, 0.9]))) for move in moves)
        reading = Reading(
            lang=Language.FR,
            sense=draw(st.sampled_from([Sense.PLAIN] * 6 + list(Sense))),
            moves=moves,
            evidence=evidence,
            apology=draw(st.booleans()),
            gives_contact=draw(st.booleans()),
            words=draw(st.integers(0, 120)),
        )
        deeds.append(Deed(turn, text, reading, before=draw(heard), after=draw(heard), hinted=draw(st.booleans())))
    return tuple(deeds)


@_CALM
@given(conversations())
def test_any_conversation_gets_marks_within_bounds_that_add_up(deeds: tuple[Deed, ...]) -> None:
    card = mark(deeds, RUBRIC, Language.EN)

    assert 0 <= card.score <= 100
    for dimension in Dimension:
        points = sum(finding.points for finding in card.findings if finding.dimension is dimension)
        assert card.dimensions[dimension] == max(0, min(100, card.bases[dimension] + points))
    patterns = [finding for finding in card.findings if finding.kind is Kind.PATTERN]
    assert card.score == RUBRIC.weighted(card.dimensions) + sum(finding.points for finding in patterns)


@_CALM
@given(conversations())
def test_any_finding_quotes_its_own_message_and_has_advice(deeds: tuple[Deed, ...]) -> None:
    said = {deed.turn: deed.text for deed in deeds}

    for finding in mark(deeds, RUBRIC, Language.FR).findings:
        assert finding.quote in said[finding.turn]
        assert finding.advice
        assert "{quote}" not in finding.advice
        assert has_the_sign_of_its_kind(finding)


def has_the_sign_of_its_kind(finding: Finding) -> bool:
    return {
        Kind.STRENGTH: finding.points > 0,
        Kind.SLIP: finding.points < 0,
        Kind.PATTERN: finding.points <= 0,
    }[finding.kind]


@_CALM
@given(conversations())
def test_any_conversation_has_a_debrief_with_one_thing_to_try(deeds: tuple[Deed, ...]) -> None:
    told = debrief(mark(deeds, RUBRIC, Language.FR), RUBRIC, Language.FR)

    assert told.opening
    assert told.next_step


@_THOROUGH
@given(conversations(st.just(SILENCE)), st.integers(0, 12), st.sampled_from(sorted(SELLING)))
def test_a_message_that_sells_never_raises_the_score_wherever_it_is_put(
    deeds: tuple[Deed, ...], place: int, move: Move
) -> None:
    extra = a_deed(0, "Our unbeatable offer ends on Friday", move)
    longer = in_turn([*deeds[:place], extra, *deeds[place:]])

    assert mark(longer, RUBRIC, Language.EN).score <= mark(deeds, RUBRIC, Language.EN).score


@_THOROUGH
@given(conversations(st.just(SILENCE)), st.integers(0, 11), st.sampled_from(sorted(SELLING)))
def test_selling_within_a_message_never_raises_the_score(deeds: tuple[Deed, ...], place: int, move: Move) -> None:
    sold = tuple(
        replace(deed, reading=replace(deed.reading, moves=in_order((*deed.reading.moves, move))))
        if at == place
        else deed
        for at, deed in enumerate(deeds)
    )

    assert mark(sold, RUBRIC, Language.EN).score <= mark(deeds, RUBRIC, Language.EN).score


@_CALM
@given(conversations(st.just(SILENCE)), st.data())
def test_saying_something_again_never_raises_the_score(deeds: tuple[Deed, ...], data: st.DataObject) -> None:
    spoken = [deed for deed in deeds if len(deed.text.split()) > 1]
    if not spoken:
        return
    copied = in_turn([*deeds, data.draw(st.sampled_from(spoken))])

    assert mark(copied, RUBRIC, Language.EN).score <= mark(deeds, RUBRIC, Language.EN).score


def in_turn(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    return tuple(replace(deed, turn=turn) for turn, deed in enumerate(deeds, start=1))
