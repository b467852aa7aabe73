"""Rehearsing over Telegram: the scene, the attendee's lines, hints and reasons, the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.faces.telegram.debriefing import debrief_blocks
from coaching.faces.telegram.markup import LONGEST, bold, clipped, escaped, in_pieces, italic, spoken, units
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.scenario import Scenario
from coaching.services.events import Begun, Debrief, NotRehearsing, Running, UnknownScenario
from coaching.services.practice import Practice
from coaching.why import Why

LONGEST_ECHO = 120  # characters of the learner's own words repeated to them
SILENCE = "…"


class Rehearsing:
    """What a learner does with an attendee, shown."""

    def __init__(self, practice: Practice, attendees: Sequence[Scenario]) -> None:
        self._practice = practice
        self._attendees = sorted(attendees, key=lambda scenario: (scenario.difficulty, scenario.id))

    async def choose(self, visit: Visit, sentence: str) -> None:
        """Who there is to meet, a button each."""
        words, lang = visit.words, visit.lang
        if not self._attendees:
            await visit.use_up_keyboard(Place.READY)
            visit.tell(escaped(words("telegram.choose.nobody")))
            return
        rows = [
            [
                (
                    words(
                        "telegram.choose.button",
                        title=scenario.title.first(lang),
                        difficulty=words(f"attendee.difficulty.{scenario.difficulty}"),
                    ),
                    Deed.PICK,
                    scenario.id,
                )
            ]
            for scenario in self._attendees
        ]
        visit.tell(sentence, rows=await visit.keyboard(Place.READY, rows))

    async def begin(self, visit: Visit, scenario_id: str) -> None:
        """Walk up to somebody."""
        await self._meet(visit, await self._practice.begin(visit.tx, visit.learner, scenario_id))

    async def again(self, visit: Visit) -> None:
        """Walk up to the same one once more."""
        await self._meet(visit, await self._practice.again(visit.tx, visit.learner))

    async def say(self, visit: Visit, text: str) -> None:
        """Say something to the attendee."""
        said = await self._practice.say(visit.tx, visit.learner, text, visit.update.update_id)
        if isinstance(said, NotRehearsing):
            await self.choose(visit, escaped(visit.words("telegram.choose.nudge")))
            return
        visit.tell(*_line(said.scenario, said.conversation.profile.lang, said.turn.reply))
        if said.debrief:
            await self._debrief(visit, said.debrief)

    async def hint(self, visit: Visit) -> None:
        """A nudge."""
        hinted = await self._practice.hint(visit.tx, visit.learner)
        if isinstance(hinted, NotRehearsing):
            await self._nobody_there(visit)
            return
        words = read_words(hinted.conversation.profile.lang)
        text = hinted.hint.text or words(f"hints.{hinted.hint.kind}")
        visit.tell(f"💡 {spoken(words('telegram.hint', text=text))}")

    async def why(self, visit: Visit) -> None:
        """How the last message was taken, also when it ended the rehearsal."""
        explained = await self._practice.why(visit.tx, visit.learner)
        if isinstance(explained, NotRehearsing):
            await self._nobody_there(visit)
        elif explained.why is None:
            visit.tell(escaped(visit.words("why.too_early")))
        else:
            visit.tell(_account(explained.why, explained.conversation.profile.lang))

    async def take_back(self, visit: Visit) -> None:
        """As if the last message had not been said."""
        if not await self._running(visit):
            return
        back = await self._practice.take_back(visit.tx, visit.learner)
        if isinstance(back, NotRehearsing) or back.turn is None:
            visit.tell(escaped(visit.words("telegram.back.nothing")))
            return
        conversation = back.conversation
        last = conversation.turns[-1].reply if conversation.turns else conversation.opening
        visit.tell(
            escaped(visit.words("telegram.back.done", words=clipped(back.turn.text, LONGEST_ECHO))),
            *_line(back.scenario, conversation.profile.lang, last),
        )

    async def end(self, visit: Visit) -> None:
        """Stop, and see how it went."""
        ended = await self._practice.end(visit.tx, visit.learner)
        if isinstance(ended, NotRehearsing):
            await self._nobody_there(visit)
        else:
            await self._debrief(visit, ended)

    async def resume(self, visit: Visit) -> None:
        """Go on where it stood."""
        at = await self._running(visit)
        if at:
            await visit.use_up_keyboard(Place.READY)
            visit.tell(*_line(at.scenario, at.conversation.profile.lang, at.conversation.lines[-1].text))

    async def running(self, visit: Visit) -> Running | None:
        """The rehearsal they are in, if any."""
        at = await self._practice.running(visit.tx, visit.learner)
        return None if isinstance(at, NotRehearsing) else at

    async def _running(self, visit: Visit) -> Running | None:
        at = await self.running(visit)
        if at is None:
            await self._nobody_there(visit)
        return at

    async def _nobody_there(self, visit: Visit) -> None:
        await self.choose(visit, escaped(visit.words("telegram.choose.nudge")))

    async def _meet(self, visit: Visit, begun: Begun | UnknownScenario | NotRehearsing) -> None:
        if not isinstance(begun, Begun):
            await self.choose(visit, escaped(visit.words("telegram.choose.gone")))
            return
        await visit.use_up_keyboard(Place.READY)
        words, scenario, lang = visit.words, begun.scenario, begun.conversation.profile.lang
        if begun.ended:
            visit.tell(escaped(words("telegram.scene.replaced")))
        visit.tell(
            f"{bold(scenario.title.first(lang))}\n{escaped(scenario.occasion.first(lang))}",
            spoken(scenario.setting.first(lang)),
            italic(words("telegram.scene.simulated", name=scenario.name.first(lang))),
            escaped(words("telegram.scene.commands")),
        )
        visit.tell(*_line(scenario, lang, begun.conversation.opening))

    async def _debrief(self, visit: Visit, debrief: Debrief) -> None:
        words = visit.words
        rows = await visit.keyboard(
            Place.READY,
            [
                [
                    (words("telegram.buttons.again"), Deed.AGAIN, ""),
                    (words("telegram.buttons.another"), Deed.CHOOSE, ""),
                ]
            ],
        )
        visit.tell(*debrief_blocks(debrief, read_words(debrief.conversation.profile.lang)), rows=rows)


def _line(scenario: Scenario, lang: Language, text: str) -> tuple[str, ...]:
    """What an attendee says, under their name."""
    before = f"{bold(scenario.name.first(lang))} — "
    pieces = in_pieces(text, LONGEST - units(before))
    return (before + (pieces[0] or SILENCE), *pieces[1:])


def _account(account: Why, lang: Language) -> str:
    words = read_words(lang)
    lines = [
        bold(words("why.title")),
        *(
            escaped(words("why.cause", cause=words(f"causes.{c.cause}"), points=f"{c.points:+d}"))
            for c in account.changes
        ),
        escaped(
            words(
                "why.trust",
                before=account.before,
                after=account.after,
                openness=words(f"attendee.openness.{account.openness}"),
            )
        ),
        *(escaped(words("why.dropped", thought=thought)) for thought in account.dropped),
        *(escaped(words("why.believes", thought=thought)) for thought in account.believes),
    ]
    return "\n".join(lines)
