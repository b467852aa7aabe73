"""What only the whole file shows: a fact nobody tells, an ending that never comes, a line written twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from coaching.authoring.build import entries, word
from coaching.authoring.keys import Key, Shape, blocks
from coaching.authoring.names import Names
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problems
from coaching.authoring.texts import wordings
from coaching.language import Language
from coaching.scenario import Condition, Ending, Moment, Openness, Scenario

FEWEST_EXAMPLES = 6  # a language; below, half the ways people ask go unheard
FEWEST_WORDINGS = 2  # of a line that can come again
FEWEST_OFTEN = 4  # of a line that comes several times in most conversations
OFTEN = frozenset({Moment.DEFLECTION, Moment.FILLS_SILENCE, Moment.QUIET})


@dataclass(frozen=True)
class Whole:
    """A file as read, for the checks below."""

    root: Node
    names: Names
    problems: Problems
    levels: Mapping[Openness, int]
    endings: tuple[Ending, ...]

    def under(self, key: str) -> Node:
        """What stands under a key of the file, an empty map when nothing does."""
        return self.root.child(key) or NOWHERE


def check_whole(root: Node, scenario: Scenario, names: Names, problems: Problems) -> None:
    """All checks of a whole scenario."""
    whole = Whole(root, names, problems, scenario.levels, scenario.endings)
    for check in CHECKS:
        check(whole)
    tell_repeated(root, "scenario", problems)


def check_common(root: Node, levels: Mapping[Openness, int], problems: Problems) -> None:
    """The checks that make sense of `_common.yaml` alone."""
    whole = Whole(root, Names({}), problems, levels, ())
    levels_rise(whole)
    groups_have_enough_wordings(whole)
    tell_repeated(root, "common", problems)


def levels_rise(whole: Whole) -> None:
    """The trust from which each openness holds grows with it."""
    node = whole.under("mood").child("levels")
    if node is None or node.kind is not Kind.MAP:
        return
    before = Openness.POLITE
    for level in (Openness.WARM, Openness.OPEN):
        if whole.levels[level] <= whole.levels[before]:
            value = node.child(level) or node.child(before)
            at = value.place if value is not None else node.place
            whole.problems.add("level-order", at, level=level, trust=whole.levels[level], before=before)
        before = level


def topics_have_examples(whole: Whole) -> None:
    """Enough ways to ask for a topic in each language."""
    for name, topic in entries(whole.root.child("topics")):
        for lang, said in (topic.child("asked_with") or NOWHERE).named():
            count = len(list(wordings(said)))
            if lang in set(Language) and 0 < count < FEWEST_EXAMPLES:
                at = (topic.child("asked_with") or topic).key(lang) or topic
                whole.problems.add("few-examples", at.place, topic=name, count=count, least=FEWEST_EXAMPLES)


def facts_are_revealed(whole: Whole) -> None:
    """A fact no topic gives away is never learnt."""
    told = {
        word(answer.child("reveals"))
        for _, topic in entries(whole.root.child("topics"))
        for _, answer in entries(topic.child("answers"))
    } | {name for vocabulary, name in whole.names.meant if vocabulary == "fact"}
    for key, _ in whole.under("facts").entries:
        if key.text not in told and key.text != "todo":
            whole.problems.add("never-revealed", key.place, name=key.text)


def an_ending_always_comes(whole: Whole) -> None:
    """Some ending waits for nothing but a number of messages."""
    for when in (when for ending in whole.endings for when in ending.alternatives):
        if when.turns_at_least is not None and replace(when, turns_at_least=None) == Condition():
            return
    holder = whole.root.key("endings")
    whole.problems.add("no-last-ending", (holder or whole.root).place)


def endings_can_be_reached(whole: Whole) -> None:
    """An ending without conditions waits for a reaction that leads to it."""
    led_to = {word(node.child("ends")) for node in whole.under("reactions").items}
    led_to |= {name for vocabulary, name in whole.names.meant if vocabulary == "ending"}
    for name, node in entries(whole.root.child("endings")):
        when = node.child("when")
        if name not in led_to and (when is None or (when.kind is Kind.MAP and not when.entries)):
            whole.problems.add("never-reached", node.place, name=name)


def reactions_have_enough_wordings(whole: Whole) -> None:
    """A reaction that can come again has a second wording."""
    for node in whole.under("reactions").items:
        says = node.child("says")
        if says is not None and word(node.child("time")) != "first" and node.child("ends") is None:
            _tell_few(says, FEWEST_WORDINGS, whole.problems)


def groups_have_enough_wordings(whole: Whole) -> None:
    """Each group under `lines:` has wordings to choose from."""
    for name, says in entries(whole.root.child("lines")):
        _tell_few(says, FEWEST_OFTEN if name in OFTEN else FEWEST_WORDINGS, whole.problems)


CHECKS: tuple[Callable[[Whole], None], ...] = (
    levels_rise,
    topics_have_examples,
    facts_are_revealed,
    an_ending_always_comes,
    endings_can_be_reached,
    reactions_have_enough_wordings,
    groups_have_enough_wordings,
)


def _tell_few(says: Node, least: int, problems: Problems) -> None:
    for key, said in says.entries if says.kind is Kind.MAP else ():
        count = len(list(wordings(said)))
        if key.text in set(Language) and 0 < count < least:
            problems.add("few-wordings", key.place, count=count, least=least)


def tell_repeated(root: Node, block: str, problems: Problems) -> None:
    """The same spoken wording twice in one language: it would never be said the second time."""
    seen: dict[tuple[str, str], int] = {}
    for lang, said in _spoken(root, block):
        same = (lang, " ".join(said.text.casefold().split()))
        if same in seen:
            problems.add("repeated-line", said.place, line=seen[same])
        else:
            seen[same] = said.place.line


def spoken_wordings(root: Node) -> Iterator[tuple[str, Node]]:
    """Every wording the attendee says in a scenario, with its language."""
    return _spoken(root, "scenario")


def _spoken(node: Node, block: str) -> Iterator[tuple[str, Node]]:
    keys = blocks()[block].keys
    for name, value in node.named() if node.kind is Kind.MAP else ():
        if name in keys:
            yield from _spoken_under(value, keys[name])


def _spoken_under(node: Node, key: Key) -> Iterator[tuple[str, Node]]:
    if key.shape is Shape.WORDINGS and key.spoken:
        yield from ((key.name, said) for said in wordings(node))
    elif key.shape is Shape.LINES and key.spoken:
        yield from (pair for item in node.as_list for pair in _of_lines(item))
    elif key.shape in {Shape.LEVELS, Shape.MOMENTS} and key.of == "lines" and key.spoken:
        yield from (pair for _, value in entries(node) for pair in _of_lines(value))
    elif key.shape in {Shape.LEVELS, Shape.NAMES} and key.of in blocks():
        yield from (pair for _, value in entries(node) for pair in _spoken(value, key.of))
    elif key.shape in {Shape.MAP, Shape.LIST}:
        yield from (pair for item in node.as_list for pair in _spoken(item, key.of))


def _of_lines(node: Node) -> Iterator[tuple[str, Node]]:
    for lang, value in node.named():
        if lang in set(Language):
            yield from ((lang, said) for said in wordings(value))
        elif lang in ("if_yes", "if_no"):
            yield from _of_lines(value)
