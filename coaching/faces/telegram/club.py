"""The club in Telegram: the door, a season, from one week to the next, and its end."""

from __future__ import annotations

from coaching.club.attending import Act, Doing, Where
from coaching.faces.telegram.choosing import choose
from coaching.faces.telegram.club_end import show_network_so_far
from coaching.faces.telegram.club_places import go_to, here, when, words_of
from coaching.faces.telegram.club_room import do, parted_blocks
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.journey_records import JourneyKind
from coaching.services.seasons import Done

SURE = "sure"
WORTH_TELLING = 50  # of 100; nobody is greeted at the door with less
Row = list[tuple[str, Deed, str]]


async def _club(visit: Visit, _: str) -> None:
    """Where they stand in their season; the door, where they are in none."""
    at = await here(visit)
    if at is None:
        await _door(visit)
    else:
        await go_to(visit, at)


async def _door(visit: Visit) -> None:
    """What the club is, and the way in."""
    seasons, words = visit.house.shelf.seasons, visit.words
    if seasons is None:
        await choose(visit, escaped(words("telegram_club.none")))
        return
    club, last = seasons.editions.club, await visit.tx.journeys.last(visit.learner, JourneyKind.SEASON)
    unread = last is not None and last.ended is None
    score = last.score if last else None
    is_good = score is not None and score >= WORTH_TELLING
    said = [
        *([escaped(words("telegram_club.lost"))] if unread else []),
        f"☕ {bold(club.name.first(words.lang))}\n{spoken(club.place.first(words.lang))}",
        spoken(club.ritual.first(words.lang)),
        escaped(words("telegram_club.season", weeks=club.figures.weeks)),
        spoken(words("telegram_club.simulated")),
        *([escaped(words("telegram_club.last", score=score))] if is_good else []),
    ]
    begin = "again" if score is not None else "begin"
    rows: list[Row] = [
        [(words(f"telegram_club.buttons.{begin}"), Deed.CLUB_BEGIN, "")],
        [(words("telegram_club.buttons.which"), Deed.CLUB_KIND, "")],
    ]
    visit.tell(*said, rows=await visit.keyboard(Place.READY, rows))


async def _begin(visit: Visit, _: str) -> None:
    """A season; before its first week, twelve statements for whoever likes."""
    seasons, words = visit.house.shelf.seasons, visit.words
    if seasons is None or await here(visit) is not None:
        await _club(visit, "")
        return
    await seasons.begin(visit.tx, visit.learner)
    rows: list[Row] = [
        [(words("telegram_club.buttons.statements"), Deed.CLUB_MODE, "")],
        [(words("telegram_club.buttons.not_now"), Deed.CLUB, "")],
    ]
    visit.tell(escaped(words("telegram_club.before")), rows=await visit.keyboard(Place.CLUB_TABLE, rows))


async def _go_home(visit: Visit, _: str) -> None:
    await _done(visit, await do(visit, Act(Doing.GO_HOME)))


async def _next_week(visit: Visit, days: str) -> None:
    """The next meeting at once; whoever was really away is told so by the club."""
    await _done(visit, await do(visit, Act(Doing.COME_BACK, days=int(days) if days.isdecimal() else 7)))


async def _wait(visit: Visit, _: str) -> None:
    """The next meeting in a real week, with a reminder."""
    seasons, at = visit.house.shelf.seasons, await here(visit)
    if seasons is None or at is None or at.attendance.where is not Where.HOME:
        await _club(visit, "")
        return
    visit.learner, _due = await seasons.remind(visit.tx, visit.learner, at)
    at = await here(visit) or at
    await visit.use_up_keyboard(Place.READY)
    visit.tell(escaped(words_of(visit, at)("telegram_club.waiting", **when(visit, at))))


async def _network(visit: Visit, _: str) -> None:
    at = await here(visit)
    if at is None:
        await _door(visit)
    else:
        await show_network_so_far(visit, at)


async def _finish(visit: Visit, about: str) -> None:
    """The end before the last week, in two taps."""
    if about == SURE:
        await _done(visit, await do(visit, Act(Doing.FINISH)))
        return
    words = visit.words
    rows: list[Row] = [
        [(words("telegram_club.buttons.finish_sure"), Deed.CLUB_FINISH, SURE)],
        [(words("telegram_club.buttons.back"), Deed.CLUB, "")],
    ]
    visit.tell(escaped(words("telegram_club.sure")), rows=await visit.keyboard(Place.CLUB_TABLE, rows))


async def _done(visit: Visit, done: Done | None) -> None:
    if done is not None:
        await go_to(visit, done.at, *parted_blocks(done.at, done.outcome, words_of(visit, done.at)))


async def _away(visit: Visit, _: str) -> None:
    """Enough for now; the season stays."""
    words = visit.words
    rows: list[Row] = [
        [(words("telegram_club.buttons.back"), Deed.CLUB, "")],
        [(words("telegram.buttons.somebody"), Deed.CHOOSE, "")],
    ]
    visit.tell(escaped(words("telegram_club.left")), rows=await visit.keyboard(Place.READY, rows))


CLUB = Matter(
    commands={Command.CLUB: _club},
    deeds={
        Deed.CLUB: _club,
        Deed.CLUB_BEGIN: _begin,
        Deed.CLUB_HOME: _go_home,
        Deed.CLUB_WEEK: _next_week,
        Deed.CLUB_WAIT: _wait,
        Deed.CLUB_NETWORK: _network,
        Deed.CLUB_FINISH: _finish,
    },
    here={(Place.CLUB_ROUND, Command.END): _away, (Place.CLUB_TABLE, Command.END): _away},
)
