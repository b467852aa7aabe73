"""`_prescriptions.yaml`: people with a need, for whom a learner finds somebody they met."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coaching.authoring import build
from coaching.authoring.examine import examine, listed
from coaching.authoring.files import read_text
from coaching.authoring.load import load
from coaching.authoring.names import Names
from coaching.authoring.nodes import Node
from coaching.authoring.problems import Problem, Problems, has_errors, nearest, source_lines
from coaching.prescribing import Prescription
from coaching.scenario import Scenario

PRESCRIPTIONS = "_prescriptions.yaml"


def read_prescriptions(
    folder: Path, scenarios: Mapping[str, Scenario]
) -> tuple[tuple[Prescription, ...], tuple[Problem, ...]]:
    """The people in the folder's file, none where there is no file or it has errors; and its problems."""
    path = folder / PRESCRIPTIONS
    if not path.exists():
        return (), ()
    text, unread = read_text(path)
    return ((), unread) if text is None else prescriptions_in(text, str(path), scenarios)


def prescriptions_in(
    text: str, path: str, scenarios: Mapping[str, Scenario]
) -> tuple[tuple[Prescription, ...], tuple[Problem, ...]]:
    """The people in the text, none when it has errors, and its problems."""
    problems = Problems(path, source_lines(text))
    root = load(text, problems)
    if root is None:
        return (), problems.ordered()
    facts = {fact.id: 0 for scenario in scenarios.values() for fact in scenario.facts}
    examine(root, "prescriptions", Names({"fact": facts}), problems)
    people = dict(build.entries(root.child("people")))
    for node in people.values():
        _check_whom(node, scenarios, problems)
    found = problems.ordered()
    return ((), found) if has_errors(found) else (tuple(_built(*one) for one in people.items()), found)


def _check_whom(node: Node, scenarios: Mapping[str, Scenario], problems: Problems) -> None:
    """There is such an attendee, and the facts are theirs."""
    whom, learned = node.child("send_to"), node.child("learned")
    name = build.word(whom)
    if whom is None or name is None:
        return
    if name not in scenarios:
        values = {"name": name[:60], "nearest": nearest(name, scenarios), "known": listed(scenarios)}
        problems.add("unknown-choice", whom.place, **values, owner="", line=0)
        return
    known = [fact.id for fact in scenarios[name].facts]
    told = {(one.code, one.place) for one in problems.found}
    for fact in learned.as_list if learned is not None else ():
        if (said := build.word(fact)) and said not in known and ("unknown-fact", fact.place) not in told:
            values = {"name": said[:60], "nearest": nearest(said, known), "known": listed(known)}
            problems.add("unknown-fact", fact.place, **values, owner="", line=0)


def _built(name: str, node: Node) -> Prescription:
    return Prescription(
        id=name,
        scenario=build.word(node.child("send_to")) or "",
        facts=frozenset(build.words(node.child("learned"))),
        need=build.lines(node.child("looking_for")),
        because=build.lines(node.child("because")),
    )
