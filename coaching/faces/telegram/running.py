"""The bot, from its start to its end: what arrives is kept, applied, answered; asked to stop, it finishes first."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coaching.faces.telegram.announcing import announce
from coaching.faces.telegram.errands import Errands
from coaching.faces.telegram.gateway import OFFICIAL_API, OFFICIAL_FILES, Gateway
from coaching.faces.telegram.intake import Intake
from coaching.faces.telegram.menu import hang_menu
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.naming import learn_name
from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.polling import WAIT, Polling
from coaching.faces.telegram.purging import purge
from coaching.faces.telegram.redaction import guard_logs
from coaching.faces.telegram.reminding import Reminding, tellers_of
from coaching.faces.telegram.replicas import Replica
from coaching.faces.telegram.scenario_files import INSPECT, PUBLISH, Inspection, Publication
from coaching.faces.telegram.sender import Sender
from coaching.faces.telegram.shelf import Shelf
from coaching.faces.telegram.signs import Signs
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.tempo import Tempo
from coaching.faces.telegram.trouble import Trouble
from coaching.faces.telegram.voice import TRANSCRIBE, Hearing, foreignness
from coaching.faces.telegram.worker import Worker
from coaching.scenario import Scenario
from coaching.services.hearing import Transcriber
from coaching.services.ports import Store
from coaching.services.practice import Practice

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LOG = logging.getLogger(__name__)
TAKING_TURNS = 0.0005  # seconds a thread that reads a message may keep the interpreter while others want it
FINISH_WITHIN = 8.0  # seconds to answer and send what is there when asked to stop


@dataclass(frozen=True)
class Connection:
    """Where the Bot API is and who we are there."""

    token: str
    base_url: str = OFFICIAL_API
    file_url: str = OFFICIAL_FILES

    def __repr__(self) -> str:
        """No token."""
        return f"Connection({self.base_url})"


@dataclass(frozen=True)
class Hook:
    """Where Telegram is to deliver, instead of being polled: the public address, and where we listen for it."""

    url: str
    secret: str
    host: str
    port: int

    def __repr__(self) -> str:
        """No secret."""
        return f"Hook({self.url}, {self.host}:{self.port})"


@dataclass(frozen=True)
class Watch:
    """Where health and figures are told."""

    host: str
    port: int


@dataclass(frozen=True)
class Served:
    """Something else that is answered beside the bot, and where; told what the bot is called once that is known."""

    app: ASGIApp
    host: str
    port: int
    named: Callable[[str], None] = lambda _: None


async def run_bot(
    connection: Connection,
    store: Store,
    practice: Practice,
    attendees: Sequence[Scenario],
    *,
    shelf: Shelf | None = None,
    hook: Hook | None = None,
    watch: Watch | None = None,
    served: Served | None = None,
    pace: Pace | None = None,
    tempo: Tempo | None = None,
    transcriber: Transcriber | None = None,
    wait: int = WAIT,
    stop: asyncio.Event | None = None,
) -> None:
    """Run until SIGTERM or SIGINT, or until `stop` where it is given; then finish and return. The store stays open.

    `attendees` are those a learner can choose, `shelf` what else there is to practise with; without a `tempo` an
    attendee answers at once; without a `transcriber` voice notes are answered with a kind word; `wait` is how long a
    poll waits, in seconds.
    Raises TokenRefusedError, PortTakenError.
    """
    guard_logs()
    meters, trouble = Meters(), Trouble()
    async with _stopping(stop) as asked_to_stop, _gateway(connection) as gateway:
        pace = pace or Pace()
        tempo = tempo or Tempo()
        signs = Signs(gateway, pace, tempo)
        hearing = Hearing(gateway, transcriber, foreignness(practice.notebook.understanding), signs.show, meters)
        shelf = shelf or Shelf()
        errands: Errands = {
            TRANSCRIBE: hearing,
            INSPECT: Inspection(gateway, shelf.inspector, practice.notebook),
            PUBLISH: Publication(store, shelf.inspector),
        }
        sender = Sender(store, gateway, signs, pace, meters, errands, shelf.exporter, trouble)
        talk = Talk(practice, attendees, shelf, tempo, signs.show, hearing.longest)
        worker = Worker(store, talk, signs, sender.wake, meters, trouble)
        if not store.is_shared:  # else another process would read the same message too
            practice.read_ahead()
            sys.setswitchinterval(TAKING_TURNS)
        replica = Replica(store, sender.wake, trouble)
        await replica.begin()
        kept = Intake(store, worker.wake, meters, worker.foresee)
        way_in = (
            _delivered(gateway, store, kept, hook, meters, trouble)
            if hook
            else replica.alone(Polling(gateway, kept, wait, trouble).run)
        )
        intake = asyncio.create_task(way_in)
        reminding = Reminding(store, tellers_of(talk.house), sender.wake, trouble)
        works = (worker.run(), sender.run(), replica.run(), reminding.run(), purge(store, trouble))
        others = [asyncio.create_task(work) for work in works]
        menu = asyncio.create_task(hang_menu(gateway, store, connection.token.partition(":")[0]))
        named = learn_name(gateway, store, served.named) if served else learn_name(gateway, store)
        name = asyncio.create_task(named)

        def is_ready() -> bool:
            return not intake.done() and not asked_to_stop.is_set()

        watched = asyncio.create_task(_watched(store, meters, is_ready, trouble, watch))
        pages = asyncio.create_task(_served(served))
        LOG.info("the bot is listening")
        try:
            await _until(asked_to_stop, [intake, watched, pages, *others])
            LOG.info("stopping: finishing what is there")
            await _end([intake, menu, name])
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FINISH_WITHIN):
                    await worker.finished()
                    await sender.flushed()
        finally:
            await signs.stop()
            await _end([intake, menu, name, watched, pages, *others])
            await replica.end()
    LOG.info("the bot has stopped")


async def _delivered(
    gateway: Gateway, store: Store, intake: Intake, hook: Hook, meters: Meters, trouble: Trouble
) -> None:
    """Take what Telegram delivers, until cancelled."""
    # Here alone: a bot that asks and shows nothing needs no server, which is 3 MB.
    from coaching.faces.telegram.serving import serving  # noqa: PLC0415
    from coaching.faces.telegram.webhook import Door  # noqa: PLC0415

    door = Door(intake, hook.secret, meters, trouble)
    async with serving(door.app(hook.url), hook.host, hook.port) as port:
        LOG.info("Telegram may deliver to port %s", port)
        await announce(gateway, store, hook.url, hook.secret)
        await asyncio.Event().wait()


async def _watched(
    store: Store, meters: Meters, is_ready: Callable[[], bool], trouble: Trouble, watch: Watch | None
) -> None:
    """Answer whoever watches, until cancelled."""
    if watch is None:
        await asyncio.Event().wait()
        return
    from coaching.faces.telegram.health import Health  # noqa: PLC0415 - as above
    from coaching.faces.telegram.serving import serving  # noqa: PLC0415

    async with serving(Health(store, meters, is_ready, trouble).app(), watch.host, watch.port) as port:
        LOG.info("health and figures on port %s", port)
        await asyncio.Event().wait()


async def _served(served: Served | None) -> None:
    """Answer what else is asked, until cancelled."""
    if served is None:
        await asyncio.Event().wait()
        return
    from coaching.faces.telegram.serving import serving  # noqa: PLC0415 - as above

    async with serving(served.app, served.host, served.port) as port:
        LOG.info("the coaches' pages on port %s", port)
        await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def _gateway(connection: Connection) -> AsyncIterator[Gateway]:
    async with Gateway(connection.token, connection.base_url, connection.file_url) as gateway:
        yield gateway


@contextlib.asynccontextmanager
async def _stopping(given: asyncio.Event | None) -> AsyncIterator[asyncio.Event]:
    """The event given, or one that is set by the signals that ask a process to end."""
    if given is not None:
        yield given
        return
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # no signals here: another thread
            loop.add_signal_handler(number, asked.set)
            caught.append(number)
    try:
        yield asked
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


async def _until(asked_to_stop: asyncio.Event, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Until asked to stop, or one of the tasks fails: then its error is raised."""
    stopping = asyncio.create_task(asked_to_stop.wait())
    try:
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        stopping.cancel()


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
