"""One update being answered: whose it is, in which words, within which transaction, and what is said in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from coaching.faces.telegram.beside import Beside, read_beside
from coaching.faces.telegram.messages import Button, Rows, answer_to_press, edited, pages, with_buttons
from coaching.faces.telegram.presses import BY_NAME, DEEDS, OF_REMINDERS, OF_VOICES, STYLES, Deed, Press
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.updates import Pressed, Update
from coaching.faces.words import Words, words_for
from coaching.language import Language
from coaching.services import learners
from coaching.services.ports import Transaction
from coaching.services.records import Kind, Learner, Outgoing


class Place(StrEnum):
    """Where a learner's talk with the bot stands; whether they rehearse, the store knows."""

    NEW = "new"  # nothing was said to them yet
    LANGUAGE = "language"  # asked which language to speak
    TRADE = "trade"  # asked what they do and sell
    READY = "ready"
    NERVES = "nerves"  # asked how nervous they are, before
    GUESS = "guess"  # asked how much they were liked
    AFTER = "after"  # asked how nervous they are now
    REASON = "reason"  # asked why a mark is wrong
    RECOMMENDING = "recommending"  # asked why they would send somebody to somebody
    DRILL = "drill"  # given a line to work on
    SETTING = "setting"  # asked for a name, a trade, a city
    EVENING_DOOR = "evdoor"  # asked how nervous they are, before an evening
    EVENING = "evening"  # in the room, alone or talking
    EVENING_WORDS = "evwords"  # asked what they say: in leaving, making room, introducing
    EVENING_HOME = "evhome"  # asked how nervous they are now
    NOTE = "note"  # writing to somebody they met
    EVENT_DAY = "evday"  # asked when their event is
    HOPE = "hope"  # asked what they hope for there
    RECOUNT = "recount"  # asked how it really went
    MISSION = "mission"  # asked how a mission went
    CARDS = "cards"  # asked whose real cards changed hands
    CLUB_ROUND = "clubround"  # introducing themselves at the club
    CLUB_TABLE = "clubtable"  # choosing whom to talk with, or at home between two meetings
    CLUB_ROOM = "clubroom"  # in a small room with somebody
    GROUP_NAME = "groupname"  # a coach asked how their group is called
    GROUP_DAY = "groupday"  # asked when the group's event is
    DUE = "due"  # asked until when something is to be done
    WORD = "word"  # asked for a word to go with an assignment
    COMMENT = "comment"  # a coach writing to a learner
    ALIAS = "alias"  # asked what they are called in a group
    VERDICT = "verdict"  # asked why a finding or an appeal is decided so
    REPORT = "report"  # asked what is wrong with a scenario a coach wrote


PLACES = {place.value: place for place in Place}


@dataclass(frozen=True)
class Stage:
    """The place, and the newest keyboard: its number and the deeds it offers. No other button acts."""

    place: Place = Place.NEW
    keyboard: int = 0
    offered: frozenset[Deed] = frozenset()
    about: str = ""  # what the place or its keyboard is about: a rehearsal's id, a drill
    heard: int = 0  # how many decisions on their appeals they were told
    link: str = ""  # the link they came by, until it was followed: the greeting comes first
    beside: Beside = field(default_factory=Beside)

    def written(self) -> str:
        """As the store keeps it, at most 500 characters."""
        place = f"{self.place}~{self.link}" if self.link else self.place
        beside = ",".join((str(self.heard), *self.beside.written()))
        return f"{place}:{self.keyboard}:{','.join(sorted(self.offered))}:{beside}:{self.about}"

    def allows(self, press: Press | None) -> bool:
        """Whether that tap acts: the keyboard is the newest, hasn't been used, and holds such a button."""
        if press is not None and press.deed in OF_VOICES:
            return press.about in map(str, self.beside.voices)
        if press is not None and press.deed in BY_NAME:
            return True  # whether they may is asked with every record
        if press is not None and press.deed in OF_REMINDERS:
            return True  # whether the reminder still stands is seen when it is looked for
        return press is not None and press.keyboard == self.keyboard and press.deed in self.offered


@lru_cache(maxsize=256)  # it is read again at every step of an answer
def read_stage(written: str) -> Stage:
    """The stage the store kept; a new one for anything else."""
    head, number, offered, heard, about = (*written.split(":", 4), "", "", "", "")[:5]
    place, _, link = head.partition("~")
    if place not in PLACES or not number.isdecimal():
        return Stage()
    deeds = frozenset(DEEDS[deed] for deed in offered.split(",") if deed in DEEDS)
    told, *beside = heard.split(",")
    count = int(told) if told.isdecimal() else 0
    return Stage(PLACES[place], int(number), deeds, about, count, link, read_beside(beside))


