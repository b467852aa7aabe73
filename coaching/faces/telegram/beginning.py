"""Walking up to somebody: how nervous one is, then the scene and their first words."""

from __future__ import annotations

from coaching.faces.telegram.choosing import choose, go_on, running
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.debriefing import brief_blocks
from coaching.faces.telegram.lines import line, scene
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import number_in, numbers
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import learners
from coaching.services.events import Begun, NotRehearsing, Rating, UnknownScenario
from coaching.services.ratings import rate


async def _pick(visit: Visit, name: str) -> None:
    await _meet(visit, await visit.house.practice.begin(visit.tx, visit.learner, name))


async def _again(visit: Visit, _: str) -> None:
    await _meet(visit, await visit.house.practice.again(visit.tx, visit.learner))


async def _meet(visit: Visit, begun: Begun | UnknownScenario | NotRehearsing) -> None:
    """How nervous they are; the scene follows whatever they answer."""
    words = visit.words
    if not isinstance(begun, Begun):
        await choose(visit, escaped(words("telegram.choose.gone")))
        return
    rows = await visit.keyboard(Place.NERVES, numbers(Deed.NERVES, words), about=begun.id)
    replaced = (escaped(words("telegram.scene.replaced")),) if begun.ended else ()
    visit.tell(*replaced, escaped(words("phone.nerves.before")), rows=rows)


async def _nerves(visit: Visit, answer: str) -> None:
    """Their nerves, or anything else in place of them; then the scene."""
    rehearsal, nerves = visit.stage.about, number_in(answer)
    at = await running(visit)
    if at is None or at.id != rehearsal:
        await go_on(visit)
        return
    if nerves is not None:
        visit.learner = await learners.came(visit.tx, visit.learner, nerves)
        await rate(visit.tx, visit.learner, rehearsal, Rating.NERVES_BEFORE, nerves)
        if visit.tapped:
            visit.show(escaped(visit.words("phone.nerves.kept", value=nerves)))
    words, scenario, lang = visit.words, at.scenario, at.conversation.profile.lang
    visit.tell(
        *scene(scenario, lang, words),
        rows=await visit.keyboard(Place.READY, [[(words("telegram.buttons.rules"), Deed.RULES, "")]]),
    )
    visit.tell(*line(scenario, lang, at.conversation.lines[-1].text))


async def _rules(visit: Visit, _: str) -> None:
    visit.tell(*brief_blocks(visit.house.notebook.rubric, visit.words))


BEGINNING = Matter(
    commands={Command.RULES: _rules},
    deeds={Deed.PICK: _pick, Deed.AGAIN: _again, Deed.NERVES: _nerves, Deed.RULES: _rules},
    texts={Place.NERVES: _nerves},
)
