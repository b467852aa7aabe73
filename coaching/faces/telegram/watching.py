"""Watching an old hand, one exchange a tap, all of it in one message that grows."""

from __future__ import annotations

from coaching.faces.telegram.choosing import LONGEST_LABEL, go_on, running
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import bold, clipped, escaped, italic, spoken, units
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.telling import step_told
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.watching import Step, example_to_watch, steps

ROOM = 3600  # units of one message; what no longer fits above goes first


async def _watch(visit: Visit, name: str) -> None:
    """That attendee, the one they are with, or whichever they choose."""
    at = await running(visit)
    scenario = visit.house.attendee(name) or (at.scenario if at else None)
    if scenario is None:
        await _choose(visit)
    else:
        await _show(visit, scenario, 0)


async def _command(visit: Visit, _: str) -> None:
    await _watch(visit, "")


async def _choose(visit: Visit) -> None:
    words, lang = visit.words, visit.lang
    known = [one for one in visit.house.attendees if example_to_watch(one, lang)]
    rows = [[(clipped(one.title.first(lang), LONGEST_LABEL), Deed.WATCH, one.id)] for one in known]
    visit.tell(escaped(words("phone.watch.whom")), rows=await visit.keyboard(Place.READY, rows))


async def _onward(visit: Visit, _: str) -> None:
    name, _, seen = visit.stage.about.partition(" ")
    scenario = visit.house.attendee(name)
    if scenario is None:
        await go_on(visit)
    else:
        await _show(visit, scenario, int(seen) + 1 if seen.isdecimal() else 0)


async def _show(visit: Visit, scenario: Scenario, count: int) -> None:
    """The first `count` exchanges, in place of what was shown before."""
    words, lang = visit.words, visit.lang
    conversation = visit.house.watched(scenario, lang)
    if conversation is None:
        await go_on(visit, escaped(words("watch.none", name=scenario.name.first(lang))))
        return
    every = steps(conversation, scenario)
    blocks = _blocks(conversation, scenario, every[:count], words)
    if count < len(every):
        number = words("telegram.buttons.onward", number=count + 1, count=len(every))
        rows = [[(number, Deed.ONWARD, "")], [(words("telegram.buttons.unwatch"), Deed.UNWATCH, "")]]
        keyboard = await visit.keyboard(Place.READY, rows, about=f"{scenario.id} {count}")
    else:
        trust = conversation.beginning.trust, conversation.mind.trust
        blocks.append(escaped(words("watch.done", before=trust[0], after=trust[1])))
        keyboard = await visit.keyboard(Place.READY, await _afterwards(visit, scenario))
    if count:
        visit.show(*blocks, rows=keyboard)
    else:
        visit.tell(*blocks, rows=keyboard)


async def _afterwards(visit: Visit, scenario: Scenario) -> list[list[tuple[str, Deed, str]]]:
    """Their own turn: to go on, or to begin with the same person."""
    words = visit.words
    if await running(visit):
        return [[(words("telegram.buttons.resume"), Deed.RESUME, "")]]
    mine = words("telegram.buttons.my_turn")
    return [[(mine, Deed.PICK, scenario.id), (words("telegram.buttons.another"), Deed.CHOOSE, "")]]


async def _stop(visit: Visit, _: str) -> None:
    told = escaped(visit.words("watch.stopped"))
    scenario = visit.house.attendee(visit.stage.about.partition(" ")[0])
    if scenario is None or await running(visit):
        await go_on(visit, told)
    else:
        visit.tell(told, rows=await visit.keyboard(Place.READY, await _afterwards(visit, scenario)))


def _blocks(conversation: Conversation, scenario: Scenario, seen: tuple[Step, ...], words: Words) -> list[str]:
    """The title, then as many of the latest exchanges as there is room for."""
    title = bold(words("watch.title", name=scenario.name.first(words.lang)))
    scene = [spoken(scenario.setting.first(words.lang)), *line(scenario, words.lang, conversation.opening)]
    told = ["\n\n".join(scene), *(_step(one, scenario, words) for one in seen)]
    while len(told) > 1 and sum(units(one) + 2 for one in told) > ROOM:
        told.pop(0)
    return [title, *told]


def _step(one: Step, scenario: Scenario, words: Words) -> str:
    notes = [italic(note) for note in step_told(one, words)]
    said = " ".join(one.said.split())
    moved = words("phone.watch.trust", before=one.before, after=one.after)
    lines = [
        f"{bold(words('watch.who'))} — {escaped(said)}",
        *notes[:1],
        "\n".join(line(scenario, words.lang, one.reply)),
        italic(moved),
        *notes[1:],
    ]
    return "\n".join(lines)


WATCHING = Matter(
    commands={Command.WATCH: _command},
    deeds={Deed.WATCH: _watch, Deed.ONWARD: _onward, Deed.UNWATCH: _stop},
)
