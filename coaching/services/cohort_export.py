"""All that is stored of a learner in coaches' groups, as plain values ready for JSON."""

from __future__ import annotations

from datetime import datetime

from coaching.cohorts.standing import Standing
from coaching.services.cohort_records import (
    KeptAssignment,
    KeptCohort,
    KeptComment,
    KeptConsent,
    KeptMember,
    KeptOwnScenario,
    KeptReading,
    KeptReport,
    KeptReview,
    KeptSubmission,
)
from coaching.services.ports import Transaction
from coaching.services.records import Learner


async def cohorts_of(tx: Transaction, learner: Learner) -> dict[str, object]:
    """Where they are what, what is asked of them, what they shared, who looked, what was said, and what they wrote."""
    return {
        "cohorts": [_member(cohort, me) for cohort, me in await tx.cohorts.of_learner(learner)],
        "assignments": [_asked(one, standing) for one, standing in await tx.assignments.of_learner(learner)],
        "shared": [_submission(one) for one in await tx.sharing.submissions_of(learner)],
        "consents": [_consent(one) for one in await tx.sharing.consents(learner)],
        "readings": [_reading(one) for one in await tx.sharing.readings(learner, most=10_000)],
        "comments": [_comment(one) for one in await tx.remarks.comments_to(learner)],
        "reviews": [_review(one) for one in await tx.remarks.reviews_of(learner)],
        "own_scenarios": [_own(one) for one in await tx.own_scenarios.of_author(learner)],
        "reports": [_report(one) for one in await tx.own_scenarios.reports_by(learner)],
    }


def _member(cohort: KeptCohort, me: KeptMember) -> dict[str, object]:
    return {
        "cohort": cohort.id,
        "name": cohort.name,
        "role": me.role.value,
        "alias": me.alias,
        "sharing": me.sharing.value,
        "joined": me.joined.isoformat(),
    }


def _asked(one: KeptAssignment, standing: Standing) -> dict[str, object]:
    return {
        "id": one.id,
        "cohort": one.cohort,
        "what": one.what.value,
        "about": one.about,
        "due": one.due.isoformat(),
        "note": one.note,
        "attempts": standing.attempts,
        "best": standing.best,
        "begun": _iso(standing.begun),
        "completed": _iso(standing.completed),
    }


def _submission(one: KeptSubmission) -> dict[str, object]:
    return {
        "cohort": one.cohort,
        "work": one.result,
        "level": one.level.value,
        "by_standing_consent": one.by_standing_consent,
        "shared": one.shared.isoformat(),
    }


def _consent(one: KeptConsent) -> dict[str, object]:
    return {
        "cohort": one.cohort,
        "work": one.result,
        "was": one.was.value,
        "became": one.became.value,
        "changed": one.changed.isoformat(),
    }


def _reading(one: KeptReading) -> dict[str, object]:
    # Who it was has a name in the cohort, and is nobody's number to be given away.
    return {"cohort": one.cohort, "work": one.result, "level": one.level.value, "at": one.at.isoformat()}


def _comment(one: KeptComment) -> dict[str, object]:
    return {
        "cohort": one.cohort,
        "rehearsal": one.rehearsal,
        "turn": one.turn,
        "rule": one.rule,
        "text": one.text,
        "made": one.made.isoformat(),
        "edited": _iso(one.edited),
    }


def _review(one: KeptReview) -> dict[str, object]:
    return {
        "cohort": one.cohort,
        "rehearsal": one.rehearsal,
        "turn": one.turn,
        "rule": one.rule,
        "decision": one.decision.value,
        "points": one.points,
        "score_before": one.score_before,
        "score_after": one.score_after,
        "note": one.note,
        "made": one.made.isoformat(),
    }


def _own(one: KeptOwnScenario) -> dict[str, object]:
    return {
        "id": one.id,
        "scenario": one.scenario,
        "draft": one.draft,
        "changed": one.changed.isoformat(),
        "published": one.published,
    }


def _report(one: KeptReport) -> dict[str, object]:
    return {
        "scenario": one.own,
        "version": one.version,
        "reason": one.reason,
        "made": one.made.isoformat(),
        "settled": _iso(one.settled),
        "mended_in": one.mended,
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
