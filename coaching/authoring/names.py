"""The names an author gave to facts, topics, needs, beliefs and endings, gathered before anything refers to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from coaching.authoring.keys import CLOSED, OPEN, TODO
from coaching.authoring.nodes import Kind, Node

_HOLDERS = {"belief": "beliefs", "fact": "facts", "topic": "topics", "need": "needs", "ending": "endings"}
ANY_NEED = "any"


@dataclass
class Names:
    """Every name, with the line it was given on (0: in the common file), and which were guessed at in passing."""

    lines: Mapping[str, Mapping[str, int]]
    meant: set[tuple[str, str]] = field(default_factory=set)  # names a misspelt reference most likely meant

    def of(self, vocabulary: str) -> Collection[str]:
        """The words of a vocabulary, closed or open."""
        if vocabulary in CLOSED:
            return CLOSED[vocabulary][0]
        if vocabulary == "helped":
            return (*self.lines["need"], ANY_NEED)
        return self.lines[vocabulary]

    def line_of(self, vocabulary: str, name: str) -> int:
        """Where the name was given, 0 when not in this file."""
        return self.lines.get("need" if vocabulary == "helped" else vocabulary, {}).get(name, 0)


def code_of(vocabulary: str) -> str:
    """The code of a word that is not in the vocabulary."""
    return CLOSED[vocabulary][1] if vocabulary in CLOSED else OPEN[vocabulary]


def gather(root: Node, endings: Collection[str] = ()) -> Names:
    """The names given in the file, and those of the common endings."""
    lines: dict[str, dict[str, int]] = {}
    for vocabulary, holder in _HOLDERS.items():
        node = root.child(holder)
        given = node.entries if node is not None and node.kind is Kind.MAP else ()
        lines[vocabulary] = {key.text: key.place.line for key, _ in given if key.text != TODO}
    lines["ending"] = dict.fromkeys(endings, 0) | lines["ending"]
    return Names(lines)
