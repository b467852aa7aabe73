"""A real event: when, what kind, what one hopes for, how nervous one is; then the plan, the hour, the pocket card."""

from __future__ import annotations

from datetime import date, time

from coaching.event.plan import Step, Task
from coaching.event.pocket import PocketCard
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.picturing import show_pocket_card
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rating import Choices, numbers, rating_in
from coaching.faces.telegram.recounting import ask_whether_they_went
from coaching.faces.telegram.typed import is_no_answer
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.days import day_told, read_day
from coaching.faces.words.hours import hour_told
from coaching.faces.words.pocketing import lines_of, whose
from coaching.services.real_events import Kinds, Planned, Refused, day_of

HOURS = ("0830", "1200", "1700", "1830", "2000")
NEVER = "never"


async def _event(visit: Visit, _: str) -> None:
    """The event they prepare; how it went, where it is over; else the question when the next one is."""
    planned = await visit.house.real_events.current(visit.tx, visit.learner)
    if planned is None:
        await _ask_when(visit, "when")
    elif planned.days_left < 0:
        await ask_whether_they_went(visit, planned.event)
    else:
        await _show(visit, planned)


async def _ask_when(visit: Visit, key: str) -> None:
    await visit.use_up_keyboard(Place.EVENT_DAY)
    visit.tell(f"🗓 {bold(visit.words('event.title'))}", escaped(visit.words(f"event.{key}")))


async def _day(visit: Visit, text: str) -> None:
    words = visit.words
    day = read_day(text, day_of(visit.tx.now, visit.learner), visit.lang)
    if day is None:
        await _ask_when(visit, "when_again")
        return
    which = f"{bold(day_told(day, visit.lang))}\n{escaped(words('event.which'))}"
    visit.tell(which, rows=await visit.keyboard(Place.READY, _kinds(words), about=day.isoformat()))


async def _kind(visit: Visit, kind: str) -> None:
    rows = await visit.keyboard(Place.HOPE, _past_hope(visit.words), about=f"{visit.stage.about} {kind}")
    visit.tell(escaped(visit.words("event.hope")), rows=rows)


async def ask_again(visit: Visit, *blocks: str) -> bool:
    """These blocks, then what stood open about an event not kept yet, and a way out; False where nothing did."""
    words, stage = visit.words, visit.stage
    rows: Choices
    if stage.place is Place.EVENT_DAY:
        key, rows = "event.when", []
    elif stage.place is Place.READY and Deed.EVENT_KIND in stage.offered:
        key, rows = "event.which", _kinds(words)
    elif stage.place is Place.HOPE:
        key, rows = "event.hope", _past_hope(words)
    else:
        return False
    out = [(words("telegram.buttons.somebody"), Deed.CHOOSE, "")]
    visit.tell(*blocks, escaped(words(key)), rows=await visit.keyboard(stage.place, [*rows, out], about=stage.about))
    return True


def _kinds(words: Words) -> Choices:
    return [[(words(f"event.kind.{kind}"), Deed.EVENT_KIND, kind.value)] for kind in Kinds]


def _past_hope(words: Words) -> Choices:
    return [[(words("telegram.buttons.skip"), Deed.HOPELESS, "")]]


async def _hope(visit: Visit, hope: str) -> None:
    """The event is kept from here on; nerves and hour are added to it."""
    day, _, kind = visit.stage.about.partition(" ")
    said = "" if is_no_answer(hope) else hope
    planned = await visit.house.real_events.begin(visit.tx, visit.learner, date.fromisoformat(day), kind, said)
    if isinstance(planned, Refused):
        await _ask_when(visit, planned.value)
        return
    rows = await visit.keyboard(Place.READY, numbers(Deed.EVENT_NERVES, visit.words))
    visit.tell(escaped(visit.words("event.nerves")), rows=rows)


async def _without_hope(visit: Visit, _: str) -> None:
    await _hope(visit, "")


async def _nerves(visit: Visit, answer: str) -> None:
    planned = await visit.house.real_events.current(visit.tx, visit.learner)
    if planned is None:
        await _ask_when(visit, "when")
        return
    nerves = rating_in(answer)
    if nerves is not None:
        planned = await visit.house.real_events.feel(visit.tx, visit.learner, planned.event, nerves)
    await _show(visit, planned)


