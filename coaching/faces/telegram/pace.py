"""How fast messages may go out: about one a second in a chat, after a small burst, and thirty a second in bulk.

Telegram publishes no exact limits. These are its FAQ's; answers may go faster in all, and a 429 is obeyed besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = 4096  # chats; one that has been quiet need not be


@dataclass
class Bucket:
    """What may go out now, refilled as time goes by. Times are seconds of a monotonic clock."""

    room: float
    per_second: float
    left: float
    since: float

    def wait(self, now: float) -> float:
        """Seconds until one more may go; 0 for at once."""
        self.left = min(self.room, self.left + (now - self.since) * self.per_second)
        self.since = now
        return max(0.0, (1 - self.left) / self.per_second)

    def take(self) -> None:
        """One goes."""
        self.left -= 1


class Pace:
    """The limits per chat and in bulk."""

    def __init__(self, burst: int = 20, per_chat: float = 1.0, bulk: float = 30.0) -> None:
        self._burst = burst
        self._per_chat = per_chat
        self._chats: dict[int, Bucket] = {}
        self._bulk = Bucket(bulk, bulk, bulk, 0.0)
        self._held: dict[int, float] = {}  # until when

    def book(self, until: datetime | None, now: datetime) -> tuple[float, datetime]:
        """For a chat booked until then: the seconds until one more message may go, and until when it is booked then.

        The same pace as `wait`, for several senders that keep their bookings in one place.
        """
        each = timedelta(seconds=1 / self._per_chat)
        return _booked(until, now, each, self._burst)

    def book_bulk(self, until: datetime | None, now: datetime) -> tuple[float, datetime]:
        """The same for all that goes out in bulk."""
        return _booked(until, now, timedelta(seconds=1 / self._bulk.per_second), self._bulk.room)

    def hold(self, chat_id: int, until: float) -> None:
        """Telegram told that chat to wait: nothing goes there until then."""
        self._held[chat_id] = max(until, self._held.get(chat_id, until))

    def held(self, chat_id: int, now: float) -> float:
        """Seconds for which nothing may go to that chat."""
        seconds = self._held.get(chat_id, now) - now
        if seconds <= 0:
            self._held.pop(chat_id, None)
        return max(0.0, seconds)

    def wait(self, chat_id: int, now: float, *, in_bulk: bool) -> float:
        """Seconds until a message may go to that chat; 0 when it goes now, and is counted."""
        chat = self._chat(chat_id, now)
        seconds = max(self.held(chat_id, now), chat.wait(now), self._bulk.wait(now) if in_bulk else 0.0)
        if seconds <= 0:
            chat.take()
            if in_bulk:
                self._bulk.take()
        return seconds

    def _chat(self, chat_id: int, now: float) -> Bucket:
        if chat_id not in self._chats:
            if len(self._chats) >= REMEMBERED:
                quiet = now - self._burst / self._per_chat
                self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.since > quiet}
            self._chats[chat_id] = Bucket(self._burst, self._per_chat, self._burst, now)
        return self._chats[chat_id]


def _booked(until: datetime | None, now: datetime, each: timedelta, room: float) -> tuple[float, datetime]:
    begins = max(until or now, now)
    wait = (begins - now - each * (room - 1)).total_seconds()
    return max(0.0, wait), begins + each
