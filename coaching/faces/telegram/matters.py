"""What a matter of the talk answers to: commands, taps, links, and texts said while it waits for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit

# With what follows the command, what the tap or the link is about, or what was said.
Doing = Callable[[Visit, str], Awaitable[None]]
Asked = tuple[Place, Command | Deed]
Key = TypeVar("Key", Command, Deed, Place, str, Asked)


@dataclass(frozen=True)
class Matter:
    """One matter. No two answer to the same."""

    commands: Mapping[Command, Doing] = field(default_factory=dict)
    deeds: Mapping[Deed, Doing] = field(default_factory=dict)
    texts: Mapping[Place, Doing] = field(default_factory=dict)
    links: Mapping[str, Doing] = field(default_factory=dict)  # by the letter they begin with
    here: Mapping[Asked, Doing] = field(default_factory=dict)  # another meaning while they stand there


def gathered(parts: list[Mapping[Key, Doing]]) -> Mapping[Key, Doing]:
    """All of them in one. ValueError where two answer to the same."""
    whole: dict[Key, Doing] = {}
    for part in parts:
        if twice := whole.keys() & part.keys():
            raise ValueError(twice)
        whole |= part
    return whole
