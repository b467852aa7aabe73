"""How one comes in: by a link of the bot's that works once, or out of Telegram, which says who it is; and out again.

A link is only looked at when somebody presses the button: whoever fetches pages ahead uses nothing up.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from coaching.faces.web.guarding import DOOR, SESSION, cookie, csrf_of, is_ours, read_form
from coaching.faces.web.signature import read_signed
from coaching.faces.web.site import Site
from coaching.faces.words import Words, read_words
from coaching.language import Language
from coaching.services import web_sessions
from coaching.services.access import NotThere

AT_THE_DOOR = 3600  # seconds a page at the door holds
HOLDS = int(web_sessions.SESSION_HOLDS.total_seconds())


class Doors:
    """The pages of whoever isn't signed in."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def link(self, request: Request) -> Response:
        """The page behind a link of the bot's: one button."""
        return self._at_the_door(request, "come_in.html", link=str(request.path_params["token"]))

    async def by_link(self, request: Request) -> Response:
        """The button was pressed."""
        form = await read_form(request)
        if form is None or not is_ours(request, form, request.cookies.get(DOOR, "")):
            return self.closed(request, HTTPStatus.FORBIDDEN)
        async with self._site.store.transaction() as tx:
            session = await web_sessions.come_in(tx, form.get("link", ""))
        return self._let_in(request, session, inside=False)

    async def app(self, request: Request) -> Response:
        """The page Telegram opens: a script hands over what Telegram says."""
        return self._at_the_door(request, "app.html", inside=True)

    async def by_app(self, request: Request) -> Response:
        """What Telegram said, handed over."""
        form = await read_form(request)
        if form is None or not is_ours(request, form, request.cookies.get(DOOR, "")):
            return self.closed(request, HTTPStatus.FORBIDDEN)
        signed = read_signed(form.get("init_data", ""), self._site.token)
        session: str | NotThere = NotThere()
        if signed is not None:
            async with self._site.store.transaction() as tx:
                session = await web_sessions.come_signed(tx, signed.user_id, signed.signature, signed.at)
        return self._let_in(request, session, inside=True)

    async def out(self, request: Request) -> Response:
        """Signed out, whatever the session was."""
        form, token = await read_form(request), request.cookies.get(SESSION, "")
        if form is None or not is_ours(request, form, token):
            return self.closed(request, HTTPStatus.FORBIDDEN)
        async with self._site.store.transaction() as tx:
            await web_sessions.end(tx, token)
        answer = self.closed(request, HTTPStatus.OK)
        answer.headers.append("set-cookie", cookie(SESSION, "", 0, inside=False))
        return answer

    def closed(self, request: Request, status: HTTPStatus = HTTPStatus.UNAUTHORIZED) -> Response:
        """How one comes in: the same whatever page was asked for."""
        return HTMLResponse(self._render(request, "closed.html", bot=str(self._site.bot)), status)

    def _let_in(self, request: Request, session: str | NotThere, *, inside: bool) -> Response:
        if isinstance(session, NotThere):
            return self.closed(request)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.headers.append("set-cookie", cookie(SESSION, session, HOLDS, inside=inside))
        answer.headers.append("set-cookie", cookie(DOOR, "", 0, inside=inside))
        return answer

    def _at_the_door(self, request: Request, page: str, *, inside: bool = False, **values: object) -> Response:
        token = secrets.token_urlsafe(16)
        answer = HTMLResponse(self._render(request, page, csrf=csrf_of(token), **values))
        answer.headers.append("set-cookie", cookie(DOOR, token, AT_THE_DOOR, inside=inside))
        return answer

    def _render(self, request: Request, page: str, **values: object) -> str:
        return self._site.pages.render(page, words_of(request), values)


def words_of(request: Request) -> Words:
    """The words of the language the browser asks for first, of those there are."""
    asked = request.headers.get("accept-language", "").lower().split(",")
    known = [Language(one.strip()[:2]) for one in asked if one.strip()[:2] in set(Language)]
    return read_words(known[0] if known else Language.FR)
