"""The name of a command typed alone, without its slash, where a text would be said to somebody.

Which words those are stands in `chat.alone.means`: nothing one may well say to a person. Both languages count whatever
is spoken.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coaching.faces.telegram.choosing import running
from coaching.faces.telegram.commands import NAMES, Command
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.typed import bare
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import read_words
from coaching.language import Language

WHERE_ONE_SPEAKS = frozenset(
    {
        *(Place.READY, Place.DRILL, Place.EVENING, Place.EVENING_WORDS),
        *(Place.CLUB_ROUND, Place.CLUB_TABLE, Place.CLUB_ROOM),
    }
)
ASKED_ABOUT = frozenset({Command.END, Command.BACK})  # a screen of help costs nothing; these would
NOTHING_TO_TAKE_BACK = frozenset({Place.EVENING, Place.EVENING_WORDS, Place.CLUB_ROUND, Place.CLUB_TABLE})


def command_alone(text: str) -> Command | None:
    """The command that text names, and nothing else; None for whatever may be said to somebody."""
    return _named().get(bare(text))


async def would_cost(visit: Visit, command: Command) -> bool:
    """Whether it would end something or take it back; where there is nothing to, the command itself says so best."""
    if visit.stage.place is Place.READY:
        return command in ASKED_ABOUT and await running(visit) is not None
    is_void = command is Command.BACK and visit.stage.place in NOTHING_TO_TAKE_BACK
    return command in ASKED_ABOUT and not is_void


def ask_about(visit: Visit, command: Command, text: str) -> None:
    """Whether they meant that command; nobody heard them, and the talk stands where it stood."""
    name = NAMES[command][visit.lang]
    visit.tell(escaped(visit.words(f"chat.alone.ask.{command}", typed=text.strip(), command=name)))


@cache
def _named() -> Mapping[str, Command]:
    every = ((command, f"chat.alone.means.{command}") for command in Command)
    return {
        bare(one): command
        for command, key in every
        for words in map(read_words, Language)
        if words.has(key)
        for one in words(key).split(",")
    }
