"""The way into a group: a link with its QR code and a button that copies it, seen once; and taking links back."""

from __future__ import annotations

from coaching.cohorts.rights import Role
from coaching.faces.telegram.coaching_pages import Choice, at, back, gone, in_rows, show
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.messages import Button
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.days import day_told
from coaching.faces.words.groups import role_told
from coaching.services import cohorts, invitations
from coaching.services.access import NotThere
from coaching.services.bot_name import link_to
from coaching.services.cohort_records import KeptInvitation
from coaching.services.records import Outgoing
from coaching.services.reminding import zone_of

LONGEST_CAPTION = 1000
MOST_LINKS = 8


async def show_invitation(visit: Visit, cohort_id: str, role: Role) -> None:
    """A new link: the picture, then the link to copy and what it opens."""
    seen = await cohorts.see(visit.tx, visit.learner, cohort_id)
    invited = (
        await invitations.invite(visit.house.notebook, visit.tx, visit.learner, cohort_id, role)
        if role is not Role.OWNER
        else NotThere()
    )
    if isinstance(invited, NotThere) or isinstance(seen, NotThere):
        await gone(visit)
        return
    words, name = visit.words, seen.cohort.name
    payload = f"j_{invited.token}"
    link = await link_to(visit.tx, payload)
    ends = day_told(invited.invitation.expires.astimezone(zone_of(visit.learner)).date(), visit.lang)
    if link:
        caption = clipped(words(f"coach.invite.caption.{role.value}", name=name), LONGEST_CAPTION)
        visit.send(
            Outgoing(
                visit.learner.chat_id,
                "sendPhoto",
                {"chat_id": visit.learner.chat_id, "caption": caption, "qr": link, "disable_notification": True},
            )
        )
    copied = link or f"/start {payload}"
    rows: list[list[Choice]] = [
        [(words("coach.menu.assign"), Deed.ASSIGN, ""), (words("coach.menu.links"), Deed.LINKS, "")],
        [(words("coach.invite.more.co_coach"), Deed.INVITE, Role.CO_COACH.value)],
        [(words("coach.invite.more.sponsor"), Deed.INVITE, Role.SPONSOR.value)],
        [back(visit, cohort_id)],
    ]
    visit.tell(
        f"🔗 {bold(words(f'coach.invite.title.{role.value}', name=name))}",
        f"<code>{escaped(copied)}</code>",
        *([] if link else [escaped(words("coach.invite.by_hand"))]),
        escaped(words.count("coach.invite.until", invited.invitation.most_uses, day=ends)),
        rows=(
            (Button(words("coach.invite.copy"), "", copied=copied),),
            *await visit.keyboard(Place.READY, rows, about=cohort_id),
        ),
    )


async def _invite(visit: Visit, role: str) -> None:
    if role in set(Role):
        await show_invitation(visit, at(visit, 1)[0], Role(role))
    else:
        await gone(visit)


async def _links(visit: Visit, _: str) -> None:
    """Those that still let somebody in; what they are is kept nowhere, so only what they do is told."""
    await _show_links(visit, at(visit, 1)[0])


async def _show_links(visit: Visit, cohort_id: str) -> None:
    every = await invitations.of_cohort(visit.tx, visit.learner, cohort_id)
    if isinstance(every, NotThere):
        await gone(visit)
        return
    words = visit.words
    open_ones = [one for one in every if one.is_open(visit.tx.now)][:MOST_LINKS]
    lines = [_told(visit, number, one) for number, one in enumerate(open_ones, start=1)]
    revoke: list[Choice] = [
        (words("coach.invite.revoke", number=number), Deed.REVOKE, one.id)
        for number, one in enumerate(open_ones, start=1)
    ]
    title = bold(words("coach.invite.links" if lines else "coach.invite.no_links"))
    rows = [
        *in_rows(revoke, 2),
        [(words("coach.menu.invite"), Deed.INVITE, Role.LEARNER.value)],
        [back(visit, cohort_id)],
    ]
    await show(visit, cohort_id, "\n".join([title, *map(escaped, lines)]), rows=rows)


def _told(visit: Visit, number: int, one: KeptInvitation) -> str:
    words = visit.words
    ends = day_told(one.expires.astimezone(zone_of(visit.learner)).date(), visit.lang)
    role = role_told(one.role, words)
    return words("coach.invite.line", number=number, role=role, uses=one.uses, of=one.most_uses, day=ends)


async def _revoke(visit: Visit, invitation_id: str) -> None:
    revoked = await invitations.revoke(visit.tx, visit.learner, invitation_id)
    if isinstance(revoked, NotThere):
        await gone(visit)
    else:
        await _show_links(visit, revoked.cohort)


INVITING = Matter(deeds={Deed.INVITE: _invite, Deed.LINKS: _links, Deed.REVOKE: _revoke})
