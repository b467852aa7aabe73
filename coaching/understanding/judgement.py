"""How sure each move is, all signs of the message taken together: rules propose, learned weights judge.

A sign is something the rules found (a cue, a question's form, a move they propose), something that stands around the
message (a refusal before it, a question to be answered), its size, or a common word's stem. Each sign speaks for or
against each move by a weight; a logistic sum of them is the move's confidence. The weights stand in
`phrases/<language>_weights.yaml` and are learned by `benchmarks/weights.py` from labelled messages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from coaching.moves import QUESTIONS, Move
from coaching.understanding.acts import Facts, acts
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.message import Made
from coaching.understanding.scene import Scene

WORD = 6  # letters of a word that make a sign
SIZES = (3, 6, 9, 14, 20, 30, 45)  # words up to which a message is of the same size
SCALE = 10  # a weight of 1.0 is written 10
SURE = 30.0  # beyond this the logistic sum is certain anyway

# From what confidence a move is told. A false harsh reading costs a learner's trust, so it takes more.
FROM = 0.35
ALONE = 0.2  # the likeliest friendly move of a message that would otherwise do nothing
# "I've nothing to sell", "I could introduce you", said in so many words, are what they are whatever stands around them.
EXPLICIT, SAID = 0.8, 0.2
SAID_OUTRIGHT = frozenset({Move.REASSURANCE, Move.OFFER_HELP})
PLAIN, PLAINLY_ASKED, UNASKED = 0.85, 0.15, 0.5  # a question whose form is plain, its threshold, that of one not seen
PLAINLY_SOLD = 0.2  # what the rules are as good as certain of may be told though its company is friendly
HARSH_FROM = {
    Move.DISMISSIVE: 0.45,
    Move.ABRUPT_EXIT: 0.45,
    Move.PERSIST: 0.42,
    Move.PUSH_CARD: 0.42,
    Move.HARD_CLOSE: 0.4,
    Move.PITCH: 0.4,
    Move.SALES_PROBE: 0.4,
}

# What no rule proposed is told of a learner only when it is nearly certain: contempt and coldness above all.
UNPROPOSED = HARSH_FROM | {
    Move.DISMISSIVE: 0.8,
    Move.ABRUPT_EXIT: 0.75,
    Move.PUSH_CARD: 0.6,
    Move.HARD_CLOSE: 0.5,
    Move.PITCH: 0.45,
}
FEW = 2  # words; so short a message does harm or good only where a rule says so

WEIGHTY = frozenset({*HARSH_FROM, Move.OFFER_HELP})
SALES = frozenset({Move.PITCH, Move.SALES_PROBE, Move.HARD_CLOSE, Move.PUSH_CARD})

_AROUND = ("asks", "asks_trade", "asks_offer", "asks_card", "gives_card", "refuses", "leaves")
_SCENE = ("refused", "pushed", "states", "ends_asking", "speaks", "offered")
_PAIRED = frozenset(
    (
        *("h:refuses", "h:leaves", "h:gives_card", "h:asks_trade", "s:refused", "s:ends_asking"),
        *("s:states", "s:offered", "s:speaks", "s:pushed", "s:sells"),
    )
)
_TELLING = frozenset(("any:first", "any:second", "c:own", "c:claim", "nq:0", "c:confide", "c:price", "dom:0"))
_PERSONS = ("first", "second", "plural", "opens_with_first", "opens_with_second")

Weights = Mapping[str, Sequence[tuple[Move, float]]]


def weights_of(lexicon: Lexicon) -> Weights:
    """The learned weights of each sign; empty when the phrasebook has none."""
    found: dict[str, list[tuple[Move, float]]] = {}
    for move in Move:
        for entry in lexicon.weights.get(str(move), ()):
            sign, _, weight = entry.rpartition("=")
            found.setdefault(sign, []).append((move, int(weight) / SCALE))
    return {sign: tuple(sorted(its)) for sign, its in found.items()}


def judged(found: Sequence[Facts], made: Made, scene: Scene, weights: Weights) -> Made:
    """The moves of the message with their confidences, after all signs are weighed."""
    if not weights or not found:
        return made
    sure = confidences(signs(found, made, scene), weights)
    is_brief = sum(len(one.clause.words) for one in found) <= FEW
    told: dict[Move, tuple[float, Facts]] = {}
    if scene.card_wanted:  # a card that was asked for is never pushed
        sure[Move.PUSH_CARD] = 0.0
    for move, p in sure.items():
        proposed = made.get(move)
        if is_brief and move in WEIGHTY and (proposed is None or proposed[0] < EXPLICIT):
            continue
        if p < _least(move, proposed[0] if proposed else 0.0):
            continue
        told[move] = (max(p, (p + proposed[0]) / 2), proposed[1]) if proposed else (p, _shown_by(move, found, weights))
    told = told or _at_a_loss(found, made, sure, weights)
    if Move.PERSIST not in made and not SALES & told.keys():
        # Nobody persists who neither sells nor argues: it is a plain remark after a refusal.
        told.pop(Move.PERSIST, None)
    if Move.PITCH not in made and _sureness(told, Move.PITCH) < _sureness(told, Move.SELF_DISCLOSURE):
        # "I make soap" says what one does; no rule heard it boast.
        told.pop(Move.PITCH, None)
    if not QUESTIONS & told.keys():
        told.pop(Move.FOLLOW_UP, None)
    return told


def _sureness(told: Mapping[Move, tuple[float, Facts]], move: Move) -> float:
    return told[move][0] if move in told else 0.0


def _at_a_loss(
    found: Sequence[Facts], made: Made, sure: Mapping[Move, float], weights: Weights
) -> dict[Move, tuple[float, Facts]]:
    """What to tell where nothing is likely: the likeliest friendly move, else what the rules are sure of."""
    friendly = [move for move in Move if move not in HARSH_FROM and move is not Move.FOLLOW_UP]
    move = max((m for m in friendly if m in made or m not in QUESTIONS), key=lambda m: sure[m])
    if sure[move] >= ALONE:
        return {move: (sure[move], made[move][1] if move in made else _shown_by(move, found, weights))}
    return {move: its for move, its in made.items() if its[0] >= EXPLICIT}


def _least(move: Move, proposed: float) -> float:
    """The confidence from which a move is told; `proposed` is how sure the rules are of it, 0 when they aren't."""
    if move in QUESTIONS:  # grammar knows the form of a question better than the company it keeps
        return PLAINLY_ASKED if proposed >= PLAIN else FROM if proposed else UNASKED
    if move in SAID_OUTRIGHT and proposed >= EXPLICIT:
        return SAID
    # A probe is a question all the same: there the rules are sure of the form, not of the intent.
    if move in SALES - {Move.SALES_PROBE} and proposed >= PLAIN:
        return PLAINLY_SOLD
    return HARSH_FROM.get(move, FROM) if proposed else UNPROPOSED.get(move, FROM)


