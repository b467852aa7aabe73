"""What the server knows of chats: who is in them, what stands there, and what was said in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.bot_api.entities import Entity
from tests.bot_api.stored import StoredFile

Json = dict[str, object]


@dataclass(frozen=True)
class Button:
    """One inline button."""

    label: str
    data: str = ""
    url: str = ""
    style: str = ""  # "primary", "success", "danger"
    copied: str = ""  # what a tap puts on the clipboard


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Posted:
    """One message as it stands in a chat. `text` is its caption if it is a file; `source`, the same with its marks."""

    message_id: int
    by_bot: bool
    text: str
    source: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()
    at: float = 0.0  # seconds of the server's monotonic clock
    edited: bool = False
    reworded: bool = False  # edited in its words, not in its buttons alone
    kind: str = "text"  # "photo", "document", "voice", "sticker", "location" …
    file: StoredFile | None = None
    reaction: str = ""
    effect: str = ""
    answers: int = 0  # the message it is a reply to
    silent: bool = False
    protected: bool = False

    def marked(self, kind: str) -> tuple[str, ...]:
        """The stretches of the text marked so ("italic", "bold")."""
        whole = self.text.encode("utf-16-le")
        return tuple(
            whole[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in self.entities if e.kind == kind
        )

    def button(self, label: str) -> Button | None:
        """The first button whose label holds these words."""
        return next((button for button in self.buttons() if label in button.label), None)

    def buttons(self) -> Iterator[Button]:
        """All its buttons, row by row."""
        for row in self.keyboard:
            yield from row


@dataclass
class Chat:
    """A chat with the bot."""

    chat_id: int
    kind: str = "private"
    name: str = ""
    started: bool = False  # a bot can't write first
    blocked: bool = False
    deactivated: bool = False
    draft: str = ""  # a message still being written
    acting_until: float = 0.0  # seconds of the server's monotonic clock, while a sign is seen
    posted: dict[int, Posted] = field(default_factory=dict)
    transcript: list[Posted] = field(default_factory=list)  # as first said, edits apart
    actions: list[str] = field(default_factory=list)  # "typing", …
    last_id: int = 0

    def next_message_id(self) -> int:
        """A number no message of this chat has."""
        self.last_id += 1
        return self.last_id

    def post(self, message: Posted) -> None:
        """Let a new message stand in the chat."""
        self.acting_until = 0.0
        self.posted[message.message_id] = message
        self.transcript.append(message)

    def described(self) -> Json:
        """The chat as the Bot API describes it."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.chat_id, "type": self.kind, name: self.name}


@dataclass(frozen=True)
class Press:
    """A tap on a button that waits to be answered."""

    query_id: str
    chat_id: int
    at: float = 0.0  # seconds of the server's monotonic clock


@dataclass(frozen=True)
class Answer:
    """What the bot answered to a tap."""

    query_id: str
    text: str
    alert: bool
