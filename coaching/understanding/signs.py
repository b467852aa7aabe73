"""Every sign by which a message is judged: what the rules found in it, what stands around it, its size, its words.

Each sign speaks for or against each move by a weight. The weights stand in `phrases/<language>_weights.yaml` and are
learned by `benchmarks/weights.py` from labelled messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from coaching.moves import Move
from coaching.understanding.acts import Facts, acts
from coaching.understanding.lexicon import WEIGHTS
from coaching.understanding.message import Made
from coaching.understanding.phrasebook import Tongue
from coaching.understanding.scene import Scene

WORD = 6  # letters of a word that make a sign
SIZES = (3, 6, 9, 14, 20, 30, 45)  # words up to which a message is of the same size
SCALE = 10  # a weight of 1.0 is written 10

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

Weights = Mapping[str, Sequence[int]]  # of each sign for each move, in the order of `Move`, in `SCALE`ths


def weights_of(tongue: Tongue) -> Weights:
    """The learned weights of each sign; empty when the phrasebook has none."""
    learned = {}
    for move in Move:
        entries = (entry.rpartition("=") for entry in tongue.sets.get(f"{WEIGHTS}{move}", ()))
        learned[move] = {sign: int(weight) for sign, _, weight in entries}
    return by_sign(learned)


def by_sign(learned: Mapping[Move, Mapping[str, int]]) -> Weights:
    """What each sign weighs for every move, from the signs of each move."""
    found: dict[str, list[int]] = {}
    for at, move in enumerate(Move):
        for sign, weight in learned.get(move, {}).items():
            found.setdefault(sign, [0] * len(Move))[at] += weight
    return {sign: tuple(its) for sign, its in found.items()}


def sums(shown: Iterable[str], weights: Weights) -> dict[Move, float]:
    """How much all those signs together speak for each move: a logit. Added as whole numbers, in whatever order."""
    rows = [weights[sign] for sign in weights.keys() & shown]
    totals = map(sum, zip(*rows, strict=True)) if rows else repeat(0)
    return {move: total / SCALE for move, total in zip(Move, totals, strict=False)}


def signs(found: Sequence[Facts], made: Made, scene: Scene) -> frozenset[str]:
    """Every sign of the message."""
    proposed = {f"r:{move}" for move in made}
    around = _around(scene)
    shown = {"bias", *proposed, *around, *(f"la:{name}" for name in scene.last_cues)}
    shown |= {f"r:{move}@{confidence:.2f}" for move, (confidence, _) in made.items()}
    shown |= {f"a:{move}" for one in found for move in acts(one, scene)}
    shown |= _persons(found) | _sizes(found) | _questions(found)
    for one in found:
        shown |= said(one)
    paired = proposed | (shown & _TELLING)
    beside = (around & _PAIRED) | {sign for sign in shown if sign.startswith("dom:")}
    return frozenset(shown | {f"{sign}&{other}" for sign in paired for other in beside})


def _around(scene: Scene) -> set[str]:
    around = {f"h:{name}" for name in _AROUND if getattr(scene.heard, name)}
    around |= {f"s:{name}" for name in _SCENE if getattr(scene, name)}
    return around | ({"s:sells"} if scene.domain else set())


def said(one: Facts) -> set[str]:
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
