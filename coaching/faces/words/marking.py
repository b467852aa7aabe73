"""All the marks and the rules they come from, in words: every point shown, and the sum exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from babel.numbers import format_decimal

from coaching.correction import is_contestable
from coaching.faces.words import Words
from coaching.faces.words.debriefing import quoted
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.rubric import Dimension, Rubric

MOST = 100
NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True)
class Group:
    """Some marks that belong together, an entry a line, under a heading."""

    heading: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class _Numbered:
    finding: Finding
    number: int | None


def all_marks_told(scorecard: Scorecard, words: Words, numbers: Mapping[int, int] = NONE) -> tuple[Group, ...]:
    """Every finding with its rule, turn, points and quote: by dimension, then how the mark comes of them.

    `numbers` stand before findings, by their place in the scorecard.
    """
    title = Group(words("debrief.marks.title"), ())
    every = tuple(_Numbered(one, numbers.get(at)) for at, one in enumerate(scorecard.findings))
    dimensions = (_dimension(one, scorecard, every, words) for one in Dimension)
    return (title, *dimensions, _whole(scorecard, every, words))


def numbers_to_contest(scorecard: Scorecard) -> Mapping[int, int]:
    """The numbers, from 1 on, of the findings that can be contested, by their place; in the order they are told in."""
    found = [(at, one) for at, one in enumerate(scorecard.findings) if is_contestable(one)]
    told = sorted(found, key=lambda one: _place(one[1].dimension))
    return {at: number for number, (at, _) in enumerate(told, start=1)}


def finding_told(one: Finding, words: Words, number: int | None = None) -> str:
    """A finding on a line, perhaps numbered, with its words where they are what earned it."""
    told = words(
        f"debrief.marks.{_form(one)}", turn=one.turn, rule=one.name.first(words.lang), points=signed(one.points)
    )
    # A pattern is told of the whole; the one message it was seen in says nothing by itself.
    quote = "" if one.kind is Kind.PATTERN else quoted(one, words)
    return f"{f'{number}. ' if number else ''}{told}  {quote}".strip()


def brief_told(rubric: Rubric, words: Words) -> tuple[Group, ...]:
    """The rules in one screen, as the rubric has them now."""
    under: dict[int, list[str]] = {}
    for one in rubric.patterns.values():
        under.setdefault(one.ceiling, []).append(one.name.first(words.lang))
    ceilings = words("brief.between").join(
        words("brief.ceiling", patterns=words("brief.and").join(names), points=points)
        for points, names in under.items()
    )
    return (
        Group(words("brief.title"), (words("brief.why"),)),
        *(_rules(one, rubric, words) for one in Dimension),
        Group("", (words("brief.first"), words("brief.ceilings", patterns=ceilings))),
    )


def signed(points: int) -> str:
    """Points with their sign, a real minus."""
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def _dimension(dimension: Dimension, scorecard: Scorecard, every: Sequence[_Numbered], words: Words) -> Group:
    its = [one for one in every if one.finding.dimension is dimension]
    base, total = scorecard.bases[dimension], scorecard.dimensions[dimension]
    entries = [words("debrief.marks.base", points=signed(base))] if base else []
    entries += [finding_told(one.finding, words, one.number) for one in its]
    reached = base + sum(one.finding.points for one in its)
    if reached != total:
        entries.append(words(f"debrief.marks.{'above' if reached > MOST else 'below'}", sum=signed(reached)))
    elif len(entries) > 1:
        entries.append(words("debrief.marks.sum", sum=signed(reached)))
    name = words(f"debrief.dimension.{dimension}")
    heading = words("debrief.marks.dimension", name=name, points=total)
    return Group(heading, tuple(entries) or (words("debrief.marks.nothing"),))


def _whole(scorecard: Scorecard, every: Sequence[_Numbered], words: Words) -> Group:
    """The weighted mean, then what a pattern takes from it."""
    patterns = [one for one in every if one.finding.kind is Kind.PATTERN]
    entries = []
    if scorecard.weights:
        total = sum(scorecard.weights.values())
        terms = words("debrief.marks.plus").join(
            words("debrief.marks.term", weight=_share(weight, total), points=scorecard.dimensions[one])
            for one, weight in scorecard.weights.items()
        )
        exact = sum(weight * scorecard.dimensions[one] for one, weight in scorecard.weights.items()) / total
        mean = scorecard.score - sum(one.finding.points for one in patterns)
        key = "debrief.marks.mean" if exact == mean else "debrief.marks.rounded"
        entries.append(words(key, terms=terms, score=mean, exact=format_decimal(exact, locale=words.lang.value)))
    entries += [finding_told(one.finding, words, one.number) for one in patterns]
    if 0 < scorecard.networking_share < MOST:
        entries.append(words("debrief.marks.share", share=scorecard.networking_share))
    return Group(words("debrief.marks.total", score=scorecard.score), tuple(entries))


def _form(one: Finding) -> str:
    if one.kind is Kind.PATTERN:
        return "ceiling" if one.points else "held"
    return "finding"


def _place(dimension: Dimension | None) -> int:
    return len(Dimension) if dimension is None else list(Dimension).index(dimension)


def _share(weight: int, total: int) -> str:
    """Per cent, with a decimal where it has one."""
    share = 100 * weight / total
    return f"{share:.0f}" if share == round(share) else f"{share:.1f}"


def _rules(dimension: Dimension, rubric: Rubric, words: Words) -> Group:
    its = [rule for rule in rubric.rules.values() if rule.dimension is dimension]
    named = [
        (rule.points[0], words("brief.earns", rule=rule.name.first(words.lang), points=signed(rule.points[0])))
        for rule in its
    ]
    earns = [told for points, told in named if points > 1]
    if dimension is Dimension.RESTRAINT:
        earns.insert(0, words("brief.taking_part", points=rubric.taking_part[-1]))
    costs = [told for points, told in named if points < 0]
    between = words("brief.between")
    entries = [between.join(earns)] + ([words("brief.costs", rules=between.join(costs))] if costs else [])
    weights: Sequence[int] = tuple(rubric.weights.values())
    share = _share(rubric.weights[dimension], sum(weights))
    name = rubric.names[dimension].first(words.lang)
    return Group(words("brief.dimension", name=name, weight=share), tuple(entries))
