"""A coach takes along how their group stands: two files, made as they go and stored nowhere."""

from __future__ import annotations

from coaching.faces.telegram.carrying import CARRIED
from coaching.faces.telegram.commands import Command
from coaching.faces.telegram.markup import clipped, escaped
from coaching.faces.telegram.matters import Matter
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import cohorts
from coaching.services.records import Outgoing

LONGEST_LABEL = 34
FORMS = ("xlsx", "csv")


async def _whose(visit: Visit, _: str) -> None:
    """Of which group; straight on where there is but one."""
    coached = [cohort for cohort, me in await cohorts.mine(visit.tx, visit.learner) if me.role.is_coach]
    words = visit.words
    if not coached:
        visit.tell(escaped(words("exports.nobody")))
    elif len(coached) == 1:
        await _send(visit, coached[0].id)
    else:
        rows = [[(clipped(one.name, LONGEST_LABEL), Deed.SHEET, one.id)] for one in coached]
        visit.tell(escaped(words("exports.whose")), rows=await visit.keyboard(Place.READY, rows))


async def _send(visit: Visit, cohort_id: str) -> None:
    """Whether they still may is asked again when the files are made."""
    found = [cohort for cohort, me in await cohorts.mine(visit.tx, visit.learner) if me.role.is_coach]
    cohort = next((one for one in found if one.id == cohort_id), None)
    words, chat_id = visit.words, visit.learner.chat_id
    if cohort is None:
        visit.tell(escaped(words("exports.gone")))
        return
    visit.tell(escaped(words("exports.coming", cohort=cohort.name)))
    for form in FORMS:
        carried = {"form": form, "user": visit.learner.user_id, "cohort": cohort_id}
        payload = {"chat_id": chat_id, "caption": words(f"exports.{form}"), CARRIED: carried}
        visit.send(Outgoing(chat_id, "sendDocument", payload))


TAKING_OUT = Matter(commands={Command.SHEET: _whose}, deeds={Deed.SHEET: _send})
