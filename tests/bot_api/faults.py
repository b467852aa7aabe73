"""How the server fails on demand: faults asked for one by one, and faults thrown by seeded dice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    """One way a call goes wrong."""

    FLOOD = "429"  # told to wait; nothing is done
    SERVER = "502"  # an error page; nothing is done
    DROPPED_BEFORE = "dropped before"  # the connection breaks and nothing is done
    DROPPED_AFTER = "dropped after"  # the call is done, its answer never arrives


@dataclass
class Rule:
    """A fault that befalls the next `times` calls of a method, perhaps of one chat only."""

    fault: Fault
    method: str
    chat: int | None = None
    times: int = 1


@dataclass
class Faults:
    """The plan of what goes wrong. `rates` are chances per call within 0–1."""

    rules: list[Rule] = field(default_factory=list)
    rates: dict[Fault, float] = field(default_factory=dict)
    duplicates: float = 0.0  # the chance that an update is delivered once more after it was confirmed
    retry_after: int = 1  # seconds
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    count: dict[Fault, int] = field(default_factory=dict)

    def next_time(self, fault: Fault, method: str, chat: int | None = None, times: int = 1) -> None:
        """Let the next calls of that method fail so."""
        self.rules.append(Rule(fault, method, chat, times))

    def befalling(self, method: str, chat: int | None) -> Fault | None:
        """The fault this call meets, if any."""
        fault = self._asked_for(method, chat) or self._by_chance(method)
        if fault:
            self.count[fault] = self.count.get(fault, 0) + 1
        return fault

    def _asked_for(self, method: str, chat: int | None) -> Fault | None:
        for rule in self.rules:
            if rule.times > 0 and rule.method == method and rule.chat in {None, chat}:
                rule.times -= 1
                return rule.fault
        return None

    def _by_chance(self, method: str) -> Fault | None:
        for fault, rate in self.rates.items():
            if fault is Fault.FLOOD and method == "getUpdates":
                continue
            if self.dice.random() < rate:
                return fault
        return None
