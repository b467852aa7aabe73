"""In a small room of the club: a text goes to the member; hints, reasons, taking back and leaving as in a rehearsal."""

from __future__ import annotations

from coaching.club.attending import Act, Doing, NotNowError, Outcome
from coaching.club.season import NotAMemberError
from coaching.faces.telegram.asides import asides
from coaching.faces.telegram.choosing import nobody_there
from coaching.faces.telegram.club_places import go_to, here, words_of
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.debriefing import brief_blocks
from coaching.faces.telegram.lines import line
from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.rehearsing import LONGEST_ECHO, account_told
from coaching.faces.telegram.thinking import begin_to_think, react, unheard, unsay, wait_as_long
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.clubs import parting_told, referral_told
from coaching.faces.words.telling import hint_told
from coaching.services.preferences import HintStyle
from coaching.services.seasons import AtClub, Done
from coaching.why import why


async def do(visit: Visit, act: Act, rest_of: int | None = None) -> Done | None:
    """That act at the club; where it can't be done any more, they are shown where they stand instead.

    `rest_of` is the arrival whose answer is unheard: both texts are one act.
    """
    seasons, at = visit.house.shelf.seasons, await here(visit)
    if seasons is None or at is None:
        await show(visit)
        return None
    try:
        done = await seasons.act(visit.tx, visit.learner, at, act, visit.update.update_id, unheard=rest_of)
    except (NotNowError, NotAMemberError):
        await go_to(visit, at)
        return None
    await unsay(visit, done.rest_of)
    return done


async def show(visit: Visit) -> None:
    """Where they stand in their season; in none, they are with nobody."""
    at = await here(visit)
    if at is None:
        await visit.use_up_keyboard(Place.READY)
        await nobody_there(visit)
    else:
        await go_to(visit, at)


async def _say(visit: Visit, text: str) -> None:
    begin_to_think(visit)
    done = await do(visit, Act(Doing.SAY, text), await unheard(visit))
    if done is None:
        return
    turn, at = done.outcome.turn, done.at
    if turn is None:
        await go_to(visit, at)
        return
    rows = () if done.outcome.parting or done.repeated else await asides(visit, Deed.HINT, Deed.WHY)
    since = len(visit.out)
    visit.tell(*_line(at, done.outcome.member, turn.reply), rows=rows)
    wait_as_long(visit, since, turn.reply, text, done.took)
    react(visit, turn)
    if done.outcome.parting:
        await go_to(visit, at, *parted_blocks(at, done.outcome, words_of(visit, at)))


def parted_blocks(at: AtClub, outcome: Outcome, words: Words) -> tuple[str, ...]:
    """A meeting is over: whom they send, where they do, and what stays of it."""
    meeting, parting = outcome.meeting, outcome.parting
    if meeting is None or parting is None:
        return ()
    said = _line(at, meeting.member, parting.said) if parting.said else ()
    sent = referral_told(parting, at.club, words)
    referral = ["\n".join([f"📨 {bold(sent[0])}", *map(spoken, sent[1:])])] if sent else []
    stays = "\n".join(map(escaped, parting_told(meeting, parting, at.club, words)))
    return (*said, *referral, stays)


async def _hint(visit: Visit, _: str) -> None:
    """A nudge; asked again at the same moment, ways to begin."""
    seasons, at = visit.house.shelf.seasons, await here(visit)
    if visit.learner.preferences.hints is HintStyle.NONE:
        visit.tell(escaped(visit.words("preferences.hints_off")))
        return
    found = await seasons.hint(visit.tx, visit.learner, at) if seasons and at else None
    if at is None or at.scene is None or found is None:
        await _outside(visit, "")
        return
    words = words_of(visit, at)
    first, *openings = hint_told(found, words, at.scene.name.first(words.lang))
    rows = await asides(visit, *(() if openings else (Deed.HINT,)), again=True)
    visit.tell("\n".join([f"💡 {spoken(first)}", *map(spoken, openings)]), rows=rows)


async def _why(visit: Visit, _: str) -> None:
    """How the last message was taken."""
    at = await here(visit)
    meeting = at.attendance.meeting if at else None
    if at is None or meeting is None or at.scene is None:
        await _outside(visit, "")
        return
    account, words = why(meeting.conversation, at.scene), words_of(visit, at)
    if account is None:
        visit.tell(escaped(words("why.too_early")))
    else:
        visit.tell(account_told(account, words), rows=await asides(visit, Deed.HINT))


async def _take_back(visit: Visit, _: str) -> None:
    """As if the last message had not been said."""
    done = await do(visit, Act(Doing.TAKE_BACK))
    if done is None:
        return
    turn, meeting, words = done.outcome.taken_back, done.at.attendance.meeting, words_of(visit, done.at)
    if turn is None or meeting is None:
        visit.tell(escaped(words("telegram.back.nothing")))
        return
    visit.tell(
        escaped(words("telegram.back.done", words=clipped(turn.text, LONGEST_ECHO))),
        *_line(done.at, meeting.member, meeting.conversation.lines[-1].text),
        rows=await asides(visit, Deed.HINT),
    )


async def _leave(visit: Visit, _: str) -> None:
    """Out of the room; the table, or home, is next."""
    done = await do(visit, Act(Doing.LEAVE))
    if done is None:
        return
    words = words_of(visit, done.at)
    blocks = parted_blocks(done.at, done.outcome, words) or (escaped(words("telegram_club.unsaid")),)
    await go_to(visit, done.at, *blocks)


async def _rules(visit: Visit, _: str) -> None:
    visit.tell(*brief_blocks(visit.house.notebook.rubric, visit.words), rows=await asides(visit, Deed.HINT))


async def _outside(visit: Visit, _: str) -> None:
    """What is only asked about somebody one talks with; then where they stand."""
    at = await here(visit)
    told = escaped(visit.words("telegram_club.outside"))
    if at is None:
        visit.tell(told)
    else:
        await go_to(visit, at, told)


def _line(at: AtClub, member: str, text: str) -> tuple[str, ...]:
    return line(at.club.people[member].scenario, at.attendance.season.profile.lang, text)


ROOM = Matter(
    texts={Place.CLUB_ROOM: _say},
    here={
        (Place.CLUB_ROOM, Command.HINT): _hint,
        (Place.CLUB_ROOM, Command.WHY): _why,
        (Place.CLUB_ROOM, Command.BACK): _take_back,
        (Place.CLUB_ROOM, Command.END): _leave,
        (Place.CLUB_ROOM, Command.RULES): _rules,
        (Place.CLUB_ROOM, Deed.HINT): _hint,
        (Place.CLUB_ROOM, Deed.WHY): _why,
        (Place.CLUB_ROOM, Deed.END): _leave,
        (Place.CLUB_ROOM, Deed.RULES): _rules,
        **{
            (place, command): _outside
            for place in (Place.CLUB_ROUND, Place.CLUB_TABLE)
            for command in (Command.HINT, Command.WHY, Command.BACK)
        },
    },
)
