"""The end of an evening: what one carries home, how nervous one is now, each talk once more, and what next."""

from __future__ import annotations

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.evening_room import out_now
from coaching.faces.telegram.evening_told import called, events_blocks, outcome_blocks, talks_blocks
from coaching.faces.telegram.following import follow
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.messages import Rows
from coaching.faces.telegram.picturing import show_outcome
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import numbers, rating_in
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.evenings import Out

SURE = "sure"
ASKED = frozenset({Deed.GO_HOME, Deed.STAY})  # the question stands open


async def ask_home(visit: Visit, _: str) -> None:
    """Whether they mean to go home, or only to end the talk they are in; asked to end twice, they do."""
    if visit.stage.offered >= ASKED and not visit.tapped:
        await go_home(visit, SURE)
        return
    out = await out_now(visit)
    if out is None:
        await go_on(visit, escaped(visit.words("telegram_evening.over")))
        return
    words, evening = visit.words, out.evening
    rows = []
    if evening.talking_to:
        name = called(evening.talking_to, out)
        rows.append([(words("telegram_evening.buttons.leave"), Deed.TAKE_LEAVE, "")])
        asked = words.count("telegram_evening.home.talking", max(1, evening.seconds_left // 60), name=name)
    else:
        asked = words.count("telegram_evening.home.ask", max(1, evening.seconds_left // 60))
    rows.append([(words("telegram_evening.buttons.home"), Deed.GO_HOME, SURE)])
    rows.append([(words("telegram_evening.buttons.stay"), Deed.STAY, "")])
    visit.tell(escaped(asked), rows=await visit.keyboard(Place.EVENING, rows, about=evening.talking_to or ""))


async def go_home(visit: Visit, sure: str) -> None:
    """Home, once they are sure."""
    evenings = visit.house.shelf.evenings
    if sure != SURE or evenings is None:
        await ask_home(visit, "")
        return
    out = await evenings.go_home(visit.tx, visit.learner, visit.update.update_id)
    if out is None:
        await go_on(visit, escaped(visit.words("telegram_evening.over")))
    else:
        await come_home(visit, out, *events_blocks(out, visit.words_in(out.evening.profile.lang)))


async def come_home(visit: Visit, out: Out, *blocks: str) -> None:
    """What just happened, then what the evening comes to; under it how nervous they are, where they said it before."""
    words = visit.words_in(out.evening.profile.lang)
    if blocks:
        visit.tell(*blocks)
    if out.outcome is None:
        return
    told = outcome_blocks(out, out.outcome, words)
    if out.outcome.talks:
        show_outcome(visit, out.evening, out.outcome, out.venue, words)
    if out.journey.nerves_before is None or not out.outcome.talks:
        visit.tell(*told, rows=await _next_rows(visit, out))
        return
    rows = await visit.keyboard(Place.EVENING_HOME, numbers(Deed.HOME_NERVES, visit.words), about=out.journey.id)
    visit.tell(*told, bold(visit.words("phone.nerves.after")), rows=rows)


async def home_nerves(visit: Visit, answer: str) -> None:
    """How nervous they are now."""
    evenings, journey, nerves = visit.house.shelf.evenings, visit.stage.about, rating_in(answer)
    if evenings and nerves is not None:
        await evenings.rate_after(visit.tx, visit.learner, journey, nerves)
    out = await evenings.ended(visit.tx, visit.learner, journey) if evenings else None
    if out is None:
        await go_on(visit)
        return
    before, after, words = out.journey.nerves_before, out.journey.nerves_after, visit.words
    moved = escaped(words("telegram_evening.next"))
    if before is not None and after is not None:
        how = "held" if after == before else "fell" if after < before else "rose"
        moved = f"🫁 {escaped(words(f'phone.nerves.{how}', before=before, after=after))}"
    visit.tell(moved, rows=await _next_rows(visit, out))


async def without_nerves(visit: Visit, text: str) -> None:
    """A number typed in place of a tap; anything else is no answer, and leads on."""
    if rating_in(text) is not None:
        await home_nerves(visit, text)
    else:
        await go_on(visit)


async def talks(visit: Visit, _: str) -> None:
    """Each talk with its marks."""
    evenings = visit.house.shelf.evenings
    out = await evenings.ended(visit.tx, visit.learner, visit.stage.about) if evenings else None
    if out is None or out.outcome is None:
        await go_on(visit)
        return
    words = visit.words_in(out.evening.profile.lang)
    visit.tell(*talks_blocks(out, out.outcome, words), rows=await _next_rows(visit, out, told=True))


async def to_whom_to_write(visit: Visit, _: str) -> None:
    """The notes of the day after."""
    await follow(visit, "")


async def _next_rows(visit: Visit, out: Out, *, told: bool = False) -> Rows:
    words = visit.words
    has_met = bool(out.outcome and out.outcome.talks)
    rows = [
        [(words("telegram_evening.buttons.talks"), Deed.TALKS, "")] if has_met and not told else [],
        [(words("telegram_evening.buttons.write"), Deed.NOTES, "")] if has_met else [],
        [(words("telegram_evening.buttons.another"), Deed.EVENING, "")],
        [(words("telegram.buttons.somebody"), Deed.CHOOSE, "")],
    ]
    return await visit.keyboard(Place.READY, [row for row in rows if row], about=out.journey.id)
