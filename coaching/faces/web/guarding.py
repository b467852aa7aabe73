"""What holds for every answer: headers that keep strangers' code, frames and caches out; no body without an end."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 1024 * 1024  # bytes: a scenario of 256 KB, written as forms write it
MOST_FIELDS = 200
# Telegram Web shows a Mini App in a frame; nobody else may.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors https://web.telegram.org"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",  # with "no-referrer" a form would come from nowhere
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it behind TLS alone
}
SESSION, DOOR = "__Host-jasette", "__Host-jasette-door"
INSIDE = "SameSite=None; Partitioned"  # in Telegram's frame
OUTSIDE = "SameSite=Lax"


class Guarded:
    """An application every answer of which bears these headers. Pages are kept by nobody, files for long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                is_file = scope["path"].startswith("/static/") and message["status"] == HTTPStatus.OK
                headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_file else "no-store"
            await send(message)

        await self._app(scope, receive, sent)


async def read_form(request: Request) -> dict[str, str] | None:
    """What was filled in; None where it is too long or no form at all."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LONGEST_BODY:
                return None
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except (ValueError, ClientDisconnect):
        return None
    return {name: value.replace("\0", "") for name, value in pairs}  # no keyboard sends it, and no database takes it


def csrf_of(token: str) -> str:
    """What a form has to bring along, beside the cookie it is made from, to come from a page of ours."""
    return sha256(f"form:{token}".encode()).hexdigest()


def is_ours(request: Request, form: dict[str, str], token: str) -> bool:
    """Whether a form came from a page that was shown to them."""
    from_where = request.headers.get("sec-fetch-site", "same-origin")
    return (
        from_where in ("same-origin", "none")
        and bool(token)
        and compare_digest(form.get("csrf", "").encode(), csrf_of(token).encode())
    )


def cookie(name: str, token: str, holds: int, *, inside: bool) -> str:
    """The header of a cookie that scripts don't see and that goes nowhere else; `holds` seconds."""
    return f"{name}={token}; Path=/; Max-Age={holds}; HttpOnly; Secure; {INSIDE if inside else OUTSIDE}"
