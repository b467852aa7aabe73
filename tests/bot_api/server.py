"""The server itself: a Bot API on a port of loopback, with a journal of every call."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.bot_api.chats import Chat
from tests.bot_api.faults import Fault
from tests.bot_api.files import MEGABYTE
from tests.bot_api.listening import Told
from tests.bot_api.methods import METHODS
from tests.bot_api.parameters import Parameters, read_parameters
from tests.bot_api.people import PATIENCE, Person
from tests.bot_api.refusals import Refusal
from tests.bot_api.state import Call, State

TOKEN = "4815162:AAE-canary_of_the_tests_never_logged_xyz"


class BotApi:
    """A running server; `async with BotApi() as api`."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        """A port of 0 is any that is free."""
        self.token = token
        self.routes: Sequence[web.AbstractRouteDef] = ()  # served beside the Bot API
        self.state = State()
        self.port = port
        self._runner: web.AppRunner | None = None
        self._people = 7_000_000

    @property
    def base_url(self) -> str:
        """What TELEGRAM_API_BASE_URL must hold."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def file_url(self) -> str:
        """What TELEGRAM_API_FILE_URL must hold."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def environment(self) -> dict[str, str]:
        """The variables a bot's process needs in order to come here."""
        return {
            "TELEGRAM_BOT_TOKEN": self.token,
            "TELEGRAM_API_BASE_URL": self.base_url,
            "TELEGRAM_API_FILE_URL": self.file_url,
        }

    def person(self, first_name: str = "Sophie", language_code: str = "fr") -> Person:
        """Somebody new with a phone."""
        self._people += 1
        chat = self.state.chats[self._people] = Chat(self._people, name=first_name)
        return Person(self.state, chat, first_name, language_code)

    async def refused(self, method: str) -> Call:
        """The first call of that method that is refused from now on."""
        seen = len(self.state.calls)

        def refusal() -> Call | None:
            return next((c for c in self.state.calls[seen:] if c.method == method and c.outcome.isdecimal()), None)

        async with asyncio.timeout(PATIENCE), self.state.changed:
            await self.state.changed.wait_for(refusal)
        found = refusal()
        assert found
        return found

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * MEGABYTE)
        app.router.add_routes(self.routes)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._give_file)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.state.webhook.remove()
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = Parameters({})
        try:
            self._check(request.match_info["token"], method)
            given = await read_parameters(request, method)
            return await self._do(request, method, given)
        except Refusal as refusal:
            self._note(method, given, str(refusal.code), refusal.description)
            async with self.state.changed:
                self.state.changed.notify_all()
            return web.json_response(refusal.body(), status=refusal.code)

    async def _give_file(self, request: web.Request) -> web.StreamResponse:
        files = self.state.files
        stored = files.at(request.match_info["path"])
        files.fetched += 1
        async with self.state.changed:
            self.state.changed.notify_all()
        if files.given_once:
            await files.given_once.wait()
        if request.match_info["token"] != self.token or not stored:
            return web.json_response(Refusal(404, "Not Found").body(), status=404)
        return web.Response(body=stored.content, content_type=stored.mime)

    def _check(self, token: str, method: str) -> None:
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        if method not in METHODS:
            raise Refusal(404, "Not Found: method not found")

    async def _do(self, request: web.Request, method: str, given: Parameters) -> web.StreamResponse:
        chat = given.integer("chat_id") or None
        fault = self.state.faults.befalling(method, chat)
        self._watch_the_wait(method, given, chat)
        if fault is Fault.FLOOD:
            seconds = self.state.faults.retry_after
            if chat:
                self.state.held_until[chat] = asyncio.get_running_loop().time() + seconds
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        if fault is Fault.SERVER:
            self._note(method, given, fault.value)
            return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")
        if fault is not Fault.DROPPED_BEFORE:
            result = await METHODS[method](self.state, given)
        if fault and request.transport:
            self._note(method, given, fault.value)
            request.transport.abort()
            return web.Response()
        self._note(method, given, "ok")
        if isinstance(result, Told):
            return web.json_response({"ok": True, "result": result.result, "description": result.description})
        return web.json_response({"ok": True, "result": result})

    def _watch_the_wait(self, method: str, given: Parameters, chat: int | None) -> None:
        """Remember calls to a chat that was told to wait. A little less than the whole wait is granted to clocks."""
        now = asyncio.get_running_loop().time()
        if chat and now < self.state.held_until.get(chat, 0.0) - 0.05:
            self.state.too_soon.append(Call(method, chat, now, "too soon", given.text("text")))

    def _note(self, method: str, given: Parameters, outcome: str, description: str = "") -> None:
        now, chat = asyncio.get_running_loop().time(), given.integer("chat_id") or None
        self.state.calls.append(
            Call(method, chat, now, outcome, given.text("text") or given.text("caption"), description)
        )
