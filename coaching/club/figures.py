"""Every number of the club. `figures.yaml` says why each is what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Trust is 0–100; time is days, weeks are meetings of the club."""

    most_a_meeting: int
    least_done: int  # messages
    rooms: int  # conversations at one meeting
    turns: int  # messages until the bell
    fact_remembered: int
    facts_a_meeting: int
    name_remembered: int
    name_forgotten: int
    cools_after: int  # days
    cools_a_week: int
    long_away: int  # days
    sore_below: int  # trust against where it began, as the next two
    warm_above: int
    warm_after: int  # conversations
    meetings_to_refer: int
    trust_to_refer: int
    offers_to_refer: int
    weeks_between: int
    asked_too_early: int
    debt_of_asking: int  # conversations
    debt_of_selling: int
    vouched_meetings: int
    vouched_trust: int
    voucher_meetings: int
    weeks: int
    knows_you_meetings: int
    knows_you_above: int
    score_flat: int
    score_full: int
