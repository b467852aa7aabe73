"""Which need an offer of help meets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.moves import Move
from coaching.reading import Match, Reading
from coaching.scenario import Need
from tests.builders import BAKER, a_mind, a_reading, both, hear

VAN = Need("van", both("a van"), "rises_at_two", both("a van"), both("You would?"))
TWO = replace(BAKER, needs=(*BAKER.needs, VAN), beliefs=())
HINTED = a_mind(TWO, knows=frozenset({"oven_fails"}))


def an_offer(**fits: float) -> Reading:
    return a_reading(Move.OFFER_HELP, needs=tuple(Match(need, score) for need, score in fits.items()))


def met_by(offer: Reading) -> str | None:
    met = hear(HINTED, offer, scenario=TWO).help.met
    return met.id if met else None


@pytest.mark.parametrize(("score", "met"), [(0.85, "oven_mender"), (0.5, "van")])
def test_a_need_hinted_at_is_meant_only_where_it_fits_as_well_as_the_best(score: float, met: str) -> None:
    assert met_by(an_offer(van=0.9, oven_mender=score)) == met


def test_help_that_plainly_repeats_itself_does_not_meet_a_need_it_hardly_fits() -> None:
    helped = replace(HINTED, helped=frozenset({"oven_mender"}))
    again = hear(helped, an_offer(oven_mender=0.95, van=0.4), scenario=TWO).help

    assert again.met is None
    assert again.again
