"""Links to the bot, t.me/<bot>?start=<payload>: a letter for what one leads to, then what it is about.

The payload is kept at the learner's stage while they are greeted; the talk follows it then.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.visits import Visit

FORM = re.compile(r"[a-z]_[A-Za-z0-9_-]{1,62}")  # 64 characters are all Telegram lets through
LONGEST = 200  # characters we look at, percent signs and all


def read_link(payload: str) -> str:
    """The link, "s_photographer"; empty for what can be none of ours."""
    bare = unquote(payload) if len(payload) <= LONGEST else ""
    return bare if FORM.fullmatch(bare) else ""


async def nowhere(visit: Visit, _: str = "") -> None:
    """A link we know nothing of; then on from where they were."""
    await go_on(visit, escaped(visit.words("door.unknown_link")))
