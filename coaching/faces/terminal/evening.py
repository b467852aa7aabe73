"""An evening as lines of text: what happens, the room, and what one carries home."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.evening.evening import Act, ActKind, Evening, EventKind
from coaching.evening.looking import Sight, look
from coaching.evening.place import Venue
from coaching.evening.summing_up import Outcome
from coaching.faces.terminal.paint import PLAIN, Paint
from coaching.faces.words import Words
from coaching.faces.words.evenings import event_told, outcome_told, sight_told

SPOKEN = frozenset({ActKind.SAY, ActKind.LEAVE, ActKind.INTRODUCE, ActKind.INVITE})
# Once one has gone somewhere the clock is worth a look.
TELLS_TIME = frozenset({EventKind.WALKED, EventKind.HOUR, EventKind.BREAK})


def events_lines(
    evening: Evening, venue: Venue, words: Words, act: Act | None = None, paint: Paint = PLAIN
) -> list[str]:
    """What came of the last act, the learner's own words first where they are not on the screen already."""
    lines: list[str] = []
    if act and act.kind in SPOKEN:
        lines.append(paint.speech(words("evening.you"), " ".join(act.text.split()) or words("evening.unsaid")))
    for event in evening.events:
        told = event_told(event, evening, venue, words)
        if told is None or not told.text:
            continue
        if told.name:
            lines.append(paint.speech(told.name, told.text))
        else:
            when = f"[{words('evening.clock', minute=evening.minute)}] " if event.kind in TELLS_TIME else ""
            lines.append(paint.faint(paint.prose(f"{when}{told.text}", 2)))
    return lines


def room_lines(evening: Evening, venue: Venue, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The room in words: every place by its letter, everybody one can go to by their number."""
    lines = [paint.bold(f"{words('evening.room.title')} · {words.count('evening.left', evening.seconds_left // 60)}")]
    for letter, sight in lettered(evening, venue):
        heading, people, crowd = sight_told(sight, evening, venue, words)
        lines.append(f"  {letter}  {paint.bold(heading)}" + (f" · {crowd}" if crowd else ""))
        lines += [paint.prose(f"{number_of(who, evening)}  {seen}", 5) for who, seen in people]
    return lines


def lettered(evening: Evening, venue: Venue) -> Iterator[tuple[str, Sight]]:
    """Every part of the room with the letter it goes by."""
    return ((chr(ord("a") + at), sight) for at, sight in enumerate(look(evening, venue)))


def number_of(who: str, evening: Evening) -> int:
    """The number somebody goes by all evening."""
    return next(number for number, one in enumerate(evening.guests, start=1) if one.scenario == who)


def outcome_lines(evening: Evening, outcome: Outcome, venue: Venue, words: Words, paint: Paint = PLAIN) -> list[str]:
    """What one carries home."""
    lines: list[str] = []
    for passage in outcome_told(evening, outcome, venue, words):
        lines += ["", paint.bold(passage.heading), *(paint.prose(line, 2) for line in passage.lines)]
    return lines
