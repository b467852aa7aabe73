"""Who stands where, a page at a time, those who need a word first; and one learner, with their curve."""

from __future__ import annotations

from coaching.cohorts.rights import Role
from coaching.cohorts.sharing import Level
from coaching.cohorts.standing import State
from coaching.cohorts.target import What
from coaching.faces.telegram.assigned import name_of
from coaching.faces.telegram.coaching_pages import NAMES_IN_A_ROW, Choice, at, back, coached, gone, in_rows, show, tell
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.picturing import show_curve
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import state_told, what_told
from coaching.services import boards, cohorts
from coaching.services.access import NotThere
from coaching.services.boards import Curve, Line, Point
from coaching.services.cohort_ports import BoardOrder
from coaching.services.cohort_records import KeptCohort
from coaching.services.reminding import zone_of

PAGE = 8  # lines a phone shows at once
LONGEST_NAME, LONGEST_LABEL = 24, 16
SHARED_SHOWN = 6
MOST_PEOPLE = 500
CONVERSATIONS = (What.SCENARIO, What.OWN)  # what has marks to be read one by one
SIGNS = {State.COMPLETED: "✅", State.IN_PROGRESS: "🔵", State.NOT_STARTED: "⚪", State.PAST_DUE: "🟠"}


async def _board(visit: Visit, start: str) -> None:
    await _page(visit, at(visit, 1)[0], int(start) if start.isdecimal() else 0)


async def _page(visit: Visit, cohort_id: str, start: int) -> None:
    page = await boards.board(visit.tx, visit.learner, cohort_id, order=BoardOrder.NEEDS_WORD, start=start, most=PAGE)
    if isinstance(page, NotThere):
        await gone(visit)
        return
    if not page.of:
        await _people(visit, page.cohort, start)
        return
    words = visit.words
    lines = [escaped(await _told(visit, one)) for one in page.lines]
    names = {one.line.member: one.line.alias for one in page.lines}
    rows = [*_names(visit, names), *_turning(start, len(lines), page.of), [back(visit, cohort_id)]]
    title = words("coach.board.title", name=page.cohort.name)
    range_ = words("coach.board.range", first=start + 1, last=start + len(lines), of=page.of)
    await show(visit, cohort_id, f"{bold(title)} {escaped(range_)}", "\n".join(lines), rows=rows)


async def _people(visit: Visit, cohort: KeptCohort, start: int) -> None:
    """Before anything was asked: who is there."""
    found = await cohorts.members(visit.tx, visit.learner, cohort.id, most=MOST_PEOPLE)
    if isinstance(found, NotThere):
        await gone(visit)
        return
    learners = [one for one in found.members if one.role is Role.LEARNER]
    names = {one.id: one.alias for one in learners[start : start + PAGE]}
    told = visit.words("coach.board.nothing_asked" if learners else "coach.board.nobody")
    rows = [*_names(visit, names), *_turning(start, len(names), len(learners)), [back(visit, cohort.id)]]
    title = bold(visit.words("coach.board.title", name=cohort.name))
    await show(visit, cohort.id, title, escaped(told), rows=rows)


def _names(visit: Visit, names: dict[str, str]) -> list[list[Choice]]:
    unnamed = visit.words("coach.nameless")
    buttons: list[Choice] = [(clipped(name or unnamed, LONGEST_LABEL), Deed.MEMBER, one) for one, name in names.items()]
    return in_rows(buttons, NAMES_IN_A_ROW)


def _turning(start: int, shown: int, of: int) -> list[list[Choice]]:
    row: list[Choice] = []
    if start:
        row.append(("‹", Deed.BOARD, str(max(0, start - PAGE))))
    if start + shown < of:
        row.append(("›", Deed.BOARD, str(start + PAGE)))
    return [row] if row else []


async def _told(visit: Visit, one: Line, *, is_named: bool = True) -> str:
    words, line = visit.words, one.line
    what = what_told(line.what, await name_of(visit.house, visit.tx, visit.learner, line.what, line.about), words)
    name = clipped(line.alias or words("coach.nameless"), LONGEST_NAME)
    done = words.count("coach.board.attempts", line.standing.attempts)
    best = line.standing.best_shared
    marks = words("coach.board.best", score=best) if best is not None else ""
    told = words("coach.board.line", what=what, state=state_told(one, words), done=done)
    told = f"{name} · {told}" if is_named else told
    return f"{SIGNS[one.state]} {told} {marks}".rstrip()


