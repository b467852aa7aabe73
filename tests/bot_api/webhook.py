"""Delivery to a webhook: queue by queue, in order within each, again and again until it is taken or too old."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from tests.bot_api.chats import Json
from tests.bot_api.faults import Fault, Faults
from tests.bot_api.refusals import Refusal, bad_request
from tests.bot_api.updates import Updates, content_of

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = re.compile(r"[A-Za-z0-9_-]*")
ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
ON_THIS_MACHINE = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])[:/]")
LONGEST_RETRY = 3600.0  # seconds a webhook may ask us to wait
BEFORE_ANOTHER = 1.0  # seconds between two calls of setWebhook


@dataclass(frozen=True)
class Hook:
    """A webhook as it was asked for."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    certificate: bool = False


@dataclass(frozen=True)
class Patience:
    """How long deliveries take it: seconds. A test may make them shorter, never longer than Telegram's."""

    answer: float = 60.0  # for the webhook to answer
    first: float = 2.0  # before the second repetition; the first comes at once, each later one waits twice as long
    longest: float = 60.0


@dataclass
class Lane:
    """Updates that must arrive one after the other."""

    waiting: deque[int] = field(default_factory=deque)
    failures: int = 0
    working: bool = False  # one of them is on its way, or waits to be sent again


def lane_of(update: Json) -> int:
    """Telegram's queue for an update: a chat's messages are one, a person's taps another."""
    kind, content = content_of(update)
    if kind == "callback_query":
        return _id(content, "from") + (3 << 33)
    return _id(content, "chat") + ((5 << 33) if kind == "my_chat_member" else 0)


def check_hook(hook: Hook) -> None:
    """Raise the refusal Telegram gives. Plain HTTP is for this machine, as with a Bot API server of one's own."""
    if not ADDRESS.fullmatch(hook.url):
        raise bad_request("invalid webhook URL specified")
    if len(hook.secret_token) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(hook.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if not hook.url.startswith("https:") and not ON_THIS_MACHINE.match(hook.url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


class Delivery:
    """Deliveries to one webhook, from when it was set until it is set anew or taken away."""

    def __init__(self, hook: Hook, updates: Updates, faults: Faults, patience: Patience) -> None:
        self.hook = hook
        self.last_error: tuple[int, str] | None = None  # when, in seconds of the epoch, and what
        self.most_at_once = 0
        self._updates = updates
        self._faults = faults
        self._patience = patience
        self._lanes: dict[int, Lane] = {}
        self._ready: asyncio.Queue[Lane] = asyncio.Queue()
        self._at_once = 0

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with self._session() as session, asyncio.TaskGroup() as tasks:
            slots = asyncio.Semaphore(self.hook.max_connections)
            while True:
                lane = await self._ready.get()
                await slots.acquire()
                tasks.create_task(self._deliver(session, lane)).add_done_callback(lambda _: slots.release())

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[aiohttp.ClientSession]:
        timeout = aiohttp.ClientTimeout(total=self._patience.answer)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            for update in self._updates.pending():
                self._queue(update)
            self._updates.listener = self._queue
            try:
                yield session
            finally:
                self._updates.listener = None

    def _queue(self, update: Json) -> None:
        lane = self._lanes.setdefault(lane_of(update), Lane())
        lane.waiting.append(self._updates.id_of(update))
        self._go_on(lane)

    def _go_on(self, lane: Lane) -> None:
        if lane.waiting and not lane.working:
            lane.working = True
            self._ready.put_nowait(lane)

    async def _deliver(self, session: aiohttp.ClientSession, lane: Lane) -> None:
        update_id = lane.waiting[0]
        update = self._updates.still_pending(update_id)
        error, told_to_wait = await self._post(session, update) if update else ("", 0.0)
        if error and self._updates.still_pending(update_id):
            self.last_error = (int(time.time()), error)
            self._try_again(lane, update_id, told_to_wait)
            return
        lane.failures = 0
        if not update or await self._updates.taken(update_id):
            lane.waiting.popleft()
        lane.working = False
        self._go_on(lane)

    def _try_again(self, lane: Lane, update_id: int, told_to_wait: float) -> None:
        patience = self._patience
        doubled = patience.first * 2 ** (lane.failures - 1) if lane.failures else 0.0
        wait = min(told_to_wait, LONGEST_RETRY) or min(doubled, patience.longest)
        lane.failures += 1
        if not self._updates.lives(update_id, wait):
            wait = 0.0  # it is dropped by then: on to the next
        asyncio.get_running_loop().call_later(wait, self._ready.put_nowait, lane)

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> tuple[str, float]:
        """What went wrong, if anything, and the seconds the webhook asked us to wait."""
        fault = self._faults.befalling("webhook", _id(content_of(update)[1], "chat") or None)
        if fault not in {None, Fault.DROPPED_AFTER}:
            return "Connection timed out", 0.0
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            headers = {SECRET_HEADER: self.hook.secret_token} if self.hook.secret_token else {}
            ssl = not self.hook.certificate
            async with session.post(
                self.hook.url, json=update, headers=headers, allow_redirects=False, ssl=ssl
            ) as answer:
                await answer.read()
        except (aiohttp.ClientError, OSError) as error:  # a time-out too
            return str(error) or "Read timeout expired", 0.0
        finally:
            self._at_once -= 1
        if not 200 <= answer.status <= 299:
            asked = answer.headers.get("Retry-After", "")
            why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return why, float(asked) if asked.isdecimal() else 0.0
        return ("Connection reset by peer" if fault else ""), 0.0


class Webhook:
    """The webhook of a bot, if it has one."""

    def __init__(self, updates: Updates, faults: Faults) -> None:
        self.patience = Patience()
        self._updates = updates
        self._faults = faults
        self._changed = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._next_allowed = 0.0
        self.delivery: Delivery | None = None

    @property
    def hook(self) -> Hook | None:
        """What is set."""
        return self.delivery.hook if self.delivery else None

    @property
    def url(self) -> str:
        """Where it is, empty without one."""
        return self.hook.url if self.hook else ""

    async def set(self, hook: Hook) -> None:
        """Deliver there from now on; raises the refusal."""
        now = time.monotonic()
        if now < self._next_allowed:
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        self._next_allowed = now + BEFORE_ANOTHER
        check_hook(hook)
        await self.remove()
        await self._updates.end_poll("terminated by setWebhook request")
        self.delivery = Delivery(hook, self._updates, self._faults, self.patience)
        self._task = asyncio.create_task(self.delivery.run())
        async with self._changed:
            self._changed.notify_all()

    async def remove(self) -> None:
        """Deliver nowhere any more. Raises what ended the deliveries before: a mistake of the tests' own."""
        self.delivery = None
        task, self._task = self._task, None
        if task:
            task.cancel()
            await asyncio.wait({task})
            if not task.cancelled():
                task.result()

    async def wait_until_set(self) -> Hook:
        """Until the bot has set one."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.hook)
        assert self.hook
        return self.hook


def _id(content: Json, of: str) -> int:
    """The id of the chat or the sender, 0 where there is none: oddities have any shape."""
    holder = content.get("message") if of == "chat" and "chat" not in content else content
    found = holder.get(of) if isinstance(holder, dict) else None
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, int) else 0
