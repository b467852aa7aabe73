"""What the pages of a group have in common: each takes the place of the one before; one answer to what isn't there."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.faces.telegram.markup import escaped
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.services import cohorts
from coaching.services.access import NotThere
from coaching.services.cohort_records import KeptCohort

Choice = tuple[str, Deed, str]
IN_A_ROW = 5  # numbers
NAMES_IN_A_ROW = 2


async def show(visit: Visit, about: str, *blocks: str, rows: Sequence[Sequence[Choice]] = ()) -> None:
    """These blocks in place of the tapped message; what they are about is kept with the keyboard, not in it."""
    visit.show(*blocks, rows=await visit.keyboard(Place.READY, rows, about=about))


async def tell(visit: Visit, about: str, *blocks: str, rows: Sequence[Sequence[Choice]] = ()) -> None:
    """The same as a new message, under a picture that goes with it."""
    visit.tell(*blocks, rows=await visit.keyboard(Place.READY, rows, about=about))


async def ask(visit: Visit, place: Place, about: str, *blocks: str, rows: Sequence[Sequence[Choice]] = ()) -> None:
    """A question that is answered by typing."""
    visit.tell(*blocks, rows=await visit.keyboard(place, rows, about=about))


async def gone(visit: Visit) -> None:
    """There is no such thing, or it isn't theirs: nobody can tell which."""
    await show(visit, "", escaped(visit.words("coach.gone")), rows=[[home(visit)]])


def home(visit: Visit) -> Choice:
    """The way to all their groups."""
    return (visit.words("coach.buttons.home"), Deed.COACH, "")


def back(visit: Visit, cohort: str) -> Choice:
    """The way to the menu of a group."""
    return (visit.words("coach.buttons.back"), Deed.GROUP, cohort)


def at(visit: Visit, count: int) -> list[str]:
    """What the keyboard is about, word by word, filled up with empty ones."""
    parts = visit.stage.about.split(" ")
    return [*parts, *[""] * count][:count]


def in_rows(choices: Sequence[Choice], in_a_row: int) -> list[list[Choice]]:
    """So many beside one another."""
    return [list(choices[start : start + in_a_row]) for start in range(0, len(choices), in_a_row)]


async def coached(visit: Visit) -> KeptCohort | None:
    """The cohort the keyboard is about, where they coach it."""
    seen = await cohorts.see(visit.tx, visit.learner, visit.stage.about.partition(" ")[0])
    return None if isinstance(seen, NotThere) or not seen.me.role.is_coach else seen.cohort
