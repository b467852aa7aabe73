"""One rehearsal in the terminal: what is typed goes to the attendee, a slash goes to the rehearsal itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coaching.comparison import Branch, fork
from coaching.faces.terminal.debrief import brief_lines, whole_debrief
from coaching.faces.terminal.orders import Order, Unknown, help_lines, order_in
from coaching.faces.terminal.room import Room
from coaching.faces.terminal.transcript import answer, opening, said, scene
from coaching.faces.terminal.watch import watch_here
from coaching.faces.words.telling import hint_told
from coaching.hints import hint as nudge
from coaching.rehearsal import Conversation, Profile, begin, marks, take_back, take_turn
from coaching.scenario import Scenario
from coaching.why import why as account_of


@dataclass
class Rehearsal:
    """One conversation under way, in front of somebody."""

    room: Room
    scenario: Scenario
    profile: Profile
    seed: int
    conversation: Conversation = field(init=False)
    wants_to_end: bool = False
    hints: int = 0  # asked for since the last message

    def __post_init__(self) -> None:
        self.conversation = begin(self.scenario, self.profile, self.seed)

    def run(self) -> None:
        """From the scene until somebody leaves."""
        room = self.room
        if room.lines.is_live:
            self._show("")
        self._show(*scene(self.scenario, room.words, room.paint), "")
        self._show(*opening(self.conversation, self.scenario, room.words, room.paint))
        self.go_on()

    def go_on(self) -> None:
        """From where it stands until somebody leaves."""
        self.wants_to_end, self.hints = False, 0
        while not self.conversation.is_over and not self.wants_to_end:
            line = self.room.next_said()
            if line is None:
                break
            self._take(line)

    def debrief(self, guess: int | None = None) -> Branch:
        """Tells what it comes to, beside the learner's own guess of 0–10; the conversation with its marks."""
        room = self.room
        scorecard = marks(self.conversation, self.scenario, room.understanding, room.rubric)
        told = whole_debrief(
            self.conversation, self.scenario, scorecard, room.rubric, room.words, room.paint, guess=guess
        )
        self._show("", *told)
        return Branch(self.conversation, scorecard)

    def replay_from(self, turn: int) -> None:
        """Takes up the conversation before that message and goes on. ValueError when there was no such message."""
        self.conversation = fork(self.conversation, turn)
        self._show_where_we_are(self.room.words("terminal.taken_back"))
        self.go_on()

    def take_back(self) -> None:
        """Without the last message; shows where that leaves us."""
        if not self.conversation.turns:
            self._show(self.room.words("terminal.nothing_yet"))
            return
        self.conversation, self.hints = take_back(self.conversation), 0
        self._show_where_we_are(self.room.words("terminal.taken_back"))

    def _show_where_we_are(self, heading: str) -> None:
        self._show(self.room.paint.faint(heading))
        if self.conversation.turns:
            self._show_answer()
        else:
            self._show(*opening(self.conversation, self.scenario, self.room.words, self.room.paint))

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
        self.hints = 0
        self._show_answer()

    def _show_answer(self) -> None:
        turns = self.conversation.turns
        before = turns[-2].mind.trust if len(turns) > 1 else self.conversation.beginning.trust
        self._show(*answer(turns[-1], before, self.scenario, self.room.words, self.room.paint))

    def hint(self) -> None:
        """A nudge for this moment; ways to begin when it is asked for again."""
        self.hints += 1
        words, paint = self.room.words, self.room.paint
        found = nudge(self.conversation, self.scenario, self.hints)
        told, *openings = hint_told(found, words, self.scenario.name.first(words.lang))
        self._show(paint.prose(words("terminal.hint", hint=told)), *(paint.prose(one, 2) for one in openings))

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

    def watch(self) -> None:
        """An old hand in the same scene, then back to where we were."""
        watch_here(self.room, self.scenario)
        self._show_where_we_are(self.room.words("watch.resume"))

    def rules(self) -> None:
        """What earns and what costs."""
        self._show(*brief_lines(self.room.rubric, self.room.words, self.room.paint))

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
    Order.WATCH: Rehearsal.watch,
    Order.RULES: Rehearsal.rules,
    Order.END: Rehearsal.end,
    Order.HELP: Rehearsal.help,
}
