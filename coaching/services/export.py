"""All that is stored of a learner, as plain values ready for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from coaching.services.cohort_export import cohorts_of
from coaching.services.journey_export import journeys_of
from coaching.services.ports import Transaction
from coaching.services.records import (
    Arrival,
    Claimed,
    KeptAppeal,
    KeptDrill,
    KeptReferral,
    KeptRehearsal,
    KeptTurn,
    Learner,
)


async def export(tx: Transaction, user_id: int) -> dict[str, object] | None:
    """Everything kept of that messenger user, rehearsals oldest first with their turns in order; None if unknown."""
    learner = await tx.learners.of_user(user_id)
    if learner is None:
        return None
    return {
        "learner": _learner(learner),
        "rehearsals": [_rehearsal(one) for one in await tx.rehearsals.all(learner)],
        "drills": [_drill(one) for one in await tx.drills.of(learner)],
        "appeals": [_appeal(one) for one in await tx.appeals.of(learner)],
        "referrals": [_referral(one) for one in await tx.referrals.of(learner)],
        **await journeys_of(tx, learner),
        **await cohorts_of(tx, learner),
        "arrivals": [_arrival(one) for one in await tx.inbox.of_chat(learner.chat_id)],
        "outgoing": [_outgoing(one) for one in await tx.outbox.of_chat(learner.chat_id)],
    }


def _learner(learner: Learner) -> dict[str, object]:
    return {
        "user_id": learner.user_id,
        "chat_id": learner.chat_id,
        "lang": learner.lang.value,
        "name": learner.name,
        "sells": learner.sells,
        "preferences": asdict(learner.preferences),
        "stage": learner.stage,
        "blocked": learner.blocked,
        "met": learner.met.isoformat(),
    }


def _rehearsal(kept: KeptRehearsal) -> dict[str, object]:
    return {
        "id": kept.id,
        "number": kept.number,
        "scenario": kept.scenario,
        "lang": kept.lang.value,
        "learner_name": kept.name,
        "learner_sells": kept.sells,
        "seed": kept.seed,
        "started": kept.started.isoformat(),
        "ended": _iso(kept.ended),
        "ending": kept.ending,
        "ended_by": kept.ended_by,
        "score": kept.score,
        "mode": kept.mode,
        "marks": json.loads(kept.marks) if kept.marks else None,
        "nerves_before": kept.nerves_before,
        "nerves_after": kept.nerves_after,
        "guess": kept.guess,
        "forked_from": kept.forked_from,
        "forked_at": kept.forked_at,
        "hints": list(kept.hints),
        "opening": kept.opening,
        "turns": [_turn(turn) for turn in kept.turns],
    }


def _turn(turn: KeptTurn) -> dict[str, object]:
    saved: Mapping[str, object] = json.loads(turn.saved)
    return {
        "number": turn.number,
        "attempt": turn.attempt,
        "withdrawn": turn.withdrawn,
        "update_id": turn.update_id,
        "at": turn.at.isoformat(),
        "learner": turn.text,
        "attendee": turn.reply,
        # What was derived from the words is theirs to see as well.
        "reading": saved.get("reading"),
        "mind": saved.get("mind"),
        "openness": saved.get("openness"),
    }


def _drill(drill: KeptDrill) -> dict[str, object]:
    return {
        "kind": drill.kind,
        "item": drill.item,
        "lang": drill.lang.value,
        "text": drill.text,
        "marks": json.loads(drill.marks),
        "score": drill.score,
        "done": drill.done.isoformat(),
    }


def _appeal(appeal: KeptAppeal) -> dict[str, object]:
    return {
        "id": appeal.id,
        "rehearsal": appeal.rehearsal,
        "turn": appeal.turn,
        "attempt": appeal.attempt,
        "rule": appeal.rule,
        "reason": appeal.reason,
        "state": appeal.state.value,
        "made": appeal.made.isoformat(),
        "decided": _iso(appeal.decided),
        "note": appeal.note,
        "points_before": appeal.points_before,
        "points_after": appeal.points_after,
    }


def _referral(referral: KeptReferral) -> dict[str, object]:
    return {
        "rehearsals": list(referral.rehearsals),
        "need": referral.need,
        "need_text": referral.need_text,
        "answer": referral.answer,
        "why": referral.why,
        "fits": referral.fits,
        "made": referral.made.isoformat(),
    }


def _arrival(arrival: Arrival) -> dict[str, object]:
    return {"update_id": arrival.update_id, "payload": dict(arrival.payload)}


def _outgoing(message: Claimed) -> dict[str, object]:
    return {"method": message.method, "kind": message.kind.value, "payload": dict(message.payload)}


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
