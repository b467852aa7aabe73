"""One update being answered: whose it is, in which words, within which transaction, and what is said in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coaching.faces.telegram.messages import Button, Rows, answer_to_press, pages, without_buttons
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.updates import Pressed, Update
from coaching.faces.words import Words, read_words
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


@dataclass(frozen=True)
class Stage:
    """The place, and the newest keyboard: its number and the deeds it offers. No other button acts."""

    place: Place = Place.NEW
    keyboard: int = 0
    offered: frozenset[Deed] = frozenset()

    def written(self) -> str:
        """As the store keeps it, at most 100 characters."""
        return f"{self.place}:{self.keyboard}:{','.join(sorted(self.offered))}"

    def allows(self, press: Press | None) -> bool:
        """Whether that tap acts: the keyboard is the newest, hasn't been used, and holds such a button."""
        return press is not None and press.keyboard == self.keyboard and press.deed in self.offered


def read_stage(written: str) -> Stage:
    """The stage the store kept; a new one for anything else."""
    place, _, keyboard = written.partition(":")
    number, _, offered = keyboard.partition(":")
    if place not in set(Place) or not number.isdecimal():
        return Stage()
    deeds = frozenset(Deed(deed) for deed in offered.split(",") if deed in set(Deed))
    return Stage(Place(place), int(number), deeds)


@dataclass
class Visit:
    """An update at work. Lives as long as its transaction; everything lasting goes through the store."""

    tx: Transaction
    update: Update
    learner: Learner
    out: list[Outgoing] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words in the learner's language."""
        return read_words(self.learner.lang)

    @property
    def lang(self) -> Language:
        """The learner's language."""
        return self.learner.lang

    @property
    def stage(self) -> Stage:
        """Where they stand."""
        return read_stage(self.learner.stage)

    def tell(self, *blocks: str, rows: Rows = (), kind: Kind = Kind.REPLY) -> None:
        """Say these blocks of marked text."""
        for one in pages(self.learner.chat_id, blocks, rows, kind):
            self.out.append(replace(one, answers=self.update.update_id))

    def acknowledge(self, text: str = "") -> None:
        """End the spinner of the tap this is about, if it is one."""
        if isinstance(self.update.event, Pressed):
            self.out.append(answer_to_press(self.learner.chat_id, self.update.event.query_id, text))

    def put_buttons_away(self) -> None:
        """Take the tapped message's buttons off the screen."""
        if isinstance(self.update.event, Pressed) and self.update.event.message_id:
            self.out.append(without_buttons(self.learner.chat_id, self.update.event.message_id))

    async def use_up_keyboard(self, place: Place) -> None:
        """Stand there from now on; no button shown so far acts any more."""
        stage = replace(self.stage, place=place, offered=frozenset())
        self.learner = await learners.at_stage(self.tx, self.learner, stage.written())

    async def keyboard(self, place: Place, choices: Sequence[Sequence[tuple[str, Deed, str]]]) -> Rows:
        """A new keyboard of labels, deeds and what they are about; the ones before no longer act."""
        offered = frozenset(deed for row in choices for _, deed, _ in row)
        stage = Stage(place, self.stage.keyboard + 1, offered)
        self.learner = await learners.at_stage(self.tx, self.learner, stage.written())
        return tuple(
            tuple(Button(label, Press(deed, stage.keyboard, about).data()) for label, deed, about in row)
            for row in choices
        )
