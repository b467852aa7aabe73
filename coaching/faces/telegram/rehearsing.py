"""Rehearsing over Telegram: the attendee's lines, hints and reasons, taking back, the end."""

from __future__ import annotations

from coaching.faces.telegram import drilling
from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.choosing import go_on, nobody_there, running
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.ending import conclude, without_guess
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.thinking import begin_to_think, react, say_after_thinking, unheard, unsay
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.marking import signed
from coaching.faces.words.telling import hint_told
from coaching.services.events import NotRehearsing
from coaching.services.preferences import HintStyle
from coaching.why import Why

LONGEST_ECHO = 120  # characters of the learner's own words repeated to them


async def _say(visit: Visit, text: str) -> None:
    """Say something to the attendee. What comes while they still think belongs to what they think about."""
    tx, arrival = visit.tx, visit.update.update_id
    begin_to_think(visit)
    said = await visit.house.practice.say(tx, visit.learner, text, arrival, unheard=await unheard(visit))
    if isinstance(said, NotRehearsing):
        await _nobody(visit)
        return
    await unsay(visit, said.rest_of)
    rows = () if said.debrief else await asides(visit, Deed.HINT, Deed.WHY)
    say_after_thinking(visit, said, text, rows)
    react(visit, said.turn)
    if said.debrief:
        await conclude(visit, said.debrief)


async def _hint(visit: Visit, _: str) -> None:
    """A nudge; asked again at the same moment, ways to begin. Nothing for whoever put hints away."""
    if visit.learner.preferences.hints is HintStyle.NONE:
        visit.tell(escaped(visit.words("preferences.hints_off")))
        return
    hinted = await visit.house.practice.hint(visit.tx, visit.learner)
    if isinstance(hinted, NotRehearsing):
        await _nobody(visit)
        return
    lang = hinted.conversation.profile.lang
    words = visit.words_in(lang)
    first, *openings = hint_told(hinted.hint, words, hinted.scenario.name.first(lang))
    told = "\n".join([f"💡 {spoken(first)}", *map(spoken, openings)])
    # Left for later, the button gives the first nudge of whatever moment it is tapped at.
    visit.tell(told, rows=await asides(visit, *(() if openings else (Deed.HINT,)), again=True))


async def _why(visit: Visit, _: str) -> None:
    """How the last message was taken, also when it ended the rehearsal."""
    explained = await visit.house.practice.why(visit.tx, visit.learner)
    if isinstance(explained, NotRehearsing):
        await _nobody(visit)
    elif explained.why is None:
        visit.tell(escaped(visit.words("why.too_early")))
    else:
        rows = () if explained.conversation.is_over else await asides(visit, Deed.HINT)
        visit.tell(account_told(explained.why, visit.words_in(explained.conversation.profile.lang)), rows=rows)


async def _take_back(visit: Visit, _: str) -> None:
    """As if the last message had not been said."""
    if await running(visit) is None:
        await _nobody(visit)
        return
    back = await visit.house.practice.take_back(visit.tx, visit.learner)
    if isinstance(back, NotRehearsing) or back.turn is None:
        visit.tell(escaped(visit.words("telegram.back.nothing")))
        return
    conversation = back.conversation
    last = conversation.turns[-1].reply if conversation.turns else conversation.opening
    visit.tell(
        escaped(visit.words("telegram.back.done", words=clipped(back.turn.text, LONGEST_ECHO))),
        *line(back.scenario, conversation.profile.lang, last),
        rows=await asides(visit, Deed.HINT),
    )


async def _end(visit: Visit, _: str) -> None:
    """Stop what they are in, and see how it went."""
    if visit.stage.place is Place.DRILL:
        await drilling.stop(visit, "")
        return
    debrief = await visit.house.practice.end(visit.tx, visit.learner)
    if isinstance(debrief, NotRehearsing):
        await _nobody(visit)
    else:
        await conclude(visit, debrief)


async def _nobody(visit: Visit) -> None:
    """There is nobody to do that with; whoever has just left is told of first."""
    if visit.stage.place is Place.GUESS:
        await without_guess(visit)
    else:
        await nobody_there(visit)


async def _resume(visit: Visit, _: str) -> None:
    await go_on(visit)


def account_told(account: Why, words: Words) -> str:
    """Why trust moved, as marked text."""
    openness = words(f"attendee.openness.{account.openness}")
    lines = [
        bold(words("why.title")),
        *(
            escaped(words("why.cause", cause=words(f"causes.{c.cause}"), points=signed(c.points)))
            for c in account.changes
        ),
        escaped(words("why.trust", before=account.before, after=account.after, openness=openness)),
        *(escaped(words("why.dropped", thought=thought)) for thought in account.dropped),
        *(escaped(words("why.believes", thought=thought)) for thought in account.believes),
    ]
    return "\n".join(lines)


REHEARSING = Matter(
    commands={
        Command.HINT: _hint,
        Command.WHY: _why,
        Command.BACK: _take_back,
        Command.END: _end,
    },
    deeds={Deed.RESUME: _resume, Deed.HINT: _hint, Deed.WHY: _why, Deed.END: _end},
    texts={Place.READY: _say},
)
