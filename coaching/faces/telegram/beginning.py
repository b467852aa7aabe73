"""Walking up to somebody: how nervous one is, then the scene and their first words."""

from __future__ import annotations

from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.choosing import AT_THE_DOOR, choose, go_on, running
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.debriefing import brief_blocks, replaced_blocks
from coaching.faces.telegram.lines import line, scene
from coaching.faces.telegram.links import nowhere
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import numbers, rating_in
from coaching.faces.telegram.reporting import tell_whose
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.telling import ladder_told
from coaching.ladder import rungs
from coaching.services import learners
from coaching.services.events import Begun, NotRehearsing, Rating, UnknownScenario
from coaching.services.ratings import rate


async def pick(visit: Visit, name: str) -> None:
    """Walk up to that attendee."""
    await _meet(visit, await visit.house.practice.begin(visit.tx, visit.learner, name))


async def meet_the_easiest(visit: Visit, *blocks: str) -> None:
    """These blocks, then straight to whoever is easiest for them; somebody else is a tap away.

    Nothing begins before they answered, so that who turns away at the door leaves no rehearsal behind.
    """
    house, words = visit.house, visit.words
    if not house.attendees:
        await choose(visit, *blocks)
        return
    ladder = rungs(house.attendees, await visit.tx.rehearsals.tried(visit.learner))
    other = (words("telegram.buttons.another"), Deed.CHOOSE, AT_THE_DOOR)
    *figures, last = numbers(Deed.NERVES, words)
    rows = await visit.keyboard(Place.NERVES, [*figures, [*last, other]], about=ladder.next.scenario.id)
    visit.tell(*blocks, escaped(ladder_told(ladder, words)), escaped(words("phone.nerves.before")), rows=rows)


async def _by_link(visit: Visit, name: str) -> None:
    """A link to an attendee; who taps it twice is with them already, and goes on."""
    at = await running(visit)
    if visit.house.attendee(name) is None:
        await nowhere(visit)
    elif at is not None and at.scenario.id == name and at.conversation.turns:
        await go_on(visit)
    else:
        await pick(visit, name)


async def _again(visit: Visit, _: str) -> None:
    await _meet(visit, await visit.house.practice.again(visit.tx, visit.learner))


async def _meet(visit: Visit, begun: Begun | UnknownScenario | NotRehearsing) -> None:
    """How nervous they are; the scene follows whatever they answer."""
    words = visit.words
    if not isinstance(begun, Begun):
        await choose(visit, escaped(words("telegram.choose.gone")))
        return
    rows = await visit.keyboard(Place.NERVES, numbers(Deed.NERVES, words), about=begun.id)
    if begun.ended:
        visit.tell(*replaced_blocks(begun.ended, visit.words_in(begun.ended.conversation.profile.lang)))
    visit.tell(escaped(words("phone.nerves.before")), rows=rows)


async def _nerves(visit: Visit, answer: str) -> None:
    """Their nerves, or anything else in place of them; then the scene."""
    rehearsal, nerves = await _come_in(visit), rating_in(answer)
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
    await visit.use_up_keyboard(Place.READY)
    visit.tell(*scene(scenario, lang, words))
    await tell_whose(visit, scenario.id)
    visit.tell(*line(scenario, lang, at.conversation.lines[-1].text), rows=await asides(visit, Deed.HINT, Deed.RULES))


async def _come_in(visit: Visit) -> str:
    """The rehearsal they were asked about; begun only now where it was their first."""
    about = visit.stage.about
    if visit.house.attendee(about) is None:
        return about
    begun = await visit.house.practice.begin(visit.tx, visit.learner, about)
    return begun.id if isinstance(begun, Begun) else about


async def _rules(visit: Visit, _: str) -> None:
    rows = await asides(visit, Deed.HINT) if await running(visit) else ()
    visit.tell(*brief_blocks(visit.house.notebook.rubric, visit.words), rows=rows)


BEGINNING = Matter(
    commands={Command.RULES: _rules},
    deeds={Deed.PICK: pick, Deed.AGAIN: _again, Deed.NERVES: _nerves, Deed.RULES: _rules},
    texts={Place.NERVES: _nerves},
    links={"s": _by_link},
)
