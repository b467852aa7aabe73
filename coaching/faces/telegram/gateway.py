"""The only door to python-telegram-bot: polls, sends what the outbox holds, and says in our words how it went."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Self, cast
from urllib.parse import quote

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from coaching.faces.telegram.transport import ANSWER_WITHIN, AiohttpRequest, BrokenOffError, NotSentError

Json = Mapping[str, object]
OFFICIAL_API = "https://api.telegram.org/bot"
OFFICIAL_FILES = "https://api.telegram.org/file/bot"
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
CONNECTIONS = 128
LONGEST_WHY = 120
NO_MATTER = ("message is not modified", "query is too old", "message to edit not found", "message can't be edited")
NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid")


class Outcome(Enum):
    """How a call went."""

    DONE = "done"
    NOT_SENT = "not sent"  # no connection, or told to wait: certainly nothing happened
    BUSY = "busy"  # an error of the server's: nothing happened that anybody would see
    UNCLEAR = "unclear"  # sent, but no answer came
    UNREADABLE = "unreadable"  # the marks of the text were refused
    GONE = "gone"  # the chat takes nothing any more
    REFUSED = "refused"  # never, in this form


@dataclass(frozen=True)
class Attachment:
    """A file to go with a call, and what it is called."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """What became of a call: the outcome, the message's id, how many seconds to wait, and why, for the log."""

    outcome: Outcome
    message_id: int | None = None
    wait: float = 0.0
    why: str = ""


TROUBLES: tuple[tuple[type[TelegramError], Outcome], ...] = (  # the narrower kinds first
    (NotSentError, Outcome.NOT_SENT),
    (TimedOut, Outcome.UNCLEAR),
    (BrokenOffError, Outcome.UNCLEAR),
    (Forbidden, Outcome.GONE),
    (NetworkError, Outcome.BUSY),
)


class TokenRefusedError(Exception):
    """Telegram doesn't know this token."""


class OtherPollerError(Exception):
    """Another copy of the bot polls with the same token."""


class WebhookSetError(Exception):
    """Telegram delivers to a webhook that somebody set, and so can't be polled."""


class UnreachableError(Exception):
    """Telegram could not be asked this time. `wait` is the number of seconds it asked for, or 0."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class _Bot(Bot):
    """The library's bot, with calls by the method's own name."""

    async def call(self, method: str, parameters: Json, read_timeout: float = ANSWER_WITHIN) -> object:
        """What Telegram answers, unread: one odd update must not spoil those beside it."""
        answer: object = await self._post(method, dict(parameters), read_timeout=read_timeout)
        return answer


class Gateway:
    """A bot at a Bot API; `async with Gateway(token) as gateway`."""

    def __init__(self, token: str, base_url: str = OFFICIAL_API, file_url: str = OFFICIAL_FILES) -> None:
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's own switch, or it warns at every 429
        self._is_our_own = not base_url.startswith(OFFICIAL_API)
        self._bot = _Bot(
            token,
            base_url=base_url,
            base_file_url=file_url,
            request=AiohttpRequest(CONNECTIONS),
            get_updates_request=AiohttpRequest(2),
        )

    def __repr__(self) -> str:
        """No token."""
        return "Gateway()"

    async def __aenter__(self) -> Self:
        for request in self._bot._request:  # noqa: SLF001 - initialize() would also ask getMe, and fail when offline
            await request.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for request in self._bot._request:  # noqa: SLF001 - as above
            await request.shutdown()

    async def updates(self, offset: int, wait: int, limit: int = 100) -> tuple[Json, ...]:
        """What arrived from the offset on, waiting for it up to `wait` seconds.

        Raises TokenRefusedError, OtherPollerError, WebhookSetError or UnreachableError.
        """
        asked = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": list(ALLOWED)}
        answer = await self.ask("getUpdates", asked, wait + ANSWER_WITHIN)
        return tuple(cast("list[Json]", answer)) if isinstance(answer, list) else ()

    async def ask(self, method: str, parameters: Json | None = None, within: float = ANSWER_WITHIN) -> object:
        """Telegram's answer to a question. Raises as `updates` does."""
        try:
            return await self._bot.call(method, parameters or {}, within)
        except InvalidToken:
            raise TokenRefusedError("Telegram refuses the token") from None
        except Conflict as error:
            if "webhook" in error.message.lower():
                raise WebhookSetError("a webhook is set") from None
            raise OtherPollerError("another copy of the bot polls with this token") from None
        except RetryAfter as error:
            raise UnreachableError("told to wait", _seconds(error)) from None
        except TelegramError as error:
            raise UnreachableError(f"{method}: {_why(error)}") from None

    async def file_place(self, file_id: str) -> str:
        """Where a file lies: an address, which holds the token, or on a server of our own a path on this machine.

        Raises as `updates` does.
        """
        answer = await self.ask("getFile", {"file_id": file_id})
        path = answer.get("file_path") if isinstance(answer, dict) else None
        if not isinstance(path, str) or not path:
            raise UnreachableError("getFile: no path")
        if path.startswith("/") and self._is_our_own:
            return path
        return f"{self._bot.base_file_url}/{quote(path.lstrip('/'))}"

    async def send(self, method: str, parameters: Json) -> Sent:
        """Make a call of the outbox, attachments going as files; never raises but for a refused token."""
        sent = {name: _as_sent(value) for name, value in parameters.items()}
        try:
            answer = await self._bot.call(method, sent)
        except InvalidToken:
            raise TokenRefusedError("Telegram refuses the token") from None
        except TelegramError as error:
            return _trouble(error)
        message_id = answer.get("message_id") if isinstance(answer, dict) else None
        return Sent(Outcome.DONE, message_id if isinstance(message_id, int) else None)


def _as_sent(value: object) -> object:
    return InputFile(value.content, filename=value.name) if isinstance(value, Attachment) else value


def _trouble(error: TelegramError) -> Sent:
    if isinstance(error, RetryAfter):
        return Sent(Outcome.NOT_SENT, wait=_seconds(error), why="told to wait")
    if isinstance(error, BadRequest):
        return _refusal(error.message)
    outcome = next((outcome for kind, outcome in TROUBLES if isinstance(error, kind)), Outcome.REFUSED)
    return Sent(outcome, why=_why(error))


def _why(error: TelegramError) -> str:
    """The error in a few words; a server in trouble may answer with a whole page."""
    return f"{type(error).__name__}: {error.message}"[:LONGEST_WHY]


def _refusal(why: str) -> Sent:
    told = why.lower()
    if any(words in told for words in NO_MATTER):
        return Sent(Outcome.DONE, why=why)
    if any(words in told for words in NOBODY):
        return Sent(Outcome.GONE, why=why)
    if "can't parse entities" in told:
        return Sent(Outcome.UNREADABLE, why=why)
    return Sent(Outcome.REFUSED, why=why)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()
