"""A plain yes or no: "volontiers", "no thanks", "sure, here you go"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coaching.moves import QUESTIONS, Move
from coaching.reading import Assent
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.words import fold

_MAY_FOLLOW = QUESTIONS | {Move.GRACEFUL_EXIT, Move.ABRUPT_EXIT}
_LONGEST, _MOST = 5, 40  # words of one wording; words looked at
_BUT = frozenset(("mais", "but", "sauf", "except", "however", "pourtant"))
_WORD = re.compile(r"[^\W_]+")

Wordings = Mapping[tuple[str, ...], Assent | None]  # None: only stands beside a yes or a no


def assents(lexicon: Lexicon) -> Wordings:
    """Each wording of the language, word by word, with what it says."""
    lists = (("assent_beside", None), ("assent_yes", Assent.YES), ("assent_no", Assent.NO))
    return {_words(one): means for name, means in lists for one in lexicon.set(name)}


def assent_of(text: str, moves: Sequence[Move], known: Wordings) -> Assent | None:
    """What it says, if a plain yes or no; more may be said beside it only to take leave or to ask something."""
    words = _words(text.replace("👍", " ok "))[:_MOST]
    said: Assent | None = None
    at = 0
    while at < len(words):
        size = next((n for n in range(min(_LONGEST, len(words) - at), 0, -1) if words[at : at + n] in known), 0)
        if not size:
            break
        said, at = said or known[words[at : at + size]], at + size
    rest = words[at:]
    if said is None or not _BUT.isdisjoint(rest):
        return None
    return said if not rest or not _MAY_FOLLOW.isdisjoint(moves) else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))
