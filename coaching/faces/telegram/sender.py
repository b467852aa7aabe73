"""What the outbox holds, sent: in order within a chat, chats side by side, and marked with what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from coaching.faces.telegram.asides import Hangings
from coaching.faces.telegram.carrying import CARRIED, NobodyToTellOfError, made_to_carry
from coaching.faces.telegram.errands import LATER, Errand, Errands
from coaching.faces.telegram.gateway import Gateway, Json, Outcome, Sent, TokenRefusedError
from coaching.faces.telegram.markup import plain
from coaching.faces.telegram.messages import EFFECT
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.pace import Pace
from coaching.faces.telegram.picturing import painted
from coaching.faces.telegram.printing import printed
from coaching.faces.telegram.signs import Signs
from coaching.faces.telegram.trouble import Trouble
from coaching.services import learners
from coaching.services.exporting_marks import Exporter
from coaching.services.ports import Interrupted, Store, Transaction, Unreadable
from coaching.services.records import Claimed, Kind

LOG = logging.getLogger(__name__)
AT_ONCE = 64  # calls under way
MOST_TRIES = 60  # of a message the server has trouble with: about an hour
PASSING_TRIES = 4  # of what is worthless once late
LONGEST_PAUSE = 60.0  # seconds between two tries
ANSWERING = "answerCallbackQuery"
EDITING = "editMessageText"
UNEDITABLE = ("no text in the message", "message to edit not found", "message can't be edited")  # a picture, or gone
DRAWN = {"sendPhoto": painted, "sendDocument": printed}  # made of their parameters just before they go
SENDING = {"sendMessage", *DRAWN}  # what stands in the chat as a new message
# The second time, Telegram says it is done already.
REPEATABLE = {ANSWERING, "editMessageReplyMarkup", EDITING}
LOOK = 5.0  # seconds after which the outbox is looked at unasked
LOOK_FOR_OTHERS = 1.0  # the same where another process may have left something there
BULK = 0  # no chat goes by that number
SOON = timedelta(seconds=3)  # what an attendee still thinks about is sent before the bot stops


@dataclass(frozen=True)
class Landed:
    """A message and what became of it; `sent` None when it may not go yet, for `wait` seconds."""

    claimed: Claimed
    sent: Sent | None
    wait: float = 0.0
    found: object = None  # what came of an errand


class Sender:
    """Sends for ever. One transaction marks what has landed and claims what goes next."""

    def __init__(
        self,
        store: Store,
        gateway: Gateway,
        signs: Signs,
        pace: Pace,
        meters: Meters | None = None,
        errands: Errands | None = None,
        exporter: Exporter | None = None,
        trouble: Trouble | None = None,
    ) -> None:
        """`errands` are done in place of being sent; `exporter` makes files of how a group stands."""
        self._exporter = exporter
        self._store = store
        self._errands = errands or {}
        self._trouble = trouble or Trouble()
        self._meters = meters or Meters()
        self._look = LOOK_FOR_OTHERS if store.is_shared else LOOK
        self._gateway = gateway
        self._signs = signs
        self._pace = pace
        self._stir = asyncio.Event()
        self._flying: dict[asyncio.Task[Landed], int] = {}  # with the message's number
        self._quiet = asyncio.Event()
        self._hangings = Hangings(signs.show)
        self._unsure = False  # whether a transaction ended without our hearing how
        self._apart = False  # whether something in a transaction failed by itself

    def wake(self) -> None:
        """There may be something to send."""
        self._quiet.clear()
        self._stir.set()

    async def flushed(self) -> None:
        """Until nothing is due, or will be at once, and nothing is under way."""
        await self._quiet.wait()

    async def run(self) -> None:
        """Until cancelled. Raises TokenRefusedError."""
        try:
            while True:
                self._stir.clear()
                try:
                    pause = await self._turn()
                except TokenRefusedError:
                    raise
                except Exception as error:
                    # What has landed is still held, and marked as soon as the store takes it.
                    self._unsure, pause = True, 1.0
                    self._apart = not isinstance(error, Interrupted)
                    if isinstance(error, Interrupted):
                        self._trouble.came(error)
                    else:
                        LOG.exception("the outbox can't be reached, trying again")
                if pause > 0:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(pause):
                            await self._stir.wait()
        finally:
            for task in self._flying:
                task.cancel()
            await asyncio.gather(*self._flying, return_exceptions=True)

    async def _turn(self) -> float:
        """Settle, claim and let go; the seconds for which there is nothing to do unless something stirs."""
        if self._apart:
            await self._settle_apart()
        landed = {task: task.result() for task in self._flying if task.done()}
        room = AT_ONCE - len(self._flying) + len(landed)
        async with self._store.transaction() as tx:
            if self._unsure:
                await tx.outbox.put_back(self._flying.values())
            for one in landed.values():
                await self._settle(tx, one)
            claimed = await tx.outbox.claim(room) if room else ()
            if self._store.is_shared:
                claimed = await self._booked(tx, claimed)
            due = await tx.outbox.next_due() if not claimed else None
            now = tx.now
        self._unsure = self._apart = False
        if self._trouble.is_on and (landed or claimed):
            self._trouble.over()
        self._flying = {task: number for task, number in self._flying.items() if task not in landed}
        for message in claimed:
            task = asyncio.create_task(self._send(message))
            task.add_done_callback(lambda _: self._stir.set())
            self._flying[task] = message.id
        if claimed:
            return 0.0
        if not self._flying and (due is None or due > now + SOON) and not self._stir.is_set():
            self._quiet.set()
        return self._look if due is None else min(self._look, max(0.02, (due - now).total_seconds()))

    async def _booked(self, tx: Transaction, claimed: Sequence[Claimed]) -> tuple[Claimed, ...]:
        """Those that may go now, by the pace all senders keep together; the others wait for their time."""
        paced = [one for one in claimed if one.method in SENDING]
        if not paced:
            return tuple(claimed)
        booked = dict(await tx.paces.booked({one.chat_id for one in paced} | {BULK}))
        late: set[int] = set()
        for one in paced:
            wait, until = self._pace.book(booked.get(one.chat_id), tx.now)
            in_bulk = one.kind is Kind.REMINDER
            bulk_wait, bulk_until = self._pace.book_bulk(booked.get(BULK), tx.now) if in_bulk else (0.0, tx.now)
            if max(wait, bulk_wait) > 0:
                await tx.outbox.retry_at(one.id, tx.now + timedelta(seconds=max(wait, bulk_wait)), "pace")
                late.add(one.id)
                continue
            booked[one.chat_id] = until
            if in_bulk:
                booked[BULK] = bulk_until
        await tx.paces.book(booked)
        return tuple(one for one in claimed if one.id not in late)

    async def _send(self, claimed: Claimed) -> Landed:
        if claimed.method in SENDING:
            await self._signs.passed(claimed.chat_id)
        errand = self._errands.get(claimed.method)
        if (wait := self._wait(claimed, errand)) > 0:
            return Landed(claimed, None, wait)
        try:
            if errand:
                return Landed(claimed, Sent(Outcome.DONE), found=await errand.run(claimed))
            sent = await self._sent(claimed)
            self._note_buttons(claimed, sent)
            return Landed(claimed, sent)
        except TokenRefusedError:
            raise
        except NobodyToTellOfError:  # forgotten, or a group closed, while it waited
            LOG.info("message %s has nobody left to tell of", claimed.id)
            return Landed(claimed, Sent(Outcome.REFUSED, why="gone"))
        except Exception as error:
            # A message that breaks the sender itself must not stop every other one.
            LOG.exception("message %s can't be sent", claimed.id)
            return Landed(claimed, Sent(Outcome.REFUSED, why=type(error).__name__))

    def _wait(self, claimed: Claimed, errand: Errand | None) -> float:
        """Seconds until it may go."""
        if errand:
            return LATER if errand.is_busy else 0.0
        now = asyncio.get_running_loop().time()
        if claimed.method in SENDING and not self._store.is_shared:
            return self._pace.wait(claimed.chat_id, now, in_bulk=claimed.kind is Kind.REMINDER)
        return 0.0 if claimed.method == ANSWERING else self._pace.held(claimed.chat_id, now)

    async def _sent(self, claimed: Claimed) -> Sent:
        draw = DRAWN.get(claimed.method)
        if CARRIED in claimed.payload:
            payload = await made_to_carry(self._store, claimed.payload, self._exporter)
        else:
            payload = await draw(claimed.payload) if draw else claimed.payload
        sent = await self._gateway.send(claimed.method, payload)
        self._meters.count("jasette_calls_total", f'method="{claimed.method}",outcome="{sent.outcome.value}"')
        if sent.wait:
            self._pace.hold(claimed.chat_id, asyncio.get_running_loop().time() + sent.wait)
        again = _without_what_was_refused(claimed, payload, sent)
        return sent if again is None else await self._gateway.send(*again)

    def _note_buttons(self, claimed: Claimed, sent: Sent) -> None:
        """Asides hang under one message of a chat at a time."""
        if claimed.method in SENDING and sent.message_id:
            self._hangings.came(claimed.chat_id, claimed.payload, sent.message_id)
        elif claimed.method in REPEATABLE:
            self._hangings.changed(claimed.chat_id, claimed.payload.get("message_id"))

    async def _settle_apart(self) -> None:
        """What has landed, each by itself: what can't be settled now either is given up and holds up nobody else."""
        for task in [task for task in self._flying if task.done()]:
            landed = task.result()
            try:
                async with self._store.transaction() as tx:
                    await self._settle(tx, landed)
            except Interrupted:
                raise
            except Exception as error:
                LOG.exception("message %s can't be settled, it is given up", landed.claimed.id)
                async with self._store.transaction() as tx:
                    await tx.outbox.dead(landed.claimed.id, type(error).__name__)
            del self._flying[task]

    async def _settle(self, tx: Transaction, landed: Landed) -> None:
        claimed, sent = landed.claimed, landed.sent
        outbox = tx.outbox
        if sent is None:
            await outbox.retry_at(claimed.id, tx.now + timedelta(seconds=landed.wait), "pace")
            return
        if sent.outcome is Outcome.DONE:
            # What came of an errand is told of once: by the one process that marks it as done.
            if await outbox.sent(claimed.id, sent.message_id) and landed.found is not None:
                await outbox.enqueue(await self._errands[claimed.method].told(tx, claimed, landed.found))
            return
        LOG.info("message %s: %s (%s), try %s", claimed.id, sent.outcome.value, sent.why, claimed.attempts)
        again = tx.now + timedelta(seconds=sent.wait or _pause(claimed.attempts))
        if _may_try_again(claimed, sent.outcome):
            await outbox.retry_at(claimed.id, again, sent.why)
        elif sent.outcome is Outcome.UNCLEAR:
            await outbox.unclear(claimed.id, again, sent.why)
        elif sent.outcome is Outcome.GONE:
            await self._gone(tx, claimed, sent.why)
        else:
            await outbox.dead(claimed.id, sent.why)

    async def _gone(self, tx: Transaction, claimed: Claimed, why: str) -> None:
        """The chat takes nothing any more: what waits for it is given up, and nothing new begins."""
        await tx.outbox.dead(claimed.id, why)
        try:
            learner = await tx.learners.of_chat(claimed.chat_id)
        except Unreadable:
            learner = None
        if learner:
            await learners.block(tx, learner, why)
        else:
            await tx.outbox.abandon(claimed.chat_id, why)


