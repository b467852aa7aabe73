"""`bot.py appeals`: what learners contest, decided, and what was accepted written as regression cases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import yaml

from coaching.app import App
from coaching.commands.options import (
    INPUT_HAS_ERRORS,
    complain,
    json_option,
    put_json,
    refuse,
    tell,
    with_app,
    words_for,
)
from coaching.commands.refusals import store_advice
from coaching.faces.words import Words
from coaching.services import appeals as contested
from coaching.services.cases import Case, accepted_cases
from coaching.services.events import AlreadyDecided, AppealTold, UnknownAppeal
from coaching.store import StoreRefused

WIDEST = 120  # characters on a line of a case's file


@dataclass(frozen=True)
class Wish:
    """What was asked for: an appeal to decide, how, and whether the cases are wanted."""

    appeal: str | None
    accept: bool
    note: str
    cases: bool


@click.command()
@click.option("--decide", metavar="ID", help="The appeal to decide; stop the bot first.")
@click.option("--accept", "verdict", flag_value="accept", help="The learner is right: the score is shown corrected.")
@click.option("--reject", "verdict", flag_value="reject", help="The finding stands.")
@click.option("--note", default="", help="Why, for the learner to read.")
@click.option("--cases", type=click.Path(file_okay=False, path_type=Path), help="Write what was accepted there.")
@json_option
@with_app
def appeals(app: App, decide: str | None, verdict: str | None, note: str, cases: Path | None, as_json: bool) -> None:
    """List the findings that learners contest, oldest first; or decide one.

    With --cases, every accepted appeal stands in that folder as a script for `play`, without the learner's name.
    """
    if (decide is None) != (verdict is None):
        raise click.UsageError("--decide ID goes with --accept or --reject.")
    words = words_for(app)
    try:
        answer, accepted = asyncio.run(_ask(app, Wish(decide, verdict == "accept", note, cases is not None)))
    except StoreRefused as refused:
        refuse(store_advice(refused, words))
    if isinstance(answer, UnknownAppeal):
        refuse(words("appeals.unknown", id=answer.id))
    if isinstance(answer, AlreadyDecided):
        refuse(words("appeals.already", id=answer.appeal.id, state=words(f"appeals.state.{answer.appeal.state}")))
    for told in answer:
        if as_json:
            put_json(record(told))
        else:
            click.echo("\n".join(lines(told, words)))
    if not answer and not as_json:
        click.echo(words("appeals.none"))
    if cases is not None:
        _write(accepted, cases, words)


async def _ask(app: App, wish: Wish) -> tuple[Sequence[AppealTold] | AlreadyDecided | UnknownAppeal, Sequence[Case]]:
    # Reading goes on beside a running bot; only a decision needs the database for itself.
    async with app.store(reading=wish.appeal is None) as store, store.transaction() as tx:
        notebook = app.practice.notebook
        answer: Sequence[AppealTold] | AlreadyDecided | UnknownAppeal
        if wish.appeal is None:
            answer = await contested.waiting(notebook, tx)
        else:
            decided = await contested.decide(notebook, tx, wish.appeal, wish.note, accept=wish.accept)
            answer = (decided,) if isinstance(decided, AppealTold) else decided
        return answer, await accepted_cases(tx) if wish.cases else ()


def record(told: AppealTold) -> dict[str, object]:
    """An appeal as plain values. Nothing in it says who made it, but for what they wrote."""
    appeal, finding = told.appeal, told.finding
    return {
        "id": appeal.id,
        "state": appeal.state.value,
        "scenario": told.scenario,
        "lang": told.lang,
        "turn": appeal.turn,
        "rule": appeal.rule,
        "attendee": told.heard,
        "learner": told.text,
        "quote": finding.quote if finding else "",
        "points": finding.points if finding else None,
        "reason": appeal.reason,
        "made": appeal.made.isoformat(),
        "decided": appeal.decided.isoformat() if appeal.decided else None,
        "note": appeal.note,
        "points_before": appeal.points_before,
        "points_after": appeal.points_after,
    }


def lines(told: AppealTold, words: Words) -> list[str]:
    """An appeal for a person to read."""
    appeal, finding = told.appeal, told.finding
    about = {"rule": appeal.rule, "turn": appeal.turn, "scenario": told.scenario}
    said = [words("appeals.heading", id=appeal.id, day=appeal.made.date().isoformat(), **about)]
    said += [f"  {words('appeals.heard', text=told.heard)}"] if told.heard else []
    said += [f"  {words('appeals.said', text=told.text)}"]
    said += [f"  {words.count('appeals.quote', finding.points, quote=finding.quote)}"] if finding else []
    said += [f"  {words('appeals.reason', reason=appeal.reason or words('appeals.no_reason'))}"]
    if appeal.points_after is not None:
        said.append(f"  {words('appeals.corrected', before=appeal.points_before, after=appeal.points_after)}")
    elif appeal.decided:
        said.append(f"  {words('appeals.stands')}")
    return [*said, ""]


def _write(cases: Sequence[Case], folder: Path, words: Words) -> None:
    """A file for each case that has none yet; what somebody worked on since is left as it is."""
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for case in cases:
            path = folder / f"{case.scenario}_{case.id}.yaml"
            if not path.exists():
                path.write_text(_yaml(case), encoding="utf-8")
                written += 1
    except OSError as error:
        complain(words("appeals.not_written", folder=folder, detail=error.strerror or str(error)))
        raise SystemExit(INPUT_HAS_ERRORS) from None
    tell(words.count("appeals.written", written, folder=folder))


def _yaml(case: Case) -> str:
    return yaml.safe_dump(case.record(), allow_unicode=True, sort_keys=False, width=WIDEST)
