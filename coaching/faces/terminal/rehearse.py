"""One rehearsal in the terminal: what is typed goes to the attendee, a slash goes to the rehearsal itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coaching.faces.terminal.debrief import whole_debrief
from coaching.faces.terminal.lines import Lines
from coaching.faces.terminal.orders import Order, Unknown, help_lines, order_in
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.transcript import answer, opening, said, scene
from coaching.faces.words import Words
from coaching.hints import hint as nudge
from coaching.rehearsal import Conversation, Profile, Reader, begin, marks, take_back, take_turn
from coaching.scenario import Scenario
from coaching.scorecard.rubric import Rubric
from coaching.why import why as account_of


@dataclass(frozen=True)
class Room:
    """All a rehearsal needs around it."""

    understanding: Reader
    rubric: Rubric
    words: Words
    paint: Paint
    lines: Lines
    show: Callable[[str], None]

    def ask(self, question: str) -> str | None:
        """What somebody answers to a question; None when they are gone."""
        self.show(self.paint.prose(question))
        return self.lines.next("> ")


@dataclass
class Rehearsal:
    """One conversation under way, in front of somebody."""

    room: Room
    scenario: Scenario
    profile: Profile
    seed: int
    conversation: Conversation = field(init=False)
    wants_to_end: bool = False

    def __post_init__(self) -> None:
        self.conversation = begin(self.scenario, self.profile, self.seed)

    def run(self) -> None:
        """From the scene to the debrief."""
        room = self.room
        if room.lines.is_live:
            self._show("")
        self._show(*scene(self.scenario, room.words, room.paint), "")
        self._show(*opening(self.conversation, self.scenario, room.words, room.paint))
        self.go_on()

    def go_on(self) -> None:
        """From where it stands until somebody leaves, then the debrief."""
        self.wants_to_end = False
        while not self.conversation.is_over and not self.wants_to_end:
            line = self._next_line()
            if line is None:
                break
            self._take(line)
        scorecard = marks(self.conversation, self.scenario, self.room.understanding, self.room.rubric)
        told = whole_debrief(
            self.conversation, self.scenario, scorecard, self.room.rubric, self.room.words, self.room.paint
        )
        self._show("", *told)
        if self.room.lines.is_live:
            self._show("")

    def take_back(self) -> None:
        """Without the last message; shows where that leaves us."""
        if not self.conversation.turns:
            self._show(self.room.words("terminal.nothing_yet"))
            return
        self.conversation = take_back(self.conversation)
        self._show(self.room.paint.faint(self.room.words("terminal.taken_back")))
        if self.conversation.turns:
            self._show_answer()
        else:
            self._show(*opening(self.conversation, self.scenario, self.room.words, self.room.paint))

    def _next_line(self) -> str | None:
        if not self.room.lines.is_live:
            return self.room.lines.next()
        self._show("")
        return self.room.lines.next(self.room.paint.bold(f"{self.room.words('terminal.you')}  "))

    def _take(self, line: str) -> None:
        order = order_in(line, self.room.words)
        if order is None:
            self._say(line)
        elif isinstance(order, Unknown):
            name = "terminal.unknown_order" if order.nearest else "terminal.unknown_order_at_all"
            self._show(self.room.words(name, order=order.typed, nearest=order.nearest))
        else:
            OBEY[order](self)

    def _say(self, text: str) -> None:
        if not self.room.lines.is_live:
            self._show(said(text, self.room.words, self.room.paint))
        self.conversation = take_turn(self.conversation, text, self.scenario, self.room.understanding)
        self._show_answer()

    def _show_answer(self) -> None:
        turns = self.conversation.turns
        before = turns[-2].mind.trust if len(turns) > 1 else self.conversation.beginning.trust
        self._show(*answer(turns[-1], before, self.scenario, self.room.words, self.room.paint))

    def hint(self) -> None:
        """A nudge for this moment."""
        found = nudge(self.conversation, self.scenario)
        text = found.text or self.room.words(f"hints.{found.kind}")
        self._show(self.room.paint.prose(self.room.words("terminal.hint", hint=text)))

    def why(self) -> None:
        """What the last message did to the attendee."""
        account, words = account_of(self.conversation, self.scenario), self.room.words
        if account is None:
            self._show(words("terminal.nothing_yet"))
            return
        level = words(f"attendee.openness.{account.openness}")
        self._show(words("why.trust", before=account.before, after=account.after, openness=level))
        for change in account.changes:
            points = words("terminal.rises" if change.points >= 0 else "terminal.falls", points=abs(change.points))
            self._show(f"  {points}  {words(f'causes.{change.cause}')}")
        for thought in account.dropped:
            self._show(self.room.paint.prose(words("why.dropped", thought=thought), 2))
        for thought in account.believes:
            self._show(self.room.paint.prose(words("why.believes", thought=thought), 2))

    def end(self) -> None:
        """No more of it: the debrief comes next."""
        self.wants_to_end = True

    def help(self) -> None:
        """What can be asked."""
        self._show(*help_lines(self.room.words))

    def _show(self, *lines: str) -> None:
        for line in lines:
            self.room.show(line)


OBEY: Mapping[Order, Callable[[Rehearsal], None]] = {
    Order.HINT: Rehearsal.hint,
    Order.WHY: Rehearsal.why,
    Order.BACK: Rehearsal.take_back,
    Order.END: Rehearsal.end,
    Order.HELP: Rehearsal.help,
}
