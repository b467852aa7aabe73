"""Whether a message takes up what the attendee said: a word of theirs come back, that the learner hadn't brought in.

No meaning is asked for here, only words, so that a transcript is marked as a rehearsal is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from coaching.scorecard.deed import Deed
from coaching.scorecard.letters import letters

_STEM = 5  # letters: "printer" and "prints" are one word taken up
_LEAST = 4  # letters of a word that means something
# What anybody says to anybody, folded. It proves nothing when it comes back.
_COMMON = frozenset(
    """
    vous votre vos nous notre etre avoir fait faire faites dans avec pour mais plus tout tous toute cette comme bien
    tres quoi quel quelle quels quelles sont etes suis avez avait etait aussi alors donc juste encore soir soiree
    bonsoir bonjour merci quand comment pourquoi chez leur leurs peut etre peux dire sans vraiment aller vais voir
    trop rien quelque chose quelqu gens monde aime aimez meme avant apres deja toujours jamais beau belle plait
    your yours what that this they them their with from have does done about just like really would could there here
    then than when where which some something someone very much more into been were will well nice know think make
    want going come came time people thing things yeah evening thanks hello tonight good
    """.split()
)


@lru_cache(maxsize=2048)  # a debrief asks it of the same lines a thousand times
def stems(text: str) -> frozenset[str]:
    """The words of a text that mean something, folded and cut to their stems."""
    return frozenset(word[:_STEM] for word in letters(text).split() if len(word) >= _LEAST and word not in _COMMON)


def taken_up(deeds: Sequence[Deed]) -> tuple[bool, ...]:
    """For each message, whether it brings back a word that the attendee was the first to say."""
    mine: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    found = []
    for deed in deeds:
        theirs |= stems(deed.line) - mine
        said = stems(deed.text)
        found.append(bool(said & theirs))
        mine |= said - theirs
    return tuple(found)
