"""The rubric read from its YAML file, every slip in it told at once as `file:line:column: what. How to mend it.`.

A coach who edits the rubric must never get marks from half of it, so any slip refuses the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import yaml

from coaching.language import Lines
from coaching.moves import Move
from coaching.scorecard.rubric import (
    LEADS,
    Balance,
    CoachWords,
    Dimension,
    Figures,
    Mode,
    Pattern,
    PatternId,
    Rubric,
    Rule,
    RuleId,
)

DEFAULT = Path(__file__).resolve().parent.parent / "scorecard" / "rubric.yaml"
_SECTIONS = (
    *("format", "dimensions", "weights_why", "taking_part", "taking_part_why"),
    *("rules", "patterns", "figures", "balance", "coach"),
)
_SLOT = re.compile(r"\{[^}]*\}")
_NO_LINES = Lines()

Id = TypeVar("Id", bound=StrEnum)
Value = TypeVar("Value")


class RubricError(ValueError):
    """The rubric can't be used; one line for each thing to mend."""

    def __init__(self, slips: Iterable[str]) -> None:
        self.slips = tuple(slips)
        super().__init__("\n".join(self.slips))


def read_rubric(path: Path = DEFAULT) -> Rubric:
    """The rubric in that file. RubricError tells every slip in it; OSError when it can't be opened."""
    return rubric_from(path.read_text(encoding="utf-8"), path.name)


