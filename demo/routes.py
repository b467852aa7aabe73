"""The page, the stream of what stands on a phone, and what a person does there."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import yaml
from aiohttp import web

from demo.phones import Phones, button_at
from tests.bot_api.people import Person
from tests.bot_api.refusals import Refusal

HERE = Path(__file__).resolve().parent
FROM_THE_PAGE = "X-From-The-Page"  # a header no other site's page can send here unasked
LOOK_AGAIN = 1.0  # seconds; a change is shown at once, this is for what a clock changes
LONGEST_TEXT = 4096  # a client's own limit for what a person writes
KINDS = {"photo", "document", "voice", "sticker"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def words() -> dict[str, dict[str, dict[str, str]]]:
    """What the demo says, by place and language."""
    told: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return told


class Page:
    """The routes, over these phones."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """All of them."""
        return [
            web.get("/", self._index),
            web.get("/words", self._words),
            web.static("/page", HERE / "page"),
            web.get("/phones", self._first),
            web.post("/phones", self._newcomer),
            web.get("/phones/{id}/screen", self._screen),
            web.get("/phones/{id}/files/{file}", self._file),
            web.post("/phones/{id}/say", self._doing(self._say)),
            web.post("/phones/{id}/edit", self._doing(self._edit)),
            web.post("/phones/{id}/tap", self._tap),
            web.post("/phones/{id}/send", self._send),
            web.post("/phones/{id}/place", self._doing(self._place)),
            web.post("/phones/{id}/contact", self._doing(self._contact)),
            web.post("/phones/{id}/settings", self._doing(self._settings)),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002 - every handler has this shape
        return web.FileResponse(HERE / "page" / "index.html", headers={"Cache-Control": "no-store"})

    async def _words(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002 - as above
        return web.json_response(words()["page"])

    async def _first(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002 - as above
        return web.json_response({"id": next(iter(self._phones.people))})

    async def _newcomer(self, request: web.Request) -> web.StreamResponse:
        _from_the_page(request)
        asked = await request.json()
        return web.json_response({"id": self._phones.add(language=str(asked.get("language", "en"))).id})

    async def _screen(self, request: web.Request) -> web.StreamResponse:
        """What stands there now, and again after each change, as server-sent events."""
        person, state = self._person(request), self._phones.api.state
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        shown = ""
        while True:
            now = json.dumps(self._phones.shown_to(person))
            await stream.write(f"data: {now}\n\n".encode() if now != shown else b": as before\n\n")
            shown = now
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN), state.changed:
                    await state.changed.wait()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self._phones.api.state.files.by_id.get(request.match_info["file"])
        if not stored:
            raise web.HTTPNotFound
        # What a stranger made must not run here: nothing but pictures and sounds is shown in place.
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=stored.content, content_type=stored.mime, headers=headers)

    def _doing(self, deed: Callable[[Person, dict[str, object]], Awaitable[object]]) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            _from_the_page(request)
            person = self._person(request)
            await deed(person, await request.json())
            await self._phones.api.state.said(person.chat)
            return web.json_response({})

        return handle

    async def _say(self, person: Person, asked: dict[str, object]) -> object:
        text = str(asked.get("text", ""))[:LONGEST_TEXT]
        return await person.say(text) if text.strip() else None

    async def _edit(self, person: Person, asked: dict[str, object]) -> object:
        number, text = asked.get("message"), str(asked.get("text", ""))[:LONGEST_TEXT]
        if not text.strip() or not isinstance(number, int) or number not in person.chat.posted:
            return None
        return await person.edit(text, number)

    async def _place(self, person: Person, asked: dict[str, object]) -> object:  # noqa: ARG002 - every deed has this shape
        return await person.send_location(45.5231, -73.5817)  # the Plateau

    async def _contact(self, person: Person, asked: dict[str, object]) -> object:  # noqa: ARG002 - as above
        return await person.send_contact("Lise", "+15145550123")

    async def _settings(self, person: Person, asked: dict[str, object]) -> object:
        if isinstance(language := asked.get("language"), str):
            person.language_code = language
        if asked.get("blocked") is True and not person.chat.blocked:
            return await person.block()
        if asked.get("blocked") is False and person.chat.blocked:
            return await person.unblock()
        return None

    async def _tap(self, request: web.Request) -> web.StreamResponse:
        _from_the_page(request)
        person, asked = self._person(request), await request.json()
        found = button_at(person.chat, *(int(asked.get(name, -1)) for name in ("message", "row", "column")))
        query = await person.tap(*found) if found else ""
        return web.json_response({"query": query})

    async def _send(self, request: web.Request) -> web.StreamResponse:
        _from_the_page(request)
        person, form = self._person(request), await request.post()
        kind, upload = str(form.get("kind", "")), form.get("file")
        if kind not in KINDS or not isinstance(upload, web.FileField):
            raise web.HTTPBadRequest
        more = {"duration": int(str(form.get("duration", "1")))} if kind == "voice" else {}
        try:
            await person.send_file(kind, upload.filename, upload.file.read(), str(form.get("caption", "")), **more)
        except Refusal as refusal:
            raise web.HTTPBadRequest(text=refusal.description) from refusal
        await self._phones.api.state.said(person.chat)
        return web.json_response({})

    def _person(self, request: web.Request) -> Person:
        number = request.match_info["id"]
        person = self._phones.people.get(int(number)) if number.isdecimal() else None
        if not person:
            raise web.HTTPNotFound
        return person


def _from_the_page(request: web.Request) -> None:
    if FROM_THE_PAGE not in request.headers:
        raise web.HTTPForbidden
