"""The inspector: starts a process apart for each file, and reads what it tells."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import asdict

from coaching.apart.process import python, told_by
from coaching.inspection.apart import Errand
from coaching.language import Language
from coaching.services.inspecting import LARGEST, Inspected, Remark, Trouble, Weight

LOG = logging.getLogger(__name__)
APART = python("coaching.inspection.apart")
WITHIN = 20.0  # seconds for one file, on a machine that has much else to do
AT_ONCE = 2  # files looked at side by side; the others wait their turn
MOST_TOLD = 8 * LARGEST  # bytes of an answer


class Inspecting:
    """Looks at files, as services.inspecting asks."""

    def __init__(self, common: str, within: float = WITHIN) -> None:
        """`common` is the text of what every attendee shares; a file may take `within` seconds."""
        self._common = common
        self._within = within
        self._hands = asyncio.Semaphore(AT_ONCE)

    async def look_at(self, text: str, lang: Language) -> Inspected | Trouble:
        """What there is to say about that text, in that language. Raises nothing."""
        try:
            too_large = len(text.encode()) > LARGEST
        except UnicodeEncodeError:
            return Trouble.NOT_TEXT
        if too_large:
            return Trouble.TOO_LARGE
        return await self._ask(Errand(lang.value, self._within, self._common, text=text))

    async def fetch(self, place: str, lang: Language) -> Inspected | Trouble:
        """The same of the file at that address, or at that path on this machine."""
        return await self._ask(Errand(lang.value, self._within, self._common, place=place))

    async def _ask(self, errand: Errand) -> Inspected | Trouble:
        async with self._hands:
            try:
                async with asyncio.timeout(self._within):
                    told = await told_by(APART, json.dumps(asdict(errand)).encode(), MOST_TOLD)
            except TimeoutError:
                return Trouble.TOO_HEAVY
            except OSError:
                LOG.exception("no process could be started for a scenario file")
                return Trouble.DOWN
        return read_told(told)


def read_told(told: bytes) -> Inspected | Trouble:
    """What the process apart told; one that told nothing came to its limits over what was sent."""
    try:
        found = json.loads(told)
        if "trouble" in found:
            return Trouble(found["trouble"])
        remarks = tuple(Remark(**one | {"weight": Weight(one["weight"])}) for one in found.pop("remarks"))
        return Inspected(remarks=remarks, **found)
    except (ValueError, KeyError, TypeError):
        LOG.warning("the process apart ended without a word over a scenario file")
        return Trouble.TOO_HEAVY
