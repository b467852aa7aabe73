"""What the whole conversation shows: its mode, and the patterns that no single message makes.

A pattern is sought among the messages that don't merely sell, so that a pitch more never hides one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from coaching.moves import Move
from coaching.scorecard.conduct import ENGAGING, GENEROSITY, LISTENING, Act
from coaching.scorecard.rubric import Balance, Figures, Mode, PatternId

_NO_COMPLIMENT = frozenset({Move.OFFER_HELP, Move.WELCOME, Move.REASSURANCE, Move.SELF_DISCLOSURE})
_ALL = 100  # per cent
OFFERING = frozenset({Move.PITCH, Move.HARD_CLOSE, Move.PUSH_CARD})
_CHIT_CHAT = frozenset({Move.SMALL_TALK, Move.GRACEFUL_EXIT})


@dataclass(frozen=True)
class Whole:
    """The conversation as patterns are sought in it."""

    acts: tuple[Act, ...]
    figures: Figures
    networking: int  # weight of what was done to network
    selling: int  # weight of what was done to sell

    @property
    def others(self) -> tuple[Act, ...]:
        """The messages but copies and those that merely sell."""
        return tuple(a for a in self.acts if not a.is_repeat and (not a.slips or a.asks or a.gives or a.is_dry))

    @property
    def spoken(self) -> tuple[Act, ...]:
        """Those of them that say something."""
        return tuple(a for a in self.others if a.is_fresh)

    @property
    def read(self) -> tuple[Act, ...]:
        """Those of them that do more than chat or take leave."""
        return tuple(a for a in self.spoken if a.moves - _CHIT_CHAT)

    @property
    def networking_share(self) -> int:
        """Per cent of what was done that was networking; 0 when nothing was."""
        total = self.networking + self.selling
        return 100 * self.networking // total if total else 0


def whole(acts: tuple[Act, ...], mended: frozenset[int], figures: Figures, balance: Balance) -> Whole:
    """The conversation weighed; the slips of the `mended` turns, stepped back from, weigh half."""
    networking = sum(_weight(a, balance.networking) // (2 if a.slips else 1) for a in acts if a.is_fresh)
    selling = sum(_slip_weight(a, balance.selling) // (2 if a.deed.turn in mended else 1) for a in acts)
    return Whole(acts, figures, networking, selling)


def networking_weight(act: Act, balance: Balance) -> int:
    """How much the message networks."""
    return _weight(act, balance.networking)


def _weight(act: Act, weights: Mapping[str, int]) -> int:
    return sum(weights.get(move.value, 0) // (2 if move in act.unsure else 1) for move in act.moves)


def meeting(acts: Iterable[Act]) -> int:
    """How far the other was met in these messages, by `figures.met`."""
    return sum(_meets(act) for act in acts if act.is_fresh)


def _meets(act: Act) -> int:
    listens = int(bool(act.moves & LISTENING - act.unsure))
    if act.moves & ENGAGING - act.unsure:
        return 2 + listens
    return listens + int(act.asks and (act.gives_surely or (act.takes_up and not act.slips)))


def _slip_weight(act: Act, weights: Mapping[str, int]) -> int:
    """The worst slip of the message in full and the others half, as they cost; half of that where unsure."""
    its = sorted((weights.get(move.value, 0) // (2 if move in act.unsure else 1) for move in act.slips), reverse=True)
    return its[0] + sum(its[1:]) // 2 if its else 0


def _share(part: Sequence[Act], of: Sequence[Act]) -> int:
    return 100 * len(part) // len(of) if of else 0


def _share_beside(part: Sequence[Act], rest: Sequence[Act]) -> int:
    """Per cent of `part` among it and what of the rest sells nothing: a pitch more never makes it less."""
    plain = [act for act in rest if not act.slips and act not in part]
    return _share(part, (*part, *plain))


def _insult(it: Whole) -> tuple[Act, ...]:
    hostile = tuple(a for a in it.acts if not a.is_repeat and Move.DISMISSIVE in a.moves)
    read = tuple(a for a in it.others if a.moves - _CHIT_CHAT)
    grave = len(hostile) >= it.figures.insult_count and _share_beside(hostile, read) >= it.figures.insult_share
    return hostile if grave or _share_beside(hostile, read) == _ALL else ()


def _noise(it: Whole) -> tuple[Act, ...]:
    noise = tuple(a for a in it.others if a.is_noise)
    much = len(noise) >= it.figures.noise_count and _share_beside(noise, it.others) >= it.figures.noise_share
    return noise if much or _share_beside(noise, it.others) == _ALL else ()


def _silence(it: Whole) -> tuple[Act, ...]:
    silent = tuple(a for a in it.acts if a.is_silent)
    return silent if silent and _share_beside(silent, it.spoken) >= it.figures.silence_share else ()


def _too_little(it: Whole) -> tuple[Act, ...]:
    part = sum(a.takes_part for a in it.acts)
    return it.acts if part <= it.figures.too_little else ()


def _sales_talk(it: Whole) -> tuple[Act, ...]:
    """Mostly selling, or selling with hardly a question that lets the other tell.

    A string of dry questions that offers nothing is an interrogation, whatever its questions may be after.
    """
    selling = tuple(a for a in it.acts if a.slips)
    if not any(OFFERING & set(a.slips) for a in selling) and _interrogation(it):
        return ()
    others = [a for a in it.acts if a.takes_part]
    mostly = it.networking_share < it.figures.selling_below or meeting(others) < it.figures.met_between_sales
    return selling if selling and mostly else ()


def _interrogation(it: Whole) -> tuple[Act, ...]:
    dry = tuple(a for a in it.read if a.is_dry)
    giving = tuple(a for a in it.read if a.gives_surely)
    figures = it.figures
    is_one = (
        not _follows_the_thread(it, dry)
        and len(dry) >= figures.interrogation_questions - (len(dry) == len(it.read))  # nothing else was said
        and _share(dry, it.read) >= figures.interrogation_share
        and _share(giving, it.read) <= figures.interrogation_giving
    )
    return dry if is_one else ()


def _follows_the_thread(it: Whole, questions: Sequence[Act]) -> bool:
    """Whether most of the questions are open and surely build on the answer: dry or not, that is listening.

    Not with somebody who also sells: their questions lead back to the offer.
    """
    if any(a.slips for a in it.acts):
        return False
    threads = [a for a in questions if {Move.OPEN_QUESTION, Move.FOLLOW_UP} <= a.moves - a.unsure]
    return _share(threads, questions) >= it.figures.thread_share


def _flattery(it: Whole) -> tuple[Act, ...]:
    read = it.read
    compliments = tuple(a for a in read if Move.VALIDATION in a.moves and not a.asks and not a.moves & _NO_COMPLIMENT)
    asked = tuple(a for a in read if a.asks)
    figures = it.figures
    is_it = (
        len(compliments) >= figures.flattery_compliments
        and _share_beside(compliments, read) >= figures.flattery_share
        and len(asked) * 100 <= figures.flattery_questions * len(compliments)
    )
    return compliments if is_it else ()


def _elsewhere(it: Whole) -> tuple[Act, ...]:
    """A topic of one's own: there is talk, and hardly a message starts from the other."""
    said = tuple(a for a in it.acts if a.is_fresh and (a.slips or a.moves != {Move.GRACEFUL_EXIT}))
    # What takes up beside an offer doesn't count, or selling more would make a conversation better.
    up = tuple(a for a in said if a.takes_up and not a.slips)
    plain = tuple(a for a in said if not a.takes_up and not a.slips)
    helps = any(a.moves & GENEROSITY - a.unsure for a in said)
    is_it = not helps and len(said) >= it.figures.elsewhere_count and _share(up, said) <= it.figures.elsewhere_share
    return plain if is_it else ()


