"""`bot.py evening`: scripted learners through an evening. The same script gives the same bytes, always."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import click
from rapidfuzz import fuzz, process

from coaching.app import App
from coaching.commands.attendees import scenario_of
from coaching.commands.batch import answer_each
from coaching.commands.documents import Entry, Slip
from coaching.commands.options import complain, json_option, put_json, refuse, with_app, words_for
from coaching.evening.arriving import begin_evening
from coaching.evening.evening import Act, ActKind, Evening
from coaching.evening.moving import CHOICES, finish
from coaching.evening.place import Occasion, Venue
from coaching.evening.playing import play
from coaching.evening.summing_up import Outcome, sum_up
from coaching.faces.terminal.evening import events_lines, outcome_lines
from coaching.faces.words import Words, read_words
from coaching.rehearsal import Profile
from coaching.scorecard.card import to_record

SHORTEST, LONGEST = 5, 240  # minutes
ALIKE = 75  # of 100, for the name of an occasion


@click.command()
@click.argument("script", type=click.File("rb"))
@json_option
@with_app
def evening(app: App, script: BinaryIO, as_json: bool) -> None:
    """Play the scripted evenings of SCRIPT (YAML: one, or a list), one result a line.

    A step is one of: approach (an attendee's name, alone, group, next), say, leave, wait (minutes), go (a place),
    introduce (two names) with say, invite (a name) with say.
    """
    words = words_for(app)

    def answer(entry: Entry) -> None:
        name, lang = entry.text("id"), entry.language()
        venue = venue_of(app, entry.text("occasion", ""), words)
        acts = tuple(_acts(app, entry))
        profile = Profile(lang, entry.text("learner_name", ""), entry.text("learner_sells", ""))
        begun = begin_evening(venue, profile, entry.whole("seed", 1), _minutes(entry), _named(acts))
        if as_json:
            ended = finish(play(begun, acts, venue, app.understanding), venue)
            outcome = sum_up(ended, venue, app.understanding, app.rubric, app.evening_rubric)
            put_json(record(name, ended, outcome))
        else:
            click.echo("\n".join([f"# {name}", "", *_told(app, begun, acts, venue), ""]))

    answer_each(script.read(), words, answer)


def venue_of(app: App, occasion: str, words: Words) -> Venue:
    """The venue of that occasion, by its name or any words for it; the first there is, with a word on stderr, else."""
    occasions = app.evenings.occasions
    usual = next((one for one in occasions if one.id == "soiree"), occasions[0] if occasions else None)
    if usual is None:
        refuse(words("evening.none", folder=app.settings.scenarios))
    found = nearest(occasion, occasions) if occasion.strip() else usual
    if found is None:
        complain(words("evening.unknown_occasion", occasion=occasion[:60], usual=usual.id))
    venue = app.evenings.venue(found or usual, app.scenarios)
    if venue is None:
        refuse(words("evening.none", folder=app.settings.scenarios))
    return venue


def nearest(typed: str, occasions: tuple[Occasion, ...]) -> Occasion | None:
    """The occasion somebody means by these words, None where nobody could tell."""
    wanted = typed.strip().casefold()
    called = {one.id: one for one in occasions} | {
        word.casefold(): one for one in occasions for said in (one.name, one.called) for word in (*said.fr, *said.en)
    }
    plain = wanted.replace("-", "_").replace(" ", "_")
    if wanted in called or plain in called:
        return called.get(wanted) or called[plain]
    near = process.extractOne(wanted, list(called), scorer=fuzz.WRatio, score_cutoff=ALIKE)
    return called[near[0]] if near else None


def record(name: str, ended: Evening, outcome: Outcome) -> dict[str, object]:
    """The evening and its marks in the shape other programs know."""
    ledger = outcome.ledger
    return {
        "id": name,
        "minutes": -(-ended.clock // 60),
        "conversations": [
            {
                "scenario": talk.who,
                "turns": talk.turns,
                "trust": talk.trust,
                "would_remember": talk.would_remember,
                "score": talk.scorecard.score,
                "mode": talk.scorecard.mode.value,
            }
            for talk in outcome.talks
        ],
        "ledger": {
            "asked": ledger.asked,
            "exchanged": ledger.exchanged,
            "pushed_on_you": ledger.pushed_on_you,
            "pushed_by_you": ledger.pushed_by_you,
        },
        "introductions": list(_introductions(ended)),
        "score": outcome.score,
        "mode": outcome.mode.value,
        "findings": list(_findings(outcome)),
        "parts": {part.value: points for part, points in outcome.parts.items()},
        "switched": {"scenario": outcome.switch.who, "turn": outcome.switch.turn, "to": outcome.switch.to.value}
        if outcome.switch
        else None,
    }


def _introductions(ended: Evening) -> Iterator[dict[str, object]]:
    """Every one that was tried, in order; where one of the two was not met yet there is nothing that fits."""
    fitting = {(one.first, one.second, one.text) for one in ended.introductions if one.fits}
    for act in ended.acts:
        if act.kind is ActKind.INTRODUCE:
            yield {"of": list(act.whom), "fits": (*act.whom, act.text) in fitting}


def _findings(outcome: Outcome) -> Iterator[dict[str, object]]:
    """Those of each talk, then those of the room."""
    for talk in outcome.talks:
        found = to_record(talk.scorecard)["findings"]
        for one in found if isinstance(found, list) else ():
            yield {"scenario": talk.who, **one}
    for mark in outcome.findings:
        yield {
            "scenario": mark.who[0],
            "kind": mark.kind.value,
            "turn": mark.turn,
            "move": mark.move.value,
            "quote": mark.quote,
            "points": mark.points,
            "advice": mark.advice,
            "rule": mark.rule.value,
        }


def _told(app: App, begun: Evening, acts: tuple[Act, ...], venue: Venue) -> Iterator[str]:
    words = read_words(begun.profile.lang)  # what was said in one language isn't framed in another
    yield from events_lines(begun, venue, words)
    now = begun
    for act in acts:
        if now.is_over:
            break
        now = play(now, (act,), venue, app.understanding)
        yield from events_lines(now, venue, words, act)
    now = finish(now, venue)
    yield from events_lines(now, venue, words)
    outcome = sum_up(now, venue, app.understanding, app.rubric, app.evening_rubric)
    yield from outcome_lines(now, outcome, venue, words)


def _minutes(entry: Entry) -> int | None:
    minutes = entry.whole("minutes", 0)
    if minutes and not SHORTEST <= minutes <= LONGEST:
        raise Slip("out_of_bounds", what="minutes", least=SHORTEST, most=LONGEST)
    return minutes or None


def _named(acts: tuple[Act, ...]) -> tuple[str, ...]:
    """Everybody the script names: they are there."""
    people = (ActKind.APPROACH, ActKind.INTRODUCE, ActKind.INVITE)
    return tuple(dict.fromkeys(who for act in acts if act.kind in people for who in act.whom if who not in CHOICES))


def _acts(app: App, entry: Entry) -> Iterator[Act]:
    for at, step in enumerate(entry.items("steps")):
        place = f"steps[{at}]"
        if not isinstance(step, Mapping):
            raise Slip("unknown_step", what=place)
        yield _act(app, Entry(step), place)


def _act(app: App, step: Entry, place: str) -> Act:
    """One step. Raises Slip where it is none, or names somebody nobody knows."""
    kind = next((one for one in ActKind if one is not ActKind.SAY and one in step.values), ActKind.SAY)
    if kind not in step.values:
        raise Slip("unknown_step", what=place)
    try:
        return _read(app, step, kind)
    except Slip as slip:
        if "what" not in slip.values:
            raise
        raise Slip(slip.code, **{**slip.values, "what": f"{place}.{slip.values['what']}"}) from None


def _read(app: App, step: Entry, kind: ActKind) -> Act:
    match kind:
        case ActKind.APPROACH | ActKind.INVITE:
            whom = step.text(kind)
            if kind is ActKind.INVITE or whom not in CHOICES:
                scenario_of(app, whom)
            return Act(kind, (whom,), step.text("say", "") if kind is ActKind.INVITE else "")
        case ActKind.INTRODUCE:
            two = step.texts(kind)
            if len(two) != len({*two}) or len(two) != 2:
                raise Slip("must_be_two", what=str(kind))
            for who in two:
                scenario_of(app, who)
            return Act(kind, two, step.text("say", ""))
        case ActKind.WAIT:
            minutes = step.whole(kind, 1)
            if not 0 <= minutes <= LONGEST:
                raise Slip("out_of_bounds", what=str(kind), least=0, most=LONGEST)
            return Act(kind, minutes=minutes)
        case ActKind.GO:
            return Act(kind, (step.text(kind),))
        case _:
            return Act(kind, text=step.text(kind, ""))
