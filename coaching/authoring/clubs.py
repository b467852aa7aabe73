"""The club read from its folder, `scenarios/clubs`, and what we wrote of it: its figures and its phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from coaching.authoring import build
from coaching.authoring.anywhere import USUAL
from coaching.authoring.examine import examine
from coaching.authoring.files import read_text
from coaching.authoring.keys import club_blocks
from coaching.authoring.load import load
from coaching.authoring.names import Names
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problem, Problems, has_errors, source_lines
from coaching.authoring.texts import LONGEST
from coaching.club.choosing import Chooser
from coaching.club.choosing import Kind as NetworkKind
from coaching.club.elsewhere import Room
from coaching.club.figures import Figures
from coaching.club.member import ALWAYS_THERE, Club, Greeting, Lead, Member, Person
from coaching.club.phrases import Ear
from coaching.language import Language
from coaching.own_files import read_own
from coaching.scenario import Scenario
from coaching.scorecard.rubric import Mode
from coaching.services.club_editions import ClubTexts

FOLDER = "clubs"  # within the scenarios' folder
CLUB, MEMBERS, ANYBODY = "club.yaml", "members", "_anybody.yaml"
OURS = Path(__file__).resolve().parent.parent / "club"
SLOTS = MappingProxyType(
    {"fact_remembered": frozenset({"word", "Word", "name"}), "vouched": frozenset({"friend", "Friend", "name"})}
)
_EVERYWHERE = frozenset({"name", "trade", "Trade"})
_SLOT = re.compile(r"\{([^{}]*)\}")


def read_club(folder: Path, scenarios: Mapping[str, Scenario]) -> tuple[Club | None, tuple[Problem, ...]]:
    """The club of that scenarios' folder, None where there is none; and what is wrong in its files.

    A member's file with errors is left out; whoever has none says what anybody would.
    """
    root, problems = _club_file(folder / FOLDER / CLUB)
    if root is None or has_errors(problems):
        return None, problems
    found = list(problems)
    room = Room(read_ears(), build.lines(root.child("fills_silence")), build.lines(root.child("quiet")))
    people: dict[str, Person] = {}
    for path in sorted((folder / FOLDER / MEMBERS).glob("[a-z]*.yaml")):
        member, its = _member_file(path, scenarios)
        found += its
        if member is not None:
            people[member.id] = Person(scenarios[member.id], member, room)
    anybody, its = _anybody(folder / FOLDER / MEMBERS / ANYBODY)
    found += its
    if anybody is not None:
        for name, scenario in scenarios.items():
            people.setdefault(name, Person(scenario, replace(anybody, id=name, names=scenario.name), room))
    if not people:
        return None, tuple(found)
    return _club(root, people), tuple(found)


def club_texts(folder: Path) -> ClubTexts:
    """The texts of the club of that scenarios' folder as they stand; empty where there is no such file."""
    texts = {path.stem: read_text(path)[0] or "" for path in club_files(folder) if path.parent.name == MEMBERS}
    club = read_text(folder / FOLDER / CLUB)[0] or ""
    return ClubTexts(club, MappingProxyType({name: its for name, its in texts.items() if its}))


def read_club_copy(texts: ClubTexts, scenarios: Mapping[str, Scenario]) -> Club | None:
    """The club of those texts with those people alone; None where a text it needs has errors."""
    root, problems = _club_text(texts.club, CLUB)
    if root is None or has_errors(problems):
        return None
    room = Room(read_ears(), build.lines(root.child("fills_silence")), build.lines(root.child("quiet")))
    anybody = _anybody_text(texts.members.get(Path(ANYBODY).stem, ""), ANYBODY)[0]
    people: dict[str, Person] = {}
    for name, scenario in scenarios.items():
        text = texts.members.get(name)
        member = _member_text(text, Path(f"{name}.yaml"), [*scenarios, *_trusted(text)])[0] if text else None
        if member is None and anybody is not None:
            member = replace(anybody, id=name, names=scenario.name)
        if member is None:
            return None
        people[name] = Person(scenario, member, room)
    return _club(root, people)


