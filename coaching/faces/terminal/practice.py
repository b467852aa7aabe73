"""Practice in the terminal: the welcome, whom to meet, the rehearsal, and what next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coaching.faces.terminal.rehearse import Rehearsal, Room
from coaching.faces.words import Words
from coaching.language import Language
from coaching.rehearsal import Profile
from coaching.scenario import Scenario

CHOICES = ("again", "back", "other", "leave")


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
    room: Room, attendees: Sequence[Scenario], scenario: Scenario | None, sells: str, seed_of: Callable[[], int]
) -> None:
    """Rehearsals until the learner has had enough; one alone where nobody is there to be asked."""
    if not room.lines.is_live:
        profile = Profile(room.words.lang, sells=sells)
        Rehearsal(room, scenario or attendees[0], profile, seed_of()).run()
        return
    _welcome(room)
    profile = Profile(room.words.lang, sells=sells or _trade(room))
    while True:
        whom = scenario or choose(room, attendees)
        if whom is None or not _rehearse(room, Rehearsal(room, whom, profile, seed_of()), seed_of):
            break
        scenario = None
    room.show(room.words("terminal.goodbye"))


def choose(room: Room, attendees: Sequence[Scenario]) -> Scenario | None:
    """The attendee picked by number or by name; None when nobody answers any more."""
    words = room.words
    room.show("")
    for number, one in enumerate(attendees, start=1):
        difficulty = words(f"attendee.difficulty.{one.difficulty}")
        title = room.paint.bold(words("terminal.attendee", title=one.title.first(words.lang), difficulty=difficulty))
        room.show(f"  {number}  {title}")
        room.show(room.paint.faint(room.paint.prose(one.occasion.first(words.lang), 5)))
    while True:
        typed = room.ask(words("terminal.whom_to_meet"))
        if typed is None:
            return None
        found = _named(typed.strip().lower(), attendees, words)
        if found:
            return found
        room.show(words("terminal.choose_again", count=len(attendees)))


def _named(typed: str, attendees: Sequence[Scenario], words: Words) -> Scenario | None:
    if not typed:
        return attendees[0]
    if typed.isdecimal():
        return attendees[int(typed) - 1] if 0 < int(typed) <= len(attendees) else None
    lang = words.lang
    called = ((one, f"{one.id} {one.name.first(lang)} {one.title.first(lang)}".lower()) for one in attendees)
    return next((one for one, names in called if typed in names), None)


def _rehearse(room: Room, rehearsal: Rehearsal, seed_of: Callable[[], int]) -> bool:
    """The rehearsal, then what the learner wants next, over and over; whether they want somebody else."""
    rehearsal.run()
    while True:
        wanted = _what_next(room)
        if wanted == "again":
            rehearsal = replace(rehearsal, seed=seed_of())
            rehearsal.run()
        elif wanted == "back":
            rehearsal.take_back()
            rehearsal.go_on()
        else:
            return wanted == "other"


def _what_next(room: Room) -> str:
    words = room.words
    room.show(words("terminal.what_next"))
    for number, choice in enumerate(CHOICES, start=1):
        room.show(f"  {number}  {words(f'terminal.choices.{choice}')}")
    while True:
        typed = room.lines.next("> ")
        if typed is None or not typed.strip():
            return "leave"
        if typed.strip().isdecimal() and 0 < int(typed) <= len(CHOICES):
            return CHOICES[int(typed) - 1]
        room.show(words("terminal.choice_again", count=len(CHOICES)))


def _welcome(room: Room) -> None:
    room.show(room.paint.bold(room.words("terminal.welcome")))
    room.show(room.paint.prose(room.words("terminal.simulated_people")))


def _trade(room: Room) -> str:
    room.show("")
    return (room.ask(room.words("terminal.what_you_do")) or "").strip()
