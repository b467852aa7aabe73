"""Each update applied once: what happened, what it changed and what is said in return, in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections.abc import Callable
from time import monotonic

from coaching.faces.telegram.addressing import words_to
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.messages import answer_to_press, message
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.signs import Signs, parted, typing
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.trouble import Trouble
from coaching.faces.telegram.updates import Pressed, Unknown, Update, read_update
from coaching.faces.telegram.waiting import Waiting
from coaching.faces.words import words_for
from coaching.services.foresight import UnreadError
from coaching.services.ports import Interrupted, Store, Transaction
from coaching.services.records import Arrival, Kind, Outgoing
from coaching.understanding import NotReadyError

LOG = logging.getLogger(__name__)
LONGEST_ROUND = 100  # chats
LOOK = 1.0  # seconds after which the inbox is looked at unasked: another process may have left something there
TRIES = 2  # of one update; then it is put aside so that its chat goes on


class Worker:
    """Answers what is in the inbox, the oldest of each chat first, and each chat in its turn.

    Somebody who sends fifty messages a second is answered one by one like everybody else.
    """

    def __init__(
        self,
        store: Store,
        talk: Talk,
        signs: Signs,
        written: Callable[[], None],
        meters: Meters | None = None,
        trouble: Trouble | None = None,
    ) -> None:
        """`written` is called when there may be something to send."""
        self._meters = meters or Meters()
        self._trouble = trouble or Trouble()
        self._store = store
        self._talk = talk
        self._signs = signs
        self._written = written
        self._work = asyncio.Event()
        self._idle = asyncio.Event()
        self._served: set[int] = set()  # chats that had their turn in this round
        self._waiting = Waiting(self._ask_for_a_moment, self.wake)

    def wake(self) -> None:
        """Something arrived."""
        self._idle.clear()
        self._work.set()

    def foresee(self, update: Update) -> None:
        """That arrives now: what is said to an attendee is read meanwhile."""
        if not self._waiting.is_full and update.chat_id not in self._waiting.chats:
            read = self._talk.foreseen(update)
            if read:
                self._waiting.read(update.chat_id, read)

    async def finished(self) -> None:
        """Until nothing is pending."""
        await self._idle.wait()

    async def run(self) -> None:
        """Until cancelled."""
        self.wake()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._work.wait()
            self._work.clear()
            while await self._apply_next():
                pass
            if not self._work.is_set() and not self._waiting.chats:
                self._idle.set()

    async def _apply_next(self) -> bool:
        """Apply the oldest pending update; False when there is none, or so many wait that no more are looked at."""
        if self._waiting.is_full:
            return False
        arrival: Arrival | None = None
        began = monotonic()
        try:
            async with self._store.transaction() as tx:
                arrival = await self._next_in_turn(tx)
                if arrival is None:
                    return False
                update = read_update(arrival.payload)
                self._read_first(update)
                # Marked first, so that whoever is forgotten in answer to it leaves no trace in the inbox either.
                await tx.inbox.done(arrival.update_id)
                messages, signs = parted(await self._talk.answer(tx, update))
                await tx.outbox.enqueue(messages)
        except NotReadyError as wait:
            # Nothing of the update was kept: it is answered once what it wants is ready.
            if arrival is not None and self._waiting.take(arrival, wait):
                self._served.discard(arrival.chat_id)  # this was no turn of theirs
                return True
            await self._mishap(arrival, wait)
        except Exception as error:  # noqa: BLE001 - one update's mishap, of any kind, must not stop the others
            await self._mishap(arrival, error)
        else:
            if self._trouble.is_on:
                self._trouble.over()
            self._meters.count("jasette_updates_applied_total")
            self._meters.count("jasette_apply_seconds_total", by=monotonic() - began)
            for sign in signs:
                self._signs.show(sign)
        self._written()
        return True

    def _read_first(self, update: Update) -> None:
        """Raises UnreadError where it can be told without going any further that it isn't read yet."""
        if read := self._talk.foreseen(update):
            raise UnreadError(read)

    async def _next_in_turn(self, tx: Transaction) -> Arrival | None:
        """The oldest pending arrival of a chat that had no turn in this round; a new round when all had theirs."""
        if len(self._served) >= LONGEST_ROUND:
            self._served.clear()
        waiting = set(self._waiting.chats)
        arrival = await tx.inbox.next_pending(self._served | waiting)
        if arrival is None and self._served:
            self._served.clear()
            arrival = await tx.inbox.next_pending(waiting)
        if arrival is not None:
            self._served.add(arrival.chat_id)
        return arrival

    async def _ask_for_a_moment(self, arrival: Arrival) -> None:
        """Somebody waits while a scenario is made ready."""
        async with self._store.transaction() as tx:
            learner = await tx.learners.of_chat(arrival.chat_id)
            if learner is None:
                return
            words = words_for(learner.preferences, learner.lang)
            await tx.outbox.enqueue([message(arrival.chat_id, escaped(words("own.moment")), kind=Kind.PASSING)])
        self._signs.show(typing(arrival.chat_id))
        self._written()

    async def _mishap(self, arrival: Arrival | None, error: Exception) -> None:
        """Nothing of the update was kept. It is tried again once, then put aside with a kind word."""
        try:
            if arrival is not None and not isinstance(error, Interrupted):
                await self._put_aside(arrival, error)
                return
        except Exception as another:  # noqa: BLE001 - whatever a full disk or a lost database raises
            error = another
        if isinstance(error, Interrupted):
            self._trouble.came(error)
        else:
            LOG.error("the store can't be reached, trying again", exc_info=error)
        await asyncio.sleep(1)

    async def _put_aside(self, arrival: Arrival, error: Exception) -> None:
        # The trace's places, without the values: they may hold what the learner wrote.
        where = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(traceback.extract_tb(error.__traceback__)))
        why = f"{type(error).__name__} in {where}"
        LOG.error("update %s could not be applied: %s", arrival.update_id, why)
        self._meters.count("jasette_updates_failed_total")
        async with self._store.transaction() as tx:
            if await tx.inbox.failed(arrival.update_id, why) < TRIES:
                return
            await tx.inbox.dead(arrival.update_id, why)
            self._meters.count("jasette_updates_put_aside_total")
            update = read_update(arrival.payload)
            words = await words_to(tx, update)
            await tx.outbox.enqueue(_apology(update, words("telegram.sorry")))


def _apology(update: Update, words: str) -> tuple[Outgoing, ...]:
    if isinstance(update.event, Unknown) or not update.chat_id:
        return ()
    told = message(update.chat_id, escaped(words))
    if isinstance(update.event, Pressed):
        return answer_to_press(update.chat_id, update.event.query_id), told
    return (told,)
