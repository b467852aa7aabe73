"""Scenario files to frozen scenarios, with the problems of those that are not sound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from coaching.authoring import build
from coaching.authoring.examine import examine
from coaching.authoring.files import read_text, told
from coaching.authoring.heard import Heard, joined, parted, read_heard, read_heard_text, with_heard
from coaching.authoring.load import load
from coaching.authoring.names import Names, gather
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problem, Problems, has_errors, source_lines
from coaching.authoring.wholes import check_common, check_whole
from coaching.language import Lines
from coaching.moves import FAMILY, Move
from coaching.scenario import Ending, Moment, Openness, Scenario, Weights

COMMON = "_common.yaml"
SCENARIO_ID = re.compile(r"[a-z][a-z0-9_]{2,39}")
LEVELS: Mapping[Openness, int] = MappingProxyType(
    {Openness.GUARDED: 0, Openness.POLITE: 25, Openness.WARM: 50, Openness.OPEN: 75}
)


@dataclass(frozen=True)
class Mood:
    """Where an attendee starts."""

    trust: int = 30
    patience: int = 6
    levels: Mapping[Openness, int] = field(default_factory=lambda: LEVELS)


@dataclass(frozen=True)
class Common:
    """What every attendee shares."""

    weights: Weights = field(default_factory=lambda: Weights(MappingProxyType(dict.fromkeys(Move, 0)), 0, 0, 0))
    mood: Mood = field(default_factory=Mood)
    lines: Mapping[Moment, Lines] = field(default_factory=lambda: MappingProxyType({}))
    endings: tuple[Ending, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A file as far as it could be read: its nodes, what they stand for, and the problems found so far."""

    root: Node
    scenario: Scenario
    problems: Problems
    heard: Heard | None = None

    @property
    def found(self) -> tuple[Problem, ...]:
        """The problems of the file, then of what was heard beside it."""
        return self.problems.ordered() + (self.heard.problems.ordered() if self.heard else ())


def read_library(folder: Path) -> tuple[dict[str, Scenario], tuple[Problem, ...]]:
    """Every sound scenario of the folder by its id, and the problems of all its files. A broken one is left out."""
    common, found = read_common_file(folder)
    problems = list(found)
    scenarios: dict[str, Scenario] = {}
    for path in sorted(folder.glob("[a-z]*.yaml")):
        scenario, found = _sound(*draft_file(path, common))
        problems += found
        if scenario is None:
            continue
        if scenario.id in scenarios:  # my-baker.yaml beside my_baker.yaml
            problems += told(path, "id-mismatch", id=scenario.id, stem=path.stem)
        else:
            scenarios[scenario.id] = scenario
    return scenarios, tuple(problems)


def read_common_file(folder: Path) -> tuple[Common, tuple[Problem, ...]]:
    """The folder's `_common.yaml`; without a readable one, a bare common of zeros."""
    path = folder / COMMON
    text, problems = read_text(path)
    return (Common(), problems) if text is None else read_common(text, str(path))


def draft_file(path: Path, common: Common) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The scenario in a file, with what was heard beside it, as far as both can be read; and their problems."""
    text, unread = read_text(path)
    if text is None:
        return None, unread
    heard, unheard = read_heard_text(path)
    draft, problems = draft_scenario(text, str(path), common, heard)
    return draft, (*problems, *unheard)


def copy_of(path: Path) -> str:
    """The texts a scenario is made from, in one, for `read_copy`; empty where there is no such file."""
    return joined(read_text(path)[0] or "", read_heard_text(path)[0])


def read_copy(copy: str, path: str, common: Common) -> Scenario | None:
    """The scenario of such a copy, None when it has errors."""
    text, heard = parted(copy)
    return read_scenario(text, path, common, heard)[0]


def read_scenario(
    text: str, path: str, common: Common, heard: str | None = None
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The scenario in the text, or None when it has errors; in either case everything there is to say about it.

    `heard` is the text of what was heard beside it, where anything was.
    """
    return _sound(*draft_scenario(text, path, common, heard))


def _sound(draft: Draft | None, problems: tuple[Problem, ...]) -> tuple[Scenario | None, tuple[Problem, ...]]:
    return (None if draft is None or has_errors(problems) else draft.scenario), problems


