"""A rehearsal with somebody a coach made up: that it is so, and the way to say that something is wrong with it."""

from __future__ import annotations

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import escaped, italic
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Button, message
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import words_for
from coaching.services import own_scenarios
from coaching.services.access import NotThere
from coaching.services.efforts import OWN
from coaching.services.records import Kind


async def tell_whose(visit: Visit, scenario_id: str) -> None:
    """Where somebody is a coach's own: whose they are, and where to say so when they should not be."""
    own_id = scenario_id.removeprefix(OWN)
    if own_id == scenario_id:
        return
    if not isinstance(await own_scenarios.preview(visit.tx, visit.learner, own_id), NotThere):
        visit.tell(italic(visit.words("own.draft")))
        return
    report = Button(visit.words("own.buttons.report"), Press(Deed.REPORT, visit.stage.keyboard, own_id).data())
    visit.tell(italic(visit.words("own.written_by")), rows=((report,),))


async def _ask_why(visit: Visit, own_id: str) -> None:
    if any(one.own == own_id and one.settled is None for one in await visit.tx.own_scenarios.reports_by(visit.learner)):
        visit.tell(escaped(visit.words("own.already")))
        return
    words = visit.words
    choices = [
        [(words("own.buttons.no_words"), Deed.REPORT_PLAIN, "")],
        [(words("own.buttons.nothing"), Deed.UNREPORT, "")],
    ]
    visit.tell(escaped(words("own.why")), rows=await visit.keyboard(Place.REPORT, choices, about=own_id))


async def _report(visit: Visit, reason: str) -> None:
    """The complaint is kept, and those it concerns hear of it, but not from whom."""
    own_id, notebook = visit.stage.about, visit.house.notebook
    made = await own_scenarios.report(notebook, visit.tx, visit.learner, own_id, reason)
    if isinstance(made, NotThere):
        await go_on(visit, escaped(visit.words("own.not_reported")))
        return
    own = await visit.tx.own_scenarios.of_id(own_id)
    for one in await own_scenarios.concerned(visit.tx, own_id):
        words = words_for(one.preferences, one.lang)
        said = words("workshop.state.reason", reason=made.reason) if made.reason else words("workshop.state.no_reason")
        told = words("workshop.reported", name=own.scenario if own else "", reason=said)
        if one.id != visit.learner.id:
            look = Button(words("workshop.buttons.complaints"), Press(Deed.OWN_COMPLAINTS, 0, own_id).data())
            rows = ((look,),) if own and own.author == one.id else ()
            visit.out.append(message(one.chat_id, escaped(told), rows, Kind.REMINDER))
    await go_on(visit, escaped(visit.words("own.reported")))


async def _without_words(visit: Visit, _: str) -> None:
    await _report(visit, "")


async def _leave_it(visit: Visit, _: str) -> None:
    await go_on(visit, escaped(visit.words("own.not_reported")))


REPORTING = Matter(
    deeds={Deed.REPORT: _ask_why, Deed.REPORT_PLAIN: _without_words, Deed.UNREPORT: _leave_it},
    texts={Place.REPORT: _report},
)
