"""At the big table: the round of introductions, then whom to sit with."""

from __future__ import annotations

from coaching.club.attending import Act, Doing, Where
from coaching.faces.telegram.club_places import go_to, here, words_of
from coaching.faces.telegram.club_room import do, show
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.thinking import begin_to_think, unheard, wait_as_long
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.clubs import introduction_told
from coaching.services.seasons import Done


async def _say(visit: Visit, text: str) -> None:
    """Their thirty seconds; what comes while the table still listens belongs to them."""
    begin_to_think(visit)
    since = len(visit.out)
    done = await _introduce(visit, text, await unheard(visit))
    if done is not None:
        marks = done.outcome.introduction
        wait_as_long(visit, since, marks.text if marks else "", text, done.took)


async def _introduce(visit: Visit, text: str, rest_of: int | None = None) -> Done | None:
    """The marks of their thirty seconds, told as a coach would."""
    done = await do(visit, Act(Doing.INTRODUCE, text), rest_of)
    if done is None:
        return None
    words, blocks, marks = words_of(visit, done.at), [], done.outcome.introduction
    if marks is not None:
        head, *rest = introduction_told(marks, words)
        # Who says again what the table knows is told the mark, and no lesson.
        is_known = any(one.text == marks.text for one in done.at.attendance.season.introductions[:-1])
        blocks = ["\n".join([bold(head), *map(escaped, () if is_known else rest)])]
    await go_to(visit, done.at, *blocks)
    return done


async def _same(visit: Visit, _: str) -> None:
    """The introduction they gave last."""
    at = await here(visit)
    said = at.attendance.season.introductions if at else ()
    if said:
        await _introduce(visit, said[-1].text)
    else:
        await show(visit)


async def _onward(visit: Visit, _: str) -> None:
    done = await do(visit, Act(Doing.GO_ON))
    if done is not None:
        words = words_of(visit, done.at)
        passed = [] if done.at.attendance.tries else [escaped(words("club.round_skipped"))]
        await go_to(visit, done.at, *passed)


async def _enter(visit: Visit, member: str) -> None:
    """Into a small room; how it works is said the first time."""
    done = await do(visit, Act(Doing.ENTER, member))
    if done is not None:
        is_first = not done.at.attendance.season.met
        words = words_of(visit, done.at)
        await go_to(visit, done.at, *([escaped(words("telegram_club.how"))] if is_first else []))


async def _named(visit: Visit, text: str) -> None:
    """A name typed at the table; anything else leaves them where they stand.

    What comes while the table still listens is the rest of their introduction.
    """
    if await unheard(visit) is not None:
        await _say(visit, text)
        return
    at = await here(visit)
    if at is None or at.attendance.where is not Where.TABLE:
        await show(visit)
        return
    lang = at.attendance.season.profile.lang
    members = [one.member for one in at.attendance.season.relations]
    people = {one: at.club.people[one].member.names.of(lang) for one in members}
    found = next((one for one in members if at.club.ears[lang].names(text, people[one])), None)
    if found is None:
        await go_to(visit, at, escaped(words_of(visit, at)("telegram_club.nobody")))
    else:
        await _enter(visit, found)


TABLE = Matter(
    deeds={Deed.CLUB_ONWARD: _onward, Deed.CLUB_SAME: _same, Deed.CLUB_MEMBER: _enter},
    texts={Place.CLUB_ROUND: _say, Place.CLUB_TABLE: _named},
)
