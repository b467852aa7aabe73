"""What arrives is read in a thread before it is looked at, and its chat waits exactly as long."""

from __future__ import annotations

import asyncio
import threading

from coaching.faces.telegram.intake import Intake
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.updates import Said, Update
from coaching.faces.telegram.waiting import Waiting
from coaching.services.records import Arrival
from coaching.store import DatabaseStore


async def test_a_chat_waits_until_its_message_is_read_and_the_others_dont() -> None:
    ready, may_end = asyncio.Event(), threading.Event()
    waiting = Waiting(_nobody_told, ready.set)

    waiting.read(7, lambda: (may_end.wait(), None)[1])
    assert set(waiting.chats) == {7}
    may_end.set()
    await ready.wait()

    assert not waiting.chats


async def test_a_reading_that_fails_keeps_nobody_waiting() -> None:
    ready = asyncio.Event()
    waiting = Waiting(_nobody_told, ready.set)

    waiting.read(7, _fails)
    await ready.wait()

    assert not waiting.chats


async def test_what_is_kept_can_be_foreseen_as_it_arrives(store: DatabaseStore) -> None:
    foreseen: list[Update] = []
    intake = Intake(store, lambda: None, Meters(), foreseen.append)

    await intake.keep([_said(11, "Bonsoir"), {"update_id": 12, "poll": {}}])

    assert [(one.chat_id, one.event) for one in foreseen] == [(7, Said("Bonsoir"))]


def _said(update_id: int, text: str) -> dict[str, object]:
    chat, who = {"id": 7, "type": "private"}, {"id": 7, "is_bot": False, "first_name": "Ana"}
    return {"update_id": update_id, "message": {"message_id": 1, "date": 1, "chat": chat, "from": who, "text": text}}


async def _nobody_told(_: Arrival) -> None:
    raise AssertionError


def _fails() -> None:
    raise ValueError("a message nobody can read")
