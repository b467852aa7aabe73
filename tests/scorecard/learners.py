"""The scripted learners of the YAML files beside this one, and deeds made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from coaching.authoring.rubric import read_rubric
from coaching.language import Language
from coaching.moves import Move, in_order
from coaching.reading import SILENCE, Evidence, Heard, Reading, Sense
from coaching.scorecard.card import Finding, Scorecard
from coaching.scorecard.deed import Deed
from coaching.scorecard.marking import mark
from coaching.scorecard.rubric import RuleId

RUBRIC = read_rubric()
_SENSE = {"keyword_stuffer": Sense.NOISE, "silent": Sense.BARE}


@dataclass(frozen=True)
class Turn:
    heard: str
    text: str
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Learner:
    id: str
    lang: Language
    style: str
    sells: str
    modes: tuple[str, ...]
    rank: int
    at_least: int
    at_most: int
    turns: tuple[Turn, ...]

    def deeds(self) -> tuple[Deed, ...]:
        """As a perfect reader of messages would hand them over."""
        sense = _SENSE.get(self.style, Sense.PLAIN)
        return tuple(
            a_deed(number, turn.text, *turn.moves, sense=sense, lang=self.lang, line=turn.heard)
            for number, turn in enumerate(self.turns, start=1)
        )


@cache
def learners() -> tuple[Learner, ...]:
    return tuple(learner for lang in Language for learner in _read(lang))


def _read(lang: Language) -> Iterable[Learner]:
    text = Path(__file__).with_name(f"learners_{lang}.yaml").read_text(encoding="utf-8")
    for each in yaml.safe_load(text):
        expected = each["expected"]
        modes = expected["mode"] if isinstance(expected["mode"], list) else [expected["mode"]]
        turns = tuple(Turn(heard, said, tuple(Move(move) for move in moves)) for heard, said, moves in each["turns"])
        yield Learner(
            id=each["id"],
            lang=lang,
            style=each["style"],
            sells=each["sells"],
            modes=tuple(modes),
            rank=expected["rank"],
            at_least=expected["at_least"],
            at_most=expected["at_most"],
            turns=turns,
        )


def a_deed(
    turn: int,
    text: str,
    *moves: Move,
    sense: Sense = Sense.PLAIN,
    lang: Language = Language.EN,
    before: Heard = SILENCE,
    after: Heard = SILENCE,
    quotes: Sequence[Evidence] = (),
    apology: bool = False,
    gives_contact: bool = False,
    met: tuple[str, ...] = (),
    hinted: bool = False,
    line: str = "",
) -> Deed:
    reading = Reading(
        lang=lang,
        sense=sense,
        moves=in_order(moves),
        evidence=tuple(quotes),
        words=len(text.split()),
        apology=apology,
        gives_contact=gives_contact,
    )
    return Deed(turn, text, reading, before=before, after=after, met=met, hinted=hinted, line=line)


def marked(*deeds: Deed, lang: Language = Language.EN) -> Scorecard:
    return mark(deeds, RUBRIC, lang)


def of_rule(card: Scorecard, rule: RuleId) -> tuple[Finding, ...]:
    return tuple(finding for finding in card.findings if finding.rule is rule)
