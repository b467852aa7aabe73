"""What the bot writes unasked: a loop that wakes when something is due, who words it, and the buttons under it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from coaching.event.plan import Step, Task
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.club_weekly import club_teller, to_next_meeting
from coaching.faces.telegram.coaching_answers import GOING, tellers_for_groups
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Button, pages
from coaching.faces.telegram.picturing import pocket_picture
from coaching.faces.telegram.planning import pocket, pocket_blocks
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.recounting import ask_whether_they_went
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.trouble import Trouble
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words, words_for
from coaching.faces.words.days import day_told
from coaching.faces.words.hours import hour_told
from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.ports import Interrupted, Store, Transaction
from coaching.services.real_events import REMINDER, Planned
from coaching.services.records import Kind, Learner, Outgoing
from coaching.services.reminding import Fired, Teller, fire, snooze, zone_of
from coaching.services.seasons import REMINDER as OF_CLUB

LOG = logging.getLogger(__name__)
LOOKS = timedelta(seconds=60)  # between two looks at most: another process may have planned something sooner
SOON, NEXT_DAY = timedelta(hours=1), timedelta(days=1)


class Reminding:
    """Tells what is due, for as long as the bot runs. Several processes may: each reminder is one's alone."""

    def __init__(
        self,
        store: Store,
        tellers: Mapping[str, Teller],
        enqueued: Callable[[], None],
        trouble: Trouble | None = None,
    ) -> None:
        """`enqueued` is called when there is something to send."""
        self._trouble = trouble or Trouble()
        self._store, self._tellers, self._enqueued = store, tellers, enqueued

    async def once(self) -> timedelta:
        """Tell what is due now; how long until it is worth looking again."""
        fired = await fire(self._store, self._tellers)
        if Fired.TOLD in fired:
            self._enqueued()
        async with self._store.transaction() as tx:
            due = await tx.reminders.next_due()
            return LOOKS if due is None else min(LOOKS, max(due - tx.now, timedelta(0)))

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                wait = await self.once()
            except Interrupted as error:
                self._trouble.came(error)
                wait = LOOKS
            except Exception:
                LOG.exception("reminders could not be looked at, trying again")
                wait = LOOKS
            await asyncio.sleep(max(wait.total_seconds(), 0.1))


