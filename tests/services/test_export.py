from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from coaching.services import learners
from coaching.services.drilling import keep
from coaching.services.events import Rating
from coaching.services.export import export
from coaching.services.ratings import rate
from coaching.services.records import Arrival, Outgoing
from tests.services.practices import ATTENDEE, OTHER, RUDE, SHY, Room
from tests.store.stores import a_referral, an_appeal


async def test_of_somebody_unknown_there_is_nothing(room: Room) -> None:
    async with room.store.transaction() as tx:
        assert await export(tx, 8) is None


async def test_everything_stored_is_exported_with_turns_in_order_and_those_taken_back_marked(room: Room) -> None:
    await _rehearse(room)

    told = await _exported(room)

    first, second = told["rehearsals"]
    assert [(turn["number"], turn["withdrawn"], turn["learner"]) for turn in first["turns"]] == [
        (1, False, SHY[0]),
        (2, True, "canary-taken-back"),
        (2, False, RUDE),
    ]
    assert all(turn["attendee"] and turn["at"] for turn in first["turns"])
    assert first["scenario"] == ATTENDEE
    assert first["ended_by"] == "attendee"
    assert first["marks"]["score"] == first["score"]
    assert second["scenario"] == OTHER
    assert second["ended"] is None


async def test_ratings_hints_and_second_tries_are_exported_with_their_rehearsal(room: Room) -> None:
    await _rehearse(room)

    first, second = (await _exported(room))["rehearsals"]

    assert (first["nerves_before"], first["nerves_after"], first["guess"]) == (7, None, 3)
    assert second["hints"] == [1]
    assert (second["forked_from"], second["forked_at"]) == (None, None)


async def test_drills_appeals_and_referrals_are_exported(room: Room) -> None:
    await _rehearse(room)

    told = await _exported(room)

    (drill,), (appeal,), (referral,) = told["drills"], told["appeals"], told["referrals"]
    assert (drill["kind"], drill["item"], drill["score"], drill["marks"]) == (
        "reflect",
        "re01",
        55,
        {"is": "canary-drilled"},
    )
    assert (appeal["rehearsal"], appeal["state"], appeal["points_before"]) == (
        told["rehearsals"][0]["id"],
        "open",
        40,
    )
    assert (referral["need"], referral["answer"], referral["fits"]) == ("printer", ATTENDEE, True)


async def test_one_canary_per_field_is_all_in_the_export(room: Room) -> None:
    await _rehearse(room)

    told = json.dumps(await _exported(room), ensure_ascii=False)

    canaries = (
        *("name", "trade", "taken-back", "arrival", "outgoing"),
        *("drill", "drilled", "reason", "note", "need", "why", "wish"),
    )
    assert [word for word in canaries if f"canary-{word}" not in told] == []


async def test_an_export_is_plain_json(room: Room) -> None:
    await _rehearse(room)
    told = await _exported(room)

    assert json.loads(json.dumps(told)) == told


async def _rehearse(room: Room) -> None:
    practice = room.practice
    async with room.store.transaction() as tx:
        learner = await learners.call(tx, room.learner, "canary-name")
        learner = await learners.sells(tx, learner, "canary-trade")
        learner = await learners.prefer(tx, learner, replace(learner.preferences, trade="canary-wish"))
        await practice.begin(tx, learner, ATTENDEE)
        await practice.say(tx, learner, SHY[0], 11)
        await practice.say(tx, learner, "canary-taken-back", 12)
        await practice.take_back(tx, learner)
        await practice.say(tx, learner, RUDE, 13)
        first = await tx.rehearsals.last(learner)
        assert first is not None
        await rate(tx, learner, first.id, Rating.NERVES_BEFORE, 7)
        await rate(tx, learner, first.id, Rating.GUESS, 3)
        await practice.begin(tx, learner, OTHER)
        await practice.hint(tx, learner)
        await keep(tx, learner, "reflect", "re01", learner.lang, "canary-drill", '{"is": "canary-drilled"}', 55)
        appeal = replace(an_appeal(learner, first, reason="canary-reason"), note="canary-note")
        await tx.appeals.add(learner, appeal)
        referral = replace(a_referral(learner, first, why="canary-why"), need_text="canary-need")
        await tx.referrals.add(learner, referral)
        await tx.inbox.receive([Arrival(14, learner.chat_id, {"text": "canary-arrival"})])
        await tx.outbox.enqueue([Outgoing(learner.chat_id, "sendMessage", {"text": "canary-outgoing"})])


async def _exported(room: Room) -> dict[str, Any]:
    async with room.store.transaction() as tx:
        told = await export(tx, room.learner.user_id)
    assert told is not None
    return told
