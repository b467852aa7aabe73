"""The evenings' files: how attendees behave in a room, the occasions, and who has what somebody else is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType

from coaching.authoring.anywhere import USUAL
from coaching.authoring.build import entries, lines, number, word, words
from coaching.authoring.examine import YES, examine, listed
from coaching.authoring.files import read_text
from coaching.authoring.keys import evening_blocks
from coaching.authoring.load import load
from coaching.authoring.names import Names
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problem, Problems, has_errors, nearest, source_lines
from coaching.evening.place import Hour, Manners, Occasion, Pair, Place, Stand, Venue
from coaching.language import Language
from coaching.scenario import Scenario

FOLDER = "evenings"  # within the scenarios' folder
PEOPLE, OCCASIONS, INTRODUCTIONS = "people", "occasions", "introductions.yaml"
ANYONE = "anyone"  # people/_anyone.yaml: whoever has no file of their own
# What can be said more than once in an evening, and how many ways of saying it there are at least.
LEAST = MappingProxyType(
    {
        "seen": 3,
        "comes_up": 3,
        "wants_to_go": 4,
        "called_away": 3,
        "back_warm": 3,
        "back_cold": 2,
        "introduced_fits": 3,
        "introduced_misses": 3,
        "invited": 3,
        "goodbye_kind": 3,
        "goodbye_curt": 3,
    }
)
_SAID = frozenset(LEAST)
Read = Callable[[Node, str, Mapping[str, Scenario], Problems], object]


@dataclass(frozen=True)
class Evenings:
    """All there is to make evenings from."""

    people: Mapping[str, Manners]
    occasions: tuple[Occasion, ...]
    pairs: tuple[Pair, ...]
    anyone: Manners | None = None  # whoever has no file of their own

    def venue(self, occasion: Occasion, scenarios: Mapping[str, Scenario]) -> Venue | None:
        """All that an evening there is played from; None where the files don't say how anyone behaves."""
        return Venue(occasion, scenarios, self.people, self.pairs, self.anyone) if self.anyone else None


def read_evenings(scenarios: Path, library: Mapping[str, Scenario]) -> tuple[Evenings, tuple[Problem, ...]]:
    """What the folder's `evenings/` holds, and what is wrong in its files. A file with errors is left out."""
    people: dict[str, Manners] = {}
    occasions: list[Occasion] = []
    pairs: tuple[Pair, ...] = ()
    found: list[Problem] = []
    for path in evening_files(scenarios):
        value, problems = _read(path, library)
        found += problems
        if isinstance(value, Manners):
            people[value.scenario] = value
        elif isinstance(value, Occasion):
            occasions.append(value)
        elif isinstance(value, tuple):
            pairs = value
    anyone = people.pop(ANYONE, None)
    return Evenings(MappingProxyType(people), tuple(occasions), pairs, anyone), tuple(found)


def evening_files(folder: Path) -> Iterator[Path]:
    """Every file of the evenings in that folder of scenarios."""
    evenings = folder / FOLDER
    yield from sorted((evenings / OCCASIONS).glob("[a-z]*.yaml"))
    yield from sorted((evenings / PEOPLE).glob("[_a-z]*.yaml"))
    yield from evenings.glob(INTRODUCTIONS)


def is_evening_file(path: Path) -> bool:
    """Whether the file is one of an evening's, of which no scenario speaks."""
    return path.parent.parent.name == FOLDER or (path.parent.name == FOLDER and path.name == INTRODUCTIONS)


def check_evening_file(path: Path, library: Mapping[str, Scenario]) -> tuple[Problem, ...]:
    """The problems of one of an evening's files."""
    return _read(path, library)[1]


def scenarios_around(path: Path) -> Path:
    """The folder of scenarios that an evening's file belongs to; the usual one where it stands in none."""
    around = next((one.parent for one in path.resolve().parents if one.name == FOLDER), None)
    return around if around is not None and any(around.glob("[a-z]*.yaml")) else USUAL


def _read(path: Path, library: Mapping[str, Scenario]) -> tuple[object, tuple[Problem, ...]]:
    text, unread = read_text(path)
    if text is None:
        return None, unread
    problems = Problems(str(path), source_lines(text))
    root = load(text, problems)
    if root is None:
        return None, problems.ordered()
    reader = _introductions if path.name == INTRODUCTIONS else _READERS[path.parent.name]
    value = reader(root, path.stem.removeprefix("_"), library, problems)
    found = problems.ordered()
    return (None if has_errors(found) else value), found


def _names(library: Mapping[str, Scenario]) -> Names:
    facts = {fact.id: 0 for scenario in library.values() for fact in scenario.facts}
    needs = {need.id: 0 for scenario in library.values() for need in scenario.needs}
    attendees = dict.fromkeys((*library, ANYONE), 0)
    return Names(MappingProxyType({"attendee": attendees, "fact": facts, "need": needs}))


