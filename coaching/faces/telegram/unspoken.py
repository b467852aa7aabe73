"""What was sent without being said. A caption counts as the message; the rest is answered in a few words and forgotten.

In a rehearsal the attendee answers, otherwise the coach, aside. Nothing of it changes the mind, with one exception:
somebody who shares their own contact hands out their card, and is taken to have said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from coaching.faces.telegram.company import company
from coaching.faces.telegram.greeting import greet
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Doing
from coaching.faces.telegram.scenario_files import is_scenario_file, take_file
from coaching.faces.telegram.unsaid import Unspoken
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.telegram.voice import take_voice
from coaching.faces.words import Words

VOICE = "voice"
FORWARDED = "forwarded"
# What is answered alike.
KINDS: Mapping[str, str] = {
    "paid_media": "photo",
    "story": "photo",
    "video_note": "video",
    "animation": "video",
    "venue": "location",
    "checklist": "poll",
    "game": "dice",
}


async def take(visit: Visit, event: Unspoken, texts: Mapping[Place, Doing]) -> None:
    """Answer it; `texts` is what takes a text at each place."""
    if visit.stage.place is Place.NEW:
        await greet(visit)
    elif event.forwarded:
        await _answer(visit, FORWARDED)
    elif is_scenario_file(event) and visit.house.shelf.inspector:
        await take_file(visit, event)
    elif event.caption:
        await texts[visit.stage.place](visit, event.caption)
    elif event.kind == VOICE and visit.house.listens:
        await take_voice(visit, event)
    elif event.is_own_card and (at := await company(visit)):
        await texts[visit.stage.place](visit, visit.words_in(at.conversation.profile.lang)("unspoken.card"))
    else:
        await _answer(visit, KINDS.get(event.kind, event.kind), event.album)


async def _answer(visit: Visit, kind: str, album: int = 0) -> None:
    """A few words, never the same twice in a row; one answer to all pictures of an album."""
    beside = visit.stage.beside
    if album and album == beside.album:
        return
    await visit.remember(beside.with_another(album))
    at = None if kind == VOICE else await company(visit)  # who can't listen says so plainly
    if at is None:
        key = f"unspoken.aside.{kind}"
        visit.tell(escaped(visit.words(key if visit.words.has(key) else "unspoken.aside.other")))
        return
    lang = at.conversation.profile.lang
    variants = _variants(visit.words_in(lang), kind) or _variants(visit.words_in(lang), "other")
    visit.tell(*line(at.scenario, lang, variants[beside.sent % len(variants)]))


def _variants(words: Words, kind: str) -> tuple[str, ...]:
    """The ways to answer it in a rehearsal, from a to z."""
    keys = (f"unspoken.in_role.{kind}.{letter}" for letter in ascii_lowercase)
    return tuple(words(key) for key in keys if words.has(key))
