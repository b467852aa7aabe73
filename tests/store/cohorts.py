"""Something of a learner's in every table of coaches' groups."""

from __future__ import annotations

from datetime import timedelta

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import Standing
from coaching.cohorts.target import Result, What
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services.cohort_records import (
    KeptAssignment,
    KeptCohort,
    KeptComment,
    KeptConsent,
    KeptMember,
    KeptOwnScenario,
    KeptReading,
    KeptReport,
    KeptResult,
    KeptReview,
    KeptSubmission,
)
from coaching.services.records import KeptRehearsal, Learner
from coaching.services.web_ports import KeptPass, PassKind
from coaching.store.store import DatabaseTransaction
from tests.store.stores import DAWN

SEALED_BY_LEARNERS = {
    "memberships": ("alias",),
    "comments": ("text",),
    "reviews": ("note",),
    "own_scenarios": ("draft",),
    "own_versions": ("text",),
    "reports": ("reason",),
}
COHORT_CANARIES = tuple(
    f"canary-{word}" for word in ("group", "alias", "task", "remark", "verdict", "draft", "complaint")
)
MEMBER = "00000000-0000-4000-a000-000000000001"


def a_cohort(number: int = 1) -> KeptCohort:
    return KeptCohort(f"00000000-0000-4000-c000-{number:012}", "canary-group", Language.FR, "America/Toronto", DAWN)


def a_member(learner: Learner, role: Role = Role.LEARNER, cohort: KeptCohort | None = None) -> KeptMember:
    name = f"{learner.id:08}-0000-4000-a000-{int((cohort or a_cohort()).id[-12:]):012}"
    return KeptMember(name, (cohort or a_cohort()).id, learner.id, role, DAWN, "canary-alias")


async def fill_cohorts(tx: DatabaseTransaction, learner: Learner, kept: KeptRehearsal) -> None:
    cohort, member = a_cohort(), a_member(learner)
    await tx.cohorts.add(cohort)
    await tx.cohorts.enter(learner, member)
    await tx.invitations.missed(learner)
    assignment = KeptAssignment(
        "b", cohort.id, learner.id, What.SCENARIO, "baker", DAWN, "UTC", DAWN, member.id, note="canary-task"
    )
    await tx.assignments.add(assignment)
    done = Result(70, dict.fromkeys(Dimension, 70), slips=("pitch",))
    result = KeptResult(kept.id, learner.id, What.SCENARIO, "baker", DAWN, DAWN, done)
    await tx.work.keep_result(result)
    await tx.work.count(assignment.id, result)
    await tx.work.keep_standings(assignment.id, {learner.id: Standing(1, DAWN, DAWN, 70, 70, DAWN)})
    await tx.sharing.submit(KeptSubmission("s", cohort.id, learner.id, kept.id, Level.TRANSCRIPT, False, DAWN, DAWN))
    await tx.sharing.note_consent(KeptConsent(learner.id, cohort.id, Level.NOTHING, Level.MARKS, DAWN))
    await tx.sharing.note_reading(KeptReading(learner.id, learner.id, cohort.id, kept.id, Level.MARKS, DAWN))
    await tx.remarks.comment(KeptComment("c", learner.id, learner.id, cohort.id, kept.id, "canary-remark", DAWN, 1))
    await tx.remarks.review(
        KeptReview(
            *("r", learner.id, learner.id, cohort.id, kept.id, "baker", 1, "pitch", Decision.REJECT, DAWN, 40, 50),
            note="canary-verdict",
        )
    )
    own = KeptOwnScenario("o", learner.id, "own_baker", "canary-draft", DAWN)
    await tx.own_scenarios.save(own)
    await tx.passes.add(KeptPass("0" * 64, learner.id, PassKind.SESSION, DAWN + timedelta(days=1)))
    number = await tx.own_scenarios.add_version(own)
    await tx.own_scenarios.publish(own.id, cohort.id, number)
    await tx.own_scenarios.report(KeptReport("p", learner.id, own.id, "canary-complaint", DAWN, version=1))
