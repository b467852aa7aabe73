"""How somebody comes to the web pages: by a link from the bot that works once, or out of the messenger itself.

A link holds ten minutes, a session half a day. Of either only the hash is kept: a copy of the database opens nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coaching.services.access import NotThere
from coaching.services.invitations import hash_of, new_token
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.web_ports import KeptPass, PassKind

LINK_HOLDS = timedelta(minutes=10)
SESSION_HOLDS = timedelta(hours=12)
SIGNED_HOLDS = timedelta(hours=1)  # what the messenger signed is taken that long, and once


async def new_link(tx: Transaction, learner: Learner) -> str:
    """A token that lets them in once within ten minutes; those given before it hold no more."""
    await tx.passes.drop_all(learner, PassKind.LINK)
    token = new_token()
    await tx.passes.add(KeptPass(hash_of(token), learner.id, PassKind.LINK, tx.now + LINK_HOLDS))
    return token


async def come_in(tx: Transaction, token: str) -> str | NotThere:
    """The token of a new session, for the token of a link; it works no more afterwards."""
    learner_id = await tx.passes.take(hash_of(token), PassKind.LINK)
    learner = await tx.learners.of_id(learner_id) if learner_id is not None else None
    return await _begin(tx, learner) if learner else NotThere()


async def come_signed(tx: Transaction, user_id: int, signature: str, signed: datetime) -> str | NotThere:
    """The same, for what the messenger signed about one of its users; `signature` was found to be right."""
    learner = await tx.learners.of_user(user_id)
    if learner is None or not timedelta(minutes=-1) <= tx.now - signed <= SIGNED_HOLDS:
        return NotThere()
    used = KeptPass(hash_of(signature), learner.id, PassKind.USED, tx.now + 2 * SIGNED_HOLDS)
    return await _begin(tx, learner) if await tx.passes.add(used) else NotThere()


async def whose(tx: Transaction, token: str) -> Learner | NotThere:
    """Who is there in that session."""
    learner_id = await tx.passes.holder(hash_of(token), PassKind.SESSION)
    learner = await tx.learners.of_id(learner_id) if learner_id is not None else None
    return learner or NotThere()


async def end(tx: Transaction, token: str) -> None:
    """That session is over."""
    await tx.passes.drop(hash_of(token), PassKind.SESSION)


async def _begin(tx: Transaction, learner: Learner) -> str:
    token = new_token()
    await tx.passes.add(KeptPass(hash_of(token), learner.id, PassKind.SESSION, tx.now + SESSION_HOLDS))
    return token
