"""Messages read before the transaction that answers them, so that reading one keeps nobody else waiting.

Reading takes some hundredths of a second, most of it in a network that leaves the interpreter to others. What is read
ahead is kept until it is asked for, and is the very reading that would have been made: understanding is pure.

What somebody will say next is understood by what stood around it when they were last answered. That is remembered, so
that their message is read as it arrives. It is a guess: where the transaction asks for anything else, that is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from coaching.language import Language
from coaching.reading import Heard, Message, Reading
from coaching.rehearsal import Reader
from coaching.scenario import Scenario
from coaching.services.patience import patiently
from coaching.understanding import NotReadyError

MOST = 256  # readings kept; one whose turn was never taken is forgotten
MOST_EXPECTED = 1024  # chats whose next message is expected


class UnreadError(NotReadyError):
    """The message must be read first: a few hundredths of a second, in any thread."""

    def __init__(self, make_ready: Callable[[], object]) -> None:
        super().__init__(make_ready)
        self.is_long = False  # nobody need be told


class Foresight:
    """A reader that knows what was read ahead, and asks for the rest. Safe with threads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[Message, int], tuple[Scenario | None, Reading]] = {}
        self._expected: dict[int, tuple[Message, Scenario]] = {}  # by chat, without its text

    def expect(self, chat_id: int, message: Message, scenario: Scenario) -> None:
        """That message comes next from that chat, but for its text."""
        self._expected.pop(chat_id, None)
        if len(self._expected) >= MOST_EXPECTED:
            del self._expected[next(iter(self._expected))]
        self._expected[chat_id] = message, scenario

    def expect_nothing(self, chat_id: int) -> None:
        """Nothing that chat sends goes to an attendee now."""
        self._expected.pop(chat_id, None)

    def foreseen(self, chat_id: int, text: str) -> Callable[[], None] | None:
        """What reads that text ahead, in any thread; None where none is expected, or it was read already."""
        expected = self._expected.pop(chat_id, None)
        if expected is None:
            return None
        return partial(self.read_ahead, replace(expected[0], text=text), expected[1])

    def read(self, message: Message, scenario: Scenario | None = None) -> Reading:
        """What the message does, once. Raises UnreadError where it wasn't read ahead, and what the reader raises."""
        kept = self._read.pop((message, id(scenario)), None)
        if kept is None or kept[0] is not scenario:
            raise UnreadError(partial(self.read_ahead, message, scenario))
        return kept[1]

    def read_ahead(self, message: Message, scenario: Scenario | None) -> None:
        """Have the reading ready for whoever asks."""
        reading = patiently(partial(self._reader.read, message, scenario))
        for forgotten in list(self._read)[: max(0, len(self._read) - MOST + 1)]:
            self._read.pop(forgotten, None)
        self._read[message, id(scenario)] = scenario, reading

    def hear(self, line: str, lang: Language) -> Heard:
        """What an attendee's line does."""
        return self._reader.hear(line, lang)
