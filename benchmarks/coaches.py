"""How long the pages of a coach take with 500 learners and 50,000 rehearsals, on SQLite or on PostgreSQL.

python benchmarks/coaches.py [--learners 500] [--rehearsals 50000] [--url postgresql://…]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from coaching.cohorts.adjusting import Decision
from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import standing_of
from coaching.cohorts.target import Effort, Result, What
from coaching.language import Language
from coaching.scorecard.rubric import Dimension
from coaching.services import assignments, boards, cohorts, reviewing
from coaching.services.access import NotThere
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import (
    KeptAssignment,
    KeptCohort,
    KeptMember,
    KeptResult,
    KeptReview,
    KeptSubmission,
)
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, Learner, ScenarioCopy
from coaching.store import DatabaseStore, Keys

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)
SCENARIOS = [f"scenario_{number}" for number in range(13)]
RULES = ["pitch", "sales_probe", "hard_close", "dry_run", "monologue", "abrupt_exit"]
ASKED = 20  # assignments
ROUNDS = 15


class Ids:
    """Ids in a row."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> str:
        """The next one."""
        self._last += 1
        return f"{self._last:08x}-0000-4000-8000-000000000000"


async def fill(store: DatabaseStore, learners: int, rehearsals: int, seed: int = 1) -> tuple[Learner, str, str]:
    """A cohort of that many who have rehearsed that often in all: its coach, its id, and one learner's membership."""
    dice, ids = Random(seed), Ids()
    copies = [ScenarioCopy(name, f"id: {name}\n") for name in SCENARIOS]
    async with store.transaction() as tx:
        for copy in copies:
            await tx.rehearsals.pin(copy)
        coach = await tx.learners.add(1, 1, Language.FR)
        cohort = KeptCohort(ids(), "La chambre", Language.FR, "America/Toronto", NOW - timedelta(days=100))
        await tx.cohorts.add(cohort)
        await tx.cohorts.enter(coach, KeptMember(ids(), cohort.id, coach.id, Role.OWNER, cohort.made))
        asked = [
            KeptAssignment(
                *(ids(), cohort.id, coach.id, What.SCENARIO, SCENARIOS[at % 13], NOW + timedelta(days=at - 10)),
                *(cohort.zone, cohort.made),
                attempts=2,
            )
            for at in range(ASKED)
        ]
        for assignment in asked:
            await tx.assignments.add(assignment)
    each, first = rehearsals // learners, ""
    for number in range(learners):
        async with store.transaction() as tx:
            learner = await tx.learners.add(number + 2, number + 2, Language.FR)
            member = KeptMember(
                *(ids(), cohort.id, learner.id, Role.LEARNER, cohort.made, f"Personne {number}"),
                dice.choice(list(Level)),
            )
            first = first or member.id
            await tx.cohorts.enter(learner, member)
            await _work(tx, dice, ids, learner, member, copies, asked, each)
    return coach, cohort.id, first


