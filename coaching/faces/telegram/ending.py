"""A rehearsal is over: what the learner guesses, the debrief with its picture, how nervous they are now, what next."""

from __future__ import annotations

from coaching.faces.telegram.afterwards import ended, next_rows
from coaching.faces.telegram.choosing import go_on, nobody_there
from coaching.faces.telegram.debriefing import debrief_blocks
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Rows, celebrated, pages
from coaching.faces.telegram.picturing import show_scorecard
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import numbers, rating_in
from coaching.faces.telegram.referring import ask, due
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.services.events import Debrief, Rating
from coaching.services.ratings import rate

WORTH_CONFETTI = 60  # of 100; their best so far may still be little


async def conclude(visit: Visit, debrief: Debrief) -> None:
    """The end of a rehearsal. The guess comes first: after the debrief it would be none."""
    words = visit.words
    if not debrief.conversation.turns:
        visit.tell(*debrief_blocks(debrief, words), rows=await next_rows(visit, debrief))
    elif debrief.forked_from or debrief.guess is not None:
        await _tell(visit, debrief)
    else:
        name = debrief.scenario.name.first(debrief.conversation.profile.lang)
        visit.tell(
            escaped(words("phone.guess.ask", name=name)),
            rows=await visit.keyboard(Place.GUESS, numbers(Deed.GUESS, words), about=debrief.id),
        )


async def without_guess(visit: Visit) -> None:
    """The debrief of what they were asked to guess about."""
    await _guess(visit, "")


async def _guess(visit: Visit, answer: str) -> None:
    """The guess, or anything else in place of it; then the debrief."""
    rehearsal, guess = visit.stage.about, rating_in(answer)
    if guess is not None:
        await rate(visit.tx, visit.learner, rehearsal, Rating.GUESS, guess)
        if visit.tapped:
            visit.show(escaped(visit.words("phone.guess.kept", value=guess)))
    debrief = await ended(visit, rehearsal)
    if debrief is None:
        await go_on(visit)
    else:
        await _tell(visit, debrief)


async def _tell(visit: Visit, debrief: Debrief) -> None:
    """The picture, then the debrief; under it how nervous they are now, where they said it before."""
    words = visit.words_in(debrief.conversation.profile.lang)
    show_scorecard(visit, debrief, words)
    asks = debrief.nerves_before is not None and debrief.nerves_after is None
    if asks:
        rows = await visit.keyboard(Place.AFTER, numbers(Deed.AFTER, visit.words), about=debrief.id)
        await _show(visit, debrief, *debrief_blocks(debrief, words), bold(visit.words("phone.nerves.after")), rows=rows)
        return
    question = await due(visit, debrief.id)
    rows = () if question else await next_rows(visit, debrief)
    await _show(visit, debrief, *debrief_blocks(debrief, words), rows=rows)
    if question:
        await ask(visit, question, debrief.id)


async def _show(visit: Visit, debrief: Debrief, *blocks: str, rows: Rows) -> None:
    """The debrief; with confetti where they never did so well."""
    told = pages(visit.learner.chat_id, blocks, rows)
    visit.send(*(celebrated(told) if await _is_a_best(visit, debrief) else told))


async def _is_a_best(visit: Visit, debrief: Debrief) -> bool:
    tried = await visit.tx.rehearsals.tried(visit.learner)
    before = max((one.score for one in tried[:-1]), default=0)  # the last one is this
    return debrief.scorecard.score >= max(before + 1, WORTH_CONFETTI)


async def _after(visit: Visit, answer: str) -> None:
    """How nervous they are now; anything else typed in its place is no answer to it."""
    rehearsal, nerves = visit.stage.about, rating_in(answer)
    if nerves is not None:
        await rate(visit.tx, visit.learner, rehearsal, Rating.NERVES_AFTER, nerves)
    debrief = await ended(visit, rehearsal)
    if debrief is None or (nerves is None and not visit.tapped):
        await nobody_there(visit)
        return
    moved = _moved(debrief, visit.words)
    question = await due(visit, rehearsal)
    rows = () if question else await next_rows(visit, debrief)
    if visit.tapped:
        words = visit.words_in(debrief.conversation.profile.lang)
        visit.show(*debrief_blocks(debrief, words), *moved, rows=rows)
    elif moved:
        visit.tell(*moved, rows=rows)
    if question:
        await ask(visit, question, rehearsal)


def _moved(debrief: Debrief, words: Words) -> tuple[str, ...]:
    """How their nerves moved, as marked text, where they said so both times."""
    before, after = debrief.nerves_before, debrief.nerves_after
    if before is None or after is None:
        return ()
    moved = "held" if after == before else "fell" if after < before else "rose"
    return (f"🫁 {escaped(words(f'phone.nerves.{moved}', before=before, after=after))}",)


ENDING = Matter(deeds={Deed.GUESS: _guess, Deed.AFTER: _after}, texts={Place.GUESS: _guess, Place.AFTER: _after})