def _without_what_was_refused(claimed: Claimed, payload: Mapping[str, object], sent: Sent) -> tuple[str, Json] | None:
    """The call as it may still go: without its effect, as plain text, as a new message; None if nothing would help."""
    if claimed.method == EDITING and any(words in sent.why.lower() for words in UNEDITABLE):
        return "sendMessage", {name: value for name, value in payload.items() if name != "message_id"}
    if sent.outcome is Outcome.REFUSED and EFFECT in payload and "effect" in sent.why.lower():
        LOG.info("message %s goes without its effect", claimed.id)
        return claimed.method, {name: value for name, value in payload.items() if name != EFFECT}
    if sent.outcome is Outcome.UNREADABLE:
        LOG.error("message %s has marks Telegram can't read; it goes as plain text", claimed.id)
        bare = {name: value for name, value in payload.items() if name not in {"parse_mode", EFFECT}}
        return claimed.method, bare | {"text": plain(str(bare.get("text", "")))}
    return None


def _may_try_again(claimed: Claimed, outcome: Outcome) -> bool:
    """Whether it goes again: it surely did nothing, or doing it twice is doing it once.

    What is worth keeping outwaits any lost connection.
    """
    if outcome is Outcome.UNCLEAR and claimed.method in REPEATABLE:
        outcome = Outcome.BUSY
    if claimed.kind is Kind.PASSING:
        return outcome in {Outcome.NOT_SENT, Outcome.BUSY} and claimed.attempts < PASSING_TRIES
    return outcome is Outcome.NOT_SENT or (outcome is Outcome.BUSY and claimed.attempts < MOST_TRIES)


def _pause(attempts: int) -> float:
    """Seconds to wait after that many tries."""
    return min(LONGEST_PAUSE, 0.1 * 2.0 ** min(attempts, 10))
