"""The club's hour has come: what is written unasked to whoever meets once in a real week."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.club.attending import Act, Doing, Where
from coaching.faces.telegram.club_places import go_to
from coaching.faces.telegram.club_room import do
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.messages import Button, pages
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.visits import Visit
from coaching.faces.words import words_for
from coaching.services.journey_records import KeptReminder, ReminderState
from coaching.services.ports import Transaction
from coaching.services.records import Kind, Learner, Outgoing
from coaching.services.reminding import Teller


def club_teller(house: House) -> Teller:
    """Who words the club's reminders; nothing is said once the week has begun otherwise."""

    async def tell(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        seasons = house.shelf.seasons
        at = await seasons.running(tx, learner) if seasons else None
        if at is None or at.journey.id != due.about or at.attendance.where is not Where.HOME:
            return ()
        season = at.attendance.season
        words = words_for(learner.preferences, season.profile.lang)
        told = words(
            "telegram_club.reminder.told",
            club=at.club.name.first(words.lang),
            week=season.week + 1,
            weeks=at.club.figures.weeks,
        )
        number = str(due.id)
        rows = [
            [("reminders.go", Deed.GO, number)],
            [("reminders.later", Deed.SNOOZE, number), ("reminders.tomorrow", Deed.SNOOZE, f"{number}-day")],
            [("reminders.stop", Deed.STOP_REMINDING, number)],
        ]
        buttons = tuple(
            tuple(Button(words(key), Press(deed, 0, about).data()) for key, deed, about in row) for row in rows
        )
        return pages(learner.chat_id, [escaped(told)], buttons, Kind.REMINDER)

    return tell


async def to_next_meeting(visit: Visit, due: KeptReminder) -> None:
    """There they go."""
    await visit.tx.reminders.settle(due, ReminderState.STOPPED)
    done = await do(visit, Act(Doing.COME_BACK))
    if done is not None:
        await go_to(visit, done.at)
