"""What a learner takes home: all that is kept of them, as a page and as JSON.

The outbox keeps only that such a file is to be made; it is made when it is sent, and stored nowhere.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime

from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.gateway import Attachment
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.preferring import locale_of, wishes_told
from coaching.faces.telegram.readable import Clock, readable
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import words_for
from coaching.services import own_scenarios
from coaching.services.access import NotThere
from coaching.services.export import export
from coaching.services.exporting_marks import Exporter
from coaching.services.ports import Store
from coaching.services.records import Learner, Outgoing
from coaching.services.zones import clock_of

CARRIED = "carried"  # in the parameters of a document: which of the two it is
PAGE, JSON = "html", "json"


class NobodyToTellOfError(LookupError):
    """They were forgotten in the meantime."""


async def _mydata(visit: Visit, _: str) -> None:
    """Both files, made as they go."""
    words, chat_id = visit.words, visit.learner.chat_id
    names = {one.id: one.name.first(visit.lang) for one in visit.house.attendees}
    visit.tell(escaped(words("mydata.coming")))
    for form, caption in ((PAGE, words("mydata.page")), (JSON, words("mydata.json"))):
        carried = {"form": form, "user": visit.learner.user_id, "names": names if form == PAGE else {}}
        payload = {"chat_id": chat_id, "caption": caption, CARRIED: carried}
        visit.send(Outgoing(chat_id, "sendDocument", payload))


async def made_to_carry(
    store: Store, payload: Mapping[str, object], exporter: Exporter | None = None
) -> Mapping[str, object]:
    """The parameters of a call with the file they speak of, as things stand now. Raises NobodyToTellOfError."""
    carried = payload[CARRIED]
    if not isinstance(carried, Mapping):
        raise NobodyToTellOfError
    if "cohort" in carried:
        document = await _of_group(store, carried, exporter)
    elif "own" in carried:
        document = await _written(store, carried)
    elif "text" in carried:
        document = Attachment(str(carried["name"]), str(carried["text"]).encode(errors="replace"))
    else:
        document = await _all_of(store, carried)
    return {name: value for name, value in payload.items() if name != CARRIED} | {"document": document}


async def _all_of(store: Store, carried: Mapping[str, object]) -> Attachment:
    """All that is kept of somebody."""
    user, names = int(str(carried["user"])), carried["names"]
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(user)
        record = await export(tx, user)
        now = tx.now
    if learner is None or record is None or not isinstance(names, Mapping):
        raise NobodyToTellOfError
    return await asyncio.to_thread(_file, str(carried["form"]), record, learner, dict(names), now)


async def _written(store: Store, carried: Mapping[str, object]) -> Attachment:
    """The draft of a scenario, for whoever wrote it."""
    async with store.transaction() as tx:
        author = await tx.learners.of_user(int(str(carried["user"])))
        own = await own_scenarios.draft(tx, author, str(carried["own"])) if author else NotThere()
    if isinstance(own, NotThere):
        raise NobodyToTellOfError
    return Attachment(f"{own.scenario}.yaml", own.draft.encode(errors="replace"))


async def _of_group(store: Store, carried: Mapping[str, object], exporter: Exporter | None) -> Attachment:
    """How a group stands, if whoever asked may still see it."""
    async with store.transaction() as tx:
        coach = await tx.learners.of_user(int(str(carried["user"])))
        made = (
            await exporter.export(tx, coach, str(carried["cohort"]), str(carried["form"]))
            if coach and exporter
            else None
        )
    if made is None or isinstance(made, NotThere):
        raise NobodyToTellOfError
    return Attachment(made.name, made.content)


def _file(
    form: str, record: Mapping[str, object], learner: Learner, names: Mapping[str, str], now: datetime
) -> Attachment:
    words, zone = words_for(learner.preferences, learner.lang), clock_of(learner.preferences.time_zone)
    name = words("mydata.file", day=now.astimezone(zone).date().isoformat())
    if form == PAGE:
        here = Clock(now, zone, locale_of(learner))
        text = readable(record, wishes_told(learner, words, now), names, words, here)
    else:
        text = json.dumps(record, ensure_ascii=False, indent=2)
    return Attachment(f"{name}.{form}", text.encode(errors="replace"))  # half a letter can come in, and has no bytes


CARRYING = Matter(commands={Command.MYDATA: _mydata})