def _trusted(text: str) -> tuple[str, ...]:
    """Whom a member's file names: a copy was sound when it was made, whoever has left since."""
    root = load(text, Problems("", source_lines(text)))
    return build.words(root.child("trusts")) if root is not None else ()


def club_files(folder: Path) -> Iterator[Path]:
    """Every file of the club in that folder of scenarios."""
    yield from (folder / FOLDER).glob(CLUB)
    yield from sorted((folder / FOLDER / MEMBERS).glob("[_a-z]*.yaml"))


def is_club_file(path: Path) -> bool:
    """Whether the file is one of the club's, of which no scenario speaks."""
    in_club = path.parent.name == FOLDER and path.name == CLUB
    return in_club or (path.parent.name == MEMBERS and path.parent.parent.name == FOLDER)


def check_club_file(path: Path) -> tuple[Problem, ...]:
    """The problems of one of the club's files; a member is looked for among the scenarios around it."""
    if path.name == CLUB:
        return _club_file(path)[1]
    if path.name == ANYBODY:
        return _anybody(path)[1]
    around = path.resolve().parents[2]
    known = around if any(around.glob("[a-z]*.yaml")) else USUAL
    return _member_file(path, [one.stem for one in known.glob("[a-z]*.yaml")])[1]


@cache
def read_figures() -> Figures:
    """The numbers of the club. Raises ValueError when one is missing or without a reason."""
    rows = read_own(OURS / "figures.yaml")
    names = [field.name for field in fields(Figures)]
    if set(rows) != set(names) or not all(
        row.get("why") and isinstance(row.get("value"), int) for row in rows.values()
    ):
        raise ValueError(f"figures.yaml: a value and a why for each of {', '.join(names)}")
    return Figures(**{name: rows[name]["value"] for name in names})


@cache
def read_ears() -> Mapping[Language, Ear]:
    """The phrases of the club, ready to be listened for."""
    return MappingProxyType({lang: Ear(lang, _phrases(OURS / "phrases" / f"{lang}.yaml")) for lang in Language})


