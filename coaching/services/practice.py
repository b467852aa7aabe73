"""Rehearsing: begin, say, take back, end, ask for a hint or a reason, again. State lives in the store alone.

Each of these happens within the transaction it is handed, so an arrival, its turn and the answers to it are kept
together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from coaching.hints import hint
from coaching.rehearsal import Profile, Reader, begin, marks, take_back, take_turn
from coaching.scenario import Scenario
from coaching.scorecard.card import Scorecard
from coaching.scorecard.debrief import debrief
from coaching.scorecard.rubric import Rubric
from coaching.services.events import (
    Begun,
    Debrief,
    Explained,
    Hinted,
    NotRehearsing,
    Running,
    Spoken,
    TakenBack,
    UnknownScenario,
)
from coaching.services.ports import Transaction
from coaching.services.records import KeptRehearsal, KeptTurn, Learner, ScenarioCopy
from coaching.services.saving import restored, scorecard_to_json, turn_from_json, turn_to_json
from coaching.services.texts import sound
from coaching.why import why

COPIES_REMEMBERED = 64  # scenarios rebuilt from their copies; past that they are rebuilt anew


@dataclass(frozen=True)
class Edition:
    """A scenario with the texts it was made from."""

    scenario: Scenario
    copy: ScenarioCopy


class Practice:
    """The rehearsals of all learners, played from the library's present editions."""

    def __init__(
        self,
        *,
        library: Mapping[str, Edition],
        rebuild: Callable[[ScenarioCopy], Scenario | None],
        understanding: Reader,
        rubric: Rubric,
        seeds: Callable[[], int],
        names: Callable[[], UUID],
    ) -> None:
        """`rebuild` reads a copy again, None if it can't; `seeds` and `names` are the dice and the new ids."""
        self._library = library
        self._rebuild = rebuild
        self._understanding = understanding
        self._rubric = rubric
        self._seeds = seeds
        self._names = names
        self._rebuilt: dict[str, Scenario] = {}

    async def begin(self, tx: Transaction, learner: Learner, scenario_id: str) -> Begun | UnknownScenario:
        """A new rehearsal with that attendee. A running one ends first, and keeps its marks."""
        edition = self._library.get(scenario_id)
        if edition is None:
            return UnknownScenario(scenario_id)
        last = await tx.rehearsals.last(learner)
        ended = await self._end_if_running(tx, learner, last)
        profile = Profile(learner.lang, learner.name, learner.sells)
        conversation = begin(edition.scenario, profile, self._seeds())
        kept = KeptRehearsal(
            id=str(self._names()),
            learner=learner.id,
            number=last.number + 1 if last else 1,
            scenario=scenario_id,
            copy=edition.copy.hash,
            lang=profile.lang,
            name=profile.name,
            sells=profile.sells,
            seed=conversation.seed,
            opening=conversation.opening,
            opening_said=conversation.opening_said,
            started=tx.now,
        )
        await tx.rehearsals.pin(edition.copy)
        await tx.rehearsals.add(learner, kept)
        return Begun(kept.id, conversation, edition.scenario, ended)

    async def again(self, tx: Transaction, learner: Learner) -> Begun | UnknownScenario | NotRehearsing:
        """A new rehearsal with the attendee of the last one."""
        last = await tx.rehearsals.last(learner)
        return await self.begin(tx, learner, last.scenario) if last else NotRehearsing()

    async def running(self, tx: Transaction, learner: Learner) -> Running | NotRehearsing:
        """The rehearsal the learner is in."""
        last = await tx.rehearsals.last(learner)
        found = await self._open(tx, last) if last and last.ended is None else None
        return found or NotRehearsing()

    async def say(
        self, tx: Transaction, learner: Learner, text: str, update_id: int | None = None
    ) -> Spoken | NotRehearsing:
        """The attendee's answer. The same arrival said again gives the same answer and changes nothing."""
        last = await tx.rehearsals.last(learner)
        if last is None:
            return NotRehearsing()
        said_before = _turn_of(last, update_id)
        if last.ended is not None and said_before is None:
            return NotRehearsing()
        at = await self._open(tx, last)
        if at is None:
            return NotRehearsing()
        if said_before is not None:
            return self._repeated(at, said_before, ended=last.ended is not None)
        if at.conversation.is_over:
            # Played again by a version that understands it otherwise, it had ended before: the debrief is left to tell.
            late = await self._end(tx, learner, last, at)
            return Spoken(last.id, at.conversation.turns[-1], at.conversation, at.scenario, late, repeated=True)
        text = sound(text)
        conversation = take_turn(at.conversation, text, at.scenario, self._understanding)
        turn = conversation.turns[-1]
        kept = KeptTurn(
            number=turn.number,
            text=text,
            reply=turn.reply,
            saved=turn_to_json(turn),
            at=tx.now,
            update_id=update_id,
            attempt=1 + sum(one.number == turn.number for one in last.turns),
        )
        await tx.rehearsals.add_turn(learner, last.id, kept)
        now = replace(at, conversation=conversation)
        debrief = await self._end(tx, learner, last, now) if conversation.is_over else None
        return Spoken(last.id, turn, conversation, at.scenario, debrief)

    async def take_back(self, tx: Transaction, learner: Learner) -> TakenBack | NotRehearsing:
        """The rehearsal without its last message, which stays in the export, marked as taken back."""
        at = await self.running(tx, learner)
        if isinstance(at, NotRehearsing):
            return at
        if not at.conversation.turns:
            return TakenBack(at.id, None, at.conversation, at.scenario)
        turn = at.conversation.turns[-1]
        await tx.rehearsals.withdraw(at.id, turn.number)
        return TakenBack(at.id, turn, take_back(at.conversation), at.scenario)

    async def end(self, tx: Transaction, learner: Learner) -> Debrief | NotRehearsing:
        """The debrief of the running rehearsal, which ends here."""
        last = await tx.rehearsals.last(learner)
        at = await self._open(tx, last) if last and last.ended is None else None
        if last is None or at is None:
            return NotRehearsing()
        return await self._end(tx, learner, last, at)

    async def hint(self, tx: Transaction, learner: Learner) -> Hinted | NotRehearsing:
        """What would help most now; asking costs nothing."""
        at = await self.running(tx, learner)
        if isinstance(at, NotRehearsing):
            return at
        return Hinted(at.id, hint(at.conversation, at.scenario), at.conversation, at.scenario)

    async def why(self, tx: Transaction, learner: Learner) -> Explained | NotRehearsing:
        """What the last message did, in the last rehearsal, running or ended."""
        last = await tx.rehearsals.last(learner)
        at = await self._open(tx, last) if last else None
        if at is None:
            return NotRehearsing()
        return Explained(at.id, why(at.conversation, at.scenario), at.conversation, at.scenario)

    async def _end_if_running(self, tx: Transaction, learner: Learner, last: KeptRehearsal | None) -> Debrief | None:
        if last is None or last.ended is not None:
            return None
        at = await self._open(tx, last)
        if at is None:
            # Its scenario can't be rebuilt by any means: there is nothing left to mark it by.
            await tx.rehearsals.end(learner, replace(last, ended=tx.now, ended_by="learner"))
            return None
        debrief = await self._end(tx, learner, last, at)
        return debrief if at.conversation.turns else None

    async def _end(self, tx: Transaction, learner: Learner, last: KeptRehearsal, at: Running) -> Debrief:
        scorecard = marks(at.conversation, at.scenario, self._understanding, self._rubric)
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
        return self._debrief(at, scorecard)

    def _debrief(self, at: Running, scorecard: Scorecard) -> Debrief:
        told = debrief(scorecard, self._rubric, at.conversation.profile.lang)
        return Debrief(at.id, at.conversation, at.scenario, scorecard, told)

    def _repeated(self, at: Running, kept: KeptTurn, *, ended: bool) -> Spoken:
        """What was answered then. A turn that was taken back since then is shown as it was."""
        turns = at.conversation.turns
        turn = next((one for one in turns if one.number == kept.number and not kept.withdrawn), None)
        if turn is None:
            turn = turn_from_json(kept.saved)
        debrief = None
        if ended and turn.ended is not None:
            scorecard = marks(at.conversation, at.scenario, self._understanding, self._rubric)
            debrief = self._debrief(at, scorecard)
        return Spoken(at.id, turn, at.conversation, at.scenario, debrief, repeated=True)

    async def _open(self, tx: Transaction, kept: KeptRehearsal) -> Running | None:
        """The rehearsal with its conversation put together again."""
        scenario = await self._scenario_of(tx, kept)
        if scenario is None:
            return None
        return Running(kept.id, restored(kept, scenario, self._understanding), scenario)

    async def _scenario_of(self, tx: Transaction, kept: KeptRehearsal) -> Scenario | None:
        """The scenario as it was when the rehearsal began; the present one if that can't be read any more."""
        present = self._library.get(kept.scenario)
        if present is not None and present.copy.hash == kept.copy:
            return present.scenario
        if kept.copy not in self._rebuilt:
            copy = await tx.rehearsals.copy(kept.copy)
            scenario = self._rebuild(copy) if copy else None
            if scenario is None:
                return present.scenario if present else None
            if len(self._rebuilt) >= COPIES_REMEMBERED:
                self._rebuilt.clear()
            self._rebuilt[kept.copy] = scenario
        return self._rebuilt[kept.copy]


def _turn_of(kept: KeptRehearsal, update_id: int | None) -> KeptTurn | None:
    """The turn that was made from that arrival."""
    if update_id is None:
        return None
    return next((turn for turn in kept.turns if turn.update_id == update_id), None)
