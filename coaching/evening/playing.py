"""Acts one after the other: how a scripted evening is played, and one that was saved is played again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.introducing import introduce, invite
from coaching.evening.moving import approach, go, wait
from coaching.evening.place import Listener, Venue
from coaching.evening.talking import leave, say

Do = Callable[[Evening, Act, Venue, Listener], Evening]
DOES: Mapping[ActKind, Do] = {
    ActKind.APPROACH: lambda evening, act, venue, _: approach(evening, act.whom[0], venue),
    ActKind.SAY: lambda evening, act, venue, understanding: say(evening, act.text, venue, understanding),
    ActKind.LEAVE: lambda evening, act, venue, understanding: leave(evening, act.text, venue, understanding),
    ActKind.WAIT: lambda evening, act, venue, _: wait(evening, act.minutes, venue),
    ActKind.GO: lambda evening, act, venue, _: go(evening, act.whom[0], venue),
    ActKind.INTRODUCE: lambda evening, act, venue, understanding: introduce(
        evening, act.whom[0], act.whom[1], act.text, venue, understanding
    ),
    ActKind.INVITE: lambda evening, act, venue, understanding: invite(
        evening, act.whom[0], act.text, venue, understanding
    ),
}


def do(evening: Evening, act: Act, venue: Venue, understanding: Listener) -> Evening:
    """The evening after that act."""
    return DOES[act.kind](evening, act, venue, understanding)


def play(evening: Evening, acts: Iterable[Act], venue: Venue, understanding: Listener) -> Evening:
    """The evening after all of them; what is left once it is over is not played."""
    for act in acts:
        if evening.is_over:
            break
        evening = do(evening, act, venue, understanding)
    return evening


def played_again(evening: Evening, venue: Venue, understanding: Listener) -> Evening:
    """The same evening from its beginning, as the present scenarios and understanding make it."""
    fresh = begin_evening(venue, evening.profile, evening.seed, evening.minutes, evening.named)
    return play(fresh, evening.acts, venue, understanding)