async def _show(visit: Visit, planned: Planned) -> None:
    """The plan, and under it the hours at which they can be reminded."""
    words, event = visit.words, planned.event
    kind, day = words(f"event.kind.{event.kind}"), day_told(event.day, visit.lang)
    left = words.count("event.days", planned.days_left) if planned.days_left else words("event.today")
    head = [bold(words("event.planned", kind=kind, day=day)), escaped(left)]
    if event.hope:
        head.append(escaped(words("event.hope_said", hope=event.hope)))
    steps = [f"• {escaped(_step(visit, step))}" for step in planned.plan.steps]
    hours = [(hour_told(time.fromisoformat(one), words), Deed.EVENT_HOUR, one) for one in HOURS]
    rows = [
        hours,
        [(words("event.no_reminders"), Deed.EVENT_HOUR, NEVER), (words("event.pocket.title"), Deed.POCKET, "")],
        [(words("event.drop"), Deed.DROP_EVENT, "")],
    ]
    visit.tell(
        "\n".join(head),
        "\n".join([bold(words("event.plan")), *steps]),
        escaped(f"{words('event.adapts')} {words('event.hour')}"),
        rows=await visit.keyboard(Place.READY, rows),
    )


def _step(visit: Visit, step: Step) -> str:
    words = visit.words
    attendee = visit.house.attendee(step.attendee)
    name = attendee.name.first(visit.lang) if attendee else ""
    dimension = words(f"debrief.dimension.{step.dimension}") if step.dimension else ""
    if step.task in (Task.REHEARSE, Task.GENTLY):
        task = words(f"event.task.{step.task}", name=name)
    elif step.task is Task.DRILL:
        task = words("event.task.drill", dimension=dimension)
    else:
        task = words(f"event.task.{step.task}")
    return words("event.step", day=day_told(step.day, visit.lang), task=task)


async def _hour(visit: Visit, hour: str) -> None:
    events = visit.house.real_events
    planned = await events.current(visit.tx, visit.learner)
    if planned is None:
        await _ask_when(visit, "when")
    elif hour not in HOURS:
        await visit.tx.reminders.stop(visit.learner, planned.event.id)
        await go_on(visit, escaped(visit.words("event.reminders_off")))
    else:
        at = time.fromisoformat(hour)
        visit.learner = await events.remind(visit.tx, visit.learner, planned.event, at)
        await go_on(visit, escaped(visit.words("event.reminders_on", hour=hour_told(at, visit.words))))


async def pocket(visit: Visit, _: str) -> None:
    """The pocket card, as a picture where one can be drawn, and in words."""
    events = visit.house.real_events
    planned = await events.current(visit.tx, visit.learner)
    card = await events.pocket(visit.tx, visit.learner)
    show_pocket_card(visit, card, planned.event if planned else None)
    await go_on(visit, *pocket_blocks(card, visit.words))


def pocket_blocks(card: PocketCard, words: Words) -> tuple[str, ...]:
    """The pocket card as marked text."""
    openers, answer, leave = lines_of(card, words)
    parts = (("openers", "\n".join(f"• {one}" for one in openers)), ("answer", answer), ("exit", leave))
    told = [f"{bold(words(f'event.pocket.{key}'))}\n{escaped(text)}" for key, text in parts]
    return ("\n\n".join(told), f"<i>{escaped(whose(card, words))}</i>")


async def _drop(visit: Visit, _: str) -> None:
    planned = await visit.house.real_events.current(visit.tx, visit.learner)
    if planned is not None:
        await visit.house.real_events.drop(visit.tx, visit.learner, planned.event)
    await go_on(visit, escaped(visit.words("event.dropped")))


PLANNING = Matter(
    commands={Command.EVENT: _event},
    deeds={
        Deed.EVENT_KIND: _kind,
        Deed.HOPELESS: _without_hope,
        Deed.EVENT_NERVES: _nerves,
        Deed.EVENT_HOUR: _hour,
        Deed.POCKET: pocket,
        Deed.DROP_EVENT: _drop,
    },
    texts={Place.EVENT_DAY: _day, Place.HOPE: _hope},
)
