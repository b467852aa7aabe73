"""What the bot answers to an update: to which matter it belongs. Each answer is made in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coaching.faces.telegram.about import ABOUT
from coaching.faces.telegram.alone import WHERE_ONE_SPEAKS, ask_about, command_alone, would_cost
from coaching.faces.telegram.beginning import BEGINNING
from coaching.faces.telegram.carrying import CARRYING
from coaching.faces.telegram.choosing import CHOOSING
from coaching.faces.telegram.club import CLUB
from coaching.faces.telegram.club_asking import ASKING
from coaching.faces.telegram.club_room import ROOM
from coaching.faces.telegram.club_table import TABLE
from coaching.faces.telegram.coaching_aiming import AIMING
from coaching.faces.telegram.coaching_asked import ASKED
from coaching.faces.telegram.coaching_assigning import ASSIGNING
from coaching.faces.telegram.coaching_board import BOARDS
from coaching.faces.telegram.coaching_groups import GROUPS_OF_COACHES
from coaching.faces.telegram.coaching_handing import HANDING
from coaching.faces.telegram.coaching_inviting import INVITING
from coaching.faces.telegram.coaching_reading import READING
from coaching.faces.telegram.coaching_verdicts import VERDICTS
from coaching.faces.telegram.coaching_web import WEB
from coaching.faces.telegram.coaching_week import WEEKS
from coaching.faces.telegram.commands import Command, nearest, read_command
from coaching.faces.telegram.complaints import COMPLAINTS
from coaching.faces.telegram.contesting import CONTESTING
from coaching.faces.telegram.correcting import corrected
from coaching.faces.telegram.drilling import DRILLING
from coaching.faces.telegram.ending import ENDING, without_guess
from coaching.faces.telegram.evening import EVENING
from coaching.faces.telegram.following import FOLLOWING
from coaching.faces.telegram.greeting import GREETING, ON_THE_WAY, greet
from coaching.faces.telegram.groups import brought_in
from coaching.faces.telegram.joining import JOINING
from coaching.faces.telegram.links import nowhere, read_link
from coaching.faces.telegram.marks import MARKS
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.matters import gathered
from coaching.faces.telegram.own_scenarios import OWN_SCENARIOS
from coaching.faces.telegram.planning import PLANNING
from coaching.faces.telegram.preferring import PREFERRING, leave_settings
from coaching.faces.telegram.presses import BY_NAME, OF_REMINDERS, OF_VOICES, read_press
from coaching.faces.telegram.progress import PROGRESS
from coaching.faces.telegram.recounting import RECOUNTING
from coaching.faces.telegram.referring import REFERRING
from coaching.faces.telegram.rehearsing import REHEARSING
from coaching.faces.telegram.reminding import REMINDERS
from coaching.faces.telegram.replaying import REPLAYING
from coaching.faces.telegram.reporting import REPORTING
from coaching.faces.telegram.shelf import House, Shelf, unseen
from coaching.faces.telegram.taking_out import TAKING_OUT
from coaching.faces.telegram.tempo import Tempo
from coaching.faces.telegram.unsaid import Unspoken
from coaching.faces.telegram.unspoken import take
from coaching.faces.telegram.updates import (
    Commanded,
    Edited,
    Grouped,
    Membership,
    Pressed,
    Said,
    Unknown,
    Update,
    Who,
)
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.telegram.voice import answering
from coaching.faces.telegram.watching import WATCHING
from coaching.scenario import Scenario
from coaching.services import learners
from coaching.services.ports import Transaction
from coaching.services.practice import Practice
from coaching.services.records import Outgoing

LONGEST_NAME_ECHO = 32  # a command's own limit
LEADS_ELSEWHERE = {
    *(Command.START, Command.PRACTICE, Command.EVENING, Command.CLUB, Command.WATCH),
    *(Command.DRILL, Command.FOLLOWUP, Command.EVENT, Command.PROGRESS),
}
BEFORE_A_GREETING = {Command.HELP, Command.PRIVACY, Command.FORGET, Command.LANGUAGE}
MATTERS = (
    GREETING,
    CHOOSING,
    BEGINNING,
    REHEARSING,
    ENDING,
    MARKS,
    CONTESTING,
    REPLAYING,
    WATCHING,
    DRILLING,
    PROGRESS,
    REFERRING,
    EVENING,
    FOLLOWING,
    PLANNING,
    RECOUNTING,
    REMINDERS,
    CLUB,
    TABLE,
    ROOM,
    ASKING,
    PREFERRING,
    CARRYING,
    GROUPS_OF_COACHES,
    HANDING,
    INVITING,
    BOARDS,
    READING,
    VERDICTS,
    ASSIGNING,
    AIMING,
    ASKED,
    WEEKS,
    WEB,
    OWN_SCENARIOS,
    COMPLAINTS,
    TAKING_OUT,
    REPORTING,
    JOINING,
    ABOUT,
)
COMMANDS = gathered([matter.commands for matter in MATTERS])
TEXTS = gathered([matter.texts for matter in MATTERS])
DEEDS = gathered([*(matter.deeds for matter in MATTERS), answering(TEXTS)])
LINKS = gathered([matter.links for matter in MATTERS])
HERE = gathered([matter.here for matter in MATTERS])


class Talk:
    """The bot's side of every private chat. Holds no state: that is the store's."""

    def __init__(
        self,
        practice: Practice,
        attendees: Sequence[Scenario],
        shelf: Shelf | None = None,
        tempo: Tempo | None = None,
        show: Callable[[Outgoing], None] = unseen,
        listens: int = 0,
    ) -> None:
        """`attendees` are those a learner can choose; `show` shows a sign at once; `listens` is as a house has it."""
        self._house = House(practice, attendees, shelf or Shelf(), tempo or Tempo(), show, listens)

    @property
    def house(self) -> House:
        """All there is to talk about."""
        return self._house

    def foreseen(self, update: Update) -> Callable[[], None] | None:
        """What reads a text before it is answered; None where it isn't known what it will be an answer to."""
        if not isinstance(update.event, Said):
            return None
        return self._house.practice.foreseen(update.chat_id, update.event.text)

    async def answer(self, tx: Transaction, update: Update) -> tuple[Outgoing, ...]:
        """What is sent in return, having kept what happened."""
        event, who = update.event, update.who
        if isinstance(event, Grouped):
            return brought_in(update, event)
        if isinstance(event, Unknown) or who is None or not update.chat_id:
            return ()
        if isinstance(event, Membership):
            await _come_or_gone(tx, who, event)
            return ()
        if isinstance(event, Edited) and not await tx.learners.of_user(who.user_id):
            return ()
        visit = await self._visit(tx, update, who)
        await _respond(visit)
        return tuple(visit.out)

    async def _visit(self, tx: Transaction, update: Update, who: Who) -> Visit:
        """The learner, known from now on, at the door."""
        learner = await learners.meet(tx, who.user_id, update.chat_id, who.language_code)
        if who.first_name and not learner.name:
            learner = await learners.call(tx, learner, who.first_name)
        return Visit(tx, update, learner, self._house)


