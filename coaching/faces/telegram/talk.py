"""What the bot answers to an update: the whole talk, each answer made within the transaction it is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from coaching.faces.telegram.commands import NAMES, Command, nearest, read_command
from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.telegram.messages import Rows, message
from coaching.faces.telegram.presses import Deed, Press, read_press
from coaching.faces.telegram.rehearsing import Rehearsing
from coaching.faces.telegram.updates import (
    Commanded,
    Edited,
    Grouped,
    Membership,
    Pressed,
    Said,
    Unknown,
    Unspoken,
    Update,
    Who,
)
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.scenario import Scenario
from coaching.services import learners
from coaching.services.ports import Transaction
from coaching.services.practice import Practice
from coaching.services.records import Kind, Outgoing

LONGEST_NAME_ECHO = 32  # a command's own limit
BEFORE_A_GREETING = {Command.HELP, Command.PRIVACY, Command.FORGET, Command.LANGUAGE}
Doing = Callable[[Visit], Awaitable[None]]


class Talk:
    """The bot's side of every private chat. Holds no state: that is the store's."""

    def __init__(self, practice: Practice, attendees: Sequence[Scenario]) -> None:
        self._rehearsing = Rehearsing(practice, attendees)
        self._commands: Mapping[Command, Doing] = {
            Command.START: self._start,
            Command.PRACTICE: self._practice,
            Command.HINT: self._rehearsing.hint,
            Command.WHY: self._rehearsing.why,
            Command.BACK: self._rehearsing.take_back,
            Command.END: self._rehearsing.end,
            Command.LANGUAGE: self._ask_language,
            Command.HELP: self._help,
            Command.PRIVACY: self._privacy,
            Command.FORGET: self._forget,
        }

    async def answer(self, tx: Transaction, update: Update) -> tuple[Outgoing, ...]:
        """What is sent in return, having kept what happened."""
        event, who = update.event, update.who
        if isinstance(event, Unknown) or who is None or not update.chat_id:
            return ()
        if isinstance(event, Grouped):
            return _in_group(update, who) if event.invited else ()
        if isinstance(event, Membership):
            await _come_or_gone(tx, who, event)
            return ()
        if isinstance(event, Edited) and not await tx.learners.of_user(who.user_id):
            return ()
        visit = await _visit(tx, update, who)
        await self._respond(visit)
        return tuple(visit.out)

    async def _respond(self, visit: Visit) -> None:
        event = visit.update.event
        match event:
            case Pressed():
                await self._press(visit, event)
            case Commanded():
                await self._command(visit, event)
            case Said():
                await self._said(visit, event.text)
            case Unspoken():
                key = f"telegram.unspoken.{event.kind}"
                visit.tell(escaped(visit.words(key if visit.words.has(key) else "telegram.unspoken.other")))
            case Edited():
                visit.tell(escaped(visit.words("telegram.edited")))

    async def _said(self, visit: Visit, text: str) -> None:
        match visit.stage.place:
            case Place.NEW:
                await self._greet(visit)
            case Place.LANGUAGE:
                await self._ask_trade(visit)
            case Place.TRADE:
                visit.learner = await learners.sells(visit.tx, visit.learner, text)
                await self._choose_after(visit, "telegram.trade.thanks")
            case Place.READY:
                await self._rehearsing.say(visit, text)

    async def _command(self, visit: Visit, event: Commanded) -> None:
        command = read_command(event.name)
        if command is None:
            self._unknown_command(visit, event.name)
        elif visit.stage.place is Place.NEW and command not in BEFORE_A_GREETING:
            await self._greet(visit)
        else:
            await self._commands[command](visit)

    def _unknown_command(self, visit: Visit, typed: str) -> None:
        name, near = clipped(typed, LONGEST_NAME_ECHO), nearest(typed, visit.lang)
        if near:
            visit.tell(escaped(visit.words("telegram.unknown_command", name=name, nearest=near)))
        else:
            visit.tell(escaped(visit.words("telegram.unknown_command_no_idea", name=name)))

    async def _press(self, visit: Visit, event: Pressed) -> None:
        press = read_press(event.data)
        if press is None or not visit.stage.allows(press):
            visit.acknowledge(visit.words("telegram.stale"))
            return
        visit.acknowledge()
        visit.put_buttons_away()
        await self._do(visit, press)

    async def _do(self, visit: Visit, press: Press) -> None:
        words = visit.words
        match press.deed:
            case Deed.LANGUAGE:
                await self._set_language(visit, press.about)
            case Deed.SKIP:
                visit.learner = await learners.sells(visit.tx, visit.learner, "")
                await self._choose_after(visit, "telegram.trade.skipped")
            case Deed.PICK:
                await self._rehearsing.begin(visit, press.about)
            case Deed.CHOOSE:
                await self._rehearsing.choose(visit, escaped(words("telegram.choose.another")))
            case Deed.AGAIN:
                await self._rehearsing.again(visit)
            case Deed.RESUME:
                await self._rehearsing.resume(visit)
            case Deed.FORGET:
                await self._make_sure(visit)
            case Deed.FORGET_FOR_GOOD:
                await learners.forget(visit.tx, visit.learner)
                # What ends the spinner belongs to a chat that is forgotten by now: nothing of it may stay.
                visit.out = [replace(one, kind=Kind.FAREWELL, answers=None) for one in visit.out]
                visit.tell(escaped(words("telegram.forget.done")), kind=Kind.FAREWELL)
            case Deed.KEEP:
                await visit.use_up_keyboard(visit.stage.place)
                visit.tell(escaped(words("telegram.forget.kept")))

    async def _greet(self, visit: Visit) -> None:
        words, name = visit.words, visit.learner.name
        hello = words("telegram.start.hello", name=name) if name else words("telegram.start.hello_nameless")
        visit.tell(
            bold(hello),
            escaped(words("telegram.start.what_for")),
            spoken(words("telegram.start.simulated")),
            escaped(words("telegram.start.stored")),
            escaped(words("telegram.start.language")),
            rows=await _languages(visit, Place.LANGUAGE),
        )

    async def _start(self, visit: Visit) -> None:
        words = visit.words
        if visit.stage.place is not Place.READY:
            await self._greet(visit)
            return
        at = await self._rehearsing.running(visit)
        simulated = spoken(words("telegram.start.simulated"))
        if at is None:
            visit.tell(bold(words("telegram.start.back")), simulated)
            await self._rehearsing.choose(visit, escaped(words("telegram.choose.ask")))
            return
        name = at.scenario.name.first(at.conversation.profile.lang)
        choices = (
            (words("telegram.buttons.resume"), Deed.RESUME, ""),
            (words("telegram.buttons.another"), Deed.CHOOSE, ""),
        )
        visit.tell(
            bold(words("telegram.start.back")),
            simulated,
            escaped(words("telegram.start.resume", name=name)),
            rows=await visit.keyboard(Place.READY, [choices]),
        )

    async def _practice(self, visit: Visit) -> None:
        await self._rehearsing.choose(visit, escaped(visit.words("telegram.choose.ask")))

    async def _ask_language(self, visit: Visit) -> None:
        place = Place.LANGUAGE if visit.stage.place is Place.NEW else visit.stage.place
        visit.tell(escaped(visit.words("telegram.language.ask")), rows=await _languages(visit, place))

    async def _set_language(self, visit: Visit, about: str) -> None:
        lang = Language(about) if about in set(Language) else visit.lang
        visit.learner = await learners.speak(visit.tx, visit.learner, lang)
        if visit.stage.place in {Place.LANGUAGE, Place.TRADE}:
            await self._ask_trade(visit)
            return
        await visit.use_up_keyboard(visit.stage.place)
        at = await self._rehearsing.running(visit)
        later = at is not None and at.conversation.profile.lang is not lang
        visit.tell(escaped(visit.words("telegram.language.set_next_time" if later else "telegram.language.set")))

    async def _ask_trade(self, visit: Visit) -> None:
        words = visit.words
        skip = [[(words("telegram.buttons.skip"), Deed.SKIP, "")]]
        visit.tell(
            escaped(words("telegram.trade.ask")),
            escaped(words("telegram.trade.example")),
            rows=await visit.keyboard(Place.TRADE, skip),
        )

    async def _choose_after(self, visit: Visit, key: str) -> None:
        words = visit.words
        await self._rehearsing.choose(visit, escaped(f"{words(key)} {words('telegram.choose.ask')}"))

    async def _help(self, visit: Visit) -> None:
        words, lang = visit.words, visit.lang
        listed = [f"/{NAMES[command][lang]} — {words(f'telegram.commands.{command}')}" for command in Command]
        visit.tell(
            f"{bold(words('telegram.help.title'))}\n{escaped(words('telegram.help.body'))}",
            escaped(words("telegram.help.simulated")),
            escaped("\n".join(listed)),
        )

    async def _privacy(self, visit: Visit) -> None:
        words = visit.words
        told = ("what", "where", "how_long", "telegram")
        visit.tell(bold(words("telegram.privacy.title")), *(escaped(words(f"telegram.privacy.{one}")) for one in told))

    async def _forget(self, visit: Visit) -> None:
        words = visit.words
        choices = ((words("telegram.buttons.forget"), Deed.FORGET, ""), (words("telegram.buttons.keep"), Deed.KEEP, ""))
        visit.tell(
            escaped(words("telegram.forget.ask")), rows=await visit.keyboard(visit.stage.place, [[c] for c in choices])
        )

    async def _make_sure(self, visit: Visit) -> None:
        words = visit.words
        choices = (
            (words("telegram.buttons.erase"), Deed.FORGET_FOR_GOOD, ""),
            (words("telegram.buttons.keep"), Deed.KEEP, ""),
        )
        visit.tell(
            escaped(words("telegram.forget.sure")), rows=await visit.keyboard(visit.stage.place, [[c] for c in choices])
        )


async def _visit(tx: Transaction, update: Update, who: Who) -> Visit:
    """The learner, known from now on, at the door."""
    learner = await learners.meet(tx, who.user_id, update.chat_id, who.language_code)
    if who.first_name and not learner.name:
        learner = await learners.call(tx, learner, who.first_name)
    return Visit(tx, update, learner)


async def _languages(visit: Visit, place: Place) -> Rows:
    words = visit.words
    choices = (
        (words("telegram.buttons.french"), Deed.LANGUAGE, Language.FR.value),
        (words("telegram.buttons.english"), Deed.LANGUAGE, Language.EN.value),
    )
    return await visit.keyboard(place, [choices])


async def _come_or_gone(tx: Transaction, who: Who, event: Membership) -> None:
    learner = await tx.learners.of_user(who.user_id)
    if learner and event.blocked:
        await learners.block(tx, learner, "the learner stopped the bot")
    elif learner:
        await learners.unblock(tx, learner)


def _in_group(update: Update, who: Who) -> tuple[Outgoing, ...]:
    """Once, on arrival: that it works in private only."""
    words = read_words(learners.guessed(who.language_code))
    return (message(update.chat_id, escaped(words("telegram.group"))),)
