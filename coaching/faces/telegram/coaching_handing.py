"""A group passes into other hands: to whom, what that changes, and the end of coaching it."""

from __future__ import annotations

from coaching.cohorts.rights import Role
from coaching.faces.telegram.coaching_groups import open_group
from coaching.faces.telegram.coaching_pages import NAMES_IN_A_ROW, Choice, at, back, coached, gone, in_rows, show
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.services import cohorts
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptMember

LONGEST_LABEL = 16
MOST_COACHES = 20  # coaches come first among the members


async def _whom(visit: Visit, member_id: str) -> None:
    """To which of the co-coaches; straight to what it changes where there is but one."""
    cohort = await coached(visit)
    me = await visit.tx.cohorts.member(cohort.id, visit.learner.id) if cohort else None
    if cohort is None or me is None or me.role is not Role.OWNER:
        await gone(visit)
        return
    page, words = await cohorts.members(visit.tx, visit.learner, cohort.id, most=MOST_COACHES), visit.words
    others = [] if isinstance(page, NotThere) else [one for one in page.members if one.role is Role.CO_COACH]
    chosen = next((one for one in others if one.id == member_id or len(others) == 1), None)
    if chosen is not None:
        rows: list[list[Choice]] = [[(words("coach.handing.for_good"), Deed.HANDED_OVER, chosen.id)]]
        told = words("coach.handing.sure", name=cohort.name, coach=_called(visit, chosen))
    elif others:
        names: list[Choice] = [(clipped(_called(visit, one), LONGEST_LABEL), Deed.HAND_OVER, one.id) for one in others]
        rows, told = in_rows(names, NAMES_IN_A_ROW), words("coach.handing.whom", name=cohort.name)
    else:
        rows = [[(words("coach.invite.more.co_coach"), Deed.INVITE, Role.CO_COACH.value)]]
        told = words("coach.handing.nobody")
    await show(visit, cohort.id, escaped(told), rows=[*rows, [back(visit, cohort.id)]])


async def _hand_over(visit: Visit, member_id: str) -> None:
    cohort = await coached(visit)
    heir = await cohorts.hand_over(visit.tx, visit.learner, member_id)
    if cohort is None or not isinstance(heir, KeptMember):
        await gone(visit)
    else:
        told = visit.words("coach.handing.done", name=cohort.name, coach=_called(visit, heir))
        await open_group(visit, cohort.id, escaped(told))


async def _step_down(visit: Visit, _: str) -> None:
    """Whether they really mean to: no tap of theirs brings them back."""
    seen = await cohorts.see(visit.tx, visit.learner, at(visit, 1)[0])
    if isinstance(seen, NotThere) or seen.me.role in (Role.OWNER, Role.LEARNER):
        await gone(visit)
        return
    told = visit.words("coach.handing.leave_sure", name=seen.cohort.name)
    rows: list[list[Choice]] = [
        [(visit.words("coach.handing.leave_yes"), Deed.LEAVE, "")],
        [back(visit, seen.cohort.id)],
    ]
    await show(visit, seen.cohort.id, escaped(told), rows=rows)


def _called(visit: Visit, member: KeptMember) -> str:
    return member.alias or visit.words("coach.nameless")


HANDING = Matter(deeds={Deed.HAND_OVER: _whom, Deed.HANDED_OVER: _hand_over, Deed.STEP_DOWN: _step_down})
