"""Beside the club: which kind of network suits, by eight questions; and how one networks, by twelve statements.

One message asks it all, edited in place; the answers so far travel with the buttons, so that nothing is kept of a
questionnaire nobody finished.
"""

from __future__ import annotations

from coaching.club.choosing import MOST, Chooser, choose, mode_from
from coaching.faces.telegram.club_places import go_to, here
from coaching.faces.telegram.markup import bold, escaped, italic
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.clubs import kinds_told, mode_told
from coaching.services.seasons import AtClub

SKIPPED = "x"
LETTERS = "ABCD"
Row = list[tuple[str, Deed, str]]


async def ask_kind(visit: Visit, said: str = "") -> None:
    """The question after those answers, a digit each; after the last, what suits."""
    chooser, words = visit.house.shelf.chooser, visit.words
    if chooser is None:
        return
    questions = list(chooser.questions)
    if len(said) >= len(questions):
        await _suits(visit, chooser, said)
        return
    question = questions[len(said)]
    options = list(chooser.questions[question])
    told = [f"{LETTERS[at]}. {words(f'networks.questions.{question}.{one}')}" for at, one in enumerate(options)]
    letters: Row = [(LETTERS[at], Deed.CLUB_KIND, f"{said}{at}") for at in range(len(options))]
    skip: Row = [(words("telegram.buttons.skip"), Deed.CLUB_KIND, f"{said}{SKIPPED}")]
    number = words("telegram_club.number", number=len(said) + 1, count=len(questions))
    head = [bold(words("telegram_club.which"))] if not said else []
    (visit.show if said else visit.tell)(  # what stood there before the first question stays
        *head,
        f"{italic(number)}\n{bold(words(f'networks.questions.{question}.asks'))}",
        "\n".join(map(escaped, told)),
        rows=await visit.keyboard(await _place(visit), [letters, skip]),
    )


async def _suits(visit: Visit, chooser: Chooser, said: str) -> None:
    """The kind that suits best with its reasons, and how the others do."""
    words, answers = visit.words, _answers(chooser, said)
    found = choose(answers, chooser)
    name, *rest = kinds_told(found, answers, words)
    at = await here(visit)
    if at is None:
        onward: Row = [(words("telegram_club.buttons.begin"), Deed.CLUB_BEGIN, "")]
    else:
        onward = [(words("telegram_club.buttons.back"), Deed.CLUB, "")]
    shares = [
        words("telegram_club.share", name=words(f"networks.kinds.{one.kind}.name"), share=one.share) for one in found
    ]
    rows = await visit.keyboard(await _place(visit), [onward])
    if rest:
        best = f"{escaped(words('networks.suits'))}\n{bold(name)}"
        visit.show(best, *map(escaped, rest), "\n".join(map(escaped, shares)), rows=rows)
    else:
        visit.show(escaped(name), rows=rows)


def _answers(chooser: Chooser, said: str) -> dict[str, str]:
    """The options chosen, by question. What no button of ours could have carried is left out."""
    found = {}
    for (question, options), digit in zip(chooser.questions.items(), said, strict=False):
        if digit.isdecimal() and int(digit) < len(options):
            found[question] = list(options)[int(digit)]
    return found


async def ask_mode(visit: Visit, said: str = "") -> None:
    """The statement after those answers, a digit each; after the last, the mode they tell of."""
    chooser, words = visit.house.shelf.chooser, visit.words
    if chooser is None:
        return
    statements = list(chooser.statements)
    if len(said) >= len(statements):
        await _mode(visit, chooser, said)
        return
    often: Row = [
        (words(f"telegram_club.often.{value}"), Deed.CLUB_MODE, f"{said}{value}") for value in range(MOST + 1)
    ]
    number = words("telegram_club.number", number=len(said) + 1, count=len(statements))
    think = [escaped(words("telegram_club.think"))] if not said else []
    (visit.show if said else visit.tell)(
        *think,
        f"{italic(number)}\n{bold(words(f'networks.mode.statements.{statements[len(said)]}'))}",
        rows=await visit.keyboard(await _place(visit), [often[:2], often[2:]]),
    )


async def _mode(visit: Visit, chooser: Chooser, said: str) -> None:
    """What they say of how they network, beside what they said before; then on to the club."""
    answers = {name: int(digit) for name, digit in zip(chooser.statements, said, strict=False) if digit.isdecimal()}
    answer, seasons = mode_from(answers, chooser), visit.house.shelf.seasons
    at = await seasons.last(visit.tx, visit.learner) if seasons else None
    before = at.kept.before if at else None
    visit.show(*map(escaped, mode_told(answer, visit.words, before)))
    if seasons is None or at is None:
        return
    at = await seasons.answer(visit.tx, visit.learner, at, answer)
    if at.journey.ended is None:
        await go_to(visit, at)
    else:
        await _afterwards(visit, at)


async def _afterwards(visit: Visit, _: AtClub) -> None:
    """After the questionnaire of a season that is over."""
    words = visit.words
    rows: list[Row] = [
        [(words("telegram_club.buttons.again"), Deed.CLUB_BEGIN, "")],
        [(words("telegram_club.buttons.which"), Deed.CLUB_KIND, "")],
        [(words("telegram.buttons.somebody"), Deed.CHOOSE, "")],
    ]
    visit.tell(escaped(words("telegram_club.what_next")), rows=await visit.keyboard(Place.READY, rows))


async def _place(visit: Visit) -> Place:
    """A text typed meanwhile goes where it would have gone."""
    return Place.CLUB_TABLE if await here(visit) else Place.READY


ASKING = Matter(deeds={Deed.CLUB_KIND: ask_kind, Deed.CLUB_MODE: ask_mode})
