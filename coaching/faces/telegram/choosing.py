"""Whom to meet: everybody, the easiest for this learner first, and one proposed. Nobody is locked."""

from __future__ import annotations

from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.assigned import asked_rows
from coaching.faces.telegram.club_places import back_into_the_room
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.decided import news
from coaching.faces.telegram.evening_room import come_back
from coaching.faces.telegram.lines import line, scene
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.telling import ladder_told
from coaching.ladder import rungs
from coaching.services import own_scenarios
from coaching.services.access import NotThere
from coaching.services.events import NotRehearsing, Running

LONGEST_LABEL = 36  # characters that a small phone shows of a button, with what else stands on it
MOST_OWN_SHOWN = 6
AT_THE_DOOR = "door"  # somebody else before anything was said: nobody was met so far


async def choose(visit: Visit, *blocks: str) -> None:
    """These blocks, then who there is to meet, a button each."""
    words, lang, house = visit.words, visit.lang, visit.house
    blocks = (*await news(visit), *blocks)
    if not house.attendees:
        await visit.use_up_keyboard(Place.READY)
        visit.tell(*blocks, escaped(words("telegram.choose.nobody")))
        return
    ladder = rungs(house.attendees, await visit.tx.rehearsals.tried(visit.learner))
    asked, rows = await asked_rows(visit)
    for rung in ladder.rungs:
        difficulty = words(f"attendee.difficulty.{rung.scenario.difficulty}")
        title = clipped(rung.scenario.title.first(lang), LONGEST_LABEL - len(difficulty))
        label = words("telegram.choose.button", title=title, difficulty=difficulty)
        rows.append([(f"👉 {label}" if rung is ladder.next else label, Deed.PICK, rung.scenario.id)])
    proposed = f"👉 {escaped(ladder_told(ladder, words))}"
    rows += await _own_rows(visit)
    told = [one for one in (*blocks, asked, proposed) if one]
    visit.tell(*told, rows=await visit.keyboard(Place.READY, rows))


async def _own_rows(visit: Visit) -> list[list[tuple[str, Deed, str]]]:
    """Whom the coaches of their groups made up."""
    found = await own_scenarios.open_to(visit.tx, visit.learner)
    every = () if isinstance(found, NotThere) else found[:MOST_OWN_SHOWN]
    names = [(visit.words("own.button", name=clipped(one.name, LONGEST_LABEL)), one.scenario) for one in every]
    return [[(label, Deed.PICK, scenario)] for label, scenario in names]


async def running(visit: Visit) -> Running | None:
    """The rehearsal they are in, if any."""
    at = await visit.house.practice.running(visit.tx, visit.learner)
    return None if isinstance(at, NotRehearsing) else at


async def nobody_there(visit: Visit) -> None:
    """They said or asked something while with nobody."""
    if not (await come_back(visit, only_lately=True) or await back_into_the_room(visit)):
        await choose(visit, escaped(visit.words("telegram.choose.nudge")))


async def go_on(visit: Visit, *blocks: str) -> None:
    """These blocks, then back to where they were: a conversation, a room full of people, or the choice of one."""
    at = await running(visit)
    if at is None and (await come_back(visit, *blocks, only_lately=True) or await back_into_the_room(visit, *blocks)):
        return
    if at is None:
        await choose(visit, *blocks, escaped(visit.words("telegram.choose.another")))
        return
    await visit.use_up_keyboard(Place.READY)
    lang, turns = at.conversation.profile.lang, at.conversation.turns
    last = line(at.scenario, lang, at.conversation.lines[-1].text)
    said_before = (*blocks, escaped(visit.words("watch.resume"))) if blocks else ()
    rows = await asides(visit, Deed.HINT, Deed.WHY if turns else Deed.RULES)
    # Who came away from the door has not seen the scene yet.
    visit.tell(*said_before, *(() if turns else scene(at.scenario, lang, visit.words)), *last, rows=rows)


async def _practise(visit: Visit, _: str) -> None:
    await choose(visit, escaped(visit.words("telegram.choose.ask")))


async def _another(visit: Visit, about: str) -> None:
    if about == AT_THE_DOOR:
        await _practise(visit, "")
    else:
        await choose(visit, escaped(visit.words("telegram.choose.another")))


CHOOSING = Matter(commands={Command.PRACTICE: _practise}, deeds={Deed.CHOOSE: _another})
