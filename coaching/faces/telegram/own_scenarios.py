"""The scenarios somebody wrote for their groups: seen, tried, given to a group, taken back, erased."""

from __future__ import annotations

from collections.abc import Mapping

from coaching.faces.telegram.beginning import pick
from coaching.faces.telegram.carrying import CARRIED
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import bold, clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.scenario_files import publish_later
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import cohorts, own_scenarios
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptCohort, KeptOwnScenario
from coaching.services.efforts import OWN
from coaching.services.records import Outgoing

LONGEST_LABEL = 34
MOST_LISTED = 20

Choice = tuple[str, Deed, str]


async def _all(visit: Visit, _: str) -> None:
    """All they wrote, and how to bring another."""
    words = visit.words
    mine = (await own_scenarios.mine(visit.tx, visit.learner))[:MOST_LISTED]
    rows = [[(clipped(one.scenario, LONGEST_LABEL), Deed.OWN, one.id)] for one in mine]
    if visit.house.shelf.example:
        rows.append([(words("workshop.buttons.example"), Deed.OWN_EXAMPLE, "")])
    told = [bold(words("workshop.title")), *([] if mine else [escaped(words("workshop.none"))])]
    visit.tell(*told, escaped(words("workshop.how")), rows=await visit.keyboard(Place.READY, rows))


async def _one(visit: Visit, own_id: str) -> None:
    await show_own(visit, own_id)


async def show_own(visit: Visit, own_id: str, *blocks: str) -> None:
    """One of them, under these blocks: how it stands, and what can be done with it."""
    own = await _mine(visit, own_id)
    if own is None:
        return
    words, playing = visit.words, await visit.tx.own_scenarios.published_in(own_id)
    told = [words.count("workshop.state.published", len(playing), number=own.published)] if playing else []
    if playing and await visit.tx.own_scenarios.version(own_id, own.published) != own.draft:
        told.append(words("workshop.state.changed"))
    complaints: list[list[Choice]] = []
    reports = await own_scenarios.reports(visit.tx, visit.learner, own_id)
    if not isinstance(reports, NotThere) and reports:
        told.append(words.count("workshop.state.reports", len(reports)))
        complaints.append([(words("workshop.buttons.complaints"), Deed.OWN_COMPLAINTS, own_id)])
    rows: list[list[Choice]] = [
        *complaints,
        [(words("workshop.buttons.try"), Deed.OWN_TRY, own_id)],
        [(words("workshop.buttons.publish"), Deed.OWN_PUBLISH, own_id)],
        *([[(words("workshop.buttons.withdraw"), Deed.OWN_BACK, own_id)]] if playing else []),
        [(words("workshop.buttons.file"), Deed.OWN_FILE, own_id)],
        [(words("workshop.buttons.drop"), Deed.OWN_DROP, own_id), (words("workshop.buttons.all"), Deed.OWN_ALL, "")],
    ]
    state = "\n".join(map(escaped, told or [words("workshop.state.draft")]))
    visit.show(*blocks, f"✍️ {bold(own.scenario)}\n{state}", rows=await visit.keyboard(Place.READY, rows))


async def _file(visit: Visit, own_id: str) -> None:
    """The draft again, to be worked on."""
    if await _mine(visit, own_id):
        carried = {"own": own_id, "user": visit.learner.user_id}
        _send(visit, visit.words("workshop.file"), carried)


async def _example(visit: Visit, _: str) -> None:
    """A small file to begin with."""
    if visit.house.shelf.example:
        carried = {"name": visit.words("workshop.example_file"), "text": visit.house.shelf.example(visit.lang)}
        _send(visit, visit.words("workshop.example"), carried)


def _send(visit: Visit, caption: str, carried: Mapping[str, object]) -> None:
    chat_id = visit.learner.chat_id
    visit.send(Outgoing(chat_id, "sendDocument", {"chat_id": chat_id, "caption": caption, CARRIED: carried}))


async def _try(visit: Visit, own_id: str) -> None:
    if await _mine(visit, own_id):
        await pick(visit, f"{OWN}{own_id}")


async def _whom(visit: Visit, own_id: str) -> None:
    """To which of their groups; straight on where there is but one."""
    own = await _mine(visit, own_id)
    if own is None:
        return
    words, coached = visit.words, await _coached(visit)
    if not coached:
        visit.tell(escaped(words("workshop.no_group")))
    elif len(coached) == 1:
        publish_later(visit, own_id, coached[0].id)
    else:
        rows = [[(clipped(one.name, LONGEST_LABEL), Deed.OWN_TO, one.id)] for one in coached]
        told = escaped(words("workshop.whom", name=own.scenario))
        visit.tell(told, rows=await visit.keyboard(Place.READY, rows, about=own_id))


async def _give(visit: Visit, cohort_id: str) -> None:
    own_id = visit.stage.about
    if await _mine(visit, own_id):
        publish_later(visit, own_id, cohort_id)


async def _take_back(visit: Visit, own_id: str) -> None:
    own = await _mine(visit, own_id)
    if own is None:
        return
    for cohort_id in await visit.tx.own_scenarios.published_in(own_id):
        await own_scenarios.withdraw(visit.tx, visit.learner, own_id, cohort_id)
    visit.show(escaped(visit.words("workshop.withdrawn", name=own.scenario)))


async def _sure(visit: Visit, own_id: str) -> None:
    own = await _mine(visit, own_id)
    if own is None:
        return
    words = visit.words
    rows = [
        [(words("workshop.buttons.drop_for_good"), Deed.OWN_GONE, own_id)],
        [(words("workshop.buttons.keep"), Deed.OWN, own_id)],
    ]
    visit.show(escaped(words("workshop.sure", name=own.scenario)), rows=await visit.keyboard(Place.READY, rows))


async def _drop(visit: Visit, own_id: str) -> None:
    gone = await own_scenarios.delete(visit.tx, visit.learner, own_id)
    told = "workshop.gone" if isinstance(gone, NotThere) else "workshop.dropped"
    name = "" if isinstance(gone, NotThere) else gone.scenario
    visit.show(escaped(visit.words(told, name=name)))


async def _mine(visit: Visit, own_id: str) -> KeptOwnScenario | None:
    """That one, if it is theirs; otherwise they are told, alike for what isn't there and for what isn't theirs."""
    own = await own_scenarios.draft(visit.tx, visit.learner, own_id)
    if isinstance(own, NotThere):
        visit.tell(escaped(visit.words("workshop.gone")))
        return None
    return own


async def _coached(visit: Visit) -> list[KeptCohort]:
    return [cohort for cohort, me in await cohorts.mine(visit.tx, visit.learner) if me.role.is_coach]


OWN_SCENARIOS = Matter(
    commands={Command.SCENARIOS: _all},
    deeds={
        Deed.OWN_ALL: _all,
        Deed.OWN: _one,
        Deed.OWN_TRY: _try,
        Deed.OWN_FILE: _file,
        Deed.OWN_EXAMPLE: _example,
        Deed.OWN_PUBLISH: _whom,
        Deed.OWN_TO: _give,
        Deed.OWN_BACK: _take_back,
        Deed.OWN_DROP: _sure,
        Deed.OWN_GONE: _drop,
    },
)
