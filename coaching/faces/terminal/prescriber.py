"""The prescriber in the terminal: someone has a need, and the learner says whom they would send them to."""

from __future__ import annotations

from random import Random

from coaching.faces.terminal.room import Room
from coaching.faces.terminal.session import Session
from coaching.faces.words.telling import judgement_told
from coaching.prescribing import judge, question

GOOD_ENOUGH = 60  # score from which it is asked
NOBODY = "-"


def prescribe(room: Room, session: Session, seed: int) -> None:
    """Asks, where somebody is there, the last rehearsal was good enough and something was learned."""
    if not (room.lines.is_live and session.played and session.played[-1].score >= GOOD_ENOUGH):
        return
    asked = question(session.met, room.prescriptions, Random(f"{seed}:{len(session.played)}"), session.asked)
    if asked is None:
        return
    session.asked.add(asked.prescription.id)
    words, paint = room.words, room.paint
    room.show("")
    room.show(paint.bold(words("prescribing.title")))
    room.show(paint.prose(asked.prescription.need.first(words.lang)))
    for number, one in enumerate(asked.choices, start=1):
        room.show(f"  {number}  {one.title.first(words.lang)}")
    room.show(f"  0  {words('prescribing.nobody')}")
    count = len(asked.choices)
    chosen = room.ask_number(words("prescribing.whom"), words("prescribing.choice_again", count=count), 0, count)
    if chosen is None:
        room.show(words("prescribing.passed"))
        return
    choice = asked.choices[chosen - 1].id if chosen else NOBODY
    why = (room.ask(words("prescribing.why")) or "") if chosen else ""
    judgement = judge(asked, choice, why, words.lang)
    for line in judgement_told(judgement, words, nobody=not chosen):
        room.show(paint.prose(line))
