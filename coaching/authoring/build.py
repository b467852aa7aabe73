"""The frozen values a file's nodes stand for. Built from what is sound; of the rest, examine tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from coaching.authoring.examine import YES
from coaching.authoring.keys import TODO
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.texts import wordings
from coaching.language import NOTHING, Language, Lines
from coaching.moves import Family, Move, members
from coaching.scenario import (
    Answer,
    Belief,
    CardRequest,
    CardState,
    Condition,
    Ending,
    Example,
    Fact,
    Hook,
    Moment,
    Need,
    Openness,
    Reaction,
    Result,
    Time,
    Topic,
)

BEYOND_TRUST = 101  # an ending without conditions waits for a trust nobody can reach: only a reaction leads to it
NEVER = Condition(trust_at_least=BEYOND_TRUST)


def lines(node: Node | None) -> Lines:
    """The wordings under `fr:` and `en:`."""
    if node is None or node.kind is not Kind.MAP:
        return NOTHING
    replies = (lines(node.child("if_yes")) or None, lines(node.child("if_no")) or None)
    return Lines(_said(node, Language.FR), _said(node, Language.EN), *replies)


def _said(node: Node, lang: Language) -> tuple[str, ...]:
    said = node.child(lang)
    return tuple(wording.text for wording in wordings(said)) if said is not None else ()


def word(node: Node | None) -> str | None:
    """A plain word, None when there is none."""
    return node.text if node is not None and node.kind is Kind.TEXT and node.text else None


def number(node: Node | None) -> int | None:
    """A whole number, None when there is none or it isn't one."""
    text = word(node) or ""
    digits = text.removeprefix("+").removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def words(node: Node | None) -> tuple[str, ...]:
    """One word or a list of them."""
    return tuple(said for item in node.as_list if (said := word(item))) if node is not None else ()


def entries(node: Node | None) -> Iterable[tuple[str, Node]]:
    """The author's names with their maps; anything else is left out."""
    given = node.named() if node is not None else iter(())
    return ((name, value) for name, value in given if value.kind is Kind.MAP and name != TODO)


def moves(node: Node | None) -> frozenset[Move]:
    """The moves named, families spread out into theirs."""
    return frozenset(move for name in words(node) for move in _moves(name))


def _moves(name: str) -> frozenset[Move]:
    if name in set(Move):
        return frozenset({Move(name)})
    return members(Family(name)) if name in set(Family) else frozenset()


def levels(node: Node | None) -> Mapping[Openness, Lines]:
    """Texts by openness."""
    known = set(Openness)
    return MappingProxyType({Openness(name): lines(value) for name, value in entries(node) if name in known})


def moments(node: Node | None) -> Mapping[Moment, Lines]:
    """Texts by moment."""
    known = set(Moment)
    return MappingProxyType({Moment(name): lines(value) for name, value in entries(node) if name in known})


def hooks(node: Node | None) -> tuple[Hook, ...]:
    """One line of the hook, or several in turn."""
    return tuple(one for item in node.as_list if (one := hook(item))) if node is not None else ()


def hook(node: Node) -> Hook:
    """A line of the hook and what brings it."""
    says, known = lines(node), set(Openness)
    at = frozenset(Openness(level) for level in words(node.child("at")) if level in known)
    return Hook(says.fr, says.en, says.if_yes, says.if_no, moves(node.child("after")), at)


def condition(node: Node | None) -> Condition:
    """Named conditions, joined by "and"."""
    its = node or NOWHERE
    known = set(CardState)
    return Condition(
        trust_at_least=number(its.child("trust_at_least")),
        trust_at_most=number(its.child("trust_at_most")),
        turns_at_least=number(its.child("turns_at_least")),
        patience_at_most=number(its.child("patience_at_most")),
        after=moves(its.child("after")),
        never=moves(its.child("never")),
        knows=frozenset(words(its.child("knows"))),
        asked=frozenset(words(its.child("asked"))),
        without_belief=frozenset(words(its.child("without"))),
        helped=word(its.child("helped")),
        card=frozenset(CardState(name) for name in words(its.child("card")) if name in known),
    )


def belief(name: str, node: Node) -> Belief:
    """A thought of the attendee."""
    drops = node.child("drops_when")
    caps = word(node.child("caps"))
    return Belief(
        id=name,
        says=lines(node),
        caps=Openness(caps) if caps in set(Openness) else None,
        drops_when=tuple(condition(one) for one in drops.as_list) if drops is not None else (),
    )


def fact(name: str, node: Node) -> Fact:
    """A thing to learn."""
    return Fact(name, lines(node))


def topic(name: str, node: Node) -> Topic:
    """Something to talk about."""
    known = set(Openness)
    answers = {
        Openness(level): Answer(lines(value), word(value.child("reveals")))
        for level, value in entries(node.child("answers"))
        if level in known
    }
    said, trust = lines(node.child("asked_with")), number(node.child("trust"))
    return Topic(name, said, MappingProxyType(answers), word(node.child("more")), trust)


def need(name: str, node: Node) -> Need:
    """Where a learner could be of use."""
    hints = words(node.child("hinted_by"))
    return Need(
        id=name,
        what=lines(node.child("what")),
        hinted_by=hints[0] if hints else "",
        also_hinted_by=frozenset(hints[1:]),
        met_by=frozenset({Move.OFFER_HELP}) | moves(node.child("met_by")),
        helped_with=lines(node.child("helped_with")),
        says=lines(node.child("says")),
        trust=number(node.child("trust")),
    )


def reaction(node: Node) -> Reaction:
    """How a move is taken."""
    time = word(node.child("time"))
    known = set(Openness)
    return Reaction(
        when=moves(node.child("when")),
        says=lines(node.child("says")),
        trust=number(node.child("trust")),
        believing=word(node.child("while")),
        time=Time(time) if time in set(Time) else None,
        at=frozenset(Openness(level) for level in words(node.child("at")) if level in known),
        given=condition(node.child("if")),
        tells=word(node.child("tells")),
        ends=word(node.child("ends")),
    )


def ending(name: str, node: Node) -> Ending:
    """A way to close."""
    when = alternatives(node.child("when"))
    result = word(node.child("result"))
    return Ending(
        id=name,
        result=Result(result) if result in set(Result) else Result.DRAWN,
        when=when[0] if when else NEVER,
        says=lines(node.child("says")),
        lesson=lines(node.child("lesson")),
        asks_card=(word(node.child("asks_card")) or "").lower() in YES,
        or_when=when[1:],
    )


def alternatives(node: Node | None) -> tuple[Condition, ...]:
    """One set of conditions or a list of them; what holds no condition is left out."""
    return tuple(condition(one) for one in node.as_list if one.entries) if node is not None else ()


def card_request(node: Node | None) -> CardRequest | None:
    """How and when the learner's card is asked for."""
    if node is None:
        return None
    when = alternatives(node.child("when")) or (Condition(),)
    return CardRequest(when[0], lines(node.child("says")), when[1:])


def examples(node: Node) -> Iterable[Example]:
    """A short rehearsal, one for each language it is written in."""
    for lang in Language:
        said = node.child(lang)
        if said is not None:
            yield Example(
                title=word(node.child("title")) or "",
                lang=lang,
                messages=tuple(item.text for item in said.as_list if item.kind is Kind.TEXT),
                ends=word(node.child("ends")),
                seed=number(node.child("seed")) or 1,
                sells=word(node.child("sells")) or "",
                watch=(word(node.child("watch")) or "").lower() in YES,
            )
