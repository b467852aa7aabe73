"""The door at which Telegram delivers: who isn't Telegram is sent away before a byte is read; a 200 means committed."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from coaching.faces.telegram.intake import Intake
from coaching.faces.telegram.meters import Meters
from coaching.faces.telegram.trouble import Trouble
from coaching.services.ports import Interrupted

LOG = logging.getLogger(__name__)
LARGEST = 1_048_576  # bytes of a request; Telegram's updates have some thousands
MOST_NESTED = 500  # brackets that could stand within one another
READ_WITHIN = 20.0  # seconds for all of it to come
SHOWN = b"x-telegram-bot-api-secret-token"
JSON = "application/json"


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """A request that is none of Telegram's, with the status it gets."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Door:
    """One path of one port."""

    def __init__(self, intake: Intake, secret: str, meters: Meters, trouble: Trouble) -> None:
        """`secret` is what Telegram shows with every delivery."""
        self._intake = intake
        self._secret = secret.encode()
        self._meters = meters
        self._trouble = trouble

    def app(self, url: str) -> Starlette:
        """The door at the path of that address; every other path is 404."""
        app = Starlette(routes=[Route(urlsplit(url).path or "/", self.take, methods=["POST"])])
        app.router.redirect_slashes = False
        return app

    async def take(self, request: Request) -> Response:
        """200 once it is committed; 503 where it can't be: Telegram delivers it again then."""
        try:
            self._check(request)
            async with asyncio.timeout(READ_WITHIN):
                body = await _body(request)
        except Refused as refused:
            return self._refusal(refused.status)
        except (TimeoutError, ClientDisconnect):
            return self._refusal(HTTPStatus.REQUEST_TIMEOUT)
        try:
            await self._keep(body)
        except Interrupted as error:
            self._trouble.came(error)
            return _later()
        except Exception:
            LOG.exception("what arrived could not be stored; Telegram is asked to deliver it again")
            return _later()
        return Response()

    def _check(self, request: Request) -> None:
        """Everything the head tells; the size first, so that nobody makes us read what is too long."""
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > LARGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        shown = [value for name, value in request.headers.raw if name == SHOWN]
        # As bytes: comparing texts raises for letters beyond ASCII, and that would be an error of ours.
        if len(shown) != 1 or not hmac.compare_digest(shown[0], self._secret):
            raise Refused(HTTPStatus.FORBIDDEN)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)

    async def _keep(self, body: bytes) -> None:
        update = _read(body)
        if update is None:
            # It came from Telegram. Refused, it would be delivered again for a day and hold up its chat.
            await self._intake.put_aside(body.decode("utf-8", "replace"), "no JSON object that can be read")
            return
        await self._intake.keep([update])

    def _refusal(self, status: HTTPStatus) -> Response:
        self._meters.count("jasette_updates_refused_total", f'status="{status.value}"')
        # What is left of the request is not read: the connection ends.
        return Response(status_code=status, headers={"connection": "close"})


def _later() -> Response:
    return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"retry-after": "1"})


def _read(body: bytes) -> Mapping[str, object] | None:
    """The JSON object it is; None for anything else, and for one nested too deep to be stored."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, Mapping) and body.count(b"[") + body.count(b"{") < MOST_NESTED else None


async def _body(request: Request) -> bytes:
    """All of it. Raises Refused as soon as it gets too long: a length may be told wrong, or not at all."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)
