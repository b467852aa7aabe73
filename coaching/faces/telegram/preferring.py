"""What a learner sets: one message edited in place, a page for each setting; what is chosen counts at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from babel.dates import get_timezone_location

from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.hours import hour_told
from coaching.language import Language
from coaching.services import learners
from coaching.services.preferences import REGIONS, Address, HintStyle, Preferences, TextSize
from coaching.services.records import Learner
from coaching.services.zones import clock_of, find_zone

LONGEST_ECHO = 60  # characters of a value on the page
AUTO, ON, OFF, NOTHING = "auto", "on", "off", "none"
SWITCH = {AUTO: None, ON: True, OFF: False}

# What can be chosen from, by setting; French alone has the second and the third.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "language": tuple(Language),
        "address": tuple(Address),
        "region": (AUTO, *(region.lower() for region in REGIONS)),
        "hints": tuple(HintStyle),
        "reactions": (AUTO, ON, OFF),
        "typing": (ON, OFF),
        "reminders": (ON, OFF),
        "size": tuple(TextSize),
    }
)
IN_FRENCH = ("address", "region")
TYPED = ("name", "trade", "sells", "zone")
ORDER = (
    *("language", "address", "region", "name", "sells", "trade"),
    *("hints", "reactions", "typing", "reminders", "zone", "size"),
)
IN_A_ROW = 2


def chosen(setting: str, learner: Learner) -> str:
    """Which of the choices holds now."""
    wishes = learner.preferences
    switches = {"reactions": wishes.reactions, "typing": wishes.typing, "reminders": wishes.reminders}
    if setting in switches:
        return next(name for name, value in SWITCH.items() if value is switches[setting])
    named = {"language": learner.lang, "region": wishes.region.lower() or AUTO, "size": wishes.text_size}
    return str(named[setting] if setting in named else getattr(wishes, setting))


def wished(setting: str, choice: str, wishes: Preferences) -> Preferences:  # noqa: PLR0911 - a line for each wish
    """The same wishes with that one as chosen."""
    match setting:
        case "address":
            return replace(wishes, address=Address(choice))
        case "region":
            return replace(wishes, region="" if choice == AUTO else choice.upper())
        case "hints":
            return replace(wishes, hints=HintStyle(choice))
        case "reactions":
            return replace(wishes, reactions=SWITCH[choice])
        case "typing":
            return replace(wishes, typing=choice == ON)
        case "reminders":
            return replace(wishes, reminders=choice == ON)
        case _:
            return replace(wishes, text_size=TextSize(choice))


async def _settings(visit: Visit, _: str = "", *blocks: str) -> None:
    """Everything as it is, a button for each."""
    words = visit.words
    place, about = _before(visit)
    shown = [one for one in ORDER if visit.lang is Language.FR or one not in IN_FRENCH]
    told = [
        escaped(words("preferences.line", name=name, value=clipped(value, LONGEST_ECHO)))
        for name, value in wishes_told(visit.learner, words, visit.tx.now)
    ]
    buttons = [(words(f"preferences.names.{one}"), Deed.SETTING, one) for one in shown]
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    rows.append([(words("preferences.done"), Deed.SETTINGS, "done")])
    visit.show(
        *blocks,
        bold(words("preferences.title")),
        "\n".join(told),
        escaped(words("preferences.how")),
        rows=await visit.keyboard(place, rows, about=about),
    )


async def _back(visit: Visit, about: str) -> None:
    """Back to all of them, or done with them."""
    if about != "done":
        await _settings(visit)
        return
    await leave_settings(visit)
    visit.show(escaped(visit.words("preferences.closed")))


async def _open(visit: Visit, setting: str) -> None:
    """The page of one setting: what is chosen, what else there is, or a place to type."""
    if setting in CHOICES:
        await _choose_from(visit, setting)
    elif setting in TYPED:
        await _ask(visit, setting)
    else:
        await _settings(visit)


async def _choose_from(visit: Visit, setting: str) -> None:
    words, now = visit.words, chosen(setting, visit.learner)
    place, about = _before(visit)
    rows = []
    for choice in CHOICES[setting]:
        value = words(f"preferences.values.{setting}.{choice}")
        label = words("preferences.chosen", value=value) if choice == now else value
        rows.append([(label, Deed.SET, f"{setting}-{choice}")])
    rows.append([(words("preferences.back"), Deed.SETTINGS, "")])
    visit.show(
        bold(words(f"preferences.names.{setting}")),
        escaped(words(f"preferences.about.{setting}")),
        rows=await visit.keyboard(place, rows, about=about),
    )


async def _ask(visit: Visit, setting: str, *blocks: str) -> None:
    words = visit.words
    place, about = _before(visit)
    rows = [
        [(words(f"preferences.clear.{setting}"), Deed.SET, f"{setting}-{NOTHING}")],
        [(words("preferences.back"), Deed.SETTINGS, "")],
    ]
    # Where they were goes along: a question that stood open is still open afterwards.
    waiting = f"{setting} {place} {about}"
    value = _value(setting, visit.learner, words, visit.tx.now)
    visit.show(
        *blocks,
        bold(words("preferences.line", name=words(f"preferences.names.{setting}"), value=clipped(value, LONGEST_ECHO))),
        escaped(words(f"preferences.about.{setting}")),
        rows=await visit.keyboard(Place.SETTING, rows, about=waiting),
    )


async def _set(visit: Visit, about: str) -> None:
    """A choice that was tapped."""
    setting, _, choice = about.partition("-")
    if setting in TYPED and choice == NOTHING:
        await KEEP[setting](visit, "")
    elif setting == "language" and choice in CHOICES[setting]:
        visit.learner = await learners.speak(visit.tx, visit.learner, Language(choice))
    elif choice in CHOICES.get(setting, ()):
        await _prefer(visit, wished(setting, choice, visit.learner.preferences))
    await _settings(visit)


async def _typed(visit: Visit, text: str) -> None:
    """What they wrote in place of a tap."""
    setting = visit.stage.about.partition(" ")[0]
    if setting not in KEEP:
        await leave_settings(visit)
    elif setting == "zone" and find_zone(text) is None:
        place = clipped(text, LONGEST_ECHO)
        await _ask(visit, setting, escaped(visit.words("preferences.zone_not_found", place=place)))
        return
    else:
        await KEEP[setting](visit, text)
    await _settings(visit)


async def leave_settings(visit: Visit) -> None:
    """Stand again where they stood before they were asked to type something."""
    if visit.stage.place is Place.SETTING:
        place, about = _before(visit)
        await visit.use_up_keyboard(place, about)


async def _prefer(visit: Visit, wishes: Preferences) -> None:
    visit.learner = await learners.prefer(visit.tx, visit.learner, wishes)


async def _keep_name(visit: Visit, text: str) -> None:
    who = visit.update.who
    visit.learner = await learners.call(visit.tx, visit.learner, text or (who.first_name if who else ""))


async def _keep_sells(visit: Visit, text: str) -> None:
    visit.learner = await learners.sells(visit.tx, visit.learner, text)


async def _keep_trade(visit: Visit, text: str) -> None:
    await _prefer(visit, replace(visit.learner.preferences, trade=text))


async def _keep_zone(visit: Visit, text: str) -> None:
    await _prefer(visit, replace(visit.learner.preferences, zone=find_zone(text) or ""))


KEEP: Mapping[str, Callable[[Visit, str], Awaitable[None]]] = MappingProxyType(
    {"name": _keep_name, "trade": _keep_trade, "sells": _keep_sells, "zone": _keep_zone}
)


def _before(visit: Visit) -> tuple[Place, str]:
    """Where they stood before the settings asked them to type something, and what that was about."""
    stage = visit.stage
    if stage.place is not Place.SETTING:
        return stage.place, stage.about
    _, place, about = (*stage.about.split(" ", 2), "", "")[:3]
    return Place(place) if place in set(Place) else Place.READY, about


def wishes_told(learner: Learner, words: Words, now: datetime) -> list[tuple[str, str]]:
    """Every setting there is in their language, with its value in words."""
    shown = [one for one in ORDER if learner.lang is Language.FR or one not in IN_FRENCH]
    return [(words(f"preferences.names.{one}"), _value(one, learner, words, now)) for one in shown]


def locale_of(learner: Learner) -> str:
    """By which Babel writes their days and names their cities."""
    place = learner.preferences.place if learner.lang is Language.FR else ""
    return f"{learner.lang.value}_{place}" if place else learner.lang.value


def _value(setting: str, learner: Learner, words: Words, now: datetime) -> str:
    if setting == "zone":
        return _time(learner, words, now)
    if setting in CHOICES:
        return words(f"preferences.values.{setting}.{chosen(setting, learner)}")
    said = {"name": learner.name, "sells": learner.sells, "trade": learner.preferences.trade}[setting]
    return said or words("preferences.unsaid")


def _time(learner: Learner, words: Words, now: datetime) -> str:
    """Which zone it is by its city, and the time there, by which anybody can tell whether it is theirs."""
    clock, locale = clock_of(learner.preferences.time_zone), locale_of(learner)
    place = get_timezone_location(clock, locale=locale, return_city=True)
    return words("preferences.zone", place=place, time=hour_told(now.astimezone(clock), words))


PREFERRING = Matter(
    commands={Command.SETTINGS: _settings},
    deeds={Deed.SETTINGS: _back, Deed.SETTING: _open, Deed.SET: _set},
    texts={Place.SETTING: _typed},
)