@dataclass
class Visit:
    """An update at work. Lives as long as its transaction; everything lasting goes through the store."""

    tx: Transaction
    update: Update
    learner: Learner
    house: House
    out: list[Outgoing] = field(default_factory=list)
    has_changed: bool = False  # the tapped message

    @property
    def words(self) -> Words:
        """The words in the learner's language, as they wish to be spoken to."""
        return self.words_in(self.learner.lang)

    def words_in(self, lang: Language) -> Words:
        """The same in that language: that of a rehearsal may be another."""
        return words_for(self.learner.preferences, lang)

    @property
    def lang(self) -> Language:
        """The learner's language."""
        return self.learner.lang

    @property
    def stage(self) -> Stage:
        """Where they stand."""
        return read_stage(self.learner.stage)

    @property
    def tapped(self) -> int | None:
        """The message whose button was tapped, if this is a tap."""
        return self.update.event.message_id if isinstance(self.update.event, Pressed) else None

    def tell(self, *blocks: str, rows: Rows = (), kind: Kind = Kind.REPLY) -> None:
        """Say these blocks of marked text."""
        self.send(*pages(self.learner.chat_id, blocks, rows, kind))

    def show(self, *blocks: str, rows: Rows = ()) -> None:
        """Say them in place of the tapped message; as a new one where none was tapped or one doesn't hold them."""
        told = pages(self.learner.chat_id, blocks, rows)
        if self.tapped and len(told) == 1:
            self.has_changed = True
            told = (edited(told[0], self.tapped),)
        self.send(*told)

    def send(self, *messages: Outgoing) -> None:
        """Send these, whatever they are."""
        self.out += [replace(one, answers=self.update.update_id) for one in messages]

    def acknowledge(self, text: str = "") -> None:
        """End the spinner of the tap this is about, if it is one."""
        if isinstance(self.update.event, Pressed):
            self.out.append(answer_to_press(self.learner.chat_id, self.update.event.query_id, text))

    def put_buttons_away(self, place: int) -> None:
        """Take the tapped message's buttons off the screen, before what is sent from that place on."""
        if self.tapped and not self.has_changed:
            self.out.insert(place, with_buttons(self.learner.chat_id, self.tapped))

    async def use_up_keyboard(self, place: Place, about: str = "") -> None:
        """Stand there from now on; no button shown so far acts any more."""
        await self._stand(replace(self.stage, place=place, offered=frozenset(), about=about))

    async def stay(self) -> None:
        """Stand where they stand; no button shown so far acts any more."""
        await self._stand(replace(self.stage, offered=frozenset()))

    async def have_heard(self, decisions: int) -> None:
        """They were told so many decisions on their appeals."""
        await self._stand(replace(self.stage, heard=decisions))

    async def came_by(self, link: str) -> None:
        """They came by that link; empty once it was followed."""
        await self._stand(replace(self.stage, link=link))

    async def keyboard(
        self, place: Place, choices: Sequence[Sequence[tuple[str, Deed, str]]], about: str | None = None
    ) -> Rows:
        """A new keyboard of labels, deeds and what they are about; the ones before no longer act.

        `about` is what the place is about from now on; None leaves it as it was where they stand there already.
        """
        before = self.stage
        if about is None:
            about = before.about if before.place is place else ""
        offered = frozenset(deed for row in choices for _, deed, _ in row)
        stage = replace(before, place=place, keyboard=before.keyboard + 1, offered=offered, about=about)
        await self._stand(stage)
        return tuple(
            tuple(
                Button(label, Press(deed, stage.keyboard, its).data(), STYLES.get(deed, "")) for label, deed, its in row
            )
            for row in choices
            if row
        )

    async def remember(self, beside: Beside) -> None:
        """Stand where they stand, every button as it was, and know this besides."""
        await self._stand(replace(self.stage, beside=beside))

    async def _stand(self, stage: Stage) -> None:
        if (stage.place, stage.about) != (self.stage.place, self.stage.about):
            # What was said into another conversation isn't sent into this one.
            stage = replace(stage, beside=replace(stage.beside, voices=()))
        self.learner = await learners.at_stage(self.tx, self.learner, stage.written())
