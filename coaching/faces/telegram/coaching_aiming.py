"""How often, what is aimed for and what counts double, of something that is asked: each a tap, each optional."""

from __future__ import annotations

from dataclasses import replace

from coaching.faces.telegram.coaching_assigning import show_draft
from coaching.faces.telegram.coaching_drafts import AS_EVER, TARGETS, doubles_for, read_draft, targets_for
from coaching.faces.telegram.coaching_pages import gone, show
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Visit
from coaching.faces.words.groups import target_told
from coaching.scorecard.rubric import Dimension

ATTEMPTS = (1, 2, 3, 5)


async def _attempts(visit: Visit, count: str) -> None:
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
    elif count.isdecimal():
        await show_draft(visit, replace(draft, attempts=int(count)))
    else:
        rows = [[(str(one), Deed.ATTEMPTS, str(one)) for one in ATTEMPTS]]
        await show(visit, draft.written(), escaped(visit.words("coach.assign.how_often")), rows=rows)


async def _target(visit: Visit, name: str) -> None:
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
    elif name in targets_for(draft.what):
        await show_draft(visit, replace(draft, target=name))
    else:
        rows = [[(_target_told(visit, one), Deed.TARGET, one)] for one in targets_for(draft.what)]
        await show(visit, draft.written(), escaped(visit.words("coach.assign.aim")), rows=rows)


def _target_told(visit: Visit, name: str) -> str:
    target = TARGETS[name]
    if target is None:
        return visit.words("coach.assign.no_target")
    return target_told(target, visit.words, visit.house.notebook.rubric)


async def _double(visit: Visit, name: str) -> None:
    """Which dimension counts twice, or none of them."""
    draft = read_draft(visit.stage.about)
    if draft is None:
        await gone(visit)
    elif name in doubles_for(draft.what):
        await show_draft(visit, replace(draft, double=name))
    else:
        rubric, words = visit.house.notebook.rubric, visit.words
        rows = [
            [
                (
                    words("coach.assign.no_double")
                    if one == AS_EVER
                    else rubric.names[Dimension(one)].first(visit.lang),
                    Deed.DOUBLE,
                    one,
                )
            ]
            for one in doubles_for(draft.what)
        ]
        await show(visit, draft.written(), escaped(words("coach.assign.what_double")), rows=rows)


AIMING = Matter(deeds={Deed.ATTEMPTS: _attempts, Deed.TARGET: _target, Deed.DOUBLE: _double})
