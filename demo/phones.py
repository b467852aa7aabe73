"""The people of the demo and what each sees on their phone, as plain values for the page."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tests.bot_api.chats import Button, Chat, Json, Posted
from tests.bot_api.menus import commands_for
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.state import State
from tests.bot_api.stored import StoredFile

FIRST_PEOPLE = (("Sophie", "fr-CA"), ("Ellis", "en"))
LATER_NAMES = ("Malik", "Noor", "Camille", "Jo", "Thuy", "Robin")
ANSWERS_SHOWN = 50  # the newest answers to taps; older ones were seen long ago


@dataclass
class Phones:
    """Everybody with a phone here, by the id of their chat."""

    api: BotApi
    people: dict[int, Person] = field(default_factory=dict)
    _began: float = 0.0  # the epoch's seconds at which the loop's clock stood at 0

    def begin(self) -> None:
        """The first two people."""
        self._began = time.time() - asyncio.get_running_loop().time()
        for name, language in FIRST_PEOPLE:
            self.add(name, language)

    def add(self, name: str = "", language: str = "en") -> Person:
        """Somebody else."""
        person = self.api.person(name or LATER_NAMES[len(self.people) % len(LATER_NAMES)], language)
        self.people[person.id] = person
        return person

    def shown_to(self, person: Person) -> Json:
        """All that stands on this person's screen."""
        state, chat = self.api.state, person.chat
        language = person.language_code[:2].lower()
        return {
            "person": _described(person) | {"blocked": chat.blocked},
            "people": [_described(one) for one in self.people.values()],
            "bot": {
                "name": state.bot["first_name"],
                "username": state.bot["username"],
                "description": _text(state, "description", language),
            },
            "commands": commands_for(state, person.id, person.language_code),
            "typing_until": self._wall(chat.acting_until) if chat.acting_until else 0,
            "draft": chat.draft,
            "messages": [self._message(message) for message in chat.posted.values()],
            "answers": [
                {"query": answer.query_id, "text": answer.text, "alert": answer.alert}
                for answer in state.answers[-ANSWERS_SHOWN:]
            ],
        }

    def _message(self, message: Posted) -> Json:
        return {
            "id": message.message_id,
            "mine": not message.by_bot,
            "kind": message.kind,
            "text": message.text,
            "entities": [entity.described() for entity in message.entities],
            "keyboard": [[_button(button) for button in row] for row in message.keyboard],
            "file": _file(message.file) if message.file else None,
            "reaction": message.reaction,
            "effect": message.effect,
            "edited": message.reworded and not message.keyboard,  # as Telegram tells it
            "answers": message.answers,
            "at": self._wall(message.at),
        }

    def _wall(self, at: float) -> int:
        """Seconds of the epoch for a moment of the loop's clock, the same each time it is asked for."""
        return round(self._began + at)


def button_at(chat: Chat, message_id: int, row: int, column: int) -> tuple[Posted, Button] | None:
    """The button at that place of a message, if it is still there."""
    message = chat.posted.get(message_id)
    if not message or not (0 <= row < len(message.keyboard) and 0 <= column < len(message.keyboard[row])):
        return None
    return message, message.keyboard[row][column]


def _described(person: Person) -> Json:
    return {"id": person.id, "name": person.first_name, "language": person.language_code}


def _text(state: State, key: str, language: str) -> str:
    return state.texts.get((key, language)) or state.texts.get((key, ""), "")


def _button(button: Button) -> Json:
    return {"label": button.label, "url": button.url, "style": button.style, "copied": button.copied}


def _file(stored: StoredFile) -> Json:
    width, height = stored.size
    told: Json = {"id": stored.file_id, "name": stored.name, "bytes": len(stored.content)}
    return told | {"width": width, "height": height}
