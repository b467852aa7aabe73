"""One conversation at the club, in the terminal: what is typed goes to the member, a slash goes to the club itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coaching.club.meeting import Meeting, arrive, say, scene
from coaching.club.member import Club
from coaching.club.season import Season
from coaching.faces.terminal.debrief import brief_lines
from coaching.faces.terminal.orders import Order, Unknown, order_in
from coaching.faces.terminal.room import Room
from coaching.faces.terminal.transcript import answer, opening, said
from coaching.faces.words.clubs import name_of
from coaching.faces.words.telling import hint_told
from coaching.hints import hint as nudge
from coaching.why import why as account_of


@dataclass
class MeetingHere:
    """A meeting under way, in front of somebody."""

    room: Room
    club: Club
    season: Season
    member: str
    meeting: Meeting = field(init=False)
    before: list[Meeting] = field(default_factory=list)  # as it stood before each message
    hints: int = 0  # asked for since the last message
    wants_to_end: bool = False

    def __post_init__(self) -> None:
        self.meeting = arrive(self.season, self.member, self.club)

    def run(self) -> Meeting:
        """From the greeting until somebody leaves."""
        room = self.room
        name = name_of(self.member, self.club, room.words)
        self._show("", room.paint.bold(room.words("club.room", name=name)), "")
        self._greet()
        while not self.meeting.is_over and not self.wants_to_end:
            line = self.room.next_said()
            if line is None:
                break
            self._take(line)
        return self.meeting

    def hint(self) -> None:
        """A nudge for this moment; ways to begin when it is asked for again."""
        self.hints += 1
        words, paint = self.room.words, self.room.paint
        found = nudge(self.meeting.conversation, scene(self.meeting, self.club), self.hints)
        told, *openings = hint_told(found, words, name_of(self.member, self.club, words))
        self._show(paint.prose(words("terminal.hint", hint=told)), *(paint.prose(one, 2) for one in openings))

    def why(self) -> None:
        """What the last message did to them."""
        words = self.room.words
        account = account_of(self.meeting.conversation, scene(self.meeting, self.club))
        if account is None:
            self._show(words("terminal.nothing_yet"))
            return
        level = words(f"attendee.openness.{account.openness}")
        self._show(words("why.trust", before=account.before, after=account.after, openness=level))
        for change in account.changes:
            points = words("terminal.rises" if change.points >= 0 else "terminal.falls", points=abs(change.points))
            self._show(f"  {points}  {words(f'causes.{change.cause}')}")

    def take_back(self) -> None:
        """Without the last message; shows where that leaves us."""
        if not self.before:
            self._show(self.room.words("terminal.nothing_yet"))
            return
        self.meeting, self.hints = self.before.pop(), 0
        self._show(self.room.paint.faint(self.room.words("terminal.taken_back")))
        if self.meeting.conversation.turns:
            self._show_answer()
        else:
            self._greet()

    def rules(self) -> None:
        """What earns and what costs."""
        self._show(*brief_lines(self.room.rubric, self.room.words, self.room.paint))

    def end(self) -> None:
        """Out of the small room."""
        self.wants_to_end = True

    def help(self) -> None:
        """What can be asked."""
        self._show(self.room.paint.prose(self.room.words("club.orders")))

    def _take(self, line: str) -> None:
        order = order_in(line, self.room.words)
        if order is None:
            self._say(line)
        elif isinstance(order, Unknown):
            name = "terminal.unknown_order" if order.nearest else "terminal.unknown_order_at_all"
            self._show(self.room.words(name, order=order.typed, nearest=order.nearest))
        else:
            OBEY.get(order, MeetingHere.help)(self)

    def _say(self, text: str) -> None:
        if not self.room.lines.is_live:
            self._show(said(text, self.room.words, self.room.paint))
        self.before.append(self.meeting)
        self.meeting = say(self.meeting, text, self.season, self.club, self.room.understanding)
        self.hints = 0
        self._show_answer()

    def _greet(self) -> None:
        its = scene(self.meeting, self.club)
        self._show(*opening(self.meeting.conversation, its, self.room.words, self.room.paint))

    def _show_answer(self) -> None:
        conversation = self.meeting.conversation
        turns = conversation.turns
        before = turns[-2].mind.trust if len(turns) > 1 else conversation.beginning.trust
        self._show(*answer(turns[-1], before, scene(self.meeting, self.club), self.room.words, self.room.paint))

    def _show(self, *lines: str) -> None:
        for line in lines:
            self.room.show(line)


OBEY: Mapping[Order, Callable[[MeetingHere], None]] = {
    Order.HINT: MeetingHere.hint,
    Order.WHY: MeetingHere.why,
    Order.BACK: MeetingHere.take_back,
    Order.RULES: MeetingHere.rules,
    Order.END: MeetingHere.end,
    Order.HELP: MeetingHere.help,
}
