"""A real event in the terminal: when, what kind, what one hopes for; the plan until then, a mission, the card.

It lasts as long as the program is open; the plan and the card are made anew each time from what was rehearsed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coaching.event.missions import next_mission
from coaching.event.plan import Step, Task, plan
from coaching.faces.terminal.pocket import named, show_card
from coaching.faces.terminal.room import MOST, Room
from coaching.faces.terminal.session import Ahead, Played, Session
from coaching.faces.words import Words
from coaching.faces.words.days import day_told, read_day
from coaching.progress import History, Past, practise_next
from coaching.scorecard.rubric import Dimension
from coaching.services.real_events import FARTHEST_EVENT, LONGEST_HOPE, Kinds, Refused
from coaching.services.texts import one_line


def prepare_here(room: Room, session: Session, sells: str = "") -> None:
    """Asks what is ahead, the first time, and shows what to do until then; the card once something was rehearsed."""
    words, is_new = room.words, session.ahead is None
    room.show("")
    room.show(room.paint.bold(words("event.title")))
    ahead = _asked(room) if session.ahead is None else _still(room, session.ahead)
    if ahead is None:
        return
    session.ahead = ahead
    _show_plan(room, session, ahead)
    if is_new:
        room.show("")
        room.show(room.paint.prose(words("terminal.event.keeps_nothing")))
    _show_mission(room, ahead)
    if session.played:
        show_card(room, session, ahead, sells)
    else:
        room.show("")
        room.show(room.paint.prose(words("terminal.event.card_later")))


def _asked(room: Room) -> Ahead | None:
    """The event; None when they would rather not say a day."""
    words = room.words
    day = _day(room, f"{words('event.when')} {words('terminal.event.or_later')}")
    if day is None:
        return None
    room.show(room.paint.bold(day_told(day, words.lang)))
    for number, one in enumerate(Kinds, start=1):
        room.show(f"  {number}  {words(f'event.kind.{one}')}")
    count = len(Kinds)
    chosen = room.ask_number(words("event.which"), words("terminal.choice_again", count=count), 1, count)
    kind = tuple(Kinds)[chosen - 1] if chosen else Kinds.OTHER
    hope = one_line(room.ask(words("event.hope")) or "", LONGEST_HOPE)
    return Ahead(day, kind, hope, room.ask_number(words("event.nerves"), words("nerves.out_of_range"), 0, MOST))


def _still(room: Room, ahead: Ahead) -> Ahead:
    """The same event, on another day where they name one."""
    day = _day(room, room.words("terminal.event.still", **named(ahead, room.words)))
    return replace(ahead, day=day) if day else ahead


def _day(room: Room, question: str) -> date | None:
    """A day that can be planned for, asked for until there is one; None for an empty line, and when they are gone."""
    words, today = room.words, room.now().date()
    while typed := (room.ask(question) or "").strip():
        day = read_day(typed, today, words.lang)
        if day is None:
            question = words("event.when_again")
        elif day < today or day - today > FARTHEST_EVENT:
            question = words(f"event.{Refused.PAST if day < today else Refused.TOO_FAR}")
        else:
            return day
    return None


def _show_plan(room: Room, session: Session, ahead: Ahead) -> None:
    words, today = room.words, room.now().date()
    left = (ahead.day - today).days
    made = plan(
        ahead.day,
        today,
        session.ladder,
        nerves=ahead.nerves,
        weak=_weakest(room, session),
        done_today=bool(session.played),
    )
    room.show("")
    room.show(room.paint.bold(words("event.planned", **named(ahead, words))))
    room.show(words.count("event.days", left) if left else words("event.today"))
    if ahead.hope:
        room.show(room.paint.prose(words("event.hope_said", hope=ahead.hope)))
    room.show("")
    room.show(words("event.plan"))
    for step in made.steps:
        room.show(f"  {room.paint.prose(_step(step, session, words), 2).lstrip()}")


def _step(step: Step, session: Session, words: Words) -> str:
    match step.task:
        case Task.REHEARSE | Task.GENTLY:
            whom = next(one for one in session.attendees if one.id == step.attendee)
            task = words(f"event.task.{step.task}", name=whom.name.first(words.lang))
        case Task.DRILL:
            task = words("event.task.drill", dimension=words(f"debrief.dimension.{step.dimension}"))
        case Task.AFTER:  # nothing is kept until then, so they are alone with it
            task = words("terminal.event.after")
        case _:
            task = words(f"event.task.{step.task}")
    return words("event.step", day=day_told(step.day, words.lang), task=task)


def _weakest(room: Room, session: Session) -> Dimension | None:
    """What to practise next, by what was played since the program was opened."""
    next_ = practise_next(History(tuple(_past(one, room) for one in session.played)))
    return next_.dimension if next_ else None


def _past(played: Played, room: Room) -> Past:
    card = played.branch.scorecard
    return Past(
        id=played.scenario,
        scenario=played.scenario,
        attendee=played.attendee.name.first(room.words.lang),
        started=room.now(),
        score=card.score,
        dimensions=card.dimensions,
        mode=card.mode,
        trust=played.branch.trust,
        cards=card.cards,
        findings=card.findings,
    )


def _show_mission(room: Room, ahead: Ahead) -> None:
    mission = next_mission(room.missions(), (), (), ahead.nerves)
    if mission is not None:
        room.show("")
        room.show(room.paint.bold(room.words("event.mission.title")))
        room.show(room.paint.prose(mission.says.first(room.words.lang)))
        room.show(room.paint.faint(room.paint.prose(mission.why.first(room.words.lang))))
