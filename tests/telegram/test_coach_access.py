"""Who may do what with a group's records, tried with taps: forged ones too, and all answered like what isn't there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from coaching.authoring.starter import starter
from coaching.cohorts.rights import Action, Kind
from coaching.faces.telegram.coaching_drafts import draft_of
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.talk import Talk
from coaching.faces.telegram.updates import Pressed, Said, Update, Who
from coaching.faces.telegram.visits import Place, Stage
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services import own_scenarios
from coaching.services.efforts import OWN
from coaching.services.inspecting import Inspected
from tests.content import library, rubric
from tests.services.groups import Group, Things, a_group, one_of_everything
from tests.services.test_access import CELLS, NOWHERE, expected


class Undo(Exception):  # noqa: N818 - it reads as what it does
    """What was tried is not to stay."""


@dataclass(frozen=True)
class Ids:
    """What a tap can be about."""

    cohort: str
    member: str
    co_coach: str
    invitation: str
    assignment: str
    still_open: str  # another, that was not done yet
    result: str
    comment: str
    own: str
    draft: str


@dataclass(frozen=True)
class Gesture:
    """A tap with what the keyboard is about, or words typed at a place.

    `shows` is what a list must hold to tell; `ends` the membership that is none any more afterwards.
    """

    stage: str = ""
    deed: Deed | None = None
    about: str = ""
    place: Place = Place.READY
    text: str = ""
    shows: str = ""
    ends: str = ""


ENDED = " (ended)"
PLAYABLE = starter("Dominique", Path("dominique.yaml"), Language.FR)
FR = read_words(Language.FR)
Making = Callable[[Ids], tuple[Gesture, ...]]
# Each way there is over Telegram. A coach's and a learner's may differ: everybody tries all of them.
GESTURES: dict[tuple[Kind, Action], Making] = {
    (Kind.COHORT, Action.SEE): lambda ids: (
        Gesture("", Deed.GROUP, ids.cohort),
        Gesture("", Deed.MY_GROUP, ids.cohort),
    ),
    (Kind.COHORT, Action.LIST): lambda ids: (Gesture("", Deed.COACH, shows=ids.cohort),),
    (Kind.COHORT, Action.CHANGE): lambda ids: (
        Gesture(ids.cohort, Deed.GROUP_LANGUAGE, "en"),
        Gesture(ids.cohort, place=Place.GROUP_DAY, text="2027-01-01"),
    ),
    (Kind.COHORT, Action.DELETE): lambda ids: (Gesture(ids.cohort, Deed.CLOSE_FOR_GOOD),),
    (Kind.MEMBER, Action.SEE): lambda ids: (
        Gesture(ids.cohort, Deed.MEMBER, ids.member),
        Gesture("", Deed.MY_GROUP, ids.cohort, shows=FR("joining.called", name="learner")),
    ),
    (Kind.MEMBER, Action.LIST): lambda ids: (Gesture(ids.cohort, Deed.BOARD, shows=ids.member),),
    # All a tap makes of somebody else is the owner, and that of a co-coach alone.
    (Kind.MEMBER, Action.CHANGE): lambda ids: (Gesture(ids.cohort, Deed.HANDED_OVER, ids.co_coach),),
    (Kind.MEMBER, Action.DELETE): lambda ids: (
        Gesture(ids.cohort, Deed.REMOVE_FOR_GOOD, ids.member, ends=ids.member),
        Gesture(ids.cohort, Deed.LEAVE, ends=ids.member),
    ),
    (Kind.INVITATION, Action.SEE): lambda ids: (Gesture(ids.cohort, Deed.LINKS, shows=ids.invitation),),
    (Kind.INVITATION, Action.LIST): lambda ids: (Gesture(ids.cohort, Deed.LINKS),),
    (Kind.INVITATION, Action.CHANGE): lambda ids: (Gesture(ids.cohort, Deed.INVITE, "learner"),),
    (Kind.INVITATION, Action.DELETE): lambda ids: (Gesture(ids.cohort, Deed.REVOKE, ids.invitation),),
    (Kind.ASSIGNMENT, Action.SEE): lambda ids: (
        Gesture(ids.cohort, Deed.RE_ASK, ids.assignment),
        Gesture(ids.cohort, Deed.ASSIGNED, ids.assignment),
    ),
    (Kind.ASSIGNMENT, Action.LIST): lambda ids: (
        Gesture(ids.cohort, Deed.ASKED, shows=ids.assignment),
        Gesture("", Deed.CHOOSE, shows=ids.still_open),  # what is done is told of no more
    ),
    (Kind.ASSIGNMENT, Action.CHANGE): lambda ids: (
        Gesture(ids.cohort, Deed.DRAFT, ids.assignment),
        Gesture(ids.draft, Deed.HAND_OUT, place=Place.WORD),
        Gesture(ids.draft, place=Place.WORD, text="Courage!"),
    ),
    (Kind.ASSIGNMENT, Action.DELETE): lambda ids: (
        Gesture(ids.cohort, Deed.UN_ASK, ids.assignment),
        Gesture(ids.cohort, Deed.UN_ASKED, ids.assignment),
    ),
    (Kind.MARKS, Action.SEE): lambda ids: (
        Gesture(ids.cohort, Deed.READ, ids.result),
        Gesture(f"{ids.cohort} {ids.result}", Deed.VERDICT, "0"),
        Gesture(ids.result, Deed.MARKS),
    ),
    (Kind.MARKS, Action.LIST): lambda ids: (Gesture(ids.cohort, Deed.MEMBER, ids.member, shows=ids.result),),
    (Kind.MARKS, Action.CHANGE): lambda ids: (
        Gesture(f"{ids.cohort} {ids.result}", Deed.DECIDE, "accept-0"),
        Gesture(f"finding {ids.cohort} {ids.result} reject 0 0", place=Place.VERDICT, text="Non."),
    ),
    (Kind.MARKS, Action.DELETE): lambda ids: (Gesture(ids.result, Deed.SHARE, "nothing"),),
    (Kind.TRANSCRIPT, Action.SEE): lambda ids: (
        Gesture(f"{ids.cohort} {ids.result}", Deed.TRANSCRIPT),
        Gesture(ids.result, Deed.MARKS),
    ),
    (Kind.TRANSCRIPT, Action.LIST): lambda ids: (Gesture(ids.cohort, Deed.MEMBER, ids.member, shows="💬"),),
    (Kind.TRANSCRIPT, Action.CHANGE): lambda ids: (Gesture(ids.result, Deed.SHARE, "marks"),),
    (Kind.TRANSCRIPT, Action.DELETE): lambda ids: (Gesture(ids.result, Deed.SHARE, "nothing"),),
    (Kind.COMMENT, Action.SEE): lambda ids: (
        Gesture(ids.cohort, Deed.READ, ids.result, shows="Bien!"),
        Gesture(ids.result, Deed.MARKS, shows="Bien!"),
    ),
    (Kind.COMMENT, Action.LIST): lambda ids: (
        Gesture(ids.cohort, Deed.READ, ids.result, shows="Bien!"),
        Gesture(ids.result, Deed.MARKS, shows="Bien!"),
    ),
    (Kind.COMMENT, Action.CHANGE): lambda ids: (
        Gesture(f"{ids.cohort} {ids.result} c{ids.comment}", place=Place.COMMENT, text="Mieux!"),
    ),
    (Kind.COMMENT, Action.DELETE): lambda ids: (Gesture(f"{ids.cohort} {ids.result}", Deed.UNSAY, ids.comment),),
    (Kind.SCENARIO, Action.SEE): lambda ids: (
        Gesture("", Deed.PICK, f"{OWN}{ids.own}"),
        Gesture("", Deed.OWN, ids.own),
        Gesture(ids.own, place=Place.REPORT, text="Il me met mal à l'aise."),
    ),
    (Kind.SCENARIO, Action.LIST): lambda ids: (
        Gesture(replace_kind(ids.draft), Deed.OF_WHAT, "own", shows=ids.own),
        Gesture("", Deed.CHOOSE, shows=f"{OWN}{ids.own}"),
    ),
    (Kind.SCENARIO, Action.CHANGE): lambda ids: (
        Gesture("", Deed.OWN_PUBLISH, ids.own),
        Gesture(ids.own, Deed.OWN_TO, ids.cohort),
        Gesture("", Deed.OWN_BACK, ids.own),
    ),
    (Kind.SCENARIO, Action.DELETE): lambda ids: (Gesture("", Deed.OWN_GONE, ids.own),),
}
# What the table allows a learner and no button can ask for: a chat lists nobody their own conversations by what was
# shown of them. The last is read again with /marks, the progress of all is told in figures (/progress), and what was
# shared and who looked is in the file of /mydata.
NOT_HERE = {
    (Kind.MARKS, Action.LIST, "learner"),
    (Kind.TRANSCRIPT, Action.LIST, "learner"),
}


def replace_kind(draft: str) -> str:
    cohort, *_ = draft.split(" ")
    return f"{cohort} own - - - 1 none none -"


async def ids_of(group: Group, things: Things) -> Ids:
    async with group.store.transaction() as tx:
        co_coach = await group.member(tx, "co_coach")
        still_open = await group.assign(tx, member=things.member.id)
        own, owner = things.own, group.people["owner"]  # as it is now, nobody could play it
        await own_scenarios.save_draft(group.notebook, tx, owner, own.scenario, PLAYABLE, own.id)
        await own_scenarios.publish(tx, owner, own.id, [group.id], Inspected(PLAYABLE))
    return Ids(
        group.id,
        things.member.id,
        co_coach.id,
        things.invitation,
        things.assignment.id,
        still_open.id,
        things.result,
        things.comment.id,
        things.own.id,
        draft_of(things.assignment, rubric()).written(),
    )


def ids_of_nothing(things: Things) -> Ids:
    nobodys = draft_of(replace(things.assignment, id=NOWHERE, cohort=NOWHERE), rubric()).written()
    return Ids(**{one.name: nobodys if one.name == "draft" else NOWHERE for one in fields(Ids)})


@pytest.fixture
async def group() -> AsyncIterator[Group]:
    async with a_group() as group:
        yield group


async def answered(group: Group, talk: Talk, who: str, gesture: Gesture) -> str:
    """All that is said to it; nothing of it stays."""
    told = ""
    with suppress(Undo):
        async with group.store.transaction() as tx:
            offered = frozenset({gesture.deed}) if gesture.deed else frozenset()
            stage = Stage(gesture.place, 5, offered, gesture.stage)
            learner = replace(group.people[who], stage=stage.written())
            await tx.learners.save(learner)
            data = f"{gesture.deed}:5:{gesture.about}".rstrip(":")
            event = Pressed("1", data, 77) if gesture.deed else Said(gesture.text)
            update = Update(1, learner.chat_id, Who(learner.user_id, "", "fr"), event)
            out = await talk.answer(tx, update)
            told = json.dumps([one.payload for one in out], ensure_ascii=False, default=str)
            if gesture.ends and await tx.cohorts.member_of_id(gesture.ends) is None:
                told += ENDED
            raise Undo
    return told


async def may(group: Group, talk: Talk, who: str, gesture: Gesture, nothing: Gesture) -> bool:
    """Whether it gave them anything that nobody's ids wouldn't have given."""
    told = await answered(group, talk, who, gesture)
    if gesture.ends:
        return told.endswith(ENDED)
    if gesture.shows:
        return gesture.shows in told
    return told != await answered(group, talk, who, nothing)


async def test_a_tap_gets_everybody_what_the_table_says_and_nobody_anything_else(group: Group) -> None:
    things = await one_of_everything(group)
    talk = Talk(group.practice, tuple(library().values()))
    real, none, wrong, ways = await ids_of(group, things), ids_of_nothing(things), [], set()
    for kind, action, who in CELLS:
        pairs = zip(GESTURES[kind, action](real), GESTURES[kind, action](none), strict=True)
        got = [await may(group, talk, who, gesture, nothing) for gesture, nothing in pairs]
        ways |= {(kind, action, number) for number, is_let in enumerate(got) if is_let}
        allowed = expected()[kind, action, who] and (kind, action, who) not in NOT_HERE
        if any(got) is not allowed:
            wrong.append((kind.value, action.value, who, got))

    assert wrong == []
    assert ways == {(*cell, number) for cell, making in GESTURES.items() for number in range(len(making(none)))}


async def test_a_sponsor_is_told_figures_and_nobody_s_name(group: Group) -> None:
    await one_of_everything(group)
    talk = Talk(group.practice, tuple(library().values()))

    told = await answered(group, talk, "sponsor", Gesture("", Deed.GROUP, group.id))

    assert "2 personnes" in told
    assert "learner" not in told.replace("other_learner", "")


async def test_guessing_links_is_slowed_down_and_the_bot_never_says_how_near_one_was(group: Group) -> None:
    talk = Talk(group.practice, tuple(library().values()))
    told = []
    async with group.store.transaction() as tx:
        stranger = replace(group.people["stranger"], stage=Stage(Place.READY, 5, frozenset({Deed.JOIN})).written())
        for number in range(12):
            await tx.learners.save(stranger)
            pressed = Pressed("1", f"{Deed.JOIN}:5:{number:032x}", 77)
            out = await talk.answer(tx, Update(1, stranger.chat_id, Who(stranger.user_id, "", "fr"), pressed))
            told.append(next(text for one in out if (text := str(one.payload.get("text", "")))).partition("\n")[0])

    assert len(set(told[:10])) == 1
    assert told[10] == told[11] != told[9]


async def test_no_forged_tap_stops_the_bot(group: Group) -> None:
    ids = await ids_of(group, await one_of_everything(group))
    talk = Talk(group.practice, tuple(library().values()))
    every = list(Deed)
    ours = every[every.index(Deed.COACH) : every.index(Deed.SHEET)]
    for deed in ours:
        for about, stage in (("x", "a b c"), ("accept-99", f"{ids.cohort} {ids.result}"), ("2026-99-99", ids.draft)):
            assert await answered(group, talk, "owner", Gesture(stage, deed, about))
