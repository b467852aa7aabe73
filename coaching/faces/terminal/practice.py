"""Practice in the terminal: the welcome, whom to meet, the rehearsal and what the learner says of it, and what next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random

from coaching.comparison import Branch
from coaching.faces.terminal.compare import compare_here
from coaching.faces.terminal.debrief import all_marks_lines
from coaching.faces.terminal.drilling import Bench, Drilling
from coaching.faces.terminal.event_plan import prepare_here
from coaching.faces.terminal.keeping import keep_here
from coaching.faces.terminal.noting import write_here
from coaching.faces.terminal.prescriber import prescribe
from coaching.faces.terminal.rehearse import Rehearsal
from coaching.faces.terminal.room import Room
from coaching.faces.terminal.session import Played, Session, show_progress
from coaching.faces.terminal.watch import watch_here
from coaching.faces.words import Words
from coaching.faces.words.telling import ladder_told
from coaching.language import Language
from coaching.rehearsal import Profile
from coaching.scenario import Scenario
from coaching.scorecard.debrief import debrief as chosen

Seeds = Callable[[], int]


class Choice(StrEnum):
    """What can be done after a debrief, in the order in which it is offered."""

    AGAIN = "again"
    REPLAY = "replay"
    MARKS = "marks"
    KEEP = "keep"
    WATCH = "watch"
    DRILL = "drill"
    NOTE = "note"
    EVENT = "event"
    OTHER = "other"
    LEAVE = "leave"


def ask_language(room: Room) -> Language:
    """The language someone would rather speak, asked in both."""
    while True:
        typed = room.ask(room.words("terminal.which_language"))
        if typed is None:
            return room.words.lang
        named = next((lang for lang in Language if typed.strip().lower()[:2] == lang), None)
        if named:
            return named
        room.show(room.words("terminal.language_again"))


def practise(
    room: Room,
    attendees: Sequence[Scenario],
    scenario: Scenario | None,
    sells: str,
    seed_of: Seeds,
    *,
    has_event: bool = False,
) -> None:
    """Rehearsals until the learner has had enough; one alone, or the plan, where nobody is there to be asked.

    `has_event`: they prepare a real one, and begin with it.
    """
    session = Session(attendees)
    if has_event and not room.lines.is_live:
        prepare_here(room, session)
        return
    if not room.lines.is_live:
        profile = Profile(room.words.lang, sells=sells)
        rehearsal = Rehearsal(room, scenario or attendees[0], profile, seed_of())
        rehearsal.run()
        rehearsal.debrief()
        return
    _welcome(room)
    if has_event:
        prepare_here(room, session)
    profile = Profile(room.words.lang, sells=sells or _trade(room))
    while True:
        whom = scenario or choose(room, session)
        if whom is None or not _rehearse(room, session, Rehearsal(room, whom, profile, seed_of()), seed_of):
            break
        scenario = None
    room.show(room.words("terminal.goodbye"))


def choose(room: Room, session: Session) -> Scenario | None:
    """The attendee picked by number or by name, Enter for the one proposed; None when nobody answers any more."""
    words, ladder = room.words, session.ladder
    people = [rung.scenario for rung in ladder.rungs]
    room.show("")
    for number, one in enumerate(people, start=1):
        difficulty = words(f"attendee.difficulty.{one.difficulty}")
        title = room.paint.bold(words("terminal.attendee", title=one.title.first(words.lang), difficulty=difficulty))
        room.show(f"  {number}  {title}")
        room.show(room.paint.faint(room.paint.prose(one.occasion.first(words.lang), 5)))
    room.show("")
    room.show(room.paint.prose(ladder_told(ladder, words)))
    proposed = ladder.next.scenario
    while True:
        typed = room.ask(words("terminal.whom_to_meet", name=proposed.name.first(words.lang)))
        if typed is None:
            return None
        found = _named(typed.strip().lower(), people, words) if typed.strip() else proposed
        if found:
            return found
        room.show(words("terminal.choose_again", count=len(people)))


def _named(typed: str, attendees: Sequence[Scenario], words: Words) -> Scenario | None:
    if typed.isdecimal():
        return attendees[int(typed) - 1] if 0 < int(typed) <= len(attendees) else None
    lang = words.lang
    called = ((one, f"{one.id} {one.name.first(lang)} {one.title.first(lang)}".lower()) for one in attendees)
    return next((one for one, names in called if typed in names), None)


def _rehearse(room: Room, session: Session, rehearsal: Rehearsal, seed_of: Seeds) -> bool:
    """A rehearsal and what is done after it, for as long as it is about the same person; whether to meet another."""
    branch = _played(room, session, rehearsal)
    while True:
        choice = _what_next(room)
        match choice:
            case Choice.AGAIN:
                rehearsal = replace(rehearsal, seed=seed_of())
                branch = _played(room, session, rehearsal)
            case Choice.REPLAY:
                branch = _replayed(room, session, rehearsal, branch)
            case Choice.DRILL:
                _drill(room, seed_of())
            case Choice.EVENT:
                prepare_here(room, session, rehearsal.profile.sells)
            case Choice.OTHER | Choice.LEAVE:
                return choice is Choice.OTHER
            case _:
                _look_back(room, session, rehearsal, branch, choice)


def _look_back(room: Room, session: Session, rehearsal: Rehearsal, branch: Branch, choice: Choice) -> None:
    """What can be done about the rehearsal that is over, without another word of it."""
    match choice:
        case Choice.MARKS:
            for line in all_marks_lines(branch.scorecard, room.words, room.paint):
                room.show(line)
        case Choice.KEEP:
            guess = next((one.guess for one in session.played if one.branch is branch), None)
            keep_here(room, rehearsal.scenario, branch, guess)
        case Choice.WATCH:
            watch_here(room, rehearsal.scenario)
        case Choice.NOTE:
            write_here(room, rehearsal.scenario, branch)


def _drill(room: Room, seed: int) -> None:
    bench = Bench(room.understanding, room.words, room.paint, room.lines, room.show)
    if drills := room.drills():
        Drilling(bench, drills, Random(seed)).run()


def _played(room: Room, session: Session, rehearsal: Rehearsal) -> Branch:
    """The whole of a rehearsal, with what the learner feels before and after it."""
    nerves_before = room.rate("nerves.before")
    rehearsal.run()
    if not rehearsal.conversation.turns:
        return rehearsal.debrief()
    # Asked before the debrief: afterwards it would be no guess.
    guess = room.rate("nerves.guess", name=rehearsal.scenario.name.first(room.words.lang))
    branch = rehearsal.debrief(guess)
    nerves_after = room.rate("nerves.after") if nerves_before is not None else None
    session.played.append(Played(rehearsal.scenario, branch, nerves_before, nerves_after, guess))
    prescribe(room, session, rehearsal.seed)
    show_progress(room, session)
    return branch


def _replayed(room: Room, session: Session, rehearsal: Rehearsal, before: Branch) -> Branch:
    """Another try from one of the messages on, and the two beside each other; both stay in the session."""
    words, turns = room.words, before.conversation.turns
    if not turns:
        room.show(words("terminal.nothing_yet"))
        return before
    turn, count = _turn_to_mend(room, before), len(turns)
    quote = " ".join(turns[turn - 1].text.split())[:60]
    asked = room.ask_number(
        words("terminal.replay_from", count=count, turn=turn, quote=quote),
        words("terminal.replay_again", count=count),
        1,
        count,
    )
    rehearsal.conversation = before.conversation
    rehearsal.replay_from(asked or turn)
    after = rehearsal.debrief()
    compare_here(room, rehearsal.scenario, before, after)
    if after.conversation.turns:
        session.played.append(Played(rehearsal.scenario, after))
    return after


def _turn_to_mend(room: Room, branch: Branch) -> int:
    """The message the debrief would have said otherwise; the last where all went well."""
    slip = chosen(branch.scorecard, room.rubric, room.words.lang).slip
    return slip.turn if slip else len(branch.conversation.turns)


def _what_next(room: Room) -> Choice:
    words = room.words
    choices = tuple(Choice)
    room.show("")
    room.show(words("terminal.what_next"))
    for number, choice in enumerate(choices, start=1):
        room.show(f"  {number}  {room.paint.prose(words(f'terminal.choices.{choice}'), 5).lstrip()}")
    while True:
        typed = room.lines.next("> ")
        if typed is None or not typed.strip():
            return Choice.LEAVE
        if typed.strip().isdecimal() and 0 < int(typed) <= len(choices):
            return choices[int(typed) - 1]
        room.show(words("terminal.choice_again", count=len(choices)))


def _welcome(room: Room) -> None:
    room.show(room.paint.bold(room.words("terminal.welcome")))
    room.show(room.paint.prose(room.words("terminal.simulated_people")))


def _trade(room: Room) -> str:
    room.show("")
    return (room.ask(room.words("terminal.what_you_do")) or "").strip()
