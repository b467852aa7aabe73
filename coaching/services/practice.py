"""Rehearsing: begin, say, take back, end, ask for a hint or a reason, again. State lives in the store alone.

Each of these happens within the transaction it is handed, so an arrival, its turn and the answers to it are kept
together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from coaching.hints import hint
from coaching.language import Language
from coaching.rehearsal import Conversation, Profile, Reader, begin, message_in, take_back, take_turn
from coaching.scenario import Scenario
from coaching.scorecard.rubric import Rubric
from coaching.services import efforts, own_scenarios
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
from coaching.services.foresight import Foresight
from coaching.services.notebook import Edition, Notebook
from coaching.services.ports import Transaction
from coaching.services.preferences import HintStyle
from coaching.services.records import KeptRehearsal, KeptTurn, Learner, ScenarioCopy
from coaching.services.saving import turn_from_json, turn_to_json
from coaching.services.texts import joined, sound
from coaching.understanding import Understanding
from coaching.why import why

__all__ = ["Edition", "Practice"]


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
        self.notebook = Notebook(
            library=library, rebuild=rebuild, understanding=understanding, rubric=rubric, names=names
        )
        self._understanding = understanding
        self._reader = understanding  # of what is said
        self._seeds = seeds

    def read_ahead(self) -> None:
        """From now on what is said and wasn't read yet raises UnreadError, for whoever has it read elsewhere."""
        self._reader = Foresight(self._understanding)

    def foreseen(self, chat_id: int, text: str) -> Callable[[], None] | None:
        """What reads that text before its transaction asks for it; None where nothing can be foreseen."""
        return self._reader.foreseen(chat_id, sound(text)) if isinstance(self._reader, Foresight) else None

    def expect_nothing(self, learner: Learner) -> None:
        """They have left, and what stands around their next message isn't remembered."""
        if isinstance(self._reader, Foresight):
            self._reader.expect_nothing(learner.chat_id)

    def _expect(self, learner: Learner, conversation: Conversation, scenario: Scenario) -> None:
        if conversation.is_over:
            self.expect_nothing(learner)
        elif isinstance(self._reader, Foresight):
            self._reader.expect(learner.chat_id, message_in(conversation, ""), scenario)

    async def begin(self, tx: Transaction, learner: Learner, scenario_id: str) -> Begun | UnknownScenario:
        """A new rehearsal with that attendee. A running one ends first, and keeps its marks.

        Raises NotReadyError as understanding does.
        """
        edition = self.notebook.library.get(scenario_id) or await self._own(tx, learner, scenario_id)
        if edition is None:
            return UnknownScenario(scenario_id)
        self._want(edition.scenario, learner.lang)  # so that the wait is at the door, if any
        last = await tx.rehearsals.last(learner)
        ended = await self.notebook.end_if_running(tx, learner, last)
        profile = Profile(learner.lang, learner.name, learner.sells)
        conversation = begin(edition.scenario, profile, self._seeds())
        kept = KeptRehearsal(
            id=self.notebook.new_id(),
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
        await efforts.rehearsal_begun(tx, learner, kept)
        self._expect(learner, conversation, edition.scenario)
        return Begun(kept.id, conversation, edition.scenario, ended)

    async def again(self, tx: Transaction, learner: Learner) -> Begun | UnknownScenario | NotRehearsing:
        """A new rehearsal with the attendee of the last one."""
        last = await tx.rehearsals.last(learner)
        return await self.begin(tx, learner, last.scenario) if last else NotRehearsing()

    async def running(self, tx: Transaction, learner: Learner) -> Running | NotRehearsing:
        """The rehearsal the learner is in."""
        last = await tx.rehearsals.last(learner)
        found = await self.notebook.open(tx, last) if last and last.ended is None else None
        return found or NotRehearsing()

    async def say(
        self,
        tx: Transaction,
        learner: Learner,
        text: str,
        update_id: int | None = None,
        *,
        unheard: int | None = None,
    ) -> Spoken | NotRehearsing:
        """The attendee's answer. The same arrival said again gives the same answer and changes nothing.

        `unheard` is the arrival whose answer nobody has heard yet: where the last message came by it, this text is the
        rest of it, and both are answered as one.
        """
        last = await tx.rehearsals.last(learner)
        if last is None:
            return NotRehearsing()
        said_before = _turn_of(last, update_id)
        if last.ended is not None and said_before is None:
            return NotRehearsing()
        at = await self.notebook.open(tx, last)
        if at is None:
            return NotRehearsing()
        if said_before is not None:
            return self._repeated(last, at, said_before)
        if at.conversation.is_over:
            # Played again by a version that understands it otherwise, it had ended before: the debrief is left to tell.
            late = await self.notebook.end(tx, learner, last, at)
            return Spoken(last.id, at.conversation.turns[-1], at.conversation, at.scenario, late, repeated=True)
        text, before, begun = sound(text), at.conversation, _begun(last, unheard, sound(text))
        if begun:
            await tx.rehearsals.withdraw(last.id, begun.number)
            text, before = joined(begun.text, text) or text, take_back(before)
        self._want(at.scenario, before.profile.lang)
        conversation = take_turn(before, text, at.scenario, self._reader)
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
        self._expect(learner, conversation, at.scenario)
        now = replace(at, conversation=conversation)
        debrief = await self.notebook.end(tx, learner, last, now) if conversation.is_over else None
        heard = [one.at for one in last.standing if one is not begun]
        return Spoken(
            last.id,
            turn,
            conversation,
            at.scenario,
            debrief,
            took=tx.now - (heard[-1] if heard else last.started),
            rest_of=begun.update_id if begun else None,
        )

    async def take_back(self, tx: Transaction, learner: Learner) -> TakenBack | NotRehearsing:
        """The rehearsal without its last message, which stays in the export, marked as taken back."""
        at = await self.running(tx, learner)
        if isinstance(at, NotRehearsing):
            return at
        if not at.conversation.turns:
            return TakenBack(at.id, None, at.conversation, at.scenario)
        turn = at.conversation.turns[-1]
        await tx.rehearsals.withdraw(at.id, turn.number)
        before = take_back(at.conversation)
        self._expect(learner, before, at.scenario)
        return TakenBack(at.id, turn, before, at.scenario)

    async def end(self, tx: Transaction, learner: Learner) -> Debrief | NotRehearsing:
        """The debrief of the running rehearsal, which ends here."""
        last = await tx.rehearsals.last(learner)
        at = await self.notebook.open(tx, last) if last and last.ended is None else None
        if last is None or at is None:
            return NotRehearsing()
        self.expect_nothing(learner)
        return await self.notebook.end(tx, learner, last, at)

    async def hint(self, tx: Transaction, learner: Learner) -> Hinted | NotRehearsing:
        """What would help most now; asking costs nothing, and is noted with the turn that is to come."""
        last = await tx.rehearsals.last(learner)
        at = await self.notebook.open(tx, last) if last and last.ended is None else None
        if last is None or at is None:
            return NotRehearsing()
        turn = len(at.conversation.turns) + 1
        asked = last.hints.count(turn) + (2 if learner.preferences.hints is HintStyle.OPENINGS else 1)
        await tx.rehearsals.note(replace(last, hints=(*last.hints, turn)))
        return Hinted(at.id, hint(at.conversation, at.scenario, asked), at.conversation, at.scenario, asked)

    async def why(self, tx: Transaction, learner: Learner) -> Explained | NotRehearsing:
        """What the last message did, in the last rehearsal, running or ended."""
        last = await tx.rehearsals.last(learner)
        at = await self.notebook.open(tx, last) if last else None
        if at is None:
            return NotRehearsing()
        return Explained(at.id, why(at.conversation, at.scenario), at.conversation, at.scenario)

    def _want(self, scenario: Scenario, lang: Language) -> None:
        if isinstance(self._understanding, Understanding):
            self._understanding.want(scenario, lang)

    async def _own(self, tx: Transaction, learner: Learner, name: str) -> Edition | None:
        """A coach's own scenario: to whoever wrote it the draft where it can be played, else the published version."""
        own_id = name.removeprefix(efforts.OWN)
        if own_id == name:
            return None
        for found in (
            await own_scenarios.preview(tx, learner, own_id),
            await own_scenarios.play(tx, learner, own_id),
        ):
            edition = self.notebook.edition(name, found.text) if isinstance(found, own_scenarios.Playable) else None
            if edition is not None:
                return edition
        return None

    def _repeated(self, last: KeptRehearsal, at: Running, kept: KeptTurn) -> Spoken:
        """What was answered then. A turn that was taken back since then is shown as it was."""
        turns = at.conversation.turns
        turn = next((one for one in turns if one.number == kept.number and not kept.withdrawn), None)
        if turn is None:
            turn = turn_from_json(kept.saved)
        debrief = None
        if last.ended is not None and turn.ended is not None:
            debrief = self.notebook.debrief(last, at, self.notebook.marks_of(last, at))
        return Spoken(at.id, turn, at.conversation, at.scenario, debrief, repeated=True)


def _begun(kept: KeptRehearsal, unheard: int | None, rest: str) -> KeptTurn | None:
    """The last turn, where it came by that arrival and the rest may still belong to it."""
    last = kept.standing[-1] if kept.standing else None
    if unheard is None or last is None or last.update_id != unheard or joined(last.text, rest) is None:
        return None
    return last


def _turn_of(kept: KeptRehearsal, update_id: int | None) -> KeptTurn | None:
    """The turn that was made from that arrival."""
    if update_id is None:
        return None
    return next((turn for turn in kept.turns if turn.update_id == update_id), None)