def draft_scenario(
    text: str, path: str, common: Common, heard: str | None = None
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The scenario with its places, as far as it can be read, and its problems."""
    problems = Problems(path, source_lines(text))
    root = load(text, problems)
    if root is None:
        return None, problems.ordered()
    names = gather(root, [ending.id for ending in common.endings])
    examine(root, "scenario", names, problems)
    _check_id(root, path, problems)
    scenario = _scenario(root, common)
    check_whole(root, scenario, names, problems)
    its = None if heard is None else read_heard(heard, path, names)
    draft = Draft(root, scenario if its is None else with_heard(scenario, its), problems, its)
    return draft, draft.found


def read_common(text: str, path: str) -> tuple[Common, tuple[Problem, ...]]:
    """What every attendee shares, as far as it can be read, and its problems."""
    problems = Problems(path, source_lines(text))
    root = load(text, problems)
    if root is None:
        return Common(), problems.ordered()
    names: Names = gather(root)
    examine(root, "common", names, problems)
    common = Common(
        weights=_weights(root),
        mood=_mood(root.child("mood"), Mood()),
        lines=build.moments(root.child("lines")),
        endings=tuple(build.ending(name, node) for name, node in build.entries(root.child("endings"))),
    )
    check_common(root, common.mood.levels, problems)
    return common, problems.ordered()


def _check_id(root: Node, path: str, problems: Problems) -> None:
    node = root.child("id")
    if node is None or node.kind is not Kind.TEXT or node.is_empty:
        return
    # A hyphen in the file's name stands for an underscore in the id; a file like _template.yaml is nobody's yet.
    stem = Path(path).stem.replace("-", "_")
    if not SCENARIO_ID.fullmatch(node.text):
        problems.add("bad-id", node.place, name=node.text[:60])
    elif node.text != stem and not stem.startswith("_"):
        problems.add("id-mismatch", node.place, id=node.text, stem=stem)


def _weights(root: Node) -> Weights:
    node = root.child("weights") or NOWHERE
    given = {name: weight for name, value in node.named() if (weight := build.number(value)) is not None}
    of = {move: given.get(move, given.get(FAMILY[move], 0)) for move in Move}
    one = {name: build.number(root.child(name)) or 0 for name in ("help_that_fits", "help_too_early", "noise")}
    return Weights(MappingProxyType(of), **one)


def _mood(node: Node | None, usual: Mood) -> Mood:
    its = node or NOWHERE
    trust, patience = build.number(its.child("trust")), build.number(its.child("patience"))
    thresholds = its.child("levels") or NOWHERE
    levels = {level: build.number(thresholds.child(level)) for level in LEVELS}
    return Mood(
        trust=usual.trust if trust is None else trust,
        patience=usual.patience if patience is None else patience,
        levels=MappingProxyType({lv: usual.levels[lv] if n is None else n for lv, n in levels.items()}),
    )


def _scenario(root: Node, common: Common) -> Scenario:
    mood = _mood(root.child("mood"), common.mood)
    own = tuple(build.ending(name, node) for name, node in build.entries(root.child("endings")))
    taken = {ending.id for ending in own}
    return Scenario(
        id=build.word(root.child("id")) or "",
        difficulty=build.number(root.child("difficulty")) or 1,
        title=build.lines(root.child("title")),
        name=build.lines(root.child("name")),
        occasion=build.lines(root.child("occasion")),
        setting=build.lines(root.child("setting")),
        opening=build.lines(root.child("opening")),
        trust=mood.trust,
        patience=mood.patience,
        levels=mood.levels,
        weights=common.weights,
        beliefs=tuple(build.belief(name, node) for name, node in build.entries(root.child("beliefs"))),
        facts=tuple(build.fact(name, node) for name, node in build.entries(root.child("facts"))),
        topics=tuple(build.topic(name, node) for name, node in build.entries(root.child("topics"))),
        off_topic=build.lines(root.child("off_topic")),
        needs=tuple(build.need(name, node) for name, node in build.entries(root.child("needs"))),
        reactions=tuple(build.reaction(node) for node in (root.child("reactions") or NOWHERE).items),
        hook=build.hooks(root.child("hook")),
        asks_back=build.levels(root.child("asks_back")),
        lines=build.moments(root.child("lines")),
        common_lines=common.lines,
        card_request=build.card_request(root.child("card_request")),
        endings=own + tuple(ending for ending in common.endings if ending.id not in taken),
        examples=tuple(one for node in (root.child("rehearsals") or NOWHERE).items for one in build.examples(node)),
        model=build.lines(root.child("model")),
        hints=build.levels(root.child("hints")),
    )
