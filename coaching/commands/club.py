"""`bot.py club`: scripted learners through a season of the club. The same script gives the same bytes, always."""

from __future__ import annotations

from typing import BinaryIO

import click
from rapidfuzz import fuzz, process

from coaching.app import App
from coaching.club.member import Club
from coaching.club.network import Network, SeasonMarks, network_of, season_marks
from coaching.club.playing import Entry as Conversation
from coaching.club.playing import Played, play
from coaching.club.season import WEEK
from coaching.commands.attendees import ALIKE
from coaching.commands.batch import answer_each
from coaching.commands.documents import Entry, Slip
from coaching.commands.options import json_option, put_json, refuse, with_app, words_for
from coaching.faces.terminal.club_transcript import season_lines
from coaching.faces.words import read_words
from coaching.rehearsal import Profile

LONGEST_AWAY = 3_650  # days: ten years; more is a slip of the finger


@click.command()
@click.argument("script", type=click.File("rb"))
@json_option
@with_app
def club(app: App, script: BinaryIO, as_json: bool) -> None:
    """Play the seasons of SCRIPT (YAML: one, or a list), one result a line.

    Each of their `meetings` is one conversation at that week's meeting: `with` a member, `messages`, and `days_since`
    the one before (7; 0 for the same week).
    """
    words = words_for(app)
    its = app.club
    if its is None:
        refuse(words("club.none", folder=app.settings.scenarios))

    def answer(entry: Entry) -> None:
        name = entry.text("id")
        profile = Profile(entry.language(), entry.text("learner_name", ""), entry.text("learner_sells", ""))
        conversations = [_conversation(one, at, its) for at, one in enumerate(entry.items("meetings"))]
        season, played = play(its, profile, entry.whole("seed", 1), conversations, app.understanding)
        network, marks = network_of(season, its), season_marks(season, its, app.rubric)
        if as_json:
            put_json(record(name, played, network, marks))
        else:
            theirs = read_words(profile.lang)
            click.echo("\n".join([f"# {name}", "", *season_lines(season, played, network, marks, its, theirs), ""]))

    answer_each(script.read(), words, answer)


def record(name: str, played: tuple[Played, ...], network: Network, marks: SeasonMarks) -> dict[str, object]:
    """The season and its marks in the shape other programs know."""
    return {
        "id": name,
        "meetings": [
            {
                "with": one.meeting.member,
                "trust_before": one.parting.trust_before,
                "trust_after": one.parting.trust_after,
                "referral": (
                    {"from": one.parting.referral.by, "need": one.parting.referral.need}
                    if one.parting.referral
                    else None
                ),
            }
            for one in played
        ],
        "network": network_record(network),
        "score": marks.score,
        "mode": marks.said.mode.value,
    }


def network_record(network: Network) -> dict[str, object]:
    """Who knows the learner, who would send somebody, what was given, what came back."""
    return {
        "members": [
            {"member": one.member, "meetings": one.meetings, "trust": one.trust, "offers": one.offers}
            for one in network.nodes
        ],
        "knows_you": [one.member for one in network.nodes if one.knows_you],
        "would_refer": [one.member for one in network.nodes if one.would_refer],
        "gave": [{"to": one.member, "need": need} for one in network.nodes for need in one.given],
        "came_back": [
            {
                "from": one.referral.by,
                "need": one.referral.need,
                "vouched_by": one.referral.vouched_by,
                "unexpected": one.unexpected,
            }
            for one in network.came_back
        ],
    }


def _conversation(value: object, at: int, its: Club) -> Conversation:
    """One entry of `meetings`. Raises Slip."""
    try:
        entry = Entry.of(value)
        member, days = entry.text("with"), entry.whole("days_since", WEEK)
        messages = entry.texts("messages")
    except Slip as slip:
        what = slip.values.get("what")
        place = f"meetings[{at}].{what}" if what else f"meetings[{at}]"
        raise Slip(slip.code, **{**slip.values, "what": place}) from None
    if not 0 <= days <= LONGEST_AWAY:
        raise Slip("days_since", what=f"meetings[{at}].days_since", most=LONGEST_AWAY)
    if member not in its.people:
        near = process.extractOne(member, list(its.people), scorer=fuzz.ratio, score_cutoff=ALIKE)
        raise (
            Slip("unknown_scenario_near", scenario=member, nearest=near[0])
            if near
            else Slip("unknown_scenario", scenario=member)
        )
    return Conversation(member, messages, days)
