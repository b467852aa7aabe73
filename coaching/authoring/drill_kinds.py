"""`kinds.yaml`: what each kind of drill asks, and the checks its answers are marked by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from coaching.authoring.build import entries, lines, moves, number, word
from coaching.authoring.examine import YES, examine
from coaching.authoring.keys import drill_blocks
from coaching.authoring.names import Names
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Place, Problems
from coaching.authoring.texts import wordings
from coaching.drills import Check, Drill, Giver, Measure, Void
from coaching.language import Lines
from coaching.moves import Move, in_order

WHOLE = 100  # points of a drill
QUOTE = "quote"
_SLOT = re.compile(r"\{([^{}]*)\}")
_COUNTED = frozenset({Measure.LEAST_WORDS, Measure.MOST_WORDS, Measure.MOST_SENTENCES})
_OF_MOVES = frozenset({Measure.WANTS, Measure.AVOIDS})
_TRUE = frozenset({Measure.TAKES_UP, Measure.MENTIONS_TRADE})
_SAID = ("points", "name", "held", "missed")


@dataclass(frozen=True)
class Kinds:
    """The kinds of a file, without items yet, and where each stands in it."""

    drills: tuple[Drill, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def read_kinds(root: Node, problems: Problems) -> Kinds:
    """The kinds as far as they can be read."""
    shared = dict(entries(root.child("checks")))
    lines_of = {name: node.place.line for name, node in shared.items()}
    examine(root, "drill_kinds", Names(MappingProxyType({"check": lines_of})), problems, drill_blocks())
    _check_slots(root, problems)
    void, beside = _void(root.child("void")), lines(root.child("beside_selling"))
    nodes = dict(entries(root.child("kinds")))
    drills = tuple(
        _drill(name, node, _checks(name, node, shared, problems), void, beside) for name, node in nodes.items()
    )
    return Kinds(drills, MappingProxyType({name: node.place for name, node in nodes.items()}))


def _drill(name: str, node: Node, checks: tuple[Check, ...], void: Mapping[Void, Lines], beside: Lines) -> Drill:
    given_by = word(node.child("given_by"))
    return Drill(
        id=name,
        name=lines(node.child("name")),
        task=lines(node.child("task")),
        why=lines(node.child("why")),
        given_by=Giver(given_by) if given_by in set(Giver) else Giver.NOBODY,
        checks=checks,
        items=MappingProxyType({}),
        void=void,
        beside_selling=beside,
    )


def _checks(name: str, node: Node, shared: Mapping[str, Node], problems: Problems) -> tuple[Check, ...]:
    """The checks that can be read; when all can, their points must make the whole."""
    written = node.child("checks") or NOWHERE
    checks = [_check(one, shared, problems) for one in written.items if one.kind is Kind.MAP]
    read = tuple(check for check in checks if check is not None)
    total = sum(check.points for check in read)
    if node.child("checks") is not None and len(read) == len(checks) and total != WHOLE:
        problems.add("wrong-sum", written.place, kind=name, total=total)
    return read


def _check(node: Node, shared: Mapping[str, Node], problems: Problems) -> Check | None:
    """The check, with what it takes from the shared one it is like; None when it can't be one."""
    own = {name: value for name, value in node.named() if name != "like"}
    like = shared.get(word(node.child("like")) or "")
    if like is None and node.child("like") is not None:
        return None  # told already
    keys = {**(dict(like.named()) if like is not None else {}), **own}
    own_measures = [measure for measure in Measure if measure in own]
    measures = own_measures or [measure for measure in Measure if measure in keys]
    if len(measures) != 1:
        problems.add("bad-check", node.place, known=", ".join(Measure))
        return None
    missing = [key for key in _SAID if key not in keys]
    for key in missing:
        problems.add("drill-missing-key", node.place, key=key)
    if missing:
        return None
    measure, value = measures[0], keys[measures[0]]
    if measure in _TRUE and (word(value) or "").lower() not in YES:
        problems.add("bad-check", value.place, known=f"{measure}: true")
        return None
    return Check(
        measure=measure,
        points=number(keys["points"]) or 0,
        name=lines(keys["name"]),
        held=lines(keys["held"]),
        missed=lines(keys["missed"]),
        moves=_moves(value) if measure in _OF_MOVES else (),
        limit=(number(value) or 0) if measure in _COUNTED else 0,
        says=lines(value if measure is Measure.SAYS else keys.get("or_says")),
        instead=_instead(keys.get("instead")),
    )


def _moves(node: Node) -> tuple[Move, ...]:
    """The moves in the author's order, which is that in which they are looked for; a family's in its own."""
    named = (move for item in node.as_list for move in in_order(moves(item)))
    return tuple(dict.fromkeys(named))


def _instead(node: Node | None) -> Mapping[Move, Lines]:
    found: dict[Move, Lines] = {}
    for one in (node or NOWHERE).items:
        when, says = one.child("when"), lines(one.child("says"))
        if when is not None and says:
            found |= {move: says for move in _moves(when) if move not in found}
    return MappingProxyType(found)


def _void(node: Node | None) -> Mapping[Void, Lines]:
    return MappingProxyType({void: lines((node or NOWHERE).child(void)) for void in Void})


def _check_slots(root: Node, problems: Problems) -> None:
    """Only the learner's words can be taken up, and only by the coach."""
    for key, node in _texts(root):
        for wording in wordings(node):
            for slot in _SLOT.findall(wording.text):
                if slot != QUOTE and key in {"held", "missed", "says"}:
                    problems.add("unknown-slot", wording.place, slot=slot, known=f"{{{QUOTE}}}")


def _texts(node: Node, key: str = "") -> Iterator[tuple[str, Node]]:
    """Every text under a language, with the key above the language."""
    for name, value in node.named():
        if name in {"fr", "en"}:
            yield key, value
        else:
            yield from _texts(value, name)
    for item in node.items:
        yield from _texts(item, key)
