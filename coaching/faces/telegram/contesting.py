"""Contesting a mark: which one, why, what happens next; and taking that back."""

from __future__ import annotations

from coaching.faces.telegram.afterwards import Row, ended, next_rows
from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.typed import is_no_answer
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.marking import finding_told, numbers_to_contest
from coaching.scorecard.card import Finding
from coaching.services.appeals import contest, withdraw
from coaching.services.events import AlreadyContested, Contested, Debrief
from coaching.services.records import AppealState, KeptAppeal

IN_A_ROW = 5  # numbers


async def _choose(visit: Visit, _: str) -> None:
    """The marks that can be contested, by the numbers they have among all the marks."""
    debrief = await ended(visit, visit.stage.about)
    if debrief is None:
        await go_on(visit)
        return
    words, its_words = visit.words, visit.words_in(debrief.conversation.profile.lang)
    lines, buttons = list[str](), Row()
    for at, number in numbers_to_contest(debrief.scorecard).items():
        finding = debrief.scorecard.findings[at]
        appeal = _appeal(debrief, finding)
        told = finding_told(finding, its_words, number)
        lines.append(f"{told} {_state(appeal, words)}" if appeal else told)
        if appeal is None:
            buttons.append((str(number), Deed.FINDING, str(at)))
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    rows.append([(words("telegram.buttons.never_mind"), Deed.NOTHING, "")])
    visit.tell(
        bold(words("phone.appeal.which")),
        *map(escaped, lines),
        rows=await visit.keyboard(Place.READY, rows, about=debrief.id),
    )


async def _finding(visit: Visit, number: str) -> None:
    """Why that one is wrong, in a sentence if they like."""
    rehearsal = visit.stage.about
    debrief = await ended(visit, rehearsal)
    found = _at(debrief, number) if debrief else None
    if debrief is None or found is None:
        await go_on(visit)
        return
    words = visit.words
    skip = [[(words("telegram.buttons.skip"), Deed.UNEXPLAINED, "")]]
    visit.show(
        bold(finding_told(found, visit.words_in(debrief.conversation.profile.lang))),
        escaped(words("phone.appeal.why")),
        rows=await visit.keyboard(Place.REASON, skip, about=f"{rehearsal} {number}"),
    )


async def _reason(visit: Visit, reason: str) -> None:
    """It is contested, and they are told what happens next."""
    rehearsal, _, number = visit.stage.about.partition(" ")
    at = int(number) if number.isdecimal() else -1
    said = "" if is_no_answer(reason) else reason
    made = await contest(visit.house.notebook, visit.tx, visit.learner, rehearsal, at, said)
    debrief = await ended(visit, rehearsal)
    if debrief is None:
        await go_on(visit)
        return
    words, first = visit.words, list[Row]()
    if isinstance(made, Contested):
        told = words("phone.appeal.thanks")
        first.append([(words("telegram.buttons.withdraw"), Deed.WITHDRAW, made.appeal.id)])
    else:
        told = words("phone.appeal.already" if isinstance(made, AlreadyContested) else "phone.appeal.cannot")
    visit.tell(escaped(told), rows=await next_rows(visit, debrief, *first))


async def _unexplained(visit: Visit, _: str) -> None:
    await _reason(visit, "")


async def _withdraw(visit: Visit, appeal: str) -> None:
    rehearsal = visit.stage.about
    taken = await withdraw(visit.tx, visit.learner, appeal)
    key = "phone.appeal.withdrawn" if isinstance(taken, KeptAppeal) else "phone.appeal.cannot"
    await _back(visit, rehearsal, key)


async def _nothing(visit: Visit, _: str) -> None:
    await _back(visit, visit.stage.about, "phone.appeal.nothing")


async def _back(visit: Visit, rehearsal: str, key: str) -> None:
    debrief = await ended(visit, rehearsal)
    told = escaped(visit.words(key))
    if debrief is None:
        await go_on(visit, told)
    else:
        visit.show(told, rows=await next_rows(visit, debrief))


def _at(debrief: Debrief, number: str) -> Finding | None:
    places = numbers_to_contest(debrief.scorecard)
    return next((debrief.scorecard.findings[at] for at in places if str(at) == number), None)


def _appeal(debrief: Debrief, finding: Finding) -> KeptAppeal | None:
    """How their appeal against it stands, if they made one and didn't take it back."""
    about = (finding.turn, finding.rule.value)
    made = (one for one in debrief.appeals if one.state is not AppealState.WITHDRAWN)
    return next((one for one in made if (one.turn, one.rule) == about), None)


def _state(appeal: KeptAppeal, words: Words) -> str:
    return words("phone.appeal.state", state=words(f"appeals.state.{appeal.state}"))


CONTESTING = Matter(
    deeds={
        Deed.CONTEST: _choose,
        Deed.FINDING: _finding,
        Deed.UNEXPLAINED: _unexplained,
        Deed.WITHDRAW: _withdraw,
        Deed.NOTHING: _nothing,
    },
    texts={Place.REASON: _reason},
)
