"""A coach reads what was shared: the marks, the words where those were shared too; and says a word in place."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.cohorts.sharing import Level
from coaching.faces.telegram.assigned import name_of
from coaching.faces.telegram.coaching_pages import IN_A_ROW, Choice, ask, at, back, gone, in_rows, show
from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.faces.words.groups import review_told
from coaching.faces.words.marking import finding_told
from coaching.scorecard.card import Finding
from coaching.services import commenting, reading
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptComment
from coaching.services.reading import Beside, MarksSeen
from coaching.services.records import Learner

WHOLE = "all"
LONGEST_ECHO = 80
TURNS_IN_A_ROW = 6


async def _read(visit: Visit, result_id: str) -> None:
    await show_marks(visit, at(visit, 1)[0], result_id)


async def show_marks(visit: Visit, cohort_id: str, result_id: str, *blocks: str) -> None:
    """The marks, each finding with its number and what was decided about it."""
    notebook, words = visit.house.notebook, visit.words
    seen = await reading.marks(notebook, visit.tx, visit.learner, cohort_id, result_id)
    if isinstance(seen, NotThere):
        await gone(visit)
        return
    beside = await _beside(visit, cohort_id, result_id)
    who = await visit.tx.cohorts.member(cohort_id, seen.result.learner)
    name = await name_of(visit.house, visit.tx, visit.learner, seen.result.what, seen.result.about)
    title = words("coach.read.title", who=(who.alias if who else "") or words("coach.nameless"), name=name)
    numbers: list[Choice] = [
        (str(number), Deed.VERDICT, str(number - 1)) for number, _ in enumerate(seen.findings, start=1)
    ]
    rows = in_rows(numbers, IN_A_ROW)
    if seen.level.includes(Level.TRANSCRIPT):
        rows.append([(words("coach.read.words"), Deed.TRANSCRIPT, "")])
    rows.append([(words("coach.read.remark"), Deed.REMARK, WHOLE)])
    mine = [one for one in beside.comments if one.author == visit.learner.id]
    if mine:
        rows.append(
            [
                (words("coach.read.reword"), Deed.REMARK, f"c{mine[-1].id}"),
                (words("coach.read.unsay"), Deed.UNSAY, mine[-1].id),
            ]
        )
    if who:
        rows.append([(words("coach.read.learner"), Deed.MEMBER, who.id), back(visit, cohort_id)])
    findings = "\n".join(escaped(one) for one in _findings(seen, beside, words))
    said = "\n".join(escaped(comment_told(one, beside, words, visit.learner)) for one in beside.comments)
    await show(
        visit,
        f"{cohort_id} {result_id}",
        *blocks,
        f"{bold(title)}\n{escaped(_score(seen, words))}",
        findings or escaped(words("coach.read.no_findings")),
        *([said] if said else []),
        escaped(words("coach.read.how")),
        rows=rows,
    )


async def _transcript(visit: Visit, _: str) -> None:
    """Every word, a number before each message, to say something about it."""
    cohort_id, result_id = at(visit, 2)
    seen = await reading.transcript(visit.house.notebook, visit.tx, visit.learner, cohort_id, result_id)
    if isinstance(seen, NotThere):
        await gone(visit)
        return
    words, talk = visit.words, seen.debrief.conversation
    name = seen.debrief.scenario.name.first(talk.profile.lang)
    blocks = [spoken(words("coach.read.opening", name=name, text=talk.opening))]
    for turn in talk.turns:
        its = [one for one in seen.debrief.scorecard.findings if one.turn == turn.number]
        marks = "\n".join(f"  ▸ {escaped(finding_told(one, visit.words_in(talk.profile.lang)))}" for one in its)
        said = "\n".join(
            [f"<b>{turn.number}.</b> {escaped(turn.text)}", *([marks] if marks else []), spoken(turn.reply)]
        )
        blocks.append(said)
    turns: list[Choice] = [(str(one.number), Deed.REMARK, f"t{one.number}") for one in talk.turns]
    rows = [*in_rows(turns, TURNS_IN_A_ROW), [(words("coach.read.marks"), Deed.READ, result_id)]]
    title = bold(words("coach.read.transcript"))
    await show(visit, f"{cohort_id} {result_id}", title, *blocks, escaped(words("coach.read.which_turn")), rows=rows)


async def _remark(visit: Visit, target: str) -> None:
    """What they want to say about it; nothing is said before they typed it."""
    cohort_id, result_id = at(visit, 2)
    seen = await reading.marks(visit.house.notebook, visit.tx, visit.learner, cohort_id, result_id)
    if isinstance(seen, NotThere):
        await gone(visit)
        return
    rows = [[(visit.words("coach.read.never_mind"), Deed.READ, result_id)]]
    await ask(
        visit,
        Place.COMMENT,
        f"{cohort_id} {result_id} {target}",
        escaped(_asked(target, seen, visit.words)),
        rows=rows,
    )


async def _comment(visit: Visit, text: str) -> None:
    cohort_id, result_id, target = at(visit, 3)
    said = await _say(visit, cohort_id, result_id, target, text)
    if isinstance(said, NotThere):
        await gone(visit)
    else:
        await show_marks(visit, cohort_id, result_id, escaped(visit.words("coach.read.said")))


async def _say(visit: Visit, cohort_id: str, result_id: str, target: str, text: str) -> KeptComment | NotThere:
    notebook, number = visit.house.notebook, int(target[1:]) if target[1:].isdecimal() else -1
    turn, rule = None, None
    if target.startswith("c"):
        return await commenting.edit_comment(visit.tx, visit.learner, target[1:], text)
    if target.startswith("t"):
        turn = number
    elif target.startswith("f"):
        seen = await reading.marks(notebook, visit.tx, visit.learner, cohort_id, result_id)
        if isinstance(seen, NotThere) or not 0 <= number < len(seen.findings):
            return NotThere()
        about = seen.findings[number]
        turn, rule = about.turn, about.rule.value
    return await commenting.comment(notebook, visit.tx, visit.learner, cohort_id, result_id, text, turn=turn, rule=rule)


async def _unsay(visit: Visit, comment_id: str) -> None:
    cohort_id, result_id = at(visit, 2)
    gone_now = await commenting.delete_comment(visit.tx, visit.learner, comment_id)
    if isinstance(gone_now, NotThere):
        await gone(visit)
    else:
        await show_marks(visit, cohort_id, result_id, escaped(visit.words("coach.read.unsaid")))


def comment_told(one: KeptComment, beside: Beside, words: Words, reader: Learner | None = None) -> str:
    """A coach's word with what it is about; `reader` may be that coach."""
    coach = (beside.names or {}).get(one.author, "") or words("joining.a_coach")
    if reader is not None and one.author == reader.id:
        coach = words("coach.read.me")
    text = words("joining.comment.edited", text=one.text) if one.edited else one.text
    if one.turn is None:
        return words("joining.comment.whole", coach=coach, text=text)
    return words("joining.comment.turn", coach=coach, turn=one.turn, text=text)