def confidences(shown: Iterable[str], weights: Weights) -> dict[Move, float]:
    """The confidence in each move, 0–1."""
    sums = dict.fromkeys(Move, 0.0)
    for sign in shown:
        for move, weight in weights.get(sign, ()):
            sums[move] += weight
    return {move: 1 / (1 + math.exp(-max(-SURE, min(SURE, total)))) for move, total in sums.items()}


def signs(found: Sequence[Facts], made: Made, scene: Scene) -> frozenset[str]:
    """Every sign of the message."""
    proposed = {f"r:{move}" for move in made}
    around = _around(scene)
    shown = {"bias", *proposed, *around, *(f"la:{name}" for name in scene.last_cues)}
    shown |= {f"r:{move}@{confidence:.2f}" for move, (confidence, _) in made.items()}
    shown |= {f"a:{move}" for one in found for move in acts(one, scene)}
    shown |= _persons(found) | _sizes(found) | _questions(found)
    for one in found:
        shown |= _said(one)
    paired = proposed | (shown & _TELLING)
    beside = (around & _PAIRED) | {sign for sign in shown if sign.startswith("dom:")}
    return frozenset(shown | {f"{sign}&{other}" for sign in paired for other in beside})


def _around(scene: Scene) -> set[str]:
    around = {f"h:{name}" for name in _AROUND if getattr(scene.heard, name)}
    around |= {f"s:{name}" for name in _SCENE if getattr(scene, name)}
    return around | ({"s:sells"} if scene.domain else set())


def _said(one: Facts) -> set[str]:
    """The signs one clause gives by itself."""
    words = ["#" if word.isdigit() else word[:WORD] for word in one.clause.words]
    shown = {f"c:{name}" for name in one.names if not name.startswith("hear_")}
    shown |= {f"w:{word}" for word in words}
    return shown | {f"o:{'_'.join(words[:2])}"}


def _persons(found: Sequence[Facts]) -> set[str]:
    shown = {f"any:{name}" for name in _PERSONS if any(getattr(one, name) for one in found)}
    for place, one in (("f", found[0]), ("l", found[-1])):
        shown |= {f"{place}:{name}" for name in _PERSONS if getattr(one, name)}
        shown |= {f"{place}:q"} if one.question else set()
        shown |= {f"{place}:m{one.clause.mark}"} if one.clause.mark else set()
    return shown


def _sizes(found: Sequence[Facts]) -> set[str]:
    words = sum(len(one.clause.words) for one in found)
    domain = frozenset[str]().union(*(one.in_domain for one in found))
    echoes = frozenset[str]().union(*(one.echoes for one in found))
    promotes = max(one.pitch for one in found)
    shown = {f"dom:{min(3, len(domain))}", f"ech:{min(3, len(echoes))}", f"ncl:{min(6, len(found))}"}
    shown |= {f"len:{sum(words > size for size in SIZES)}", f"pitch:{int(promotes * 5)}"}
    return shown | ({"num"} if any(word.isdigit() for one in found for word in one.clause.words) else set())


def _questions(found: Sequence[Facts]) -> set[str]:
    asked = [one.question for one in found if one.question]
    shown = {f"nq:{min(3, len(asked))}"} | {f"q:{each.form.value}" for each in asked}
    for name in ("by_mark", "back", "bare"):
        shown |= {f"q:{name}"} if any(getattr(each, name) for each in asked) else set()
    return shown | ({"allq"} if len(asked) == len(found) else set())


def _shown_by(move: Move, found: Sequence[Facts], weights: Weights) -> Facts:
    """The clause that speaks most for the move."""

    def speaks(one: Facts) -> float:
        asks = {f"q:{one.question.form.value}"} if one.question else set[str]()
        return sum(w for sign in _said(one) | asks for its, w in weights.get(sign, ()) if its is move)

    return max(found, key=speaks)
