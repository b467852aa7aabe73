"""Where somebody stands at the club, shown: the round, the table, the small room, home between two meetings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from coaching.club.attending import Where, may_say_again
from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.club_end import show_end
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.clubs import name_of, standing_told
from coaching.faces.words.days import day_told
from coaching.faces.words.hours import hour_told
from coaching.services.events import Running
from coaching.services.reminding import zone_of
from coaching.services.seasons import AtClub

IN_A_ROW = 2
LONG_AWAY = 2  # weeks
LONG_AGO = timedelta(days=1)  # from then on, a conversation waits until it is asked for
WEEK, MONTH = "7", "28"  # days until the next meeting
Row = list[tuple[str, Deed, str]]


async def here(visit: Visit) -> AtClub | None:
    """The season they are in, if any."""
    seasons = visit.house.shelf.seasons
    return await seasons.running(visit.tx, visit.learner) if seasons else None


async def in_the_room(visit: Visit) -> Running | None:
    """The conversation they are in at the club, if any."""
    at = await here(visit)
    meeting = at.attendance.meeting if at else None
    if at is None or meeting is None or at.scene is None:
        return None
    return Running(at.journey.id, meeting.conversation, at.scene)


async def back_into_the_room(visit: Visit, *blocks: str) -> bool:
    """These blocks, then the small room they were in today; False where they were in none."""
    at = await here(visit)
    if at is None or at.attendance.where is not Where.ROOM or visit.tx.now - at.kept.heard > LONG_AGO:
        return False
    await go_to(visit, at, *blocks)
    return True


def words_of(visit: Visit, at: AtClub) -> Words:
    """A season goes on in the language it began in."""
    return visit.words_in(at.attendance.season.profile.lang)


async def go_to(visit: Visit, at: AtClub, *blocks: str) -> None:
    """These blocks, then where they stand and what can be done there."""
    await PLACES[at.attendance.where](visit, at, blocks)


async def _round(visit: Visit, at: AtClub, blocks: tuple[str, ...]) -> None:
    """The week begins: thirty seconds to say who one is; said again as often as the table would listen."""
    words, season = words_of(visit, at), at.attendance.season
    if at.attendance.tries and may_say_again(at.attendance):
        onward = [[(words("telegram_club.buttons.onward"), Deed.CLUB_ONWARD, "")]]
        rows = await visit.keyboard(Place.CLUB_ROUND, onward)
        visit.tell(*blocks, escaped(words("telegram_club.round_again")), rows=rows)
        return
    weeks = season.away // int(WEEK)
    later = [escaped(words.count("telegram_club.weeks_later", weeks))] if weeks >= LONG_AWAY else []
    same: Row = [(words("telegram_club.buttons.same"), Deed.CLUB_SAME, "")] if season.introductions else []
    passed: Row = [(words("telegram_club.buttons.pass"), Deed.CLUB_ONWARD, "")]
    visit.tell(
        *blocks,
        bold(words("club.week", week=season.week, weeks=at.club.figures.weeks)),
        *later,
        escaped(words.retold(at.club.introduction.first(words.lang))),
        rows=await visit.keyboard(Place.CLUB_ROUND, [same, passed]),
    )


async def _table(visit: Visit, at: AtClub, blocks: tuple[str, ...]) -> None:
    """Who is there, and how one stands with those one knows."""
    words, season = words_of(visit, at), at.attendance.season
    known = [one for one in season.relations if one.meetings]
    standing = [
        words(
            "telegram_club.line",
            name=name_of(one.member, at.club, words),
            standing=standing_told(one, season, at.club, words),
        )
        for one in known
    ]
    unmet = [name_of(one.member, at.club, words) for one in season.relations if not one.meetings]
    if unmet:
        standing.append(words("telegram_club.unmet", names=", ".join(unmet)))
    week = [] if blocks else [bold(words("club.week", week=season.week, weeks=at.club.figures.weeks))]
    buttons: Row = [(name_of(one.member, at.club, words), Deed.CLUB_MEMBER, one.member) for one in season.relations]
    rows = [buttons[first : first + IN_A_ROW] for first in range(0, len(buttons), IN_A_ROW)]
    rows.append([(words("telegram_club.buttons.home"), Deed.CLUB_HOME, "")])
    visit.tell(
        *(blocks or week),
        "\n".join([bold(words("club.around")), *map(escaped, standing)]),
        escaped(words("telegram_club.whom_next" if at.attendance.rooms else "telegram_club.whom")),
        rows=await visit.keyboard(Place.CLUB_TABLE, rows),
    )


async def _room(visit: Visit, at: AtClub, blocks: tuple[str, ...]) -> None:
    """The small room, from the last thing that was said in it."""
    words, meeting = words_of(visit, at), at.attendance.meeting
    if meeting is None or at.scene is None:
        return
    await visit.use_up_keyboard(Place.CLUB_ROOM)
    last = meeting.conversation.lines[-1].text
    visit.tell(
        *blocks,
        bold(words("club.room", name=name_of(meeting.member, at.club, words))),
        *line(at.scene, words.lang, last),
        rows=await asides(visit, Deed.HINT, Deed.WHY if meeting.conversation.turns else Deed.RULES),
    )


async def _home(visit: Visit, at: AtClub, blocks: tuple[str, ...]) -> None:
    """Between two meetings: the next one at once, later, or in a real week."""
    words, due = words_of(visit, at), at.kept.due
    network: Row = [(words("telegram_club.buttons.network"), Deed.CLUB_NETWORK, "")]
    if due is not None and due > visit.tx.now:
        told = words("telegram_club.waits", **when(visit, at))
        rows: list[Row] = [[(words("telegram_club.buttons.at_once"), Deed.CLUB_WEEK, WEEK)], network]
    else:
        told = words("telegram_club.home")
        rows = [
            [(words("telegram_club.buttons.next_week"), Deed.CLUB_WEEK, WEEK)],
            [
                (words("telegram_club.buttons.next_month"), Deed.CLUB_WEEK, MONTH),
                (words("telegram_club.buttons.real_week"), Deed.CLUB_WAIT, ""),
            ],
            network,
        ]
    visit.tell(*blocks, escaped(told), rows=await visit.keyboard(Place.CLUB_TABLE, rows))


async def _over(visit: Visit, at: AtClub, blocks: tuple[str, ...]) -> None:
    await show_end(visit, at, *blocks)


def when(visit: Visit, at: AtClub) -> dict[str, str]:
    """The next meeting's day and hour on their clock."""
    local, words = (at.kept.due or visit.tx.now).astimezone(zone_of(visit.learner)), words_of(visit, at)
    return {"day": day_told(local.date(), words.lang), "hour": hour_told(local, words)}


PLACES: Mapping[Where, Callable[[Visit, AtClub, tuple[str, ...]], Awaitable[None]]] = {
    Where.ROUND: _round,
    Where.TABLE: _table,
    Where.ROOM: _room,
    Where.HOME: _home,
    Where.OVER: _over,
}
