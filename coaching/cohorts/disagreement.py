"""How often coaches disagreed with the marks, by scenario and rule: where the tool misjudges, and not the learner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coaching.cohorts.adjusting import Decision

ENOUGH = 3  # decisions: fewer say nothing of a rule
OFTEN = 50  # per cent of them against it


@dataclass(frozen=True)
class Tally:
    """How often one thing was decided of the findings of one rule in one scenario."""

    scenario: str
    rule: str
    decision: Decision
    times: int


@dataclass(frozen=True)
class Disagreement:
    """One line of the table."""

    scenario: str
    rule: str
    accepted: int = 0
    adjusted: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        """How many findings a coach looked at."""
        return self.accepted + self.adjusted + self.rejected

    @property
    def share(self) -> int:
        """How many of them were changed, in per cent."""
        return round(100 * (self.adjusted + self.rejected) / self.decided) if self.decided else 0

    @property
    def misjudges(self) -> bool:
        """Whether that is often enough to look at the rule rather than at the learners."""
        return self.decided >= ENOUGH and self.share >= OFTEN


def table(tallies: Collection[Tally]) -> tuple[Disagreement, ...]:
    """The table, most disagreed with first; of equals the one decided more often."""
    found = {(one.scenario, one.rule) for one in tallies}
    lines = [_line(scenario, rule, tallies) for scenario, rule in found]
    return tuple(sorted(lines, key=lambda one: (-one.share, -one.decided, one.scenario, one.rule)))


def by_rule(lines: Collection[Disagreement]) -> tuple[Disagreement, ...]:
    """The same whatever the scenario, which is then empty."""
    tallies = [
        Tally("", line.rule, decision, times)
        for line in lines
        for decision, times in (
            (Decision.ACCEPT, line.accepted),
            (Decision.ADJUST, line.adjusted),
            (Decision.REJECT, line.rejected),
        )
    ]
    return table(tallies)


def _line(scenario: str, rule: str, tallies: Collection[Tally]) -> Disagreement:
    times = dict.fromkeys(Decision, 0)
    for one in tallies:
        if (one.scenario, one.rule) == (scenario, rule):
            times[one.decision] += one.times
    return Disagreement(scenario, rule, times[Decision.ACCEPT], times[Decision.ADJUST], times[Decision.REJECT])
