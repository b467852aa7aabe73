"""An evening in front of somebody: what is typed goes to whoever they talk with, a slash goes to the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.moving import finish
from coaching.evening.place import Occasion, Venue
from coaching.evening.playing import do
from coaching.evening.rubric import EveningRubric
from coaching.evening.summing_up import Outcome, sum_up
from coaching.faces.terminal.evening import SPOKEN, events_lines, lettered, outcome_lines, room_lines
from coaching.faces.terminal.evening_orders import Order, Typed, act_of, help_lines, order_in
from coaching.faces.terminal.room import Room
from coaching.rehearsal import Profile


@dataclass
class EveningOut:
    """One evening under way, in front of somebody."""

    room: Room
    venue: Venue
    rubric: EveningRubric
    profile: Profile
    seed: int
    evening: Evening = field(init=False)
    wants_home: bool = False

    def __post_init__(self) -> None:
        self.evening = begin_evening(self.venue, self.profile, self.seed)

    def run(self) -> Outcome:
        """From the door to what one carries home."""
        room, words = self.room, self.room.words
        before = room.rate("nerves.before")
        self._show(room.paint.faint(room.paint.prose(words("evening.simulated"))), "")
        self._show(*events_lines(self.evening, self.venue, words, paint=room.paint))
        self._look()
        self._show(self.room.paint.faint(self.room.paint.prose(words("evening.ask.begin"))))
        while not self.evening.is_over and not self.wants_home:
            line = self.room.next_said()
            if line is None:
                break
            self._take(line)
        if not self.evening.is_over:
            self.evening = finish(self.evening, self.venue)
            self._show(*events_lines(self.evening, self.venue, words, paint=room.paint))
        after = room.rate("nerves.after") if before is not None else None
        self.evening = replace(self.evening, nerves_before=before, nerves_after=after)
        outcome = sum_up(self.evening, self.venue, room.understanding, room.rubric, self.rubric)
        self._show(*outcome_lines(self.evening, outcome, self.venue, words, room.paint))
        return outcome

    def _take(self, line: str) -> None:
        typed, words = order_in(line) or self._chosen(line), self.room.words
        if typed is None and self._is_number(line):
            order = "/" + words("evening.orders.approach.names").split()[0]
            self._show(self.room.paint.prose(words("evening.ask.somebody_else", order=order, number=line.strip())))
        elif typed is None:
            self._do(Act(ActKind.SAY, text=line))
        elif typed.order is None:
            key = "evening.orders.unknown_near" if typed.nearest else "evening.orders.unknown"
            self._show(words(key, order=typed.typed, nearest=typed.nearest))
        elif typed.order is Order.ROOM:
            self._look()
        elif typed.order is Order.HELP:
            self._show(*help_lines(words))
        elif typed.order is Order.END:
            self.wants_home = True
        else:
            act = act_of(typed, self.evening, self.venue)
            if isinstance(act, str):
                self._show(words(f"evening.ask.{act}"))
            else:
                self._do(act)

    def _chosen(self, line: str) -> Typed | None:
        """With nobody to say it to, a number is somebody to go to, and a letter a place."""
        bare = line.strip().casefold()
        if self.evening.talking_to or self.evening.held_by:
            return None
        if bare.isascii() and bare.isdigit():
            return Typed(Order.APPROACH, bare)
        places = {letter for letter, _ in lettered(self.evening, self.venue)}
        return Typed(Order.GO, bare) if bare in places else None

    def _is_number(self, line: str) -> bool:
        """Whether the line is the number of somebody else, which is no answer to anything either."""
        bare, numbers = line.strip(), range(1, len(self.evening.guests) + 1)
        return bare.isascii() and bare.isdigit() and int(bare) in numbers

    def _do(self, act: Act) -> None:
        had_company = self.evening.talking_to is not None
        self.evening = do(self.evening, act, self.venue, self.room.understanding)
        shown = None if self.room.lines.is_live else act  # what one typed oneself is on the screen
        self._show(*events_lines(self.evening, self.venue, self.room.words, shown, self.room.paint))
        if self.evening.talking_to or self.evening.is_over:
            return
        if had_company:
            self._look()
        elif act.kind in SPOKEN:
            self._show(self.room.paint.faint(self.room.paint.prose(self.room.words("evening.ask.begin"), 2)))

    def _look(self) -> None:
        self._show("", *room_lines(self.evening, self.venue, self.room.words, self.room.paint), "")

    def _show(self, *lines: str) -> None:
        for line in lines:
            self.room.show(line)


def go_out(
    room: Room, usual: Venue, others: Sequence[Occasion], rubric: EveningRubric, sells: str, seed: int
) -> Outcome:
    """An evening at the usual occasion, or at another one they choose where there are any and they are there."""
    words = room.words
    if not sells and room.lines.is_live:
        sells = (room.ask(words("terminal.what_you_do")) or "").strip()
    occasion = _occasion(room, (usual.occasion, *others)) if others and room.lines.is_live else usual.occasion
    return EveningOut(room, replace(usual, occasion=occasion), rubric, Profile(words.lang, sells=sells), seed).run()


def _occasion(room: Room, occasions: Sequence[Occasion]) -> Occasion:
    words = room.words
    for number, one in enumerate(occasions, start=1):
        room.show(f"  {number}  {one.name.first(words.lang)}")
    usual = words("evening.ask.occasion", usual=occasions[0].name.first(words.lang))
    chosen = room.ask_number(usual, words("evening.ask.again", count=len(occasions)), 1, len(occasions))
    return occasions[(chosen or 1) - 1]