async def _work(
    tx: Transaction,
    dice: Random,
    ids: Ids,
    learner: Learner,
    member: KeptMember,
    copies: list[ScenarioCopy],
    asked: list[KeptAssignment],
    each: int,
) -> None:
    efforts: dict[str, list[Effort]] = {one.id: [] for one in asked}
    for number in range(each):
        copy, began = dice.choice(copies), NOW - timedelta(minutes=dice.randrange(60 * 24 * 90))
        ended = began + timedelta(minutes=9)
        dimensions = {one: dice.randrange(101) for one in Dimension}
        slips = tuple(dice.sample(RULES, dice.randrange(3)))
        came = Result(sum(dimensions.values()) // 4, dimensions, needs=dice.randrange(3), slips=slips)
        kept = KeptRehearsal(
            *(ids(), learner.id, number + 1, copy.scenario, copy.hash, learner.lang, "", "", number, "Bonsoir.", ()),
            started=began,
        )
        await tx.rehearsals.add(learner, kept)
        await tx.work.keep_result(KeptResult(kept.id, learner.id, What.SCENARIO, copy.scenario, began, ended, came))
        if member.sharing is not Level.NOTHING:
            await tx.sharing.submit(
                KeptSubmission(ids(), member.cohort, learner.id, kept.id, member.sharing, True, ended, ended)
            )
        if slips and dice.random() < 0.05:
            decision = dice.choice(list(Decision))
            await tx.remarks.review(
                KeptReview(
                    *(ids(), learner.id, None, member.cohort, kept.id, copy.scenario, 1, slips[0], decision, ended, 50)
                )
            )
        for assignment in asked:
            if assignment.about == copy.scenario:
                work = KeptResult(kept.id, learner.id, What.SCENARIO, copy.scenario, began)
                await tx.work.count(assignment.id, work)
                is_shared = member.sharing is not Level.NOTHING
                efforts[assignment.id].append(Effort(began, ended, came, is_shared))
    for assignment in asked:
        standing = standing_of(efforts[assignment.id], assignment.attempts)
        await tx.work.keep_standings(assignment.id, {learner.id: standing})


Page = Callable[[Transaction], Awaitable[object]]


async def measure(store: DatabaseStore, coach: Learner, cohort: str, member: str) -> None:
    """Prints what each page takes, in milliseconds: the median and the slowest."""
    learner = await _learner(store, member)
    pages: dict[str, Page] = {
        "board, first page": lambda tx: boards.board(tx, coach, cohort),
        "board, page 200": lambda tx: boards.board(tx, coach, cohort, start=5000),
        "board, who needs a word": lambda tx: boards.board(tx, coach, cohort, order=BoardOrder.NEEDS_WORD),
        "board, by best": lambda tx: boards.board(tx, coach, cohort, order=BoardOrder.BEST),
        "counts by state": lambda tx: cohorts.counts(tx, coach, cohort),
        "members, first page": lambda tx: cohorts.members(tx, coach, cohort),
        "one learner's curve": lambda tx: boards.curve(tx, coach, member),
        "what was shared, latest": lambda tx: boards.shared(tx, coach, cohort),
        "disagreement table": lambda tx: reviewing.disagreements(tx, coach, cohort),
        "a learner's assignments": lambda tx: assignments.of_learner(tx, learner),
        "the week (once a week)": lambda tx: boards.week(tx, coach, cohort),
        "the whole board (export)": lambda tx: boards.board(tx, coach, cohort, most=None),
    }
    print(f"{'page':28}{'median':>10}{'slowest':>10}   ms")
    for name, page in pages.items():
        times = []
        for _ in range(ROUNDS):
            async with store.transaction() as tx:
                begun = time.perf_counter()
                found = await page(tx)
                times.append(1000 * (time.perf_counter() - begun))
            if found == NotThere():
                raise SystemExit(f"{name}: nothing is there")
        times.sort()
        print(f"{name:28}{statistics.median(times):10.1f}{times[-1]:10.1f}")


async def _learner(store: DatabaseStore, member: str) -> Learner:
    async with store.transaction() as tx:
        found = await tx.cohorts.member_of_id(member)
        learner = await tx.learners.of_id(found.learner) if found else None
    if learner is None:
        raise SystemExit("nobody is there")
    return learner


async def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--rehearsals", type=int, default=50_000)
    parser.add_argument("--url", help="an empty database; a file that is thrown away where it is left out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'coaches.sqlite3'}"
        store = await DatabaseStore.open(url, Keys("a secret for a benchmark"), clock=lambda: NOW)
        try:
            begun = time.perf_counter()
            places = await fill(store, given.learners, given.rehearsals)
            took = time.perf_counter() - begun
            print(f"{given.learners} learners, {given.rehearsals} rehearsals, filled in {took:.0f} s")
            await measure(store, *places)
        finally:
            await store.close()


if __name__ == "__main__":
    asyncio.run(main())
