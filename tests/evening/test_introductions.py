"""Introductions: they fit where one has what the other is missing, the learner knows both, and says both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.evening.evening import Act, ActKind, Evening, EventKind, Fit, WhyNot
from coaching.evening.place import Pair
from coaching.language import Language
from tests.evening.content import after, an_evening, evenings, summed_up, venue

PHOTOGRAPHER, PAINTER, LONER = "defensive_photographer", "pushy_card_giver", "buffet_loner"
FITTING = "Étienne cherche des artisans pour sa série; Gilles a été peintre en lettres, au pinceau, pendant des années."
KNOWN = {PHOTOGRAPHER: {"loves_makers", "first_fails"}, PAINTER: {"craft", "masterpiece"}, LONER: {"knows_nobody"}}


def met(knows: dict[str, set[str]], lang: Language = Language.FR) -> Evening:
    """An evening on which the learner talked with them and was told these facts."""
    evening = an_evening(*knows, lang=lang)
    for who, facts in knows.items():
        evening = after(evening, Act(ActKind.APPROACH, (who,)), Act(ActKind.SAY, text="Bonsoir."))
        guest = evening.guest(who)
        assert guest
        assert guest.conversation
        last = guest.conversation.turns[-1]
        told = replace(last, mind=replace(last.mind, knows=frozenset(facts)))
        evening = evening.with_guest(replace(guest, conversation=replace(guest.conversation, turns=(told,))))
    return evening


def introduced(evening: Evening, text: str, first: str = PHOTOGRAPHER, second: str = PAINTER) -> Evening:
    return after(evening, Act(ActKind.INTRODUCE, (first, second), text))


def test_an_introduction_that_fits_pleases_both() -> None:
    evening = met(KNOWN)
    after_it = introduced(evening, FITTING)

    assert [one.fit for one in after_it.introductions] == [Fit.FITS]
    assert [event.who for event in after_it.events if event.kind is EventKind.INTRODUCED] == [PHOTOGRAPHER, PAINTER]
    for who in (PHOTOGRAPHER, PAINTER):
        before, then = evening.guest(who), after_it.guest(who)
        assert before
        assert then
        assert then.trust > before.trust


def test_it_fits_either_way_round() -> None:
    assert introduced(met(KNOWN), FITTING, PAINTER, PHOTOGRAPHER).introductions[0].fits


@pytest.mark.parametrize(
    ("knows", "text", "fit"),
    [
        (KNOWN | {PHOTOGRAPHER: set()}, FITTING, Fit.NOT_LEARNED),
        (KNOWN | {PAINTER: set()}, FITTING, Fit.NOT_LEARNED),
        (KNOWN, "Étienne, voici Gilles. Vous devriez vous parler, vous deux!", Fit.NOT_SAID),
        (KNOWN, "Étienne cherche des artisans pour sa série des premiers ratés.", Fit.NOT_SAID),
        (KNOWN, "", Fit.NOT_SAID),
    ],
    ids=["need not learned", "fact not learned", "names alone", "one side alone", "nothing said"],
)
def test_it_needs_both_facts_known_and_said(knows: dict[str, set[str]], text: str, fit: Fit) -> None:
    assert introduced(met(knows), text).introductions[0].fit is fit


def test_two_who_have_nothing_for_each_other_stay_puzzled() -> None:
    evening = met(KNOWN)

    puzzled = introduced(evening, FITTING, PAINTER, "buffet_loner")

    pairs = {frozenset((pair.who, pair.other)) for pair in evenings().pairs if pair.lang is Language.FR}
    expected = Fit.NOT_LEARNED if frozenset((PAINTER, LONER)) in pairs else Fit.NOTHING
    assert puzzled.introductions[0].fit is expected


def test_one_introduces_only_people_one_has_met_and_each_two_once() -> None:
    evening = introduced(met(KNOWN), FITTING)

    again = introduced(evening, FITTING)
    strangers = introduced(an_evening(PHOTOGRAPHER, PAINTER), FITTING)

    assert [event.why for event in again.events if event.why] == [WhyNot.ALREADY]
    assert [event.why for event in strangers.events if event.why] == [WhyNot.NOT_MET]
    assert strangers.introductions == ()


def test_what_could_still_be_brought_together_is_told_until_it_is_done() -> None:
    evening = met({PHOTOGRAPHER: KNOWN[PHOTOGRAPHER], PAINTER: KNOWN[PAINTER]})

    before, then = summed_up(evening).referrals, summed_up(introduced(evening, FITTING)).referrals

    assert [(pair.who, pair.other) for pair in before] == [(PHOTOGRAPHER, PAINTER)]
    assert then == ()


@pytest.mark.parametrize("pair", evenings().pairs, ids=lambda pair: pair.id)
def test_each_pair_can_be_known_and_speaks_of_nobody_by_name(pair: Pair) -> None:
    who, other = venue().scenarios[pair.who], venue().scenarios[pair.other]
    need = who.need(pair.need)
    told = {answer.reveals for topic in other.topics for answer in topic.answers.values()}

    assert need
    assert pair.facts & told
    assert pair.who != pair.other
    assert not any(name.first(pair.lang).split()[-1] in pair.why.split() for name in (who.name, other.name))