def _one_sided(it: Whole) -> tuple[Act, ...]:
    """Only asking, or only talking, or hardly a question that lets the other tell."""
    said = it.read
    asked = tuple(a for a in said if a.asks)
    helps = any(a.moves & GENEROSITY for a in said)
    answers = any(a.moves & (LISTENING | {Move.SELF_DISCLOSURE}) for a in said) or _follows_the_thread(it, asked)
    met = any(a.moves & ENGAGING for a in said) and meeting(said) >= it.figures.met
    if met and ((asked and answers) or helps):
        return ()
    # The one good question is no example of what went one way.
    return tuple(a for a in said if not a.moves & ENGAGING) or said


def _mixed(it: Whole) -> tuple[Act, ...]:
    selling = tuple(a for a in it.acts if a.slips)
    return selling if selling and it.networking_share < it.figures.hybrid_below else ()


PATTERNS: Mapping[PatternId, Callable[[Whole], tuple[Act, ...]]] = MappingProxyType(
    {
        PatternId.INSULT: _insult,
        PatternId.NOISE: _noise,
        PatternId.SILENCE: _silence,
        PatternId.TOO_LITTLE: _too_little,
        PatternId.SALES_TALK: _sales_talk,
        PatternId.INTERROGATION: _interrogation,
        PatternId.FLATTERY: _flattery,
        PatternId.ELSEWHERE: _elsewhere,
        PatternId.ONE_SIDED: _one_sided,
        PatternId.MIXED: _mixed,
    }
)


