"""Which rule each message falls under. A rule is a line in the table: the move whose words it quotes, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from coaching.moves import QUESTIONS, Move
from coaching.scorecard.conduct import Act
from coaching.scorecard.rubric import Figures, RuleId

Applies = Callable[[Act, Figures], Move | None]


def _earns(move: Move) -> Applies:
    return lambda act, _: move if act.does(move) else None


def _costs(move: Move) -> Applies:
    """Said again it costs again, so a repeat counts too."""
    return lambda act, _: move if move in act.moves else None


def _slips(move: Move) -> Applies:
    return lambda act, _: move if move in act.slips else None


def _asks(move: Move) -> Applies:
    """A question; once several dry ones ran in a row, another dry one is worth nothing."""
    return lambda act, figures: move if act.does(move) and not _runs_dry(act, figures) else None


def _closed(act: Act, figures: Figures) -> Move | None:
    """A closed question by itself; beside an open one or as a follow-up it isn't what counts."""
    alone = not act.does(Move.OPEN_QUESTION, Move.FOLLOW_UP)
    return _asks(Move.CLOSED_QUESTION)(act, figures) if alone else None


def _follow_up(act: Act, figures: Figures) -> Move | None:
    builds_on = act.asks and Move.FOLLOW_UP in act.moves
    return Move.FOLLOW_UP if builds_on and not _runs_dry(act, figures) else None


def _ask_contact(act: Act, figures: Figures) -> Move | None:
    early = act.taken_part < figures.contact_after
    return Move.ASK_CONTACT if act.does(Move.ASK_CONTACT) and not early and not act.slips else None


def _help_that_fits(act: Act, _: Figures) -> Move | None:
    fits = act.deed.hinted and bool(act.deed.met)
    return Move.OFFER_HELP if act.does(Move.OFFER_HELP) and fits else None


def _disclosure_and_question(act: Act, _: Figures) -> Move | None:
    return Move.SELF_DISCLOSURE if act.asks and act.does(Move.SELF_DISCLOSURE) else None


def _disclosure(act: Act, _: Figures) -> Move | None:
    return Move.SELF_DISCLOSURE if act.does(Move.SELF_DISCLOSURE) and not act.asks else None


def _persists(act: Act, _: Figures) -> Move | None:
    """Selling in answer to a refusal is persistence, whatever else it is."""
    if Move.PERSIST in act.slips:
        return Move.PERSIST
    return act.slips[0] if act.slips and act.deed.before.refuses else None


def _monologue(act: Act, figures: Figures) -> Move | None:
    about_self = act.does(Move.SELF_DISCLOSURE, Move.PITCH) and not act.asks
    return _first(act) if about_self and act.deed.reading.words > figures.monologue_words else None


def _dry_run(act: Act, figures: Figures) -> Move | None:
    return _first(act) if act.is_fresh and _runs_dry(act, figures) else None


def _repeated(act: Act, figures: Figures) -> Move | None:
    return _first(act) if act.is_repeat and act.deed.reading.words >= figures.repeat_words else None


def _runs_dry(act: Act, figures: Figures) -> bool:
    # A follow-up shows that the answer was heard, so it takes longer to become the question too many.
    limit = figures.dry_run_follow_up if Move.FOLLOW_UP in act.moves else figures.dry_run
    return act.is_dry and act.dry_before + 1 >= limit


def _first(act: Act) -> Move:
    asked = next((move for move in act.deed.reading.moves if move in QUESTIONS), None)
    return asked or next(iter(act.deed.reading.moves), Move.SMALL_TALK)


EARNING: Mapping[RuleId, Applies] = MappingProxyType(
    {
        RuleId.OPEN_QUESTION: _asks(Move.OPEN_QUESTION),
        RuleId.CLOSED_QUESTION: _closed,
        RuleId.FOLLOW_UP: _follow_up,
        RuleId.ASK_CONTACT: _ask_contact,
        RuleId.OFFER_HELP: _earns(Move.OFFER_HELP),
        RuleId.HELP_THAT_FITS: _help_that_fits,
        RuleId.WELCOME: _earns(Move.WELCOME),
        RuleId.REFLECTION: _earns(Move.REFLECTION),
        RuleId.VALIDATION: _earns(Move.VALIDATION),
        RuleId.REASSURANCE: _earns(Move.REASSURANCE),
        RuleId.DISCLOSURE_AND_QUESTION: _disclosure_and_question,
        RuleId.DISCLOSURE: _disclosure,
        RuleId.POLITE_DECLINE: _earns(Move.POLITE_DECLINE),
        RuleId.GRACEFUL_EXIT: _earns(Move.GRACEFUL_EXIT),
    }
)

COSTING: Mapping[RuleId, Applies] = MappingProxyType(
    {
        RuleId.PITCH: _slips(Move.PITCH),
        RuleId.SALES_PROBE: _slips(Move.SALES_PROBE),
        RuleId.HARD_CLOSE: _slips(Move.HARD_CLOSE),
        RuleId.PUSH_CARD: _slips(Move.PUSH_CARD),
        RuleId.PERSIST: _persists,
        RuleId.DISMISSIVE: _costs(Move.DISMISSIVE),
        RuleId.ABRUPT_EXIT: _costs(Move.ABRUPT_EXIT),
        RuleId.MONOLOGUE: _monologue,
        RuleId.DRY_RUN: _dry_run,
        RuleId.REPEATED: _repeated,
    }
)
