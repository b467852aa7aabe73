"""What each ingredient brings: the balance learned anew without it, then measured on the held-out parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.encoder.balance import OFTEN, SELDOM, Figures, learned, logit
from benchmarks.report.counting import together
from benchmarks.report.entries import LANGS, LEARNED_FROM, Entry, of_lang, several
from benchmarks.report.found import Held, tallied
from benchmarks.report.markdown import NAMES, figure, table
from coaching.moves import Move
from coaching.reading import Message
from coaching.understanding import Balance, Phrasebook, Tongue, Understanding
from coaching.understanding.encoder import Encoder

INPUTS = ("whole", "piece", "signs", "rule")
TOLD = ("question", "selling", "help", "listening")
_PROPOSED = ("r:", "a:")  # signs that say what a rule proposes


def _as_it_is(message: Message) -> Message:
    return message


def _without_context(message: Message) -> Message:
    return replace(message, context=())


def _without_trade(message: Message) -> Message:
    return replace(message, learner_sells="")


@dataclass(frozen=True)
class Without:
    """What is left out: inputs of the judgement, the signs of what rules propose, or something of the message."""

    name: str
    inputs: frozenset[str] = frozenset()
    proposals: bool = False
    given: Callable[[Message], Message] = _as_it_is


ALL = (
    Without("everything"),
    Without("without the encoder", frozenset({"whole", "piece"})),
    Without("without its look at single clauses", frozenset({"piece"})),
    Without("without the signs", frozenset({"signs"})),
    Without("without what the rules propose", frozenset({"rule"}), proposals=True),
    Without("the encoder alone", frozenset({"signs", "rule"})),
    Without("without context", given=_without_context),
    Without("without what the learner sells", given=_without_trade),
)


def report(held: Held, book: Phrasebook, encoder: Encoder, unaware: Encoder) -> list[str]:
    """The chapter on ingredients. `unaware` is the encoder the balance is learned with."""
    items = several(LEARNED_FROM)
    rows = []
    for without in ALL:
        kept = _book(book, without)
        balance = balance_of(*figures(items, Understanding(kept, unaware), without.given), without.inputs)
        understanding = Understanding(replace(kept, balance=balance), encoder)
        rows.append([without.name, *_row(held, understanding, without)])
    head = ["", *(f"{NAMES[lang]} {total}" for lang in LANGS for total in ("micro", "macro")), *TOLD]
    return [
        "## What each ingredient brings",
        (
            f"Each time the balance is learned anew, on {' and '.join(LEARNED_FROM)}; then F1 over all held-out parts, "
            "the families over both languages. The rules still cut the clauses, and the signs still tell of cues: "
            "*what the rules propose* is their verdict on a clause or a message."
        ),
        "",
        *table(head, rows),
    ]


def figures(
    items: Sequence[Entry], understanding: Understanding, given: Callable[[Message], Message]
) -> tuple[Figures, Figures]:
    """The inputs of the judgement (messages, moves, inputs), and the moves wanted (messages, moves)."""
    inputs, wanted = [], []
    for entry in items:
        judges = understanding.judges(given(entry.message))
        if judges is not None:
            inputs.append([judges.inputs(move) for move in Move])
            wanted.append([float(move in entry.moves) for move in Move])
    return np.array(inputs), np.array(wanted)


def balance_of(inputs: Figures, wanted: Figures, off: frozenset[str]) -> Mapping[Move, Balance]:
    """The balance learned without some inputs, as `benchmarks/encoder/balance.py` learns the whole one."""
    left = np.array([name not in off for name in INPUTS])
    found = {}
    for at, move in enumerate(Move):
        *weights, bias = learned(inputs[:, at] * left, wanted[:, at]).tolist()
        shifted = bias + logit(OFTEN.get(move, SELDOM)) - logit(float(wanted[:, at].mean()))
        whole, piece, signs, rule = (weight if on else 0.0 for weight, on in zip(weights, left, strict=True))
        found[move] = Balance(whole=whole, piece=piece, signs=signs, rule=rule, bias=shifted)
    return found


def _row(held: Held, understanding: Understanding, without: Without) -> list[str]:
    tallies = []
    for lang in LANGS:
        items = [replace(entry, message=without.given(entry.message)) for entry in of_lang(lang, held)]
        tallies.append(tallied(items, understanding.read))
    totals = [figure(total) for tally in tallies for total in (tally.micro, tally.macro)]
    return totals + [figure(together(tallies).families.f1([name])) for name in TOLD]


def _book(book: Phrasebook, without: Without) -> Phrasebook:
    if not without.proposals:
        return book
    return replace(book, tongues={lang: _unproposed(tongue) for lang, tongue in book.tongues.items()})


def _unproposed(tongue: Tongue) -> Tongue:
    """The language without the weights of what rules propose."""
    sets = {
        name: tuple(each for each in its if not (name.startswith("weigh_") and each.startswith(_PROPOSED)))
        for name, its in tongue.sets.items()
    }
    return replace(tongue, sets=sets)
