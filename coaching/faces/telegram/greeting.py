"""The first words: who we are, which language, what they do. And coming back."""

from __future__ import annotations

from coaching.faces.telegram.beginning import meet_the_easiest
from coaching.faces.telegram.choosing import choose, running
from coaching.faces.telegram.club_places import go_to, here
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.decided import news
from coaching.faces.telegram.drilling import back_at_the_line
from coaching.faces.telegram.evening_room import come_back
from coaching.faces.telegram.markup import bold, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Rows
from coaching.faces.telegram.planning import ask_again
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.typed import is_no_answer, language_named
from coaching.faces.telegram.visits import Place, Visit
from coaching.language import Language
from coaching.services import learners

ON_THE_WAY = {Place.NEW, Place.LANGUAGE, Place.TRADE}
OUT_FOR_AN_EVENING = {Place.EVENING, Place.EVENING_WORDS}
AT_THE_CLUB = {Place.CLUB_ROUND, Place.CLUB_TABLE, Place.CLUB_ROOM}


async def greet(visit: Visit, _: str = "") -> None:
    """Hello, what this is, what is kept; and in which language to go on."""
    words, name = visit.words, visit.learner.name
    hello = words("telegram.start.hello", name=name) if name else words("telegram.start.hello_nameless")
    visit.tell(
        bold(hello),
        escaped(words("telegram.start.what_for")),
        f"{spoken(words('telegram.start.simulated'))}\n{escaped(words('telegram.start.stored'))}",
        escaped(words("telegram.start.language")),
        rows=await _languages(visit, Place.LANGUAGE),
    )


async def _start(visit: Visit, _: str) -> None:
    words = visit.words
    if visit.stage.place in ON_THE_WAY:
        await greet(visit)
        return
    hello = (bold(words("telegram.start.back")), spoken(words("telegram.start.simulated")))
    if await _back_among_people(visit, *hello) or await back_at_the_line(visit, *hello):
        return
    if await ask_again(visit, *hello):
        return
    at = await running(visit)
    if at is None and visit.stage.place is Place.NERVES:  # their first time at the door, and they looked away
        await meet_the_easiest(visit, *hello)
        return
    if at is None:
        await choose(visit, *hello, escaped(words("telegram.choose.ask")))
        return
    name = at.scenario.name.first(at.conversation.profile.lang)
    decided = await news(visit)
    choices = (
        (words("telegram.buttons.resume"), Deed.RESUME, ""),
        (words("telegram.buttons.another"), Deed.CHOOSE, ""),
    )
    visit.tell(
        *hello,
        *decided,
        escaped(words("telegram.start.resume", name=name)),
        rows=await visit.keyboard(Place.READY, [choices]),
    )


async def _back_among_people(visit: Visit, *blocks: str) -> bool:
    """These blocks, then the room or the club they stand in; False where they stand in neither."""
    if visit.stage.place in OUT_FOR_AN_EVENING:
        return await come_back(visit, *blocks)
    at = await here(visit) if visit.stage.place in AT_THE_CLUB else None
    if at is not None:
        await go_to(visit, at, *blocks)
    return at is not None


async def _ask_language(visit: Visit, typed: str) -> None:
    """In which language to go on, unless they named it with the command."""
    if named := language_named(typed):
        await _set_language(visit, named)
        return
    place = Place.LANGUAGE if visit.stage.place is Place.NEW else visit.stage.place
    visit.tell(escaped(visit.words("telegram.language.ask")), rows=await _languages(visit, place))


async def _set_language(visit: Visit, about: str) -> None:
    lang = Language(about) if about in set(Language) else visit.lang
    visit.learner = await learners.speak(visit.tx, visit.learner, lang)
    if visit.stage.place in ON_THE_WAY:
        await _ask_trade(visit)
        return
    at = await running(visit)
    later = at is not None and at.conversation.profile.lang is not lang
    visit.tell(escaped(visit.words("telegram.language.set_next_time" if later else "telegram.language.set")))


async def _language_typed(visit: Visit, text: str) -> None:
    """The language they name; whatever else they write, they go on in the one they write in so far."""
    await _set_language(visit, language_named(text) or "")


async def _ask_trade(visit: Visit, _: str = "") -> None:
    words = visit.words
    skip = [[(words("telegram.buttons.skip"), Deed.SKIP, "")]]
    visit.tell(
        escaped(words("telegram.trade.ask")),
        escaped(words("telegram.trade.example")),
        rows=await visit.keyboard(Place.TRADE, skip),
    )


async def _trade(visit: Visit, text: str) -> None:
    if is_no_answer(text):
        await _no_trade(visit, "")
        return
    visit.learner = await learners.sells(visit.tx, visit.learner, text)
    await _go_in(visit, "telegram.trade.thanks")


async def _no_trade(visit: Visit, _: str) -> None:
    visit.learner = await learners.sells(visit.tx, visit.learner, "")
    await _go_in(visit, "telegram.trade.skipped")


async def _go_in(visit: Visit, key: str) -> None:
    """Straight into the easiest rehearsal: the first choice is one thing less to be shy of."""
    words = visit.words
    if visit.stage.link:  # the talk follows it from here
        await visit.use_up_keyboard(Place.READY)
        visit.tell(escaped(words(key)))
        return
    await meet_the_easiest(visit, escaped(words(key)))


async def _languages(visit: Visit, place: Place) -> Rows:
    words = visit.words
    choices = (
        (words("telegram.buttons.french"), Deed.LANGUAGE, Language.FR.value),
        (words("telegram.buttons.english"), Deed.LANGUAGE, Language.EN.value),
    )
    return await visit.keyboard(place, [choices])


GREETING = Matter(
    commands={Command.START: _start, Command.LANGUAGE: _ask_language},
    deeds={Deed.LANGUAGE: _set_language, Deed.SKIP: _no_trade},
    texts={Place.NEW: greet, Place.LANGUAGE: _language_typed, Place.TRADE: _trade},
)
