"""What a matter of the talk answers to: commands, taps, and texts said while it waits for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit

Doing = Callable[[Visit, str], Awaitable[None]]  # with what follows the command, what the tap is about, what was said
Key = TypeVar("Key", Command, Deed, Place)


@dataclass(frozen=True)
class Matter:
    """One matter. No two answer to the same."""

    commands: Mapping[Command, Doing] = field(default_factory=dict)
    deeds: Mapping[Deed, Doing] = field(default_factory=dict)
    texts: Mapping[Place, Doing] = field(default_factory=dict)


def gathered(parts: list[Mapping[Key, Doing]]) -> Mapping[Key, Doing]:
    """All of them in one. ValueError where two answer to the same."""
    whole: dict[Key, Doing] = {}
    for part in parts:
        if twice := whole.keys() & part.keys():
            raise ValueError(twice)
        whole |= part
    return whole
