"""What a group is asked to do: the list, one assignment, and asking for more, otherwise or no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from coaching.cohorts.rights import Role
from coaching.cohorts.target import Aim, Target, What, doubled, doubled_in
from coaching.faces.web.answers import Answer, Ask, Shown, Went
from coaching.faces.web.works import own_names, work_told
from coaching.faces.words.groups import refusal_told, wanted_told, weights_told
from coaching.scorecard.rubric import Dimension
from coaching.services import assignments, cohorts
from coaching.services.access import NotThere
from coaching.services.assignments import Refused, Wish
from coaching.services.cohort_records import KeptAssignment
from coaching.services.cohorts import Seen
from coaching.services.zones import clock_of

FIELDS = ("what", "day", "attempts", "aim", "least", "double", "note", "member")
AS_IT_IS = "kept"  # weights that no form of ours gives
MOST_NAMED = 200  # learners in a list to choose from; in a larger group one is asked from their own page


async def everything(ask: Ask) -> Answer:
    """All that is asked of a group; for a learner, of them."""
    return await _list(ask)


async def assign(ask: Ask) -> Answer:
    """Something new is asked."""
    wish = _wish(ask)
    if wish is None:
        return await _list(ask, ask.words("web.assign.unclear"))
    made = await assignments.assign(ask.notebook, ask.tx, ask.me, ask.id("cohort"), wish)
    if isinstance(made, Refused):
        return await _list(ask, refusal_told(made, ask.words))
    return made if isinstance(made, NotThere) else Went(f"/c/{ask.id('cohort')}/assignments", "assigned")


async def assignment(ask: Ask) -> Answer:
    """One, and a form to ask otherwise."""
    return await _one(ask)


async def edit(ask: Ask) -> Answer:
    """The same, asking otherwise from now on."""
    known = await assignments.see(ask.tx, ask.me, ask.id("assignment"))
    if isinstance(known, NotThere):
        return known
    wish = _wish(ask, known)
    if wish is None:
        return await _one(ask, ask.words("web.assign.unclear"))
    made = await assignments.edit(ask.notebook, ask.tx, ask.me, known.id, wish)
    if isinstance(made, Refused):
        return await _one(ask, refusal_told(made, ask.words))
    return made if isinstance(made, NotThere) else Went(f"/a/{known.id}", "asked_otherwise")


async def withdraw(ask: Ask) -> Answer:
    """It is asked of nobody any more."""
    gone = await assignments.withdraw(ask.tx, ask.me, ask.id("assignment"))
    return gone if isinstance(gone, NotThere) else Went(f"/c/{gone.assignment.cohort}/assignments", "withdrawn")


async def _list(ask: Ask, wrong: str = "") -> Answer:
    seen = await cohorts.see(ask.tx, ask.me, ask.id("cohort"))
    every = await assignments.of_cohort(ask.tx, ask.me, ask.id("cohort"))
    if isinstance(every, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    own = await own_names(ask, seen.cohort.id)
    coaches = seen.me.role.is_coach
    values = {
        "group": seen.cohort,
        "coaches": coaches,
        "asked": [await _told(ask, one, own, coaches=coaches) for one in every],
        "wrong": wrong,
        "choices": list(_choices(ask, own)) if coaches else [],
        "learners": await _learners(ask, seen) if coaches else [],
        "form": {name: ask.given(name) for name in FIELDS},
        "aims": _aims(ask),
        "doubles": _doubles(ask),
    }
    return Shown("assignments.html", values, 422 if wrong else 200)


async def _one(ask: Ask, wrong: str = "") -> Answer:
    known = await assignments.see(ask.tx, ask.me, ask.id("assignment"))
    seen = await cohorts.see(ask.tx, ask.me, known.cohort) if not isinstance(known, NotThere) else NotThere()
    if isinstance(known, NotThere) or isinstance(seen, NotThere):
        return NotThere()
    own = await own_names(ask, seen.cohort.id)
    coaches = seen.me.role.is_coach
    form = {
        "day": known.due.astimezone(clock_of(seen.cohort.zone)).date().isoformat(),
        "attempts": str(known.attempts),
        "aim": _aim_of(known.target),
        "least": str(known.target.least) if known.target and known.target.least else "",
        "double": _double_of(ask, known),
        "note": known.note,
    }
    values = {
        "group": seen.cohort,
        "coaches": coaches,
        "asked": await _told(ask, known, own, coaches=coaches),
        "form": form | {name: ask.form[name] for name in form if name in ask.form},
        "wrong": wrong,
        "aims": _aims(ask),
        "doubles": _doubles(ask, known),
    }
    return Shown("assignment.html", values, 422 if wrong else 200)


async def _told(ask: Ask, one: KeptAssignment, own: dict[str, str], *, coaches: bool) -> dict[str, object]:
    member = await ask.tx.cohorts.member_of_id(one.member) if one.member and coaches else None
    return {
        "id": one.id,
        "to": f"/a/{one.id}",
        "what": work_told(ask, one.what, one.about, own),
        "due": ask.day(one.due, one.zone if coaches else ""),
        "wanted": list(wanted_told(one, ask.words, ask.notebook.rubric)),
        "note": one.note,
        "whom": (member.alias or ask.words("web.nameless")) if member else "",
    }


async def _learners(ask: Ask, seen: Seen) -> list[tuple[str, str]]:
    page = await cohorts.members(ask.tx, ask.me, seen.cohort.id, most=MOST_NAMED)
    members = () if isinstance(page, NotThere) else page.members
    return [(one.id, one.alias or ask.words("web.nameless")) for one in members if one.role is Role.LEARNER]


def _choices(ask: Ask, own: dict[str, str]) -> Iterator[tuple[str, str]]:
    """All that can be asked, as the form names it and in words."""
    editions = sorted(ask.notebook.library.values(), key=lambda one: (one.scenario.difficulty, one.scenario.id))
    known = [(What.SCENARIO, one.scenario.id) for one in editions]
    known += [(What.OWN, name) for name in own] + list(ask.site.names)
    for what, about in known:
        yield f"{what.value}:{about}", work_told(ask, what, about, own)


def _aims(ask: Ask) -> list[tuple[str, str]]:
    """What can be aimed for, as the form names it and in words."""
    rubric, lang = ask.notebook.rubric, ask.words.lang
    plain = [("", ask.words("web.assign.no_aim"))]
    plain += [(one.value, ask.words(f"web.aim.{one.value}")) for one in Aim if one is not Aim.DIMENSION]
    return plain + [
        (one.value, ask.words("web.aim.dimension", name=rubric.names[one].first(lang))) for one in Dimension
    ]


def _aim_of(target: Target | None) -> str:
    if target is None:
        return ""
    return target.dimension.value if target.dimension else target.aim.value


def _doubles(ask: Ask, known: KeptAssignment | None = None) -> list[tuple[str, str]]:
    """What can count twice; of one that has weights of its own, those first."""
    rubric, words = ask.notebook.rubric, ask.words
    every = [("", words("coach.assign.no_double"))]
    every += [(one.value, rubric.names[one].first(words.lang)) for one in Dimension]
    if known and known.weights and doubled_in(known.weights, rubric) is None:
        return [(AS_IT_IS, weights_told(known.weights, words, rubric)), *every]
    return every


def _double_of(ask: Ask, known: KeptAssignment) -> str:
    if not known.weights:
        return ""
    twice = doubled_in(known.weights, ask.notebook.rubric)
    return twice.value if twice else AS_IT_IS


def _weights(ask: Ask, known: KeptAssignment | None) -> Mapping[Dimension, int] | None:
    """What the form weighs; as it was where it doesn't say."""
    was = known.weights if known else None
    said = ask.form.get("double", AS_IT_IS)
    if said in set(Dimension):
        return doubled(Dimension(said), ask.notebook.rubric)
    return was if said == AS_IT_IS else None


def _is_known(ask: Ask, what: str, about: str) -> bool:
    """Whether there is such a thing to ask for; of conversations the services know it themselves."""
    return what in (What.SCENARIO, What.OWN) or (what in set(What) and (What(what), about) in ask.site.names)


def _wish(ask: Ask, known: KeptAssignment | None = None) -> Wish | None:
    """What the form asks for; None where it can't be told."""
    what, _, about = ask.given("what").partition(":")
    aim, least, attempts = ask.given("aim"), ask.number("least"), ask.number("attempts")
    try:
        day = date.fromisoformat(ask.given("day"))
    except ValueError:
        return None
    if attempts is None or (known is None and not _is_known(ask, what, about)):
        return None
    target = None
    if aim in set(Dimension):
        target = Target(Aim.DIMENSION, least or 0, Dimension(aim))
    elif aim in set(Aim) - {Aim.DIMENSION}:
        target = Target(Aim(aim), 0 if aim == Aim.NO_PITCH else least or 0)
    return Wish(
        what=known.what if known else What(what),
        about=known.about if known else about,
        day=day,
        attempts=attempts,
        target=target,
        weights=_weights(ask, known),
        note=ask.given("note"),
        member=known.member if known else ask.given("member") or None,
    )
