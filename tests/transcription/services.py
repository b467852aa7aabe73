"""A transcriber on loopback, which can be slow, broken, huge or strict; and a place voice notes are fetched from."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from coaching.language import Language
from coaching.services.hearing import VoiceNote
from coaching.transcription.service import Listening, Service

SAID = "Bonsoir! Qu'est-ce que vous aimez le plus photographier?"
KEY = "sk-canary-of-the-tests"


@dataclass
class Whisper:
    """The transcriber: what it answers, and what it was asked."""

    port: int = 0
    text: str = SAID
    status: int = 200
    body: bytes | None = None  # in place of the answer
    headers: dict[str, str] = field(default_factory=dict)
    key: str = ""
    hangs: bool = False
    waits_for: asyncio.Event | None = None
    asked: list[dict[str, object]] = field(default_factory=list)
    notes: dict[str, bytes] = field(default_factory=dict)  # that can be fetched, by name
    before: Callable[[], object] = lambda: None  # as soon as it is asked

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def note(self, content: bytes, name: str = "note.oga") -> VoiceNote:
        """A voice note lying there."""
        self.notes[name] = content
        return VoiceNote(f"http://127.0.0.1:{self.port}/notes/{name}", Language.FR)

    def listening(self, within: float = 20.0, longest: int = 120, key: str = "") -> Listening:
        return Listening(Service(self.url, "whisper-1", key), longest, within)

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        self.before()
        form = await request.post()
        told: dict[str, object] = {**form, "authorization": request.headers.get("Authorization", "")}
        if isinstance(form.get("file"), web.FileField):
            told["file"] = form["file"].file.read()  # type: ignore[union-attr]  # a FileField, as was just asked
        self.asked.append(told)
        if self.hangs:
            await asyncio.sleep(60)
        if self.waits_for:
            await self.waits_for.wait()
        if self.key and told["authorization"] != f"Bearer {self.key}":
            return web.json_response({"error": {"message": "Incorrect API key"}}, status=401)
        if self.body is not None:
            return web.Response(body=self.body, status=self.status, headers=self.headers)
        return web.json_response({"text": self.text}, status=self.status, headers=self.headers)

    async def models(self, request: web.Request) -> web.Response:
        known = not self.key or request.headers.get("Authorization") == f"Bearer {self.key}"
        return web.json_response({"data": []}, status=self.status if known else 401)

    async def give(self, request: web.Request) -> web.StreamResponse:
        content = self.notes.get(request.match_info["name"])
        if content is None:
            raise web.HTTPFound("file:///etc/hostname")
        answer = web.StreamResponse()  # in chunks, so that no length is declared
        await answer.prepare(request)
        await answer.write(content)
        return answer


@asynccontextmanager
async def whispering() -> AsyncIterator[Whisper]:
    """One at work."""
    whisper = Whisper()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/audio/transcriptions", whisper.transcribe)
    app.router.add_get("/v1/models", whisper.models)
    app.router.add_get("/notes/{name}", whisper.give)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    whisper.port = runner.addresses[0][1]
    try:
        yield whisper
    finally:
        await runner.cleanup()
