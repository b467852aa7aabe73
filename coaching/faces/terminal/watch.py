"""Watching an old hand in the terminal, one exchange at a time."""

from __future__ import annotations

from coaching.faces.terminal.room import Room
from coaching.faces.terminal.transcript import opening, trust_line
from coaching.faces.words.telling import step_told
from coaching.scenario import Scenario
from coaching.watching import steps, watch


def watch_here(room: Room, scenario: Scenario) -> None:
    """The whole of it, Enter by Enter; all at once where nobody is there to press it."""
    words, paint = room.words, room.paint
    name = scenario.name.first(words.lang)
    conversation = watch(scenario, words.lang, room.understanding)
    if conversation is None:
        room.show(words("watch.none", name=name))
        return
    room.show("")
    room.show(paint.bold(words("watch.title", name=name)))
    if room.lines.is_live:
        room.show(paint.faint(words("watch.how")))
    for line in opening(conversation, scenario, words, paint):
        room.show(line)
    for step in steps(conversation, scenario):
        if not _goes_on(room):
            room.show(paint.faint(words("watch.stopped")))
            return
        room.show(paint.speech(words("watch.who"), " ".join(step.said.split())))
        told = step_told(step, words)
        room.show("\n".join(paint.faint(paint.prose(note, 2)) for note in told[:1]))
        room.show(paint.speech(name, step.reply))
        room.show(trust_line(step.after, step.openness, step.after - step.before, words, paint))
        for note in told[1:]:
            room.show(paint.good(paint.prose(note, 2)))
    trust = conversation.beginning.trust, conversation.mind.trust
    room.show(paint.prose(words("watch.done", before=trust[0], after=trust[1])))


def _goes_on(room: Room) -> bool:
    """Whether somebody wants to see the next exchange."""
    if not room.lines.is_live:
        return True
    typed = room.lines.next(room.paint.faint(room.words("watch.next") + " "))
    return typed is not None and not typed.strip()