def _person(root: Node, stem: str, library: Mapping[str, Scenario], problems: Problems) -> Manners | None:
    examine(root, "evening_person", _names(library), problems, evening_blocks())
    named = root.child("attendee")
    if named is not None and word(named) != stem:
        problems.add("id-mismatch", named.place, id=word(named) or "", stem=stem)
    for key, value in root.named():
        if key in _SAID:
            _tell_few(key, value, problems)
    stands = word(root.child("stands"))
    if stands not in set(Stand):
        return None
    said = {one.name: lines(root.child(one.name)) for one in fields(Manners) if one.name in _SAID}
    return Manners(scenario=stem, stands=Stand(stands), pushes_card=_yes(root.child("pushes_card")), **said)


def _tell_few(name: str, node: Node, problems: Problems) -> None:
    """Lines that are heard again too soon."""
    said = lines(node)
    for lang in Language:
        its = node.child(lang)
        if its is not None and len(said.of(lang)) < LEAST[name]:
            problems.add("few-wordings", its.place, count=len(said.of(lang)), least=LEAST[name])


def _occasion(root: Node, stem: str, library: Mapping[str, Scenario], problems: Problems) -> Occasion | None:
    without = frozenset(words(root.child("without")))
    # Whom no scenario tells of is not missed: a coach may keep an occasion and leave an attendee out.
    names = Names({**_names(library).lines, "attendee": dict.fromkeys((*library, *without), 0)})
    examine(root, "evening_occasion", names, problems, evening_blocks())
    named = root.child("id")
    if named is not None and word(named) != stem:
        problems.add("id-mismatch", named.place, id=word(named) or "", stem=stem)
    places = tuple(_place(name, node) for name, node in entries(root.child("places")))
    if not places:
        return None
    hours = [
        Hour(number(one.child("at")) or 0, lines(one.child("says"))) for one in (root.child("hours") or NOWHERE).items
    ]
    return Occasion(
        id=stem,
        name=lines(root.child("name")),
        called=lines(root.child("called")),
        people=number(root.child("people")) or 0,
        minutes=number(root.child("minutes")) or 0,
        scene=lines(root.child("scene")),
        places=places,
        hours=tuple(sorted(hours, key=lambda one: one.at)),
        over=lines(root.child("over")),
        without=without,
        instead=tuple(_others_for(root.child("instead"))),
    )


def _others_for(node: Node | None) -> Iterator[tuple[Language, str, str]]:
    """Each “words = others”."""
    for lang in Language:
        for said in lines(node).of(lang):
            words_here, _, others = (side.strip() for side in said.partition("="))
            if words_here and others:
                yield lang, words_here, others


def _place(name: str, node: Node) -> Place:
    known = set(Stand)
    pause = node.child("break")
    return Place(
        id=name,
        name=lines(node.child("name")),
        x=number(node.child("x")) or 0,
        y=number(node.child("y")) or 0,
        holds=frozenset(Stand(one) for one in words(node.child("holds")) if one in known),
        crowd=lines(node.child("crowd")),
        is_break=pause is not None,
        breaks=lines(pause),
    )


def _introductions(root: Node, _: str, library: Mapping[str, Scenario], problems: Problems) -> tuple[Pair, ...]:
    examine(root, "evening_introductions", _names(library), problems, evening_blocks())
    found = []
    for name, node in entries(root.child("pairs")):
        who, other = word(node.child("who")) or "", word(node.child("other")) or ""
        needs = [one.id for one in library[who].needs] if who in library else []
        facts = [one.id for one in library[other].facts] if other in library else []
        _check_theirs(node.child("need"), needs, "unknown-need", problems)
        _check_theirs(node.child("facts"), facts, "unknown-fact", problems)
        lang = word(node.child("lang"))
        if lang in set(Language):
            its = frozenset(words(node.child("facts")))
            why = word(node.child("why")) or ""
            found.append(Pair(name, Language(lang), who, word(node.child("need")) or "", other, its, why))
    return tuple(found)


def _check_theirs(node: Node | None, known: list[str], code: str, problems: Problems) -> None:
    """The names are those of the very attendee."""
    told = {(one.code, one.place) for one in problems.found}
    for one in node.as_list if node is not None and known else ():
        name = word(one)
        if name and name not in known and (code, one.place) not in told:
            values = {"name": name[:60], "nearest": nearest(name, known), "known": listed(known)}
            problems.add(code, one.place, **values, owner="", line=0)


def _yes(node: Node | None) -> bool:
    return node is not None and node.kind is Kind.TEXT and node.text.lower() in YES


_READERS: Mapping[str, Read] = MappingProxyType({PEOPLE: _person, OCCASIONS: _occasion})