def rubric_from(text: str, name: str) -> Rubric:
    """The rubric in that text; `name` stands for the file in what RubricError tells."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as slip:
        mark = slip.problem_mark or slip.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise RubricError([f"{place}: this is no YAML ({slip.problem}). Put what is said in double quotes."]) from slip
    if root is None:
        raise RubricError([f"{name}:1:1: the file is empty. Start from the rubric that came with the program."])
    reader = _Reader(name)
    rubric = reader.rubric(root)
    if reader.slips:
        raise RubricError(slip for _, slip in sorted(reader.slips, key=lambda told: told[0]))
    return rubric


class _Reader:
    """Reads on past every slip, so that all of them are told; what it returns counts only without slips."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.slips: list[tuple[tuple[int, int], str]] = []

    def rubric(self, root: yaml.Node) -> Rubric:
        top = self._keys(root, _SECTIONS, optional=("weights_why", "taking_part_why"))
        dimensions = self._each(top.get("dimensions"), Dimension, self._dimension)
        if dimensions and sum(weight for weight, _ in dimensions.values()) == 0:
            self._slip(top.get("dimensions", root), "all weights are 0", "Give at least one dimension a weight")
        return Rubric(
            weights=MappingProxyType({key: weight for key, (weight, _) in dimensions.items()}),
            names=MappingProxyType({key: name for key, (_, name) in dimensions.items()}),
            taking_part=self._taking_part(root, top.get("taking_part")),
            rules=MappingProxyType(self._each(top.get("rules"), RuleId, self._rule)),
            patterns=MappingProxyType(self._each(top.get("patterns"), PatternId, self._pattern)),
            figures=self._figures(root, top.get("figures")),
            balance=self._balance(root, top.get("balance")),
            coach=self._coach(root, top.get("coach")),
        )

    def _dimension(self, node: yaml.Node, _: Dimension) -> tuple[int, Lines]:
        keys = self._keys(node, ("weight", "name"))
        return self._number(keys.get("weight"), 0, 100), self._lines(keys.get("name"))

    def _taking_part(self, root: yaml.Node, node: yaml.Node | None) -> tuple[int, ...]:
        steps = tuple(self._number(item, 0, 100) for item in self._items(node))
        if list(steps) != sorted(steps):
            self._slip(node or root, "the steps fall", "Write them from the lowest to the highest")
        return steps

    def _rule(self, node: yaml.Node, rule: RuleId) -> Rule:
        names = ("dimension", "points", "name", "advice", "instead", "why", "source")
        keys = self._keys(node, names, optional=("instead",))
        points = tuple(self._number(item, -100, 100) for item in self._items(keys.get("points")))
        if points and min(points) < 0 < max(points):
            self._slip(keys["points"], "a rule either earns or costs", "Give all its points the same sign")
        if points and max(points) < 0 and "instead" not in keys:
            self._slip(node, "“instead” is missing", "Say what could have been said, as one would say it")
        return Rule(
            id=rule,
            name=self._lines(keys.get("name")),
            dimension=self._one_of(keys.get("dimension"), Dimension),
            points=points,
            advice=self._lines(keys.get("advice"), slot="{quote}"),
            why=self._text(keys.get("why")),
            source=self._text(keys.get("source")),
            instead=self._lines(keys.get("instead")),
        )

    def _pattern(self, node: yaml.Node, pattern: PatternId) -> Pattern:
        keys = self._keys(node, ("ceiling", "name", "advice", "why", "source"))
        return Pattern(
            id=pattern,
            name=self._lines(keys.get("name")),
            ceiling=self._number(keys.get("ceiling"), 0, 100),
            advice=self._lines(keys.get("advice"), slot="{quote}"),
            why=self._text(keys.get("why")),
            source=self._text(keys.get("source")),
        )

    def _figures(self, root: yaml.Node, node: yaml.Node | None) -> Figures:
        names = tuple(field.name for field in fields(Figures))
        keys = self._keys(node or root, names) if node is not None else {}
        values: dict[str, int] = dict.fromkeys(names, 0)
        for name, figure in keys.items():
            parts = self._keys(figure, ("value", "why"))
            self._text(parts.get("why"))
            values[name] = self._number(parts.get("value"), 0, 1000)
        return Figures(**values)

    def _balance(self, root: yaml.Node, node: yaml.Node | None) -> Balance:
        keys = self._keys(node or root, ("networking", "selling", "why")) if node is not None else {}
        self._text(keys.get("why"))
        sides = [self._weights(keys.get(side)) for side in ("networking", "selling")]
        return Balance(networking=sides[0], selling=sides[1])

    def _weights(self, node: yaml.Node | None) -> Mapping[str, int]:
        moves = tuple(move.value for move in Move)
        keys = self._keys(node, moves, optional=moves) if node is not None else {}
        return MappingProxyType({move: self._number(weight, 0, 100) for move, weight in keys.items()})

    def _coach(self, root: yaml.Node, node: yaml.Node | None) -> CoachWords:
        keys = (
            self._keys(node or root, ("opening", "begun", "instead", "leads", "next_step")) if node is not None else {}
        )
        opening = self._each(keys.get("opening"), Mode, lambda words, _: self._lines(words))
        costs = tuple(rule.value for rule in RuleId)
        known = (*(d.value for d in Dimension), *(p.value for p in PatternId), *costs)
        must = tuple(dimension.value for dimension in Dimension)
        steps = self._keys(keys.get("next_step") or root, known, optional=known) if "next_step" in keys else {}
        leads = self._keys(keys["leads"], LEADS) if "leads" in keys else {}
        for name in must:
            if keys and name not in steps:
                self._slip(keys.get("next_step", root), f"{name} is missing", "Say what to try when it is weakest")
        return CoachWords(
            opening=MappingProxyType(opening),
            begun=self._lines(keys.get("begun")),
            instead=self._lines(keys.get("instead"), slot="{instead}"),
            leads=MappingProxyType({name: self._lines(words, slot="{trade}") for name, words in leads.items()}),
            next_step=MappingProxyType({name: self._lines(words) for name, words in steps.items()}),
        )

    def _each(self, node: yaml.Node | None, ids: type[Id], read: Callable[[yaml.Node, Id], Value]) -> dict[Id, Value]:
        if node is None:
            return {}
        names = tuple(each.value for each in ids)
        found = self._keys(node, names)
        return {each: read(found[each.value], each) for each in ids if each.value in found}

    def _keys(self, node: yaml.Node, known: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
        """What stands under each known key; unknown, doubled and missing ones are told."""
        if not isinstance(node, yaml.MappingNode):
            self._slip(node, "names with something after each are expected here", f"Write {', '.join(known[:6])}")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                near = get_close_matches(name, known, n=1)
                self._slip(key, f"nothing is called “{name}” here", f"Did you mean {near[0] if near else known[0]}?")
            elif name in found:
                self._slip(key, f"“{name}” stands here twice", "Keep one of them")
            else:
                found[name] = value
        for name in known:
            if name not in found and name not in optional:
                self._slip(node, f"“{name}” is missing", "Add it; the rubric that came with the program shows how")
        return found

    def _items(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._slip(node, "a list of numbers is expected here", "Write it as [12, 8, 4]")
            return []
        return list(node.value)

    def _number(self, node: yaml.Node | None, least: int, most: int) -> int:
        if node is None:
            return 0
        written = str(node.value)
        if not isinstance(node, yaml.ScalarNode) or not re.fullmatch(r"-?\d{1,4}", written):
            self._slip(node, "a whole number is expected here", f"Write one from {least} to {most}")
            return 0
        if not least <= int(written) <= most:
            self._slip(node, f"{written} is out of bounds", f"Write a whole number from {least} to {most}")
        return int(written)

    def _one_of(self, node: yaml.Node | None, ids: type[Id]) -> Id:
        names = [each.value for each in ids]
        written = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and written not in names:
            self._slip(node, f"“{written}” is none of them", f"Write one of {', '.join(names)}")
        return ids(written) if written in names else next(iter(ids))

    def _text(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self._slip(node, "some words are expected here", "Say it in a sentence, in double quotes")
            return ""
        return str(node.value)

    def _lines(self, node: yaml.Node | None, *, slot: str = "") -> Lines:
        if node is None:
            return _NO_LINES
        keys = self._keys(node, ("fr", "en"))
        return Lines(
            fr=self._wordings(keys.get("fr"), slot=slot),
            en=self._wordings(keys.get("en"), slot=slot),
        )

    def _wordings(self, node: yaml.Node | None, *, slot: str) -> tuple[str, ...]:
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            self._slip(node, "the list is empty", "Give it at least one wording")
        return tuple(self._wording(each, slot=slot) for each in nodes)

    def _wording(self, node: yaml.Node, *, slot: str) -> str:
        said = self._text(node)
        for found in _SLOT.findall(said):
            if found != slot:
                self._slip(node, f"{found} can't be filled here", f"Only {slot} can" if slot else "Write it out")
        return said

    def _slip(self, node: yaml.Node, what: str, mend: str) -> None:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        ending = "" if mend.endswith("?") else "."
        self.slips.append((place, f"{self.name}:{place[0]}:{place[1]}: {what}. {mend}{ending}"))