def tellers_of(house: House) -> Mapping[str, Teller]:
    """Who words which kind of reminder."""

    async def of_event(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        planned = await house.real_events.current(tx, learner)
        step = _step_due(planned, due)
        return _event_reminder(await _picture(house, tx, learner, planned, step), house, learner, planned, step, due)

    return {OF_CLUB: club_teller(house), REMINDER: of_event, **tellers_for_groups(house)}


def _step_due(planned: Planned | None, due: KeptReminder) -> Step | None:
    """What today is for; None where the plan has nothing for today any more, or another event took its place."""
    if planned is None or planned.event.id != due.about:
        return None
    return next(iter(planned.for_today), None)


async def _picture(
    house: House, tx: Transaction, learner: Learner, planned: Planned | None, step: Step | None
) -> Sequence[Outgoing]:
    if planned is None or step is None or step.task is not Task.CARD:
        return ()
    card, words = await house.real_events.pocket(tx, learner), words_for(learner.preferences, learner.lang)
    picture = pocket_picture(learner, card, planned.event, words)
    return picture or pages(learner.chat_id, pocket_blocks(card, words))


def _event_reminder(
    pictures: Sequence[Outgoing],
    house: House,
    learner: Learner,
    planned: Planned | None,
    step: Step | None,
    due: KeptReminder,
) -> Sequence[Outgoing]:
    if planned is None or step is None:
        return ()
    words = words_for(learner.preferences, learner.lang)
    attendee = house.attendee(step.attendee)
    slots = {
        "name": attendee.name.first(learner.lang) if attendee else "",
        "days": words.count("reminders.days", planned.days_left),
    }
    told = escaped(words(f"reminders.{step.task}", **slots))
    return (*pictures, *pages(learner.chat_id, [told], _buttons(words, due, step), Kind.REMINDER))


def _buttons(words: Words, due: KeptReminder, step: Step) -> tuple[tuple[Button, ...], ...]:
    def button(key: str, deed: Deed, about: str) -> Button:
        return Button(words(f"reminders.{key}"), Press(deed, 0, about).data())

    number = str(due.id)
    if step.task is Task.CARD:
        return ((button("stop", Deed.STOP_REMINDING, number),),)
    later = (button("later", Deed.SNOOZE, number), button("tomorrow", Deed.SNOOZE, f"{number}-day"))
    first = (button("go", Deed.GO, number),)
    return (first, later[: 1 if step.task is not Task.AFTER else 2], (button("stop", Deed.STOP_REMINDING, number),))


async def _go(visit: Visit, number: str) -> None:
    """What it reminded of, at once."""
    found = await _standing(visit, number)
    if found is not None and found.kind == OF_CLUB:
        await to_next_meeting(visit, found)
        return
    if found is not None and found.kind in GOING:
        await GOING[found.kind](visit, found)
        return
    planned = await visit.house.real_events.current(visit.tx, visit.learner)
    if found is None or planned is None:
        await _gone(visit)
        return
    await visit.tx.reminders.settle(found, ReminderState.STOPPED)
    step = next(iter(planned.for_today), None)
    if planned.days_left < 0:
        await ask_whether_they_went(visit, planned.event)
    elif step is not None and step.task is Task.CARD:
        await pocket(visit, "")
    elif step is not None and step.attendee:
        await _offer(visit, step, Deed.PICK, step.attendee)
    elif step is not None and step.drill:
        await _offer(visit, step, Deed.DRILL, step.drill)
    else:
        await go_on(visit)


async def _offer(visit: Visit, step: Step, deed: Deed, about: str) -> None:
    """One tap more: whoever comes back from a night's sleep may be in another conversation."""
    words = visit.words
    attendee = visit.house.attendee(step.attendee)
    label = (
        words("telegram.buttons.meet", name=attendee.name.first(visit.lang))
        if attendee
        else words("telegram.buttons.drill")
    )
    rows = await visit.keyboard(Place.READY, [[(label, deed, about)]])
    visit.tell(escaped(words("event.adapts")), rows=rows)


async def _snooze(visit: Visit, about: str) -> None:
    number, _, day = about.partition("-")
    found = await _standing(visit, number)
    due = await snooze(visit.tx, visit.learner, found.key, NEXT_DAY if day else SOON) if found else None
    if due is None:
        await _gone(visit)
        return
    at = due.astimezone(zone_of(visit.learner))
    told = visit.words("reminders.snoozed", day=day_told(at.date(), visit.lang), hour=hour_told(at, visit.words))
    visit.tell(escaped(told))


async def _stop(visit: Visit, number: str) -> None:
    """No more of what it was about; other reminders stay."""
    found = await _standing(visit, number)
    if found is not None:
        await visit.tx.reminders.stop(visit.learner, found.about)
        await visit.tx.reminders.settle(found, ReminderState.STOPPED)
    of_club = found is not None and found.kind == OF_CLUB
    visit.tell(escaped(visit.words("telegram_club.reminder.stopped" if of_club else "reminders.stopped")))


async def _gone(visit: Visit) -> None:
    visit.tell(escaped(visit.words("reminders.gone")))


async def _standing(visit: Visit, number: str) -> KeptReminder | None:
    """The reminder under which that button stands, if nothing was done about it yet."""
    theirs = await visit.tx.reminders.of(visit.learner)
    return next((one for one in theirs if str(one.id) == number and one.state is ReminderState.FIRED), None)


REMINDERS = Matter(deeds={Deed.GO: _go, Deed.SNOOZE: _snooze, Deed.STOP_REMINDING: _stop})
