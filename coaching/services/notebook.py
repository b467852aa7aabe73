"""The kept rehearsals opened again: put together from their turns, marked, ended, told.

A mark that was kept is shown as it was, whatever a later version would make of the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from coaching.debriefing.telling import tell
from coaching.rehearsal import Reader, marks
from coaching.scenario import Scenario
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Rubric
from coaching.services import efforts
from coaching.services.cohort_records import KeptReview
from coaching.services.events import Debrief, Running
from coaching.services.ports import Transaction
from coaching.services.records import KeptAppeal, KeptRehearsal, Learner, ScenarioCopy
from coaching.services.saving import restored, scorecard_from_json, scorecard_to_json
from coaching.understanding import NotReadyError, Understanding

COPIES_REMEMBERED = 64  # scenarios rebuilt from their copies; past that they are rebuilt anew


@dataclass(frozen=True)
class Edition:
    """A scenario with the texts it was made from."""

    scenario: Scenario
    copy: ScenarioCopy


class Notebook:
    """What every use case that looks at kept rehearsals shares."""

    def __init__(
        self,
        *,
        library: Mapping[str, Edition],
        rebuild: Callable[[ScenarioCopy], Scenario | None],
        understanding: Reader,
        rubric: Rubric,
        names: Callable[[], UUID],
    ) -> None:
        """`rebuild` reads a copy again, None if it can't; `names` are the new ids."""
        self.library = library
        self.understanding = understanding
        self.rubric = rubric
        self._rebuild = rebuild
        self._names = names
        self._rebuilt: dict[str, Scenario | None] = {}  # None: it can't be read

    def edition(self, name: str, text: str) -> Edition | None:
        """A coach's own scenario under that name, with what every attendee shares now; None where it can't be read.

        Raises NotReadyError as understanding does.
        """
        common = next((one.copy.common for one in self.library.values()), "")
        copy = ScenarioCopy(name, text, common)
        reader = self.understanding
        if copy.hash not in self._rebuilt and isinstance(reader, Understanding) and reader.is_prompt:
            raise NotReadyError(partial(self._read_again, copy), is_long=False)
        scenario = self._read_again(copy)
        return Edition(scenario, copy) if scenario else None

    def new_id(self) -> str:
        """An id nothing else has."""
        return str(self._names())

    async def open(self, tx: Transaction, kept: KeptRehearsal) -> Running | None:
        """The rehearsal with its conversation put together again; None if nobody can rebuild its scenario."""
        scenario = await self.scenario_of(tx, kept.scenario, kept.copy)
        if scenario is None:
            return None
        return Running(kept.id, restored(kept, scenario, self.understanding), scenario)

    def marks(self, at: Running) -> Scorecard:
        """The marks as they are made now."""
        return marks(at.conversation, at.scenario, self.understanding, self.rubric)

    def marks_of(self, kept: KeptRehearsal, at: Running) -> Scorecard:
        """The marks that were kept; those of now where none were or an older version wrote them otherwise."""
        return (scorecard_from_json(kept.marks) if kept.marks else None) or self.marks(at)

    async def end(self, tx: Transaction, learner: Learner, last: KeptRehearsal, at: Running) -> Debrief:
        """The debrief of a running rehearsal, which ends here and keeps its marks."""
        scorecard = self.marks(at)
        turn = at.conversation.turns[-1] if at.conversation.turns else None
        over = replace(
            last,
            ended=tx.now,
            ending=turn.ended if turn else None,
            ended_by=str(turn.ended_by) if turn and turn.ended_by else "learner",
            score=scorecard.score,
            mode=str(scorecard.mode),
            marks=scorecard_to_json(scorecard),
        )
        await tx.rehearsals.end(learner, over)
        if len(at.conversation.turns) >= (last.forked_at or 1):
            await efforts.rehearsal_ended(tx, learner, over, scorecard, self.rubric)
        return self.debrief(over, at, scorecard)

    async def end_if_running(self, tx: Transaction, learner: Learner, last: KeptRehearsal | None) -> Debrief | None:
        """The debrief of the rehearsal another one replaces, if it was running and anything was said in it."""
        if last is None or last.ended is not None:
            return None
        at = await self.open(tx, last)
        if at is None:
            # Its scenario can't be rebuilt by any means: there is nothing left to mark it by.
            await tx.rehearsals.end(learner, replace(last, ended=tx.now, ended_by="learner"))
            return None
        told = await self.end(tx, learner, last, at)
        return told if last.is_begun else None

    def debrief(
        self,
        kept: KeptRehearsal,
        at: Running,
        scorecard: Scorecard,
        appeals: tuple[KeptAppeal, ...] = (),
        reviews: tuple[KeptReview, ...] = (),
    ) -> Debrief:
        """The rehearsal with these marks and what a coach would tell of them."""
        return Debrief(
            id=at.id,
            conversation=at.conversation,
            scenario=at.scenario,
            scorecard=scorecard,
            told=tell(at.conversation, at.scenario, scorecard, self.rubric),
            nerves_before=kept.nerves_before,
            nerves_after=kept.nerves_after,
            guess=kept.guess,
            forked_from=kept.forked_from,
            forked_at=kept.forked_at,
            appeals=appeals,
            corrected=corrected(appeals, reviews),
        )

    async def scenario_of(self, tx: Transaction, name: str, copy_hash: str) -> Scenario | None:
        """The scenario as it was when that copy was pinned; the present one if that can't be read any more."""
        present = self.library.get(name)
        if present is not None and present.copy.hash == copy_hash:
            return present.scenario
        known = self._rebuilt.get(copy_hash)
        copy = None if known else await tx.rehearsals.copy(copy_hash)
        return known or (self._read_again(copy) if copy else None) or (present.scenario if present else None)

    def _read_again(self, copy: ScenarioCopy) -> Scenario | None:
        """The scenario of that copy, remembered; a coach's own bears the name it is played under."""
        if copy.hash not in self._rebuilt:
            scenario = self._rebuild(copy)
            if len(self._rebuilt) >= COPIES_REMEMBERED:
                self._rebuilt.clear()
            is_own = copy.scenario.startswith(efforts.OWN)
            self._rebuilt[copy.hash] = replace(scenario, id=copy.scenario) if is_own and scenario else scenario
        return self._rebuilt[copy.hash]


def corrected(appeals: tuple[KeptAppeal, ...], reviews: tuple[KeptReview, ...] = ()) -> int | None:
    """The score of a rehearsal after the appeals that were accepted and what coaches changed; None when nothing was."""
    # Each was decided on top of those before it and none lowers a score, so the highest has them all.
    after = [*(one.points_after for one in appeals), *(one.score_after for one in reviews)]
    return max((score for score in after if score is not None), default=None)
