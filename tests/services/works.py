"""An exercise, an evening and a season that a learner of a group did for it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from coaching.club.attending import Act, Doing
from coaching.cohorts.target import What
from coaching.drills import mark_drill
from coaching.evening.evening import Act as EveningAct
from coaching.evening.evening import ActKind
from coaching.language import Language
from coaching.services import drilling
from coaching.services.efforts import exercise_id
from coaching.services.evenings import Evenings
from coaching.services.seasons import ABOUT, Seasons
from tests.content import drills, understanding
from tests.services.groups import Group
from tests.telegram.bots import evenings_of, seasons_of

ANSWER = "Quel goulot vous empêche le plus d'avancer, au labo?"
HELLO = "Bonsoir! Qu'est-ce qui vous amène ici ce soir?"
QUESTION = "Qu'est-ce que vous aimez le plus dans votre métier?"
THANKS = "J'ai aimé vous entendre, merci. Je vous laisse à la soirée!"
ROUND = "Bonjour, je tiens les livres de petites entreprises; j'aide celles qui remettent leurs impôts à demain."
SAID = {What.DRILLS: (ANSWER,), What.EVENING: (HELLO, QUESTION), What.CLUB: (QUESTION,)}


@dataclass(frozen=True)
class Works:
    """Who keeps them, and which they are."""

    evenings: Evenings
    seasons: Seasons
    done: dict[What, str]


async def works_of(group: Group, who: str = "learner") -> Works:
    """One of each, asked of the whole group, done by them."""
    evenings, seasons, learner = evenings_of(group.practice), seasons_of(group.practice), group.people[who]
    drill = drills()[0]
    async with group.store.transaction() as tx:
        for what, about in ((What.DRILLS, drill.id), (What.EVENING, "soiree"), (What.CLUB, ABOUT)):
            await group.assign(tx, what=what, about=about)
        item = drill.items[Language.FR][0]
        marks = mark_drill(drill, item, ANSWER, understanding())
        kept = await drilling.keep(
            tx, learner, drill.id, item.id, Language.FR, ANSWER, json.dumps(asdict(marks)), marks.score
        )
    evening = await _an_evening(evenings, group, who)
    season = await _a_season(seasons, group, who)
    return Works(evenings, seasons, {What.DRILLS: exercise_id(kept), What.EVENING: evening, What.CLUB: season})


async def _an_evening(evenings: Evenings, group: Group, who: str) -> str:
    async with group.store.transaction() as tx:
        learner = group.people[who]
        begun = await evenings.begin(tx, learner, "soiree")
        assert begun
        acts = (
            EveningAct(ActKind.APPROACH, (begun.evening.guests[0].scenario,)),
            EveningAct(ActKind.SAY, text=HELLO),
            EveningAct(ActKind.SAY, text=QUESTION),
            EveningAct(ActKind.LEAVE, text=THANKS),
        )
        for number, act in enumerate(acts, start=40):
            assert await evenings.do(tx, learner, act, number)
        over = await evenings.go_home(tx, learner, 50)
        assert over
        assert over.outcome
    return over.journey.id


async def _a_season(seasons: Seasons, group: Group, who: str) -> str:
    async with group.store.transaction() as tx:
        learner = group.people[who]
        at = await seasons.begin(tx, learner)
        member = at.attendance.season.relations[0].member
        acts = (
            Act(Doing.INTRODUCE, ROUND),
            Act(Doing.ENTER, member),
            Act(Doing.SAY, QUESTION),
            Act(Doing.LEAVE),
            Act(Doing.FINISH),
        )
        for number, act in enumerate(acts, start=60):
            at = (await seasons.act(tx, learner, at, act, number)).at
    return at.journey.id
