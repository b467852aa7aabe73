"""What Telegram delivers, polled or posted, kept before Telegram is told that it arrived."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence

from coaching.faces.telegram.addressing import words_to
from coaching.faces.telegram.gateway import Json
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.messages import message
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.unsaid import discreet
from coaching.faces.telegram.updates import Membership, Pressed, Unknown, Update, read_update
from coaching.services.admission import admit
from coaching.services.ports import Store, Transaction
from coaching.services.records import Arrival, Outgoing

LOG = logging.getLogger(__name__)


class Intake:
    """The one way in."""

    def __init__(
        self,
        store: Store,
        arrived: Callable[[], None],
        meters: Meters,
        foresee: Callable[[Update], None] = lambda _: None,
    ) -> None:
        """`arrived` is called once something was kept, `foresee` before that with what is."""
        self._store = store
        self._arrived = arrived
        self._foresee = foresee
        self._meters = meters

    async def keep(self, batch: Sequence[Json]) -> int:
        """Commit what was delivered; the highest id in it, 0 where there is none. Raises what the store raises."""
        updates = [(read_update(raw), raw) for raw in map(discreet, batch)]
        asked = {update.update_id: (update, raw) for update, raw in updates if _asks_for_something(update)}
        nameless = [raw for update, raw in updates if update.update_id <= 0]
        if asked or nameless:
            for update, _ in asked.values():
                self._foresee(update)
            async with self._store.transaction() as tx:
                for raw in nameless:
                    await tx.inbox.put_aside(json.dumps(raw), "an update without an id")
                await self._admit(tx, asked)
            self._arrived()
        self._meters.count("jasette_updates_received_total", by=len(batch))
        return max((update.update_id for update, _ in updates), default=0)

    async def put_aside(self, text: str, why: str) -> None:
        """Commit what is no update at all among what never will be applied."""
        LOG.warning("something was put aside unread: %s", why)
        async with self._store.transaction() as tx:
            await tx.inbox.put_aside(text, why)
        self._meters.count("jasette_updates_put_aside_total")

    async def _admit(self, tx: Transaction, asked: dict[int, tuple[Update, Json]]) -> None:
        arrivals = [Arrival(update.update_id, update.chat_id, raw) for update, raw in asked.values()]
        # A tap costs next to nothing and spins until it is answered; who blocked the bot or came back must be known.
        unlimited = {update.update_id for update, _ in asked.values() if isinstance(update.event, Pressed | Membership)}
        for first in await admit(tx, arrivals, unlimited):
            LOG.info("a chat writes faster than it can be answered; its last message alone is kept")
            self._meters.count("jasette_floods_total")
            await tx.outbox.enqueue([await _slowly(tx, asked[first.update_id][0])])


def _asks_for_something(update: Update) -> bool:
    """Whether it is to be kept: what nobody would act on, a group's talk above all, isn't."""
    return update.update_id > 0 and not isinstance(update.event, Unknown)


async def _slowly(tx: Transaction, update: Update) -> Outgoing:
    """A kind word to somebody who writes faster than can be answered."""
    words = await words_to(tx, update)
    return message(update.chat_id, escaped(words("flood.told")))
