"""The way to the pages in a browser: a link that works once, for ten minutes."""

from __future__ import annotations

from coaching.faces.telegram.coaching_pages import at, back, gone
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Button
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import web_sessions


async def _web(visit: Visit, _: str) -> None:
    cohort_id, address = at(visit, 1)[0], visit.house.shelf.web
    if not address:
        await gone(visit)
        return
    token = await web_sessions.new_link(visit.tx, visit.learner)
    open_it = Button(visit.words("coach.web.open"), "", url=f"{address}/in/{token}")
    rows = await visit.keyboard(Place.READY, [[back(visit, cohort_id)]], about=cohort_id)
    visit.tell(escaped(visit.words("coach.web.told")), rows=((open_it,), *rows))


WEB = Matter(deeds={Deed.WEB: _web})
