"""Calls at the webhook's door by somebody who isn't Telegram; by seeded dice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import Sequence

from coaching.faces.telegram.running import Hook
from coaching.faces.telegram.webhook import LARGEST

AT_ONCE = 40  # connections
HANGING = 50  # connections that stay open and never come to the point
WAIT = 2.0  # seconds for an answer; who sends half a request gets none
SECRET = b"X-Telegram-Bot-Api-Secret-Token: "
PATHS = (
    *(b"/", b"/telegram/", b"//telegram", b"/telegram/..", b"/../../etc/passwd", b"/telegram/%2e%2e/%2e%2e/etc/passwd"),
    *(b"/telegram%00", b"/\\..\\..\\bot.py", b"/telegram;x=1", b"/TELEGRAM", b"/metrics", b"/healthz", b"*", b"x"),
    *(b"/" + b"a" * 20_000, b"http://elsewhere.example/telegram", b"/telegram?secret=1", b"/%ff%fe"),
)
METHODS = (b"GET", b"HEAD", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"TRACE", b"CONNECT", b"BREW", b"", b"\0")
TYPES = (b"text/plain", b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x", b"", b"\xff")
UPDATE = json.dumps(
    {
        "update_id": 990_000_001,
        "message": {
            "message_id": 1,
            "date": 1,
            "from": {"id": 990_000_001, "is_bot": False, "first_name": "Nobody"},
            "chat": {"id": 990_000_001, "type": "private"},
            "text": "/start",
        },
    }
).encode()


class Forger:
    """Knocks at the door of a hook whose secret they don't know."""

    def __init__(self, hook: Hook, seed: int) -> None:
        self._hook = hook
        self._dice = random.Random(seed)
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def knock(self, times: int) -> Counter[str]:
        """So many forged calls while others hang; how often each status was answered, "" for a closed door."""
        hanging = [await self._hang() for _ in range(HANGING)]
        requests = [self._request() for _ in range(times)]
        answers = await asyncio.gather(*(self._call(parts) for parts in requests))
        for writer in hanging:
            writer.close()
        return Counter(answers)

    async def _call(self, parts: Sequence[bytes]) -> str:
        async with self._at_once:
            reader, writer = await asyncio.open_connection(self._hook.host, self._hook.port)
            status = b""
            with contextlib.suppress(OSError):
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0)
                writer.write_eof()
            with contextlib.suppress(OSError, TimeoutError):
                status = (await asyncio.wait_for(reader.readline(), WAIT))[9:12]
            writer.close()
            return status.decode("ascii", "replace")

    async def _hang(self) -> asyncio.StreamWriter:
        """A connection that begins a request and leaves it at that."""
        _, writer = await asyncio.open_connection(self._hook.host, self._hook.port)
        writer.write(self._dice.choice([b"", b"P", b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-A: "]))
        return writer

    def _request(self) -> list[bytes]:
        dice = self._dice
        made = (
            lambda: [self._post(secret=dice.choice([b"", b"wrong", self._nearly(), b"\xff" * 40, b"x" * 30_000]))],
            lambda: [self._post(path=dice.choice(PATHS))],
            lambda: [self._post(method=dice.choice(METHODS))],
            lambda: [self._post(kind=dice.choice(TYPES), secret=self._nearly())],
            lambda: [self._post(length=str(LARGEST + dice.randint(1, 10**9)).encode(), body=b"x" * 70_000)],
            lambda: [self._post(length=dice.choice([b"-1", b"x", b"9" * 40, b"0x10", b"1, 2", b"+5"]))],
            lambda: [self._post(length=b""), *[b"x"] * dice.randint(0, 9)],
            lambda: [self._chunked(), *[b"2000\r\n" + b"x" * 0x2000 + b"\r\n"] * 20, b"zz\r\n"],
            lambda: [self._post(more=b"Transfer-Encoding: chunked\r\n")],
            lambda: [self._post(more=SECRET + b"again\r\n" * 1)],
            lambda: [self._post(more=b"".join(b"X-%d: y\r\n" % number for number in range(500)))],
            lambda: [bytes([byte]) for byte in self._post()[:40]],
            lambda: [dice.randbytes(dice.randint(0, 300))],
            lambda: [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + dice.randbytes(100)],  # TLS, to a plain port
            lambda: [self._post(more=b"Upgrade: websocket\r\nConnection: Upgrade\r\n")],
            lambda: [self._post(), self._post()],
        )
        return dice.choice(made)()

    def _nearly(self) -> bytes:
        secret = bytearray(self._hook.secret.encode())
        secret[self._dice.randrange(len(secret))] ^= 1
        return bytes(secret)[: self._dice.randint(1, len(secret))]

    def _post(
        self,
        method: bytes = b"POST",
        path: bytes = b"/telegram",
        secret: bytes = b"wrong",
        kind: bytes = b"application/json",
        length: bytes | None = None,
        body: bytes = UPDATE,
        more: bytes = b"",
    ) -> bytes:
        length = str(len(body)).encode() if length is None else length
        head = b"%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%s%s\r\n" % (method, path, kind, SECRET, secret)
        told = b"Content-Length: %s\r\n" % length if length else b""
        return head + told + more + b"\r\n" + body

    def _chunked(self) -> bytes:
        return self._post(length=b"", body=b"", more=b"Transfer-Encoding: chunked\r\n")
