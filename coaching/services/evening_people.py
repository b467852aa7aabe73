"""Whom somebody could write to after an evening: everybody they said anything to, and whoever pushed a card on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coaching.followup.met import Hearing, Met, Silence, met_in
from coaching.rehearsal import Conversation
from coaching.services.evenings import Out

GOOD_ENOUGH = 40  # score of a talk from which there is somebody to write to


def people_met(out: Out, hearing: Hearing) -> Iterator[tuple[int, Met]]:
    """Each with the number they went by that evening; where there is nothing to write, `silence` says why."""
    talks = {one.who: one for one in out.outcome.talks} if out.outcome else {}
    for number, guest in enumerate(out.evening.guests, start=1):
        scenario, talk = out.venue.scenarios[guest.scenario], talks.get(guest.scenario)
        if talk and guest.conversation and guest.turns:
            met = met_in(guest.conversation, scenario, hearing, talk.scorecard.mode)
            yield number, hardly_met(met, talk.scorecard.score, guest.conversation)
        elif guest.has_pushed_card:
            profile = out.evening.profile
            name = scenario.name.first(profile.lang)  # it stands on the card
            yield number, Met(name, scenario.id, profile.lang, profile.sells, (), (), (), Silence.PUSHED_ON_YOU)


def hardly_met(met: Met, score: int, conversation: Conversation) -> Met:
    """The same, with nothing to write where the talk came to little and they never opened up."""
    if met.silence is not None:
        return met
    has_little = score < GOOD_ENOUGH and conversation.turns[-1].openness.rank == 0
    return replace(met, silence=Silence.HARDLY_MET) if has_little else met