async def _member(visit: Visit, member_id: str) -> None:
    """Their curve as a picture, what is asked of them, and what they shared, a number each."""
    found = await boards.curve(visit.tx, visit.learner, member_id)
    if isinstance(found, NotThere) or found.member.learner == visit.learner.id:
        await gone(visit)
        return
    seen = await cohorts.see(visit.tx, visit.learner, found.member.cohort)
    if isinstance(seen, NotThere) or not seen.me.role.is_coach:
        await gone(visit)
        return
    await show_member(visit, seen.cohort, found)


async def show_member(visit: Visit, cohort: KeptCohort, found: Curve) -> None:
    """One learner, to a coach of theirs."""
    words = visit.words
    name = found.member.alias or words("coach.nameless")
    points = found.points
    if len(points) > 1:
        kept = [one.shared.result.result for one in points]
        show_curve(visit, name, [one.score for one in points], [one.dimensions if one else {} for one in kept])
    lines = [escaped(await _told(visit, one, is_named=False)) for one in found.lines]
    shared = points[-SHARED_SHOWN:][::-1]
    told = [escaped(await _shared(visit, number, one)) for number, one in enumerate(shared, start=1)]
    numbers: list[Choice] = [
        (_number(number, one), Deed.READ, one.shared.result.id)
        for number, one in enumerate(shared, start=1)
        if one.shared.result.what in CONVERSATIONS
    ]
    asked = "\n".join([bold(words("coach.member.asked")), *lines]) if lines else escaped(words("coach.member.nothing"))
    heading = "coach.member.shared" if told else "coach.member.shares_nothing"
    rows: list[list[Choice]] = [
        *in_rows(numbers, 6),
        [(words("coach.member.assign"), Deed.ASSIGN, found.member.id)],
        [(words("coach.member.remove"), Deed.REMOVE, found.member.id), (words("coach.menu.board"), Deed.BOARD, "")],
        [back(visit, cohort.id)],
    ]
    page = tell if len(points) > 1 else show
    await page(visit, cohort.id, f"👤 {bold(name)}", asked, "\n".join([bold(words(heading)), *told]), rows=rows)


def _number(number: int, one: Point) -> str:
    return f"{number} 💬" if one.shared.level is Level.TRANSCRIPT else str(number)


async def _shared(visit: Visit, number: int, one: Point) -> str:
    result = one.shared.result
    name = await name_of(visit.house, visit.tx, visit.learner, result.what, result.about)
    ended = result.ended or result.begun
    day = day_told(ended.astimezone(zone_of(visit.learner)).date(), visit.lang)
    return visit.words("coach.member.line", number=number, name=name, day=day, score=one.score)


async def _remove(visit: Visit, member_id: str) -> None:
    """Whether they are sure: it can't be undone by a tap."""
    cohort = await coached(visit)
    member = await cohorts.member(visit.tx, visit.learner, member_id)
    if cohort is None or isinstance(member, NotThere) or member.learner == visit.learner.id:
        await gone(visit)
        return
    words = visit.words
    told = words("coach.member.remove_sure", name=member.alias or words("coach.nameless"), group=cohort.name)
    rows: list[list[Choice]] = [
        [(words("coach.member.remove_yes"), Deed.REMOVE_FOR_GOOD, member.id)],
        [(words("coach.read.learner"), Deed.MEMBER, member.id)],
    ]
    await show(visit, cohort.id, escaped(told), rows=rows)


async def _remove_for_good(visit: Visit, member_id: str) -> None:
    """They are out, with all they shared; they can come back by a link."""
    cohort_id = at(visit, 1)[0]
    member = await cohorts.member(visit.tx, visit.learner, member_id)
    mine = not isinstance(member, NotThere) and member.learner == visit.learner.id
    removed = NotThere() if mine else await cohorts.remove(visit.tx, visit.learner, member_id)
    if isinstance(removed, NotThere) or isinstance(member, NotThere):
        await gone(visit)
        return
    key = "coach.member.removed" if not isinstance(removed, cohorts.OwnerStays) else "coaches.sharing.owner_stays"
    told = visit.words(key, name=member.alias or visit.words("coach.nameless"))
    await show(visit, cohort_id, escaped(told), rows=[[back(visit, cohort_id)]])


BOARDS = Matter(
    deeds={Deed.BOARD: _board, Deed.MEMBER: _member, Deed.REMOVE: _remove, Deed.REMOVE_FOR_GOOD: _remove_for_good}
)