async def _beside(visit: Visit, cohort_id: str, result_id: str) -> Beside:
    found = await reading.beside(visit.tx, visit.learner, result_id)
    if isinstance(found, NotThere):
        return Beside()
    here = tuple(one for one in found.comments if one.cohort == cohort_id)
    return Beside(here, tuple(one for one in found.reviews if one.cohort == cohort_id), found.names)


def _findings(seen: MarksSeen, beside: Beside, words: Words) -> Iterator[str]:
    decided = {(one.turn, one.rule): one for one in beside.reviews}
    for number, one in enumerate(seen.findings, start=1):
        yield finding_told(one, words, number)
        review = decided.get((one.turn, one.rule.value))
        if review:
            coach = (beside.names or {}).get(review.author or 0, "") or words("joining.a_coach")
            told = " ".join(review_told(review, coach, words))
            yield f"   ↳ {told}" + (f" {words('joining.review_note', note=review.note)}" if review.note else "")


def _score(seen: MarksSeen, words: Words) -> str:
    dimensions = ", ".join(f"{words(f'debrief.dimension.{one}')} {points}" for one, points in seen.dimensions.items())
    if seen.corrected is not None and seen.corrected != seen.score:
        return words("coach.read.corrected", score=seen.score, corrected=seen.corrected, dimensions=dimensions)
    return words("coach.read.score", score=seen.score, dimensions=dimensions)


def _asked(target: str, seen: MarksSeen, words: Words) -> str:
    number = int(target[1:]) if target[1:].isdecimal() else -1
    if target.startswith("t"):
        return words("coach.read.ask_turn", turn=number)
    if target.startswith("f") and 0 <= number < len(seen.findings):
        return words("coach.read.ask_finding", finding=clipped(_short(seen.findings[number], words), LONGEST_ECHO))
    return words("coach.read.ask_again" if target.startswith("c") else "coach.read.ask_whole")


def _short(one: Finding, words: Words) -> str:
    return one.name.first(words.lang)


READING = Matter(
    deeds={Deed.READ: _read, Deed.TRANSCRIPT: _transcript, Deed.REMARK: _remark, Deed.UNSAY: _unsay},
    texts={Place.COMMENT: _comment},
)
