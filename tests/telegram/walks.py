"""Short ways through the talk, for tests that are about something else."""

from __future__ import annotations

from coaching.faces.words import Words, read_words
from coaching.language import Language
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person

PHOTOGRAPHER = "photogra"
SLIPPING = {  # a good start, a plain pitch, and a word of regret
    Language.FR: (
        "Bonsoir! Rassurez-vous, je n'ai rien à vendre ce soir.",
        "Qu'est-ce que vous aimez le plus photographier?",
        "Je vends des assurances, je pourrais vous faire une soumission demain, 20 % de rabais!",
        "Excusez-moi, je retombe dans la vente. Comment avez-vous commencé?",
    ),
    Language.EN: (
        "Good evening! Don't worry, I have nothing to sell tonight.",
        "What do you love most about photographing?",
        "I sell insurance, I could send you a quote tomorrow, 20% off!",
        "Sorry, there I go selling. How did you get started?",
    ),
}


async def walk_up(person: Person, attendee: str = PHOTOGRAPHER, lang: Language = Language.FR) -> Posted:
    """From nothing to the attendee's first words, without a word on nerves."""
    words = read_words(lang)
    await walk_in(person, lang)
    await person.press(attendee)
    await person.wait_for("0 .*10")
    await person.press(words("telegram.buttons.skip"))
    await person.wait_for("simul")
    return await person.wait_for(" — ")


async def walk_in(person: Person, lang: Language = Language.FR) -> Posted:
    """From nothing to the choice of whom to meet."""
    words = read_words(lang)
    await person.say("/start")
    await person.wait_for(words("telegram.start.language")[:20])
    await person.press(words("telegram.buttons.french" if lang is Language.FR else "telegram.buttons.english"))
    await person.wait_for(words("telegram.trade.ask")[:20])
    await person.press(words("telegram.buttons.skip"))
    await person.wait_for("0 .*10")
    await person.press(words("telegram.buttons.another"))
    return await person.wait_for(words("telegram.choose.ask")[:20])


async def slip(person: Person, lang: Language = Language.FR) -> Posted:
    """A short conversation with a slip in it, and its debrief."""
    for text in SLIPPING[lang]:
        await person.ask(text)
    return await debriefed(person, read_words(lang))


async def debriefed(person: Person, words: Words) -> Posted:
    """The debrief of what they are in, without a guess."""
    await person.ask("/end")
    await person.press(words("telegram.buttons.skip"))
    return await person.wait_for(words("debrief.try"))
