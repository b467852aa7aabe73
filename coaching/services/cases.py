"""Accepted appeals as regression cases: the conversation up to the misread turn, and what must not be found there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.correction import PATTERNS
from coaching.services.ports import Transaction
from coaching.services.records import AppealState, KeptAppeal, KeptRehearsal

STAND_IN = "Alex"  # for the learner's name: known in both languages, whoever it is
NAMES = re.compile(r"\w{2,}")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
NUMBER = re.compile(r"\+?\d(?:[ .()-]*\d){6,}")


@dataclass(frozen=True)
class Case:
    """A script in the form `play` reads, with what it must not lead to."""

    id: str
    scenario: str
    lang: str
    learner_name: str  # a stand-in, or empty
    learner_sells: str
    seed: int
    messages: tuple[str, ...]
    turn: int
    without: str  # a rule or pattern; the rules of selling bear the names of moves

    def record(self) -> dict[str, object]:
        """The case as plain values, in the order in which a person would read it."""
        return {
            "id": self.id,
            "scenario": self.scenario,
            "lang": self.lang,
            **({"learner_name": self.learner_name} if self.learner_name else {}),
            "learner_sells": self.learner_sells,
            "seed": self.seed,
            "messages": list(self.messages),
            "expect": {"turn": self.turn, "without": self.without},
        }


async def accepted_cases(tx: Transaction) -> tuple[Case, ...]:
    """A case for every appeal that was accepted, oldest first."""
    cases: list[Case] = []
    for appeal in await tx.appeals.all(AppealState.ACCEPTED):
        learner = await tx.learners.of_id(appeal.learner)
        kept = await tx.rehearsals.of_id(learner, appeal.rehearsal) if learner else None
        if kept is not None:
            cases.append(case_of(kept, appeal))
    return tuple(cases)


def case_of(kept: KeptRehearsal, appeal: KeptAppeal) -> Case:
    """The case of one appeal. Names, addresses and telephone numbers of the learner's are replaced."""
    is_whole = appeal.rule in PATTERNS  # what only the whole conversation shows
    said = [turn.text for turn in kept.standing if is_whole or turn.number <= appeal.turn]
    return Case(
        id=f"appeal-{appeal.id}",
        scenario=kept.scenario,
        lang=kept.lang.value,
        learner_name=STAND_IN if kept.name else "",
        learner_sells=nameless(kept.sells, kept.name),
        seed=kept.seed,
        messages=tuple(nameless(text, kept.name) for text in said),
        turn=appeal.turn,
        without=appeal.rule,
    )


def nameless(text: str, name: str) -> str:
    """The text with the name, e-mail addresses and telephone numbers replaced."""
    text = NUMBER.sub("555 0100", ADDRESS.sub("alex@example.org", text))
    parts = NAMES.findall(name)
    if not parts:
        return text
    whole = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    # The first and the last name side by side are one person.
    return re.sub(rf"\b(?:{whole})(?:[ -]+(?:{whole}))*\b", STAND_IN, text, flags=re.IGNORECASE)
