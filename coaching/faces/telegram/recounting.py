"""The day after a real event: three questions on how it went, kept one by one, and one small mission at a time."""

from __future__ import annotations

from coaching.faces.telegram.choosing import go_on
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services.journey_records import KeptEvent, KeptMission, MissionState

QUESTIONS = ("one", "two", "three")
YES, NO = "yes", "no"
DONE, ANOTHER = "done", "another"


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
    mission = await events.tell(visit.tx, visit.learner, planned.event, answers)
    await _give(visit, mission, escaped(visit.words("event.after.thanks")))


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
    deeds={Deed.WENT: _went, Deed.MISSION: _mission},
    texts={Place.RECOUNT: _recount, Place.MISSION: _told},
)
