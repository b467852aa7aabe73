"""Which kind of network suits somebody, from eight questions; and how they network, from twelve statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.scorecard.rubric import Mode

MOST = 3  # of an answer to a statement; 0 is never


class Kind(StrEnum):
    """A kind of network. The order decides where two suit as well."""

    WEEKLY_CLUB = "weekly_club"
    A_LA_CARTE = "a_la_carte"
    ALUMNI = "alumni"
    WORKSHOPS = "workshops"
    BUSINESS_FIRST = "business_first"


@dataclass(frozen=True)
class Chooser:
    """What each answer speaks for, and what each statement does."""

    questions: Mapping[str, Mapping[str, Mapping[Kind, int]]]
    statements: Mapping[str, Mode]  # networking or selling
    networking_from: int  # per cent
    selling_below: int  # per cent
    least: int  # points in all


@dataclass(frozen=True)
class Suits:
    """How well a kind suits, 0–100 of what it could have reached, and the answers that speak for it most."""

    kind: Kind
    share: int
    because: tuple[str, ...]  # questions, those that count most first


@dataclass(frozen=True)
class ModeAnswer:
    """What the statements come to: the mode, and the share of networking in per cent. NONE: too little was said."""

    mode: Mode
    share: int


def choose(answers: Mapping[str, str], chooser: Chooser) -> tuple[Suits, ...]:
    """Every kind, the one that suits best first. A question left out speaks for none."""
    found = [_suits(kind, answers, chooser) for kind in Kind]
    return tuple(sorted(found, key=lambda one: -one.share))


def _suits(kind: Kind, answers: Mapping[str, str], chooser: Chooser) -> Suits:
    said = {
        question: options.get(answers.get(question, ""), {}).get(kind, 0)
        for question, options in chooser.questions.items()
    }
    most = sum(max(option.get(kind, 0) for option in options.values()) for options in chooser.questions.values())
    because = sorted((question for question, points in said.items() if points), key=lambda one: -said[one])
    return Suits(kind, round(100 * sum(said.values()) / most) if most else 0, tuple(because[:2]))


def mode_from(answers: Mapping[str, int], chooser: Chooser) -> ModeAnswer:
    """The mode somebody says they network in; `answers` are 0–3 by statement, those left out count as never."""
    points = dict.fromkeys((Mode.NETWORKING, Mode.SELLING), 0)
    for statement, mode in chooser.statements.items():
        points[mode] += max(0, min(MOST, answers.get(statement, 0)))
    total = sum(points.values())
    if total < chooser.least:
        return ModeAnswer(Mode.NONE, 0)
    share = round(100 * points[Mode.NETWORKING] / total)
    if share >= chooser.networking_from:
        return ModeAnswer(Mode.NETWORKING, share)
    return ModeAnswer(Mode.SELLING if share < chooser.selling_below else Mode.HYBRID, share)
