"""The transcriber, asked by a process apart for each voice note: a service that speaks OpenAI's, or a Whisper here."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from coaching.apart.process import python, told_by
from coaching.services.hearing import Heard, Trouble, VoiceNote
from coaching.transcription.apart import Errand
from coaching.transcription.judging import judged
from coaching.transcription.whisper import Whisper

LOG = logging.getLogger(__name__)
APART = python("coaching.transcription.apart", "-S")  # the standard library is all it needs
BYTES_A_SECOND = 16_384  # of sound: eight times what Telegram's own clients record
LEAST_BYTES = 65_536
MOST_TOLD = 524_288  # bytes: an answer of 64 KiB, each character written out as an escape
ENDPOINT = "/audio/transcriptions"


@dataclass(frozen=True)
class Service:
    """Where the transcriber answers, and what is shown at its door."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def is_there(self) -> bool:
        """Whether it may be asked: it answers or it doesn't."""
        return True

    @property
    def command(self) -> tuple[str, ...]:
        """What runs for each voice note."""
        return APART

    @property
    def endpoint(self) -> str:
        """Where recordings go: the address as given where it names that, else OpenAI's path under it."""
        given = urlsplit(self.url)
        path = given.path.rstrip("/")
        if not path.endswith("/transcriptions"):
            path = (path or "/v1") + ENDPOINT
        return urlunsplit((given.scheme, given.netloc, path, given.query, ""))

    @property
    def host(self) -> str:
        """The part of its address that holds no secret."""
        given = urlsplit(self.url)
        return f"{given.scheme}://{given.netloc.rpartition('@')[2]}"


def source(url: str, model: str, key: str, folder: str) -> Service | Whisper | None:
    """The service at that address, else the Whisper in that folder, else nobody."""
    if url:
        return Service(url, model, key)
    return Whisper(Path(folder)) if folder else None


class Listening:
    """Puts voice notes into words, as services.hearing asks."""

    def __init__(self, service: Service | Whisper, longest: int, within: float) -> None:
        """A note may last `longest` seconds, and be put into words `within` so many."""
        self._service = service
        self._longest = longest
        self._within = within

    @property
    def longest(self) -> int:
        """Seconds a voice note may last."""
        return self._longest

    async def hear(self, note: VoiceNote) -> Heard | Trouble:
        """What is said in it. Raises nothing, and takes no longer than it was given."""
        service = self._service
        errand = Errand(
            place=note.place,
            url=service.endpoint,
            key=service.key,
            model=service.model,
            lang=note.lang.value,
            longest=self._longest,
            most=max(LEAST_BYTES, self._longest * BYTES_A_SECOND),
            within=self._within,
        )
        try:
            async with asyncio.timeout(self._within):
                told = await told_by(service.command, json.dumps(asdict(errand)).encode(), MOST_TOLD)
        except TimeoutError:
            return Trouble.SLOW
        except OSError:
            LOG.exception("no process could be started for a voice note")
            return Trouble.DOWN
        return _read(told)


def _read(told: bytes) -> Heard | Trouble:
    """What the process apart told; one that told nothing came to its limits over what was sent."""
    try:
        found = json.loads(told)
        if "trouble" in found:
            return Trouble(found["trouble"])
        return judged(str(found["text"]), float(found["seconds"]))
    except (ValueError, KeyError, TypeError):
        LOG.warning("the process apart ended without a word over a voice note")
        return Trouble.BROKEN
