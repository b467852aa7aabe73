"""The day after a real event: three questions on how it went, kept one by one, and one small mission at a time."""

from __future__ import annotations

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.typed import is_no_answer
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words import Words
from coaching.services.journey_records import CardWay, KeptEvent, KeptMission, MissionState
from coaching.understanding.words import fold

QUESTIONS = ("one", "two", "three")
YES, NO = "yes", "no"
DONE, ANOTHER = "done", "another"
MOST_CARDS = 30  # of one message


async def ask_whether_they_went(visit: Visit, event: KeptEvent) -> None:
    """The question whether they went at all."""
    words = visit.words
    row = [(words("event.after.did_go"), Deed.WENT, YES), (words("event.after.stayed"), Deed.WENT, NO)]
    rows = await visit.keyboard(Place.READY, [row], about=event.id)
    visit.tell(f"🌙 {bold(words('event.after.title'))}", escaped(words("event.after.went")), rows=rows)


async def _went(visit: Visit, answer: str) -> None:
    events = visit.house.real_events
    planned = await events.current(visit.tx, visit.learner)
    if planned is None:
        await go_on(visit, escaped(visit.words("event.none")))
    elif answer == NO:
        mission = await events.tell(visit.tx, visit.learner, planned.event, (), went=False)
        await _give(visit, mission, escaped(visit.words("event.after.missed")))
    else:
        await visit.use_up_keyboard(Place.RECOUNT, about=planned.event.id)
        visit.tell(escaped(visit.words(f"event.after.{QUESTIONS[0]}")))


async def _recount(visit: Visit, text: str) -> None:
    """One answer; the next question, or thanks and a mission."""
    events = visit.house.real_events
    planned = await events.current(visit.tx, visit.learner)
    if planned is None:
        await go_on(visit, escaped(visit.words("event.none")))
        return
    answers = await events.recount(visit.tx, visit.learner, planned.event, text)
    if len(answers) < len(QUESTIONS):
        await visit.use_up_keyboard(Place.RECOUNT, about=planned.event.id)
        visit.tell(escaped(visit.words(f"event.after.{QUESTIONS[len(answers)]}")))
        return
    await events.tell(visit.tx, visit.learner, planned.event, answers)
    none = [[(visit.words("telegram.buttons.skip"), Deed.NO_CARDS, "")]]
    rows = await visit.keyboard(Place.CARDS, none, about=planned.event.id)
    visit.tell(escaped(visit.words("event.after.thanks")), escaped(visit.words("event.after.cards")), rows=rows)


async def _cards(visit: Visit, text: str) -> None:
    """Real cards into the ledger, which is shown with those of the rehearsals beside."""
    if is_no_answer(text):
        await _no_cards(visit, "")
        return
    events, words, event = visit.house.real_events, visit.words, visit.stage.about
    for name, way in read_cards(text, words):
        await events.add_card(visit.tx, visit.learner, way, name, event=event)
    ledger = await events.ledger(visit.tx, visit.learner)
    real = words("event.ledger.real", **{way.value: ledger.count(way) for way in CardWay})
    rehearsed = words("event.ledger.rehearsed", earned=ledger.earned, exchanged=ledger.exchanged, pushed=ledger.pushed)
    told = f"🎴 {bold(words('event.ledger.title'))}\n{escaped(real)}\n{escaped(rehearsed)}"
    await _give(visit, await events.mission(visit.tx, visit.learner), told)


async def _no_cards(visit: Visit, _: str) -> None:
    await _give(visit, await visit.house.real_events.mission(visit.tx, visit.learner))


def read_cards(text: str, words: Words) -> list[tuple[str, CardWay]]:
    """Whose cards changed hands and how, a line each; exchanged, where a line doesn't say."""
    found = []
    for line in text.splitlines()[:MOST_CARDS]:
        name, _, said = line.partition(",")
        known = ((way, words(f"event.ways.{way}").split()) for way in CardWay)
        plain = fold(said)
        way = next((way for way, starts in known if any(start in plain for start in starts)), CardWay.EXCHANGED)
        if name.strip():
            found.append((name.strip(), way))
    return found


async def _give(visit: Visit, mission: KeptMission | None, *blocks: str) -> None:
    words = visit.words
    its = visit.house.real_events.mission_of(mission) if mission else None
    if its is None:
        await go_on(visit, *blocks, escaped(words("event.mission.all_given")))
        return
    row = [(words("event.mission.done"), Deed.MISSION, DONE), (words("event.mission.let_go"), Deed.MISSION, ANOTHER)]
    says, why = escaped(its.says.first(visit.lang)), escaped(its.why.first(visit.lang))
    visit.tell(
        *blocks,
        f"🌱 {bold(words('event.mission.title'))}\n{says}\n<i>{why}</i>",
        rows=await visit.keyboard(Place.READY, [row]),
    )


async def _mission(visit: Visit, what: str) -> None:
    events = visit.house.real_events
    mission = await _open_mission(visit)
    if mission is None:
        await go_on(visit)
    elif what == ANOTHER:
        await events.settle(visit.tx, visit.learner, mission, done=False)
        await _give(visit, await events.mission(visit.tx, visit.learner))
    else:
        await visit.use_up_keyboard(Place.MISSION)
        visit.tell(escaped(visit.words("event.mission.well_done")))


async def _told(visit: Visit, text: str) -> None:
    mission = await _open_mission(visit)
    if mission is not None:
        await visit.house.real_events.settle(visit.tx, visit.learner, mission, text, done=True)
    await go_on(visit, escaped(visit.words("event.mission.kept")))


async def _open_mission(visit: Visit) -> KeptMission | None:
    given = [one for one in await visit.tx.events.missions(visit.learner) if one.state is MissionState.GIVEN]
    return given[-1] if given else None


RECOUNTING = Matter(
    deeds={Deed.WENT: _went, Deed.MISSION: _mission, Deed.NO_CARDS: _no_cards},
    texts={Place.RECOUNT: _recount, Place.CARDS: _cards, Place.MISSION: _told},
)