def _phrases(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The lists of phrases in a file. Raises ValueError for what is no text: a bare "on" is a yes to YAML."""
    rows: Mapping[str, list[object]] = read_own(path)
    bare = [one for said in rows.values() for one in said if not isinstance(one, str)]
    if bare:
        raise ValueError(f"{path.name}: put {', '.join(map(str, bare))} in double quotes")
    return {name: tuple(map(str, said)) for name, said in rows.items()}


def _club_file(path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    text, unread = read_text(path)
    return (None, unread) if text is None else _club_text(text, str(path))


def _club_text(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    problems = Problems(path, source_lines(text))
    root = load(text, problems)
    if root is not None:
        examine(root, "club", Names({"attendee": {}}), problems, club_blocks())
    return root, problems.ordered()


def _member_file(path: Path, scenarios: Iterable[str]) -> tuple[Member | None, tuple[Problem, ...]]:
    text, unread = read_text(path)
    return (None, unread) if text is None else _member_text(text, path, scenarios)


def _member_text(text: str, path: Path, scenarios: Iterable[str]) -> tuple[Member | None, tuple[Problem, ...]]:
    problems = Problems(str(path), source_lines(text))
    root = load(text, problems)
    if root is None:
        return None, problems.ordered()
    examine(root, "club_member", Names({"attendee": dict.fromkeys(scenarios, 0)}), problems, club_blocks())
    _check_lines(root, problems)
    named = root.child("id")
    if named is not None and build.word(named) != path.stem:
        problems.add("id-mismatch", named.place, id=build.word(named) or "", stem=path.stem)
    found = problems.ordered()
    return (None if has_errors(found) else _member(root)), found


def _anybody(path: Path) -> tuple[Member | None, tuple[Problem, ...]]:
    """What anybody says who has no file; None where nothing is written for them."""
    if not path.exists():
        return None, ()
    text, unread = read_text(path)
    return (None, unread) if text is None else _anybody_text(text, str(path))


def _anybody_text(text: str, path: str) -> tuple[Member | None, tuple[Problem, ...]]:
    problems = Problems(path, source_lines(text))
    root = load(text, problems)
    if root is None:
        return None, problems.ordered()
    examine(root, "club_anybody", Names({"attendee": {}}), problems, club_blocks())
    _check_lines(root, problems)
    found = problems.ordered()
    return (None if has_errors(found) else replace(_member(root), trusts=(ALWAYS_THERE,))), found


def _check_lines(root: Node, problems: Problems) -> None:
    """Slots that can be filled, stage directions closed, nothing too long for a phone."""
    for key, value in root.entries:
        known = SLOTS.get(key.text, frozenset()) | _EVERYWHERE
        for text in _texts(value):
            for slot in _SLOT.findall(text.text):
                if slot not in known:
                    listed = ", ".join(f"{{{one}}}" for one in sorted(known))
                    problems.add("unknown-slot", text.place, slot=slot, known=listed)
            if text.text.count("*") % 2:
                problems.add("unbalanced-direction", text.place)
            if len(text.text) > LONGEST:
                problems.add("line-too-long", text.place, length=len(text.text), limit=LONGEST)


def _texts(node: Node) -> Iterator[Node]:
    """Every text below."""
    if node.kind is Kind.TEXT:
        yield node
    for below in (*node.items, *(value for _, value in node.entries)):
        yield from _texts(below)


def _member(root: Node) -> Member:
    greetings = dict(build.entries(root.child("greetings")))
    return Member(
        id=build.word(root.child("id")) or "",
        names=build.lines(root.child("names")),
        trusts=build.words(root.child("trusts")),
        greetings=MappingProxyType({one: build.lines(greetings.get(one)) for one in Greeting}),
        name_forgotten=build.lines(root.child("name_forgotten")),
        name_remembered=build.lines(root.child("name_remembered")),
        fact_remembered=build.lines(root.child("fact_remembered")),
        news=tuple(build.lines(one) for one in (root.child("news") or NOWHERE).items),
        referral_too_early=build.lines(root.child("referral_too_early")),
        referrals=tuple(
            Lead(build.lines(one.child("says")), build.lines(one.child("need")))
            for one in (root.child("referrals") or NOWHERE).items
        ),
        vouched=build.lines(root.child("vouched")),
        help_remembered=build.lines(root.child("help_remembered")),
        goodbyes=build.lines(root.child("goodbyes")),
    )


def _club(root: Node, people: Mapping[str, Person]) -> Club:
    return Club(
        name=build.lines(root.child("name")),
        place=build.lines(root.child("place")),
        ritual=build.lines(root.child("ritual")),
        bell=build.lines(root.child("bell")),
        introduction=build.lines(root.child("introduction")),
        cold_goodbye=build.lines(root.child("cold_goodbye")),
        fills_silence=build.lines(root.child("fills_silence")),
        quiet=build.lines(root.child("quiet")),
        enough=build.lines(root.child("enough")),
        people=MappingProxyType(dict(people)),
        figures=read_figures(),
        ears=read_ears(),
    )


@cache
def read_chooser() -> Chooser:
    """What the two questionnaires are made from."""
    rows = read_own(OURS / "networks.yaml")
    questions = {
        question: MappingProxyType(
            {
                option: MappingProxyType({NetworkKind(kind): int(n) for kind, n in speaks.items()})
                for option, speaks in options.items()
            }
        )
        for question, options in rows["questions"].items()
    }
    return Chooser(
        questions=MappingProxyType(questions),
        statements=MappingProxyType({name: Mode(mode) for name, mode in rows["statements"].items()}),
        **{name: int(figure) for name, figure in rows["modes"].items()},
    )
