"""What was complained of in a scenario of theirs, one by one: mended in a version, or looked at and left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.faces.telegram.coaching_pages import Choice
from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.own_scenarios import show_own
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import own_scenarios
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptReport


async def _open(visit: Visit, own_id: str) -> None:
    await _show(visit, own_id, "")


async def _next(visit: Visit, report_id: str) -> None:
    """The one after that; the first again after the last."""
    await _show(visit, visit.stage.about, report_id)


async def _mended(visit: Visit, report_id: str) -> None:
    await _settle(visit, report_id, mended=True)


async def _stays(visit: Visit, report_id: str) -> None:
    await _settle(visit, report_id, mended=False)


async def _settle(visit: Visit, report_id: str, *, mended: bool) -> None:
    settled = await own_scenarios.settle(visit.tx, visit.learner, report_id, mended=mended)
    own_id = visit.stage.about
    # Settled elsewhere, or by a tap of before: what is left is shown all the same.
    told = [escaped(visit.words("workshop.complaint.settled"))] if isinstance(settled, KeptReport) else []
    await _show(visit, own_id, "", *told)


async def _show(visit: Visit, own_id: str, after: str, *blocks: str) -> None:
    """One of those that wait, or the scenario itself once none does."""
    own = await own_scenarios.draft(visit.tx, visit.learner, own_id)
    every = await own_scenarios.reports(visit.tx, visit.learner, own_id)
    if isinstance(own, NotThere) or isinstance(every, NotThere) or not every:
        await show_own(visit, own_id, *blocks)
        return
    at = _following(every, after)
    one, words = every[at], visit.words
    lines = [words("workshop.complaint.number", number=at + 1, of=len(every))] if len(every) > 1 else []
    lines.append(words("workshop.state.reason", reason=one.reason) if one.reason else words("workshop.state.no_reason"))
    if one.version:
        lines.append(words("workshop.complaint.version", number=one.version))
    rows: list[list[Choice]] = []
    if own_scenarios.may_be_mended(own, one):
        rows.append([(words("workshop.buttons.mended", number=own.published), Deed.OWN_MENDED, one.id)])
    else:
        lines.append(words("workshop.complaint.how"))
    rows.append([(words("workshop.buttons.stays"), Deed.OWN_STAYS, one.id)])
    if len(every) > 1:
        rows.append([(words("workshop.buttons.next"), Deed.OWN_NEXT, one.id)])
    rows.append([(words("workshop.buttons.back"), Deed.OWN, own_id)])
    told = "\n".join([f"⚠️ {bold(own.scenario)}", *map(escaped, lines)])
    visit.show(*blocks, told, rows=await visit.keyboard(Place.READY, rows, about=own_id))


def _following(every: Sequence[KeptReport], after: str) -> int:
    known = [one.id for one in every]
    return (known.index(after) + 1) % len(known) if after in known else 0


COMPLAINTS = Matter(
    deeds={
        Deed.OWN_COMPLAINTS: _open,
        Deed.OWN_NEXT: _next,
        Deed.OWN_MENDED: _mended,
        Deed.OWN_STAYS: _stays,
    }
)
