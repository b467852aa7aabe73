"""The prescriber: now and then, someone has a need, and the learner says to whom of those met they would send them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from coaching.faces.telegram.afterwards import ended, next_rows
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.typed import is_no_answer
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.telling import judgement_told
from coaching.ladder import WENT_WELL
from coaching.prescribing import Question, judge, question
from coaching.services import referring
from coaching.services.records import KeptRehearsal

HOW_OFTEN = 1 / 2  # of the rehearsals that went well, never two running
NOBODY = "-"  # what no attendee is called


async def due(visit: Visit, rehearsal: str) -> Question | None:
    """What is asked after that rehearsal, always the same; None after most."""
    every = [one for one in await visit.tx.rehearsals.all(visit.learner) if one.ended and one.is_begun]
    if not visit.house.shelf.prescriptions or not is_turn(every, rehearsal):
        return None
    met = await referring.met(visit.house.notebook, visit.tx, visit.learner)
    asked = await referring.needs_asked(visit.tx, visit.learner)
    drawn = question(met, visit.house.shelf.prescriptions, _dice(_named(every, rehearsal), "need"), asked)
    return drawn if drawn and len(drawn.choices) > 1 else None  # of one there is no choice


async def ask(visit: Visit, asked: Question, rehearsal: str) -> None:
    """The need, and those met as buttons."""
    words, lang = visit.words, visit.lang
    rows = [[(one.title.first(lang), Deed.SEND, one.id)] for one in asked.choices]
    rows.append(
        [(words("telegram.buttons.none_of_them"), Deed.SEND, ""), (words("telegram.buttons.skip"), Deed.UNSENT, "")]
    )
    visit.tell(
        f"🤝 {bold(words('prescribing.title'))}",
        escaped(asked.prescription.need.first(lang)),
        escaped(words("phone.refer.whom")),
        rows=await visit.keyboard(Place.READY, rows, about=rehearsal),
    )


def is_turn(every: Sequence[KeptRehearsal], rehearsal: str) -> bool:
    """Whether that rehearsal, their last, is one of those after which somebody is asked."""
    if not every or every[-1].id != rehearsal:
        return False
    asked = False
    for one in every:
        went_well = one.forked_from is None and (one.score or 0) >= WENT_WELL
        asked = went_well and not asked and _dice(one, "turn").random() < HOW_OFTEN
    return asked


async def _send(visit: Visit, choice: str) -> None:
    rehearsal, words = visit.stage.about, visit.words
    asked = await due(visit, rehearsal)
    if asked is None:
        await _move_on(visit, rehearsal)
    elif choice not in {one.id for one in asked.choices}:
        await _answer(visit, rehearsal, asked, NOBODY, "")
    else:
        chosen = next(one for one in asked.choices if one.id == choice)
        skip = [[(words("telegram.buttons.skip"), Deed.WHYLESS, "")]]
        visit.tell(
            f"{bold(chosen.title.first(visit.lang))}\n{escaped(words('prescribing.why'))}",
            rows=await visit.keyboard(Place.RECOMMENDING, skip, about=f"{rehearsal} {choice}"),
        )


async def _explain(visit: Visit, why: str) -> None:
    rehearsal, _, choice = visit.stage.about.partition(" ")
    asked = await due(visit, rehearsal)
    if asked is None or choice not in {one.id for one in asked.choices}:
        await _move_on(visit, rehearsal)
    else:
        await _answer(visit, rehearsal, asked, choice, "" if is_no_answer(why) else why)


async def _answer(visit: Visit, rehearsal: str, asked: Question, choice: str, why: str) -> None:
    judged = judge(asked, choice, why, visit.lang)
    await referring.keep(visit.tx, visit.learner, asked, choice, why, judged)
    told = judgement_told(judged, visit.words, nobody=choice == NOBODY)
    await _move_on(visit, rehearsal, *map(escaped, told))


async def _pass(visit: Visit, _: str) -> None:
    await _move_on(visit, visit.stage.about, escaped(visit.words("prescribing.passed")))


async def _move_on(visit: Visit, rehearsal: str, *blocks: str) -> None:
    debrief = await ended(visit, rehearsal)
    if debrief is None or not blocks:
        await go_on(visit, *blocks)
        return
    visit.tell("\n".join(blocks), rows=await next_rows(visit, debrief))


def _dice(kept: KeptRehearsal, what: str) -> Random:
    return Random(f"{kept.seed}:{kept.number}:{what}")


def _named(every: list[KeptRehearsal], rehearsal: str) -> KeptRehearsal:
    return next(one for one in every if one.id == rehearsal)


async def _without_why(visit: Visit, _: str) -> None:
    await _explain(visit, "")


REFERRING = Matter(
    deeds={Deed.SEND: _send, Deed.UNSENT: _pass, Deed.WHYLESS: _without_why},
    texts={Place.RECOMMENDING: _explain},
)
