"""What people who had not read an author's examples asked: `heard/<id>.yaml`, read behind the scenario above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coaching.authoring.build import entries, lines
from coaching.authoring.examine import examine, listed
from coaching.authoring.files import read_text
from coaching.authoring.keys import TODO
from coaching.authoring.load import load
from coaching.authoring.names import Names, code_of
from coaching.authoring.nodes import NOWHERE, Kind, Node
from coaching.authoring.problems import Problem, Problems, nearest, source_lines
from coaching.language import NOTHING, Lines
from coaching.scenario import Scenario

HEARD = "heard"  # the folder, within the scenarios' own
_JOINT = "\n---\n"  # YAML's sign of a new document


@dataclass(frozen=True)
class Heard:
    """A file of what was heard, as far as it could be read, and the problems found so far."""

    root: Node
    problems: Problems

    @property
    def topics(self) -> Iterator[tuple[str, Node]]:
        """The questions of each topic, by language."""
        yield from entries(self.root.child("topics"))


def heard_beside(path: Path) -> Path:
    """Where what was heard of that scenario's attendee stands, if anything was."""
    return path.parent / HEARD / path.name


def scenario_above(path: Path) -> Path:
    """The scenario that a file of what was heard belongs to."""
    return path.parent.parent / path.name


def read_heard_text(scenario: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of what was heard beside that scenario, None without a problem where there is no such file."""
    path = heard_beside(scenario)
    return read_text(path) if path.exists() else (None, ())


def read_heard(text: str, scenario: str, names: Names) -> Heard:
    """What was heard beside the scenario of that path, whose topics are among the names."""
    problems = Problems(str(heard_beside(Path(scenario))), source_lines(text))
    root = load(text, problems)
    if root is None:
        return Heard(NOWHERE, problems)
    examine(root, "heard", names, problems)
    topics = root.child("topics")
    for key, _ in topics.entries if topics is not None and topics.kind is Kind.MAP else ():
        known = names.of("topic")
        if key.text not in known and key.text != TODO:
            guess = nearest(key.text, known)
            values = {"name": key.text[:60], "nearest": guess, "known": listed(known), "owner": ""}
            line = f"{names.line_of('topic', guess)}, {scenario}"
            problems.add(code_of("topic"), key.place, **values, line=line)
    return Heard(root, problems)


def with_heard(scenario: Scenario, heard: Heard) -> Scenario:
    """The scenario with what was heard behind its author's own examples; of the same text twice, the author's."""
    asked = {name: lines(node) for name, node in heard.topics}
    return replace(
        scenario,
        topics=tuple(
            replace(topic, asked_with=_behind(topic.asked_with, asked.get(topic.id, NOTHING)))
            for topic in scenario.topics
        ),
        off_topic=_behind(scenario.off_topic, lines(heard.root.child("off_topic"))),
    )


def _behind(own: Lines, heard: Lines) -> Lines:
    return replace(own, fr=_more(own.fr, heard.fr), en=_more(own.en, heard.en))


def _more(own: tuple[str, ...], heard: tuple[str, ...]) -> tuple[str, ...]:
    known = set(own)
    return own + tuple(text for text in dict.fromkeys(heard) if text not in known)


def joined(text: str, heard: str | None) -> str:
    """A scenario's text and what was heard, two documents of one text, as a kept rehearsal pins them."""
    return text if heard is None else text + _JOINT + heard


def parted(text: str) -> tuple[str, str | None]:
    """The two texts `joined` put together; the second None where there was only one."""
    first, *others = text.split(_JOINT)
    while others and not _holds_a_document(first):  # comments, and the sign of the first document below them
        first = _JOINT.join((first, others.pop(0)))
    return first, _JOINT.join(others) if others else None


def _holds_a_document(text: str) -> bool:
    return any(line.strip() and line.lstrip()[0] not in "#%" for line in source_lines(text))
