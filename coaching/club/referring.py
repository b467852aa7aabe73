"""Who would send the learner somebody: late, those who were helped, and those who hear good of them from a friend."""

from __future__ import annotations

from random import Random

from coaching.club.figures import Figures
from coaching.club.member import Club, Lead
from coaching.club.season import Referral, Relation, Season


def would_refer(relation: Relation, week: int, figures: Figures) -> bool:
    """Whether they would lend their name, as things stand after a conversation."""
    due = figures.meetings_to_refer + relation.asked_early * figures.debt_of_asking
    due += relation.sold * figures.debt_of_selling
    known = relation.meetings >= due and relation.trust >= figures.trust_to_refer
    return known and relation.has_helped(figures) and _is_rested(relation, week, figures)


def voucher_of(relation: Relation, season: Season, club: Club) -> Relation | None:
    """The member they trust who has reason to speak well of the learner; None when they would pass nobody on."""
    figures = club.figures
    is_open = relation.meetings >= figures.vouched_meetings and relation.trust >= figures.vouched_trust
    is_clear = not (relation.asked_early or relation.sold) and _is_rested(relation, season.week, figures)
    if not (is_open and is_clear):
        return None
    trusted = club.people[relation.member].member.trusts
    friends = [one for one in season.relations if one.member in trusted and one.member != relation.member]
    return next((one for one in friends if _speaks_well(one, figures)), None)


def referral_of(relation: Relation, season: Season, club: Club) -> tuple[Referral, Lead, int] | None:
    """Whom they send now, with its place in their file; None when nobody."""
    if would_refer(relation, season.week, club.figures):
        voucher = None
    elif (friend := voucher_of(relation, season, club)) is not None:
        voucher = friend.member
    else:
        return None
    leads = club.people[relation.member].member.referrals
    left = [at for at in range(len(leads)) if at not in relation.sent]
    if not left:
        return None
    at = Random(f"{season.seed}:{relation.member}:{season.week}:lead").choice(left)
    need = leads[at].need.first(season.profile.lang)
    return Referral(relation.member, need, season.week, voucher), leads[at], at


def _is_rested(relation: Relation, week: int, figures: Figures) -> bool:
    return relation.sent_week is None or week - relation.sent_week >= figures.weeks_between


def _speaks_well(friend: Relation, figures: Figures) -> bool:
    known = friend.meetings >= figures.voucher_meetings and friend.trust >= figures.trust_to_refer
    return known and friend.has_helped(figures) and not friend.asked_early
