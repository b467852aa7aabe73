"""The club in the terminal: week after week the round, the small rooms, and at the end the network."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coaching.club.choosing import Chooser, ModeAnswer
from coaching.club.introduction import introduce_self
from coaching.club.member import Club
from coaching.club.network import network_of, season_marks
from coaching.club.parting import part
from coaching.club.playing import Played
from coaching.club.season import WEEK, Season, begin_season, next_week
from coaching.faces.terminal.club_meeting import MeetingHere
from coaching.faces.terminal.club_questions import ask_mode, choose_network
from coaching.faces.terminal.club_transcript import network_lines, parted_lines
from coaching.faces.terminal.orders import Order, order_in
from coaching.faces.terminal.room import Room
from coaching.faces.terminal.transcript import said
from coaching.faces.words.clubs import introduction_told, name_of, standing_told
from coaching.rehearsal import Profile
from coaching.understanding.words import fold

LONGEST_AWAY = 730  # days
TRIES = 3  # of an introduction; the table is waiting
ENOUGH = 90  # score of an introduction from which nobody is asked to say it again


class Gone(Exception):  # noqa: N818 - nothing is wrong with leaving
    """The learner has had enough of the season, or is gone."""


@dataclass
class ClubHere:
    """A season in front of somebody."""

    room: Room
    club: Club
    chooser: Chooser
    season: Season
    mode: ModeAnswer | None = None  # what they said of themselves before

    def run(self) -> Season:
        """The weeks of the season until its end, or until they have had enough; then the network."""
        room, words = self.room, self.room.words
        for line in (self.club.place, self.club.ritual):
            room.show(room.paint.prose(line.first(words.lang)))
        room.show(room.paint.prose(words("club.season", weeks=self.club.figures.weeks)))
        for key in ("club.beside", "club.simulated"):
            room.show(room.paint.faint(room.paint.prose(words(key))))
        try:
            while not self.season.is_over(self.club.figures):
                self._week()
                self._next_week()
        except Gone:
            pass
        self._end()
        return self.season

    def _week(self) -> None:
        room, words = self.room, self.room.words
        week = words("club.week", week=self.season.week, weeks=self.club.figures.weeks)
        self._show("", room.paint.bold(week))
        self._round()
        for _ in range(self.club.figures.rooms):
            member = self._whom()
            if member is None:
                return
            self._meet(member)

    def _round(self) -> None:
        """The learner's thirty seconds, said again as often as they like."""
        room, words = self.room, self.room.words
        self._show("", room.paint.prose(self.club.introduction.first(words.lang)))
        if (text := self._line()) is None:
            self._show(words("club.round_skipped"))
            return
        profile, ear = self.season.profile, self.club.ears[words.lang]
        for _ in range(TRIES):
            marks = introduce_self(text, words.lang, profile.sells, ear, room.understanding)
            self.season = replace(self.season, introductions=(*self.season.introductions, marks))
            head, *rest = introduction_told(marks, words)
            self._show(room.paint.bold(room.paint.prose(head)), *(room.paint.prose(line, 2) for line in rest))
            if marks.score >= ENOUGH:
                return
            self._show(room.paint.faint(words("club.round_again")))
            if (text := self._line()) is None:
                return

    def _whom(self) -> str | None:
        """The member chosen; None to go home."""
        room, words = self.room, self.room.words
        members = [one.member for one in self.season.relations]
        self._show("", words("club.around"))
        for number, relation in enumerate(self.season.relations, start=1):
            name = room.paint.bold(name_of(relation.member, self.club, words))
            standing = standing_told(relation, self.season, self.club, words)
            self._show(f"  {number}  {name}  {room.paint.faint(standing)}")
        self._show(room.paint.prose(words("club.whom")))
        while (text := self._line()) is not None:
            if found := self._named(text.strip(), members):
                return found
            self._show(words("club.whom_again", count=len(members)))
        return None

    def _named(self, typed: str, members: list[str]) -> str | None:
        if typed.isascii() and typed.isdigit():
            return members[int(typed) - 1] if 0 < int(typed) <= len(members) else None
        lang, wanted = self.room.words.lang, fold(typed)
        people = {one: self.club.people[one].member.names.of(lang) for one in members}
        called = {
            one: fold(" ".join((one, name_of(one, self.club, self.room.words), *names)))
            for one, names in people.items()
        }
        return next((one for one, names in called.items() if wanted in names), None)

    def _meet(self, member: str) -> None:
        meeting = MeetingHere(self.room, self.club, self.season, member).run()
        if not meeting.conversation.turns:
            return
        self.season, parting = part(meeting, self.season, self.club, self.room.understanding)
        self._show("", *parted_lines(Played(meeting, parting), self.club, self.room.words, self.room.paint))

    def _next_week(self) -> None:
        """Seven days later, or as many as they say."""
        words = self.room.words
        if self.season.week >= self.club.figures.weeks:
            self.season = next_week(self.season, self.club)
            return
        self._show("", self.room.paint.prose(words("club.next_week")))
        while (text := self._line()) is not None:
            if text.strip().isascii() and text.strip().isdigit() and 0 < int(text) <= LONGEST_AWAY:
                self.season = next_week(self.season, self.club, int(text))
                self._show(words.count("club.later", int(text)))
                return
            self._show(words("club.next_week_again", most=LONGEST_AWAY))
        self.season = next_week(self.season, self.club, WEEK)

    def _end(self) -> None:
        room, words = self.room, self.room.words
        network, marks = network_of(self.season, self.club), season_marks(self.season, self.club, room.rubric)
        told = replace(self.season, week=min(self.season.week, self.club.figures.weeks))
        self._show("", words("club.over"), "")
        self._show(*network_lines(network, marks, told, self.club, words, room.paint))
        if self.mode is not None and room.lines.is_live:
            self._show("")
            ask_mode(room, self.chooser, self.mode)

    def _line(self) -> str | None:
        """What is typed, orders obeyed; None for an empty line. Raises Gone at the end of it all."""
        room, words = self.room, self.room.words
        while True:
            typed = room.lines.next("> ")
            if typed is None:
                raise Gone
            if not typed.strip():
                return None
            if not typed.lstrip().startswith("/"):
                if not room.lines.is_live:
                    self._show(said(typed, words, room.paint))
                return typed
            self._obey(typed)

    def _obey(self, typed: str) -> None:
        words = self.room.words
        order = typed.strip().lstrip("/").split(" ")[0].lower()
        if order in words("club.orders_network").split():
            choose_network(self.room, self.chooser)
        elif order in words("club.orders_mode").split():
            self.mode = ask_mode(self.room, self.chooser, self.mode)
        elif order_in(typed, words) is Order.END:
            raise Gone
        else:
            self._show(self.room.paint.prose(words("club.orders_around")))

    def _show(self, *lines: str) -> None:
        for line in lines:
            self.room.show(line)


def practise_club(room: Room, club: Club, chooser: Chooser, sells: str, seed: int) -> None:
    """A season, and before it what the learner does, where they are there to be asked."""
    if room.lines.is_live and not sells:
        sells = (room.ask(room.words("terminal.what_you_do")) or "").strip()
        room.show("")
    season = begin_season(club, Profile(room.words.lang, sells=sells), seed)
    ClubHere(room, club, chooser, season).run()