async def _respond(visit: Visit) -> None:
    event = visit.update.event
    match event:
        case Pressed():
            await _press(visit, event)
        case Commanded():
            await _command(visit, event)
        case Said():
            await _take(visit, event.text)
        case Unspoken():
            await take(visit, event, TEXTS)
        case Edited():
            await corrected(visit)
    if visit.stage.link and visit.stage.place not in ON_THE_WAY:
        await _follow(visit, visit.stage.link)


async def _take(visit: Visit, text: str) -> None:
    """What was typed: said to whoever is there, or put where it was asked for."""
    command = command_alone(text) if visit.stage.place in WHERE_ONE_SPEAKS else None
    if command is None:
        await TEXTS[visit.stage.place](visit, text)
    elif await would_cost(visit, command):
        ask_about(visit, command, text)
    else:
        await _command(visit, Commanded(command.value))


async def _follow(visit: Visit, link: str) -> None:
    """Go where the link leads by which they came; a newcomer has been greeted by now."""
    await visit.came_by("")
    kind, _, about = link.partition("_")
    await LINKS.get(kind, nowhere)(visit, about)


async def _come_by_link(visit: Visit, payload: str) -> None:
    link = read_link(payload)
    if link:
        await visit.came_by(link)
    if visit.stage.place in ON_THE_WAY:
        await greet(visit)
    elif not link:
        await nowhere(visit)


async def _command(visit: Visit, event: Commanded) -> None:
    command = read_command(event.name)
    await leave_settings(visit)  # who asks for something else has typed nothing into them
    if visit.stage.place is Place.GUESS and command in LEADS_ELSEWHERE:
        await without_guess(visit)  # nobody would tell them afterwards how it went
    if command is None:
        _unknown_command(visit, event.name)
    elif command is Command.START and event.rest:
        await _come_by_link(visit, event.rest)
    elif visit.stage.place is Place.NEW and command not in BEFORE_A_GREETING:
        await greet(visit)
    else:
        await HERE.get((visit.stage.place, command), COMMANDS[command])(visit, event.rest)


def _unknown_command(visit: Visit, typed: str) -> None:
    name, near = clipped(typed, LONGEST_NAME_ECHO), nearest(typed, visit.lang)
    if near:
        visit.tell(escaped(visit.words("telegram.unknown_command", name=name, nearest=near)))
    else:
        visit.tell(escaped(visit.words("telegram.unknown_command_no_idea", name=name)))


async def _press(visit: Visit, event: Pressed) -> None:
    press = read_press(event.data)
    if press is None or not visit.stage.allows(press):
        visit.acknowledge(visit.words("telegram.stale"))
        return
    visit.acknowledge()
    done = len(visit.out)
    if press.deed not in OF_VOICES | OF_REMINDERS | BY_NAME:
        await visit.stay()  # a second tap acts no more, whatever the first one does
    await HERE.get((visit.stage.place, press.deed), DEEDS[press.deed])(visit, press.about)
    if press.deed not in BY_NAME:
        visit.put_buttons_away(done)


async def _come_or_gone(tx: Transaction, who: Who, event: Membership) -> None:
    learner = await tx.learners.of_user(who.user_id)
    if learner and event.blocked:
        await learners.block(tx, learner, "the learner stopped the bot")
    elif learner:
        await learners.unblock(tx, learner)
