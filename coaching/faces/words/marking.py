"""All the marks and the rules they come from, in words: every point shown, and the sum exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from coaching.faces.words import Words
from coaching.faces.words.debriefing import quoted
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.rubric import Dimension, Rubric

MOST = 100


@dataclass(frozen=True)
class Group:
    """Some marks that belong together, an entry a line, under a heading."""

    heading: str
    entries: tuple[str, ...]


def all_marks_told(scorecard: Scorecard, words: Words) -> tuple[Group, ...]:
    """Every finding with its rule, turn, points and quote: by dimension, then how the mark comes of them."""
    title = Group(words("debrief.marks.title"), ())
    return (title, *(_dimension(one, scorecard, words) for one in Dimension), _whole(scorecard, words))


def brief_told(rubric: Rubric, words: Words) -> tuple[Group, ...]:
    """The rules in one screen, as the rubric has them now."""
    ceilings = words("brief.between").join(
        words("brief.ceiling", pattern=one.name.first(words.lang), points=one.ceiling)
        for one in rubric.patterns.values()
    )
    return (
        Group(words("brief.title"), (words("brief.why"),)),
        *(_rules(one, rubric, words) for one in Dimension),
        Group("", (words("brief.first"), words("brief.ceilings", patterns=ceilings))),
    )


def signed(points: int) -> str:
    """Points with their sign, a real minus."""
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def _dimension(dimension: Dimension, scorecard: Scorecard, words: Words) -> Group:
    findings = [one for one in scorecard.findings if one.dimension is dimension]
    base, total = scorecard.bases[dimension], scorecard.dimensions[dimension]
    entries = [words("debrief.marks.base", points=signed(base))] if base else []
    entries += [_finding(one, words) for one in findings]
    reached = base + sum(one.points for one in findings)
    if reached != total:
        entries.append(words(f"debrief.marks.{'above' if reached > MOST else 'below'}", sum=signed(reached)))
    elif len(entries) > 1:
        entries.append(words("debrief.marks.sum", sum=signed(reached)))
    name = words(f"debrief.dimension.{dimension}")
    heading = words("debrief.marks.dimension", name=name, points=total)
    return Group(heading, tuple(entries) or (words("debrief.marks.nothing"),))


def _finding(one: Finding, words: Words) -> str:
    rule = one.name.first(words.lang)
    points = words("debrief.marks.finding", turn=one.turn, rule=rule, points=signed(one.points))
    return f"{points}  {quoted(one, words)}".strip()


def _whole(scorecard: Scorecard, words: Words) -> Group:
    """The weighted mean, then what a pattern takes from it."""
    patterns = [one for one in scorecard.findings if one.kind is Kind.PATTERN]
    entries = []
    if scorecard.weights:
        total = sum(scorecard.weights.values())
        terms = words("debrief.marks.plus").join(
            words("debrief.marks.term", weight=_share(weight, total), points=scorecard.dimensions[one])
            for one, weight in scorecard.weights.items()
        )
        exact = sum(weight * scorecard.dimensions[one] for one, weight in scorecard.weights.items()) / total
        mean = scorecard.score - sum(one.points for one in patterns)
        key = "debrief.marks.mean" if exact == mean else "debrief.marks.rounded"
        entries.append(words(key, terms=terms, score=mean, exact=format_decimal(exact, locale=words.lang.value)))
    entries += [_pattern(one, words) for one in patterns]
    if 0 < scorecard.networking_share < MOST:
        entries.append(words("debrief.marks.share", share=scorecard.networking_share))
    return Group(words("debrief.marks.total", score=scorecard.score), tuple(entries))


def _pattern(one: Finding, words: Words) -> str:
    key = "debrief.marks.ceiling" if one.points else "debrief.marks.held"
    return words(key, rule=one.name.first(words.lang), turn=one.turn, points=signed(one.points))


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
