"""The product's own evenings, read once for all tests, and learners who do whatever comes to their mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

import yaml

from coaching.authoring.evening_rubric import read_evening_rubric
from coaching.authoring.evenings import Evenings, read_evenings
from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.place import Venue
from coaching.evening.playing import do
from coaching.evening.summing_up import Outcome, sum_up
from coaching.language import Language
from coaching.plausibility.learners import Learner, at_random
from coaching.reading import Heard, Message, Reading
from coaching.rehearsal import Conversation, Profile
from coaching.scenario import Scenario
from tests.content import ROOT, library, rubric, understanding

LEARNERS = ROOT / "tests" / "learners"


@cache
def evenings() -> Evenings:
    found, problems = read_evenings(ROOT / "scenarios", library())
    assert not [problem for problem in problems if problem.severity == "error"]
    return found


@cache
def venue(occasion: str = "soiree") -> Venue:
    chosen = next(one for one in evenings().occasions if one.id == occasion)
    made = evenings().venue(chosen, library())
    assert made is not None
    return made


def an_evening(*named: str, lang: Language = Language.FR, seed: int = 4, minutes: int | None = None) -> Evening:
    return begin_evening(venue(), Profile(lang, sells="tenue de livres"), seed, minutes, named)


def after(evening: Evening, *acts: Act) -> Evening:
    for act in acts:
        evening = do(evening, act, venue(evening.occasion), understanding())
    return evening


def summed_up(evening: Evening) -> Outcome:
    return sum_up(evening, venue(evening.occasion), understanding(), rubric(), read_evening_rubric())


@cache
def messages(lang: Language) -> tuple[str, ...]:
    return tuple(yaml.safe_load((LEARNERS / f"messages_{lang}.yaml").read_text(encoding="utf8"))["messages"])


@dataclass(frozen=True)
class Wordless:
    """Understands nobody: whatever is said is taken for what a learner made of readings would do at this moment."""

    learner: Learner
    partner: Conversation | None

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        if scenario is None or self.partner is None:
            return Reading(message.lang or Language.EN, words=5)
        return self.learner(self.partner, scenario)

    def hear(self, line: str, lang: Language) -> Heard:
        return understanding().hear(line, lang)

    def taken_up(self, text: str, line: str, lang: Language) -> tuple[str, ...]:
        return understanding().taken_up(text, line, lang)


def whims(seed: int, *, typed: bool = True) -> Iterator[Evening]:
    """An evening in which nothing makes sense, from its beginning to its end, act by act."""
    dice = Random(seed)
    learner = at_random(seed)
    lang = dice.choice(list(Language))
    occasion = dice.choice(evenings().occasions)
    there = venue(occasion.id)
    evening = begin_evening(there, Profile(lang, "Alex", "tenue de livres"), seed, dice.choice((30, 45, 60, 90)))
    yield evening
    while not evening.is_over:
        act = whim(evening, there, dice)
        partner = (
            evening.partner or evening.guest(evening.held_by or "") or evening.guest(act.whom[0] if act.whom else "")
        )
        wordless = Wordless(learner, partner.conversation if partner else None)
        evening = do(evening, act, there, understanding() if typed else wordless)
        yield evening


def whim(evening: Evening, there: Venue, dice: Random) -> Act:
    """Any act at all, sensible or not; mostly talking where there is somebody to talk with."""
    text = dice.choice(messages(evening.profile.lang))
    people = [one.scenario for one in evening.guests]
    if evening.talking_to and dice.random() < 0.6:
        return Act(ActKind.SAY, text=text)
    kind = dice.choice(list(ActKind))
    if kind is ActKind.APPROACH:
        return Act(kind, (dice.choice(["alone", "group", "next", *people]),))
    if kind is ActKind.GO:
        return Act(kind, (dice.choice([one.id for one in there.occasion.places]),))
    if kind is ActKind.INTRODUCE:
        return Act(kind, (dice.choice(people), dice.choice(people)), text)
    if kind is ActKind.INVITE:
        return Act(kind, (dice.choice(people),), text)
    return Act(kind, text=text, minutes=dice.randint(1, 6))
