"""How one comes into a group: by a link with a token of 128 bits, of which only the hash is kept.

A link ends, wears out, and can be taken back. Whoever guesses is slowed down, and never told how near they were.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from types import MappingProxyType

from coaching.cohorts.rights import Action, Role
from coaching.cohorts.sharing import Level
from coaching.services import assignments, consents
from coaching.services.access import NotThere, may
from coaching.services.cohort_records import KeptCohort, KeptInvitation, KeptMember
from coaching.services.notebook import Notebook
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.services.texts import one_line

TOKEN_BYTES = 16
LONGEST_ALIAS = 80  # characters
DAYS = 14
# A link for coaches is meant for one person: whoever else got hold of it would read what others showed.
USES: Mapping[Role, int] = MappingProxyType({Role.LEARNER: 40, Role.CO_COACH: 1, Role.SPONSOR: 5})
MOST_DAYS, MOST_USES = 365, 1000
# Whoever mistypes a link or taps an old one stays far below; a thousand guessers are far from one token in 2^128.
MOST_MISSES, WITHIN = 10, timedelta(hours=1)
MOST_MISSES_OF_ALL, WITHIN_OF_ALL = 200, timedelta(minutes=10)


@dataclass(frozen=True)
class Invited:
    """A new invitation. The token is seen here once, and never again."""

    token: str
    invitation: KeptInvitation


@dataclass(frozen=True)
class Offer:
    """What an invitation leads to, for whoever holds it."""

    cohort: KeptCohort
    role: Role
    coaches: tuple[str, ...]  # as they call themselves there
    is_in: bool = False  # they are in it already


@dataclass(frozen=True)
class Joined:
    """They are in."""

    cohort: KeptCohort
    member: KeptMember


@dataclass(frozen=True)
class AlreadyIn:
    """They were in it before, as what they are; nothing changed."""

    cohort: KeptCohort
    member: KeptMember


@dataclass(frozen=True)
class TooManyTries:
    """Too many links that lead nowhere were tried; until then none is looked at."""

    until: datetime


def new_token() -> str:
    """A token nobody guesses, of letters a link may carry."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


async def invite(
    notebook: Notebook,
    tx: Transaction,
    actor: Learner,
    cohort_id: str,
    role: Role = Role.LEARNER,
    *,
    days: int = DAYS,
    uses: int | None = None,
) -> Invited | NotThere:
    """A new link into the cohort, for as many as is usual for that role where no number is given.

    Its owner alone makes coaches.
    """
    me = await tx.cohorts.member(cohort_id, actor.id)
    if me is None or not me.role.is_coach or role is Role.OWNER:
        return NotThere()
    if role is Role.CO_COACH and me.role is not Role.OWNER:
        return NotThere()
    token = new_token()
    invitation = KeptInvitation(
        id=notebook.new_id(),
        cohort=cohort_id,
        author=actor.id,
        hash=hash_of(token),
        role=role,
        made=tx.now,
        expires=tx.now + timedelta(days=max(1, min(days, MOST_DAYS))),
        most_uses=max(1, min(USES[role] if uses is None else uses, MOST_USES)),
    )
    await tx.invitations.add(invitation)
    return Invited(token, invitation)


async def of_cohort(tx: Transaction, actor: Learner, cohort_id: str) -> tuple[KeptInvitation, ...] | NotThere:
    """All of a cohort's, newest first."""
    me = await tx.cohorts.member(cohort_id, actor.id)
    return await tx.invitations.of_cohort(cohort_id) if me and me.role.is_coach else NotThere()


async def see(tx: Transaction, actor: Learner, invitation_id: str) -> KeptInvitation | NotThere:
    """That one, without its token."""
    found = await tx.invitations.of_id(invitation_id)
    return found if found and await may(tx, actor, Action.SEE, found) else NotThere()


async def of_token(tx: Transaction, actor: Learner, token: str) -> KeptInvitation | NotThere:
    """The one with that token, for a coach of its cohort who has just made it."""
    found = await tx.invitations.of_hash(hash_of(token))
    return found if found and await may(tx, actor, Action.SEE, found) else NotThere()


async def revoke(tx: Transaction, actor: Learner, invitation_id: str) -> KeptInvitation | NotThere:
    """It lets nobody in from now on; whoever is in stays."""
    found = await tx.invitations.of_id(invitation_id)
    if found is None or not await may(tx, actor, Action.DELETE, found):
        return NotThere()
    await tx.invitations.revoke(invitation_id)
    return await tx.invitations.of_id(invitation_id) or NotThere()


async def look(tx: Transaction, actor: Learner, token: str) -> Offer | NotThere | TooManyTries:
    """Who invites them, and to what. Unknown, spent, ended and revoked links are all the same to them."""
    found = await _found(tx, actor, token)
    if not isinstance(found, tuple):
        return found
    invitation, cohort = found
    me = await tx.cohorts.member(cohort.id, actor.id)
    coaches = [one.alias for one in await tx.cohorts.members(cohort.id, most=10) if one.role.is_coach]
    return Offer(cohort, invitation.role, tuple(coaches), is_in=me is not None)


async def join(
    notebook: Notebook,
    tx: Transaction,
    actor: Learner,
    token: str,
    alias: str = "",
    sharing: Level = Level.NOTHING,
) -> Joined | AlreadyIn | NotThere | TooManyTries:
    """They come in, under that name or their own, sharing nothing unless they say so."""
    found = await _found(tx, actor, token)
    if not isinstance(found, tuple):
        return found
    invitation, cohort = found
    me = await tx.cohorts.member(cohort.id, actor.id)
    if me is not None:
        return AlreadyIn(cohort, me)
    if not await tx.invitations.use(invitation.id):
        return await _missed(tx, actor)
    member = KeptMember(
        id=notebook.new_id(),
        cohort=cohort.id,
        learner=actor.id,
        role=invitation.role,
        joined=tx.now,
        alias=one_line(alias or actor.name, LONGEST_ALIAS),
    )
    await tx.cohorts.enter(actor, member)
    if invitation.role is Role.LEARNER:
        await assignments.welcome(tx, actor, cohort.id)
        if sharing is not Level.NOTHING:
            await consents.stand(tx, actor, cohort.id, sharing)
    return Joined(cohort, await tx.cohorts.member(cohort.id, actor.id) or member)


async def _found(
    tx: Transaction, actor: Learner, token: str
) -> tuple[KeptInvitation, KeptCohort] | NotThere | TooManyTries:
    since = tx.now - WITHIN
    if await tx.invitations.misses(actor, since) >= MOST_MISSES:
        return TooManyTries(tx.now + WITHIN)
    if await tx.invitations.all_misses(tx.now - WITHIN_OF_ALL) >= MOST_MISSES_OF_ALL:
        return TooManyTries(tx.now + WITHIN_OF_ALL)
    invitation = await tx.invitations.of_hash(hash_of(token))
    cohort = await tx.cohorts.of_id(invitation.cohort) if invitation else None
    if invitation is None or cohort is None:
        return await _missed(tx, actor)
    # A link that wore out is still theirs who came in by it.
    if not invitation.is_open(tx.now) and await tx.cohorts.member(cohort.id, actor.id) is None:
        return await _missed(tx, actor)
    return invitation, cohort


async def _missed(tx: Transaction, actor: Learner) -> NotThere:
    await tx.invitations.missed(actor)
    return NotThere()
