"""A learner's past rehearsals as one value, and what it says: their best lines, and what to practise next, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from coaching.scorecard.card import Cards, Finding, Kind
from coaching.scorecard.conduct import normalised
from coaching.scorecard.rubric import Dimension, Mode

LOOKED_AT = 5  # rehearsals: older ones say little of what somebody does now
SHORTEST_LINE = 3  # words; less is a scrap that means nothing by itself
GUESSES = 10  # a guess goes from 0 to 10, trust from 0 to 100
FELT = 5  # points of 100: a smaller gap is none one could feel


@dataclass(frozen=True)
class Past:
    """One ended rehearsal in which something was said."""

    id: str
    scenario: str
    attendee: str  # the name, in the language of the rehearsal
    started: datetime
    score: int  # as it was first shown
    dimensions: Mapping[Dimension, int]
    mode: Mode
    trust: int  # 0–100, at the end
    cards: Cards
    findings: tuple[Finding, ...] = ()
    corrected: int | None = None  # the score after accepted appeals
    nerves_before: int | None = None  # 0–10
    nerves_after: int | None = None
    guess: int | None = None  # 0–10
    forked_from: str | None = None
    hints: int = 0  # how often one was asked for

    @property
    def standing(self) -> int:
        """The score that holds now."""
        return self.score if self.corrected is None else self.corrected

    @property
    def liking_gap(self) -> int | None:
        """By how much they were liked more than they guessed, in points of 100; below 0 for less."""
        return None if self.guess is None else self.trust - GUESSES * self.guess

    @property
    def relief(self) -> int | None:
        """By how much their nerves fell, 0–10; below 0 where they rose."""
        if self.nerves_before is None or self.nerves_after is None:
            return None
        return self.nerves_before - self.nerves_after


@dataclass(frozen=True)
class History:
    """Everything a learner has rehearsed, oldest first."""

    pasts: tuple[Past, ...] = ()


@dataclass(frozen=True)
class Line:
    """Something the learner said that worked, in their own words."""

    quote: str
    finding: Finding
    past: Past


@dataclass(frozen=True)
class Next:
    """What to practise next: the weakest dimension lately, and the slip that costs most often there."""

    dimension: Dimension
    mean: int  # 0–100, over the rehearsals looked at
    over: int  # how many those are
    slip: Finding | None  # the latest of that kind
    times: int  # how often it was made in them


def best_lines(history: History, most: int = 5) -> tuple[Line, ...]:
    """The learner's strongest lines, the strongest first, none twice; of equals the latest."""
    lines = [line for past in reversed(history.pasts) for line in _lines(past)]
    lines.sort(key=lambda line: -line.finding.points)
    kept: list[Line] = []
    for line in lines:
        words = normalised(line.quote)
        if not any(words in normalised(other.quote) or normalised(other.quote) in words for other in kept):
            kept.append(line)
        if len(kept) == most:
            break
    return tuple(kept)


def practise_next(history: History) -> Next | None:
    """The dimension that was weakest over the last five rehearsals; None before the first."""
    lately = history.pasts[-LOOKED_AT:]
    if not lately:
        return None
    means = {d: round(sum(past.dimensions[d] for past in lately) / len(lately)) for d in Dimension}
    weakest = min(Dimension, key=lambda dimension: means[dimension])
    slips = [one for past in lately for one in past.findings if one.kind is Kind.SLIP and one.dimension is weakest]
    costs: Counter[str] = Counter()
    for one in slips:
        costs[one.rule.value] -= one.points
    worst = next((rule for rule, _ in costs.most_common(1)), None)
    of_it = [one for one in slips if one.rule.value == worst]
    return Next(weakest, means[weakest], len(lately), of_it[-1] if of_it else None, len(of_it))


def _lines(past: Past) -> Iterator[Line]:
    slipped = {one.turn for one in past.findings if one.kind is Kind.SLIP}
    for finding in past.findings:
        # Good words beside a pitch aren't what one wants to say again.
        worked = finding.kind is Kind.STRENGTH and finding.turn not in slipped
        if worked and len(finding.quote.split()) >= SHORTEST_LINE:
            yield Line(" ".join(finding.quote.split()), finding, past)
