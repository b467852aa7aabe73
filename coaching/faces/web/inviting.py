"""The ways into a group: a link, shown once, with its code; those that still let somebody in; taking one back."""

from __future__ import annotations

import asyncio

from coaching.cohorts.rights import Role
from coaching.faces.web.answers import Answer, Ask, Sent, Shown, Went
from coaching.faces.web.making import coached
from coaching.faces.words.groups import role_told
from coaching.services import invitations
from coaching.services.access import NotThere
from coaching.services.bot_name import link_to
from coaching.services.cohort_records import KeptInvitation
from coaching.services.invitations import DAYS, MOST_DAYS, MOST_USES, USES


async def links(ask: Ask) -> Answer:
    """Those that still let somebody in, and a form for another. What they are is kept nowhere: only what they do."""
    return await _links(ask)


async def invite(ask: Ask) -> Answer:
    """A new one: the only page that ever shows it."""
    role = ask.given("role")
    if role not in set(Role):
        return await _links(ask, ask.words("web.invite.unclear"))
    days, uses = ask.number("days"), ask.number("uses")
    made = await invitations.invite(
        ask.notebook, ask.tx, ask.me, ask.id("cohort"), Role(role), days=days or DAYS, uses=uses or None
    )
    seen = await coached(ask)
    if isinstance(made, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    payload = f"j_{made.token}"
    link = await link_to(ask.tx, payload)
    values = {
        "group": seen.cohort,
        "ready": ask.words(f"web.invite.ready.{role}"),
        "show": ask.words(f"web.invite.show.{role}"),
        "token": made.token,
        "link": link or f"/start {payload}",
        "code": await asyncio.to_thread(_code, link) if link else None,
        "uses": made.invitation.most_uses,
        "until": ask.day(made.invitation.expires, seen.cohort.zone),
    }
    return Shown("invited.html", values)


async def picture(ask: Ask) -> Answer:
    """The code of a link they have just made, as a file for a slide or a letter. The form brings the link along."""
    token = ask.given("token")
    found = await invitations.of_token(ask.tx, ask.me, token)
    link = await link_to(ask.tx, f"j_{token}")
    if isinstance(found, NotThere) or found.cohort != ask.id("cohort") or not link:
        return NotThere()
    from coaching.pictures.qr import qr_png  # noqa: PLC0415 - loaded with the first code

    return Sent(await asyncio.to_thread(qr_png, link), "image/png", "jasette-qr.png")


async def revoke(ask: Ask) -> Answer:
    """It lets nobody in any more."""
    revoked = await invitations.revoke(ask.tx, ask.me, ask.id("invitation"))
    return revoked if isinstance(revoked, NotThere) else Went(f"/c/{revoked.cohort}/links", "revoked")


async def _links(ask: Ask, wrong: str = "") -> Answer:
    seen = await coached(ask)
    every = await invitations.of_cohort(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(seen, NotThere) or isinstance(every, NotThere):
        return NotThere()
    roles = [Role.LEARNER, Role.SPONSOR] + ([Role.CO_COACH] if seen.me.role is Role.OWNER else [])
    values = {
        "group": seen.cohort,
        "links": [_told(ask, one, seen.cohort.zone) for one in every if one.is_open(ask.tx.now)],
        "roles": [(one.value, ask.words.count(f"web.invite.role.{one.value}", USES[one])) for one in roles],
        "form": {
            "role": ask.form.get("role", Role.LEARNER.value),
            "days": ask.form.get("days", str(DAYS)),
            "uses": ask.form.get("uses", ""),
        },
        "most_days": MOST_DAYS,
        "most_uses": MOST_USES,
        "wrong": wrong,
    }
    return Shown("links.html", values, 422 if wrong else 200)


def _told(ask: Ask, one: KeptInvitation, zone: str) -> dict[str, object]:
    return {
        "id": one.id,
        "role": role_told(one.role, ask.words),
        "uses": one.uses,
        "of": one.most_uses,
        "until": ask.day(one.expires, zone),
        "made": ask.day(one.made, zone),
    }


def _code(link: str) -> object:
    from coaching.pictures.qr import qr_path  # noqa: PLC0415 - loaded with the first code

    return qr_path(link)