def patterns_in(it: Whole) -> dict[PatternId, tuple[Act, ...]]:
    """The patterns that hold, gravest first, each with the messages that make it."""
    found = {pattern: acts for pattern, find in PATTERNS.items() if (acts := find(it))}
    return {pattern: acts for pattern, acts in found.items() if not _is_said_better(pattern, frozenset(found))}


# Who sold, and was left for it before there was much of a conversation, has shown both sides all the same.
_CUT_SHORT = frozenset({PatternId.TOO_LITTLE, PatternId.ONE_SIDED})

# A pattern is left untold where one of these names the same thing more truly, and stops the score as low.
_SAID_BETTER_BY: Mapping[PatternId, frozenset[PatternId]] = MappingProxyType(
    {
        PatternId.TOO_LITTLE: frozenset(
            {PatternId.INSULT, PatternId.NOISE, PatternId.SILENCE, PatternId.SALES_TALK},
        ),
        PatternId.INTERROGATION: frozenset({PatternId.SALES_TALK, PatternId.NOISE, PatternId.INSULT}),
        PatternId.FLATTERY: frozenset({PatternId.SALES_TALK}),
        PatternId.ELSEWHERE: frozenset(PatternId) - {PatternId.ELSEWHERE, PatternId.ONE_SIDED, PatternId.MIXED},
        PatternId.ONE_SIDED: frozenset(PatternId) - {PatternId.ONE_SIDED, PatternId.MIXED},
        PatternId.MIXED: frozenset(PatternId) - {PatternId.MIXED} - _CUT_SHORT,
    }
)


def _is_said_better(pattern: PatternId, found: frozenset[PatternId]) -> bool:
    return bool(_SAID_BETTER_BY.get(pattern, frozenset()) & found)


_NEITHER = frozenset(PatternId) - {PatternId.SALES_TALK, PatternId.MIXED}


def mode_of(patterns: Mapping[PatternId, tuple[Act, ...]], it: Whole) -> Mode:
    """How the learner behaved as a whole; a seller who also mumbles or insults is a seller still."""
    if not it.acts:
        return Mode.NONE
    if not patterns:
        return Mode.NETWORKING
    neither = {pattern: len(acts) for pattern, acts in patterns.items() if pattern in _NEITHER}
    if len(patterns.get(PatternId.SALES_TALK, ())) > max(neither.values(), default=0):
        return Mode.SELLING
    both_sides = PatternId.MIXED in patterns and meeting(it.acts) >= it.figures.met_between_sales
    return Mode.HYBRID if both_sides or not neither else Mode.NONE
