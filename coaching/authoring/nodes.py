"""A file's contents with every place kept: what the YAML held, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coaching.authoring.problems import Place


class Kind(StrEnum):
    """What a node is."""

    TEXT = "text"
    MAP = "map"
    LIST = "list"


@dataclass(frozen=True)
class Node:
    """A text, a map or a list. A map or list stands at the key that opens it, so that what it lacks is told there."""

    kind: Kind
    place: Place
    text: str = ""
    quoted: bool = False
    entries: tuple[tuple[Node, Node], ...] = ()
    items: tuple[Node, ...] = ()

    def child(self, key: str) -> Node | None:
        """What stands under the key; of a key written twice, the first."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, name: str) -> Node | None:
        """The key itself, for its place."""
        return next((key for key, _ in self.entries if key.text == name), None)

    def named(self) -> Iterator[tuple[str, Node]]:
        """Every key with its value, in the author's order."""
        return ((key.text, value) for key, value in self.entries)

    @property
    def is_empty(self) -> bool:
        """Whether the author wrote a key and nothing after it."""
        return self.kind is Kind.TEXT and not self.quoted and self.text in {"", "~", "null"}

    @property
    def as_list(self) -> tuple[Node, ...]:
        """The items of a list, or the one thing that stands in place of it."""
        return self.items if self.kind is Kind.LIST else (self,)


NOWHERE = Node(Kind.MAP, Place())
