"""Whether help that is offered meets something the attendee lacks."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.attendee.mind import Mind
from coaching.attendee.reactions import trust_for
from coaching.moves import Move
from coaching.reading import Reading
from coaching.scenario import Need, Scenario

AS_GOOD = 0.12  # a need this close behind the best fits as well


@dataclass(frozen=True)
class Help:
    """What an offer came to. All of it is empty when nothing was offered."""

    offered: bool = False
    met: Need | None = None
    again: bool = False  # the need it fits was met before
    hinted: bool = False  # the attendee had hinted at that need
    trust: int = 0


NO_HELP = Help()


def taken(mind: Mind, reading: Reading, scenario: Scenario) -> Help:
    """What the attendee makes of the help in this message."""
    if reading.is_selling:
        return NO_HELP
    done = [need for need in scenario.needs if reading.does(*need.met_by - {Move.OFFER_HELP})]
    if not done and not reading.does(Move.OFFER_HELP):
        return NO_HELP
    best = reading.needs[0].score if reading.needs else 0.0
    named = [n for m in reading.needs if m.score >= best - AS_GOOD and (n := scenario.need(m.id))]
    # Of needs that fit as well, one that was hinted at is what an offer is most likely about.
    fitting = sorted(named or done, key=lambda need: (need.id in mind.helped, not need.is_hinted(mind.knows)))
    if not fitting:
        # After help that fitted, an offer that names no need goes on about the same: "I can give you her name".
        again = bool(mind.helped)
        trust = 1 if again else trust_for(Move.OFFER_HELP, mind, reading, scenario)
        return Help(offered=True, again=again, trust=trust)
    need, offered = fitting[0], reading.does(Move.OFFER_HELP)
    if need.id in mind.helped:
        return Help(offered=True, again=True, trust=1) if offered else NO_HELP
    hinted = need.is_hinted(mind.knows)
    worth = need.trust if need.trust is not None else scenario.weights.help_that_fits
    return Help(True, need, again=False, hinted=hinted, trust=worth if hinted else scenario.weights.help_too_early)
