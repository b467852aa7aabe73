"""What comes to a learner unasked from their coaches: what is asked, and what was answered, in place."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.cohorts.calendar import NoticeKind
from coaching.faces.telegram.afterwards import ended, next_rows
from coaching.faces.telegram.assigned import coach_of, name_of, show_assigned, when_told
from coaching.faces.telegram.choosing import choose
from coaching.faces.telegram.coaching_reading import comment_told
from coaching.faces.telegram.coaching_week import week_due
from coaching.faces.telegram.joining import open_any
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.messages import Button, pages
from coaching.faces.telegram.presses import Deed, Press
from coaching.faces.telegram.shelf import House
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words, words_for
from coaching.faces.words.groups import answer_told, notice_told, review_told, wanted_told, what_told
from coaching.scorecard.card import Finding
from coaching.services import assignments, own_scenarios, reading
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptReview
from coaching.services.cohorts import APPOINTED
from coaching.services.commenting import ANSWER
from coaching.services.efforts import OWN
from coaching.services.events import Debrief
from coaching.services.journey_records import KeptReminder
from coaching.services.own_scenarios import COMPLAINT, Settled
from coaching.services.ports import Transaction
from coaching.services.reading import Beside
from coaching.services.records import Kind, Learner, Outgoing
from coaching.services.reminding import Teller, zone_of
from coaching.services.second_try import open_marks
from coaching.services.weeks import WEEK

LONGEST_QUOTE = 200


def tellers_for_groups(house: House) -> dict[str, Teller]:
    """Who words the reminders about groups."""

    async def of_assignment(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        return await _notice(house, tx, learner, due)

    async def of_answer(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        return await _answer(house, tx, learner, due)

    async def of_week(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        return await week_due(house, tx, learner, due)

    async def of_role(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        return await _appointed(tx, learner, due)

    async def of_complaint(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
        return await _settled(tx, learner, due)

    return {
        assignments.REMINDER: of_assignment,
        ANSWER: of_answer,
        WEEK: of_week,
        APPOINTED: of_role,
        COMPLAINT: of_complaint,
    }


async def go_to_assigned(visit: Visit, reminder: KeptReminder) -> None:
    """What it reminded of."""
    if not await show_assigned(visit, reminder.about):
        await choose(visit, escaped(visit.words("joining.no_more")))


async def go_to_answered(visit: Visit, reminder: KeptReminder) -> None:
    """The rehearsal, with all that coaches said and decided about it."""
    debrief = await ended(visit, reminder.about)
    if debrief is None:
        await choose(visit, escaped(visit.words("joining.no_more")))
        return
    name = debrief.scenario.name.first(visit.lang)
    told = (bold(visit.words("joining.talk_with", name=name)), *await said_blocks(visit, debrief))
    visit.tell(*told, rows=await next_rows(visit, debrief))


async def go_to_group(visit: Visit, reminder: KeptReminder) -> None:
    """The group itself."""
    await open_any(visit, reminder.about)


async def go_to_mended(visit: Visit, reminder: KeptReminder) -> None:
    """Whom they complained of, a tap away: they may be in another conversation."""
    found = await own_scenarios.settled(visit.tx, visit.learner, reminder.about)
    if found is None or not found.is_there:
        await choose(visit, escaped(visit.words("joining.no_more")))
        return
    row = [(visit.words("own.button", name=found.scenario), Deed.PICK, f"{OWN}{found.complaint.own}")]
    visit.tell(escaped(_settled_told(found, visit.words)), rows=await visit.keyboard(Place.READY, [row]))


GOING = {
    assignments.REMINDER: go_to_assigned,
    ANSWER: go_to_answered,
    WEEK: go_to_group,
    APPOINTED: go_to_group,
    COMPLAINT: go_to_mended,
}


async def said_blocks(visit: Visit, debrief: Debrief) -> tuple[str, ...]:
    """All that coaches said and decided about a rehearsal, for its learner, each at its place."""
    found = await reading.beside(visit.tx, visit.learner, debrief.id)
    if isinstance(found, NotThere) or not (found.comments or found.reviews):
        return ()
    words = visit.words
    lines = [_review(one, found, debrief, words) for one in found.reviews]
    lines += [_with_quote(comment_told(one, found, words), debrief, one.turn, words) for one in found.comments]
    return ("\n\n".join([f"💬 {bold(words('joining.coaches_said'))}", *map(escaped, lines)]),)


async def _notice(house: House, tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    assignment_id, kind = assignments.notice_of(due)
    asked = await assignments.told(tx, learner, assignment_id, kind)
    if asked is None:
        return ()
    words, assignment = words_for(learner.preferences, learner.lang), asked.assignment
    coach = await coach_of(tx, assignment, words)
    what = what_told(assignment.what, await name_of(house, tx, learner, assignment.what, assignment.about), words)
    day = when_told(assignment.due, zone_of(learner), words)
    lines = [*notice_told(kind, coach, what, day, words, assignment.note)]
    if kind in (NoticeKind.ASSIGNED, NoticeKind.EDITED):
        lines += wanted_told(assignment, words, house.notebook.rubric)
    number = str(due.id)
    rows: tuple[tuple[Button, ...], ...] = ()
    if kind is not NoticeKind.WITHDRAWN:
        see, later = words("joining.buttons.see"), words("reminders.later")
        rows = (
            (_button(see, Deed.GO, number), _button(later, Deed.SNOOZE, number)),
            (_button(words("reminders.stop"), Deed.STOP_REMINDING, number),),
        )
    return pages(
        learner.chat_id, ["\n".join([f"📌 {escaped(lines[0])}", *map(escaped, lines[1:])])], rows, Kind.REMINDER
    )


async def _appointed(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    """What they are in a group now, and what that lets them do."""
    cohort, me = await tx.cohorts.of_id(due.about), await tx.cohorts.member(due.about, learner.id)
    if cohort is None or me is None:
        return ()
    words = words_for(learner.preferences, learner.lang)
    told = escaped(words(f"coaches.appointed.{me.role.value}", cohort=cohort.name))
    return pages(
        learner.chat_id,
        [f"👥 {told}"],
        ((_button(words("joining.buttons.see"), Deed.GO, str(due.id)),),),
        Kind.REMINDER,
    )


async def _settled(tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    """What became of their complaint; and the way back, where it was mended."""
    found = await own_scenarios.settled(tx, learner, due.about)
    if found is None:
        return ()
    words = words_for(learner.preferences, learner.lang)
    may_go = found.complaint.mended is not None and found.is_there
    rows = ((_button(words("joining.buttons.see"), Deed.GO, str(due.id)),),) if may_go else ()
    return pages(learner.chat_id, [escaped(_settled_told(found, words))], rows, Kind.REMINDER)


def _settled_told(found: Settled, words: Words) -> str:
    if found.complaint.mended is None:
        return words("own.settled.stays", name=found.scenario)
    return words("own.settled.mended", name=found.scenario, number=found.complaint.mended)


async def _answer(house: House, tx: Transaction, learner: Learner, due: KeptReminder) -> Sequence[Outgoing]:
    """One comment, one decision: the very words of it, and what they are about."""
    found = await reading.beside(tx, learner, due.about)
    debrief = await open_marks(house.notebook, tx, learner, due.about)
    if isinstance(found, NotThere) or not isinstance(debrief, Debrief):
        return ()
    words, told = (
        words_for(learner.preferences, learner.lang),
        _told(due.key.partition(":")[2], found, debrief, learner),
    )
    if not told:
        return ()  # taken back since
    head = escaped(answer_told(debrief.scenario.name.first(learner.lang), words))
    rows = ((_button(words("joining.buttons.see"), Deed.GO, str(due.id)),),)
    return pages(learner.chat_id, [f"💬 {head}", escaped(told)], rows, Kind.REMINDER)


def _told(name: str, found: Beside, debrief: Debrief, learner: Learner) -> str:
    words = words_for(learner.preferences, learner.lang)
    for comment in found.comments:
        if comment.id == name:
            return _with_quote(comment_told(comment, found, words), debrief, comment.turn, words)
    review = next((one for one in found.reviews if name in (one.id, one.appeal)), None)
    return _review(review, found, debrief, words) if review else ""


def _review(review: KeptReview, found: Beside, debrief: Debrief, words: Words) -> str:
    """Which finding, who decided what, what that makes of the score, and why."""
    coach = (found.names or {}).get(review.author or 0, "") or words("joining.a_coach")
    about = _finding(review, debrief)
    key = "joining.appealed" if review.appeal else "joining.reviewed"
    lines = [words(key, turn=review.turn, rule=about.name.first(words.lang) if about else "")]
    lines += review_told(review, coach, words)
    if review.note:
        lines.append(words("joining.review_note", note=review.note))
    return "\n".join(lines)


def _finding(review: KeptReview, debrief: Debrief) -> Finding | None:
    every = debrief.scorecard.findings
    return next((one for one in every if (one.turn, one.rule.value) == (review.turn, review.rule)), None)


def _with_quote(told: str, debrief: Debrief, turn: int | None, words: Words) -> str:
    said = next((one.text for one in debrief.conversation.turns if one.number == turn), "")
    return "\n".join([words("joining.you_said", text=clipped(said, LONGEST_QUOTE)), told]) if said else told


def _button(label: str, deed: Deed, about: str) -> Button:
    return Button(label, Press(deed, 0, about).data())
