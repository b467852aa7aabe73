"""Which page stands where, and how each is answered: for whoever is signed in, in one transaction, then drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from coaching.faces.web import appeals, appointing, asked, groups, inviting, making, own, people, rehearsals, week
from coaching.faces.web.answers import Answer, Ask, Handler, Looked, Sent, Shown, Told, Went
from coaching.faces.web.doors import Doors
from coaching.faces.web.guarding import SESSION, Guarded, csrf_of, is_ours, read_form
from coaching.faces.web.rendering import STATIC
from coaching.faces.web.site import Site
from coaching.faces.words import Words, words_for
from coaching.services import web_sessions
from coaching.services.access import NotThere
from coaching.services.ports import Interrupted
from coaching.services.records import Learner
from coaching.understanding import NotReadyError

TRIES = 4  # of a transaction that the database gave up
C, R = "/c/{cohort:uuid}", "/c/{cohort:uuid}/r/{result:uuid}"
SHOWN: dict[str, Handler] = {
    "/": groups.home,
    "/new": making.blank,
    C: groups.cohort,
    f"{C}/people": people.everybody,
    f"{C}/links": inviting.links,
    f"{C}/settings": making.settings,
    f"{C}/close": making.closing,
    f"{C}/week": week.week,
    f"{C}/disagreement": week.disagreement,
    f"{C}/cases.json": week.cases,
    f"{C}/appeals": appeals.appeals,
    f"{C}/assignments": asked.everything,
    f"{C}/shared": rehearsals.shared,
    f"{C}/scenarios": own.played,
    f"{C}/export.{{form}}": groups.export,
    R: rehearsals.rehearsal,
    "/m/{member:uuid}": people.person,
    "/m/{member:uuid}/role": appointing.role,
    "/m/{member:uuid}/hand": appointing.handing,
    "/a/{assignment:uuid}": asked.assignment,
    "/s": own.mine,
    "/s/{own:uuid}": own.one,
}
DONE: dict[str, Handler] = {
    "/new": making.make,
    f"{C}/settings": making.change,
    f"{C}/close": making.close,
    f"{C}/links": inviting.invite,
    f"{C}/links/code": inviting.picture,
    "/i/{invitation:uuid}/revoke": inviting.revoke,
    "/m/{member:uuid}/role": appointing.appoint,
    "/m/{member:uuid}/hand": appointing.hand_over,
    f"{R}/comment": rehearsals.comment,
    f"{R}/review": rehearsals.review,
    f"{R}/share": rehearsals.share,
    "/k/{comment:uuid}": rehearsals.edit_comment,
    "/k/{comment:uuid}/delete": rehearsals.delete_comment,
    f"{C}/appeals/{{appeal:uuid}}": appeals.decide,
    f"{C}/assignments": asked.assign,
    "/a/{assignment:uuid}": asked.edit,
    "/a/{assignment:uuid}/withdraw": asked.withdraw,
    "/m/{member:uuid}/remove": people.remove,
    "/s": own.begin_one,
    "/s/check": own.check,
    "/s/{own:uuid}": own.save,
    "/s/{own:uuid}/publish": own.publish,
    "/s/{own:uuid}/withdraw": own.withdraw,
    "/s/{own:uuid}/delete": own.delete,
    "/s/{own:uuid}/reports/{report:uuid}": own.settle,
    "/s/{own:uuid}/preview": own.preview,
}
# What these are about is looked at before the transaction, which must not wait for it.
LOOKING = frozenset({own.check, own.publish, own.preview})


def web_app(site: Site) -> Starlette:
    """The pages, to be served."""
    doors = Doors(site)
    answering = Answering(site, doors)
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/in/{token}", doors.link, methods=["GET"]),
            Route("/in", doors.by_link, methods=["POST"]),
            Route("/app", doors.app, methods=["GET"]),
            Route("/app", doors.by_app, methods=["POST"]),
            Route("/out", doors.out, methods=["POST"]),
            *(Route(path, answering.page(handler), methods=["GET"]) for path, handler in SHOWN.items()),
            *(Route(path, answering.page(handler), methods=["POST"]) for path, handler in DONE.items()),
            Route("/{path:path}", answering.page(_nowhere), methods=["GET", "POST"]),
        ],
        middleware=[Middleware(Guarded)],
    )


class Answering:
    """Requests into answers."""

    def __init__(self, site: Site, doors: Doors) -> None:
        self._site = site
        self._doors = doors

    def page(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """What answers requests with that handler."""

        async def answer(request: Request) -> Response:
            token = request.cookies.get(SESSION, "")
            form: dict[str, str] = {}
            if request.method == "POST":
                read = await read_form(request)  # before the transaction: a slow sender holds nobody up
                if read is None or not is_ours(request, read, token):
                    return self._doors.closed(request, HTTPStatus.FORBIDDEN)
                form = read
            looked = await self._look(token, form) if handler in LOOKING else None
            for _ in range(TRIES - 1):
                try:
                    return await self._answered(request, handler, token, form, looked)
                except Interrupted:
                    continue
                except NotReadyError as wait:  # nothing was done yet; nobody else waits for it meanwhile
                    await asyncio.to_thread(wait.make_ready)
            return await self._answered(request, handler, token, form, looked)

        return answer

    async def _look(self, token: str, form: dict[str, str]) -> Looked | None:
        async with self._site.store.transaction() as tx:
            me = await web_sessions.whose(tx, token)
            if isinstance(me, NotThere) or not await own.may_write(tx, me):
                return None
        return await own.look(self._site, me, words_for(me.preferences, me.lang), form)

    async def _answered(
        self, request: Request, handler: Handler, token: str, form: dict[str, str], looked: Looked | None
    ) -> Response:
        async with self._site.store.transaction() as tx:
            me = await web_sessions.whose(tx, token) if token else NotThere()
            if isinstance(me, NotThere):
                return self._doors.closed(request)
            words = words_for(me.preferences, me.lang)
            given = await handler(Ask(self._site, tx, me, words, request, form, looked))
        return self._drawn(given, request, words, me, token)

    def _drawn(self, given: Answer, request: Request, words: Words, me: Learner, token: str) -> Response:
        match given:
            case Went():
                said = f"?{urlencode({'said': given.said})}" if given.said else ""
                return RedirectResponse(f"{given.to}{said}{given.place}", HTTPStatus.SEE_OTHER)
            case Sent():
                headers = {"Content-Disposition": f'attachment; filename="{given.name}"'}
                return Response(given.content, media_type=given.kind, headers=headers)
            case Told():
                return JSONResponse(dict(given.values))
            case NotThere():
                # Not theirs and not there are one and the same page, to the last byte.
                given = Shown("nowhere.html", {}, HTTPStatus.NOT_FOUND)
        key = f"web.said.{request.query_params.get('said', '')}"
        common = {"csrf": csrf_of(token), "name": me.name, "said": ""}
        if given.page != "nowhere.html":
            common["said"] = words(key) if words.has(key) else ""
        html = self._site.pages.render(given.page, words, common | dict(given.values))
        return HTMLResponse(html, given.status)


async def _nowhere(_: Ask) -> Answer:
    return NotThere()
