"""Whether the transcriber is there and takes the key, asked without a recording."""

from __future__ import annotations

from enum import StrEnum

import aiohttp

from coaching.transcription.service import ENDPOINT, Service

MODELS = "/models"


class Reach(StrEnum):
    """What it answers to a question that costs nothing."""

    THERE = "there"
    KEY_REFUSED = "key_refused"
    AWAY = "away"


async def reach(service: Service, within: float) -> Reach:
    """Ask for its models, as its interface has it; a server that knows no such question is there all the same."""
    headers = {"Authorization": f"Bearer {service.key}"} if service.key else {}
    address = service.endpoint.removesuffix(ENDPOINT) + MODELS
    timeout = aiohttp.ClientTimeout(total=within)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(address, headers=headers, allow_redirects=False) as answer,
        ):
            if answer.status in (401, 403):
                return Reach.KEY_REFUSED
            return Reach.AWAY if answer.status >= 500 else Reach.THERE
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        return Reach.AWAY
