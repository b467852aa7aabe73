"""Who may do what over HTTP: the table of tests/services/access.yaml, cell by cell. What isn't theirs isn't there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from coaching.cohorts.rights import Action, Kind
from coaching.services.bot_name import keep_name
from tests.services.groups import ACTORS, Things, a_group, one_of_everything
from tests.services.test_access import CELLS, NOWHERE, expected
from tests.web.sites import Answered, Pages, Visitor, pages

Request = Callable[[Visitor, "About"], Awaitable[Answered]]


class About:
    """What the requests are about."""

    def __init__(self, cohort: str, things: Things, heir: str = NOWHERE, token: str = "") -> None:
        self.heir, self.token = heir, token
        self.cohort, self.things = f"/c/{cohort}", things
        self.rehearsal = f"/c/{cohort}/r/{things.result}"
        self.name = things.own.scenario


async def _lists(answer: Answered, wanted: str) -> Answered:
    """A list that hasn't got it is, for this table, as good as none."""
    return answer if answer.status != 200 or wanted in answer.text else replace(answer, status=404, text="")


async def _cohorts(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get("/"), at.cohort)


async def _members(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(f"{at.cohort}/people"), at.things.member.id)


async def _assignments(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(f"{at.cohort}/assignments"), at.things.assignment.id)


async def _marks(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(f"{at.cohort}/shared"), at.things.result)


async def _words(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(at.rehearsal), "turn-1")


async def _comments(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(at.rehearsal), at.things.comment.text)


async def _scenarios(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(f"{at.cohort}/scenarios"), at.things.own.id)


def _share(level: str) -> Request:
    return lambda visitor, at: visitor.post(f"{at.rehearsal}/share", form={"level": level})


async def _invitations(visitor: Visitor, at: About) -> Answered:
    return await _lists(await visitor.get(f"{at.cohort}/links"), at.things.invitation)


def _revoke(visitor: Visitor, at: About) -> Awaitable[Answered]:
    return visitor.post(f"/i/{at.things.invitation}/revoke")


RENAMED = {"name": "Autrement", "lang": "fr"}
EDITED = {"day": "2026-12-09", "attempts": "2"}
# A link is seen in the list of a group's.
REQUESTS: Mapping[tuple[Kind, Action], Request] = {
    (Kind.COHORT, Action.SEE): lambda visitor, at: visitor.get(at.cohort),
    (Kind.COHORT, Action.LIST): _cohorts,
    (Kind.COHORT, Action.CHANGE): lambda visitor, at: visitor.post(f"{at.cohort}/settings", form=RENAMED),
    (Kind.COHORT, Action.DELETE): lambda visitor, at: visitor.post(f"{at.cohort}/close"),
    (Kind.MEMBER, Action.SEE): lambda visitor, at: visitor.get(f"/m/{at.things.member.id}"),
    (Kind.MEMBER, Action.LIST): _members,
    (Kind.MEMBER, Action.CHANGE): lambda visitor, at: visitor.post(
        f"/m/{at.things.member.id}/role", form={"role": "sponsor"}
    ),
    (Kind.MEMBER, Action.DELETE): lambda visitor, at: visitor.post(f"/m/{at.things.member.id}/remove"),
    (Kind.INVITATION, Action.SEE): _invitations,
    (Kind.INVITATION, Action.LIST): _invitations,
    (Kind.INVITATION, Action.CHANGE): _revoke,
    (Kind.INVITATION, Action.DELETE): _revoke,
    (Kind.ASSIGNMENT, Action.SEE): lambda visitor, at: visitor.get(f"/a/{at.things.assignment.id}"),
    (Kind.ASSIGNMENT, Action.LIST): _assignments,
    (Kind.ASSIGNMENT, Action.CHANGE): lambda visitor, at: visitor.post(f"/a/{at.things.assignment.id}", form=EDITED),
    (Kind.ASSIGNMENT, Action.DELETE): lambda visitor, at: visitor.post(f"/a/{at.things.assignment.id}/withdraw"),
    (Kind.MARKS, Action.SEE): lambda visitor, at: visitor.get(at.rehearsal),
    (Kind.MARKS, Action.LIST): _marks,
    (Kind.MARKS, Action.CHANGE): lambda visitor, at: visitor.post(
        f"{at.rehearsal}/review", form={"finding": "0", "decision": "accept"}
    ),
    (Kind.MARKS, Action.DELETE): _share("nothing"),
    (Kind.TRANSCRIPT, Action.SEE): _words,
    (Kind.TRANSCRIPT, Action.LIST): _marks,
    (Kind.TRANSCRIPT, Action.CHANGE): _share("marks"),
    (Kind.TRANSCRIPT, Action.DELETE): _share("nothing"),
    (Kind.COMMENT, Action.SEE): _comments,
    (Kind.COMMENT, Action.LIST): _comments,
    (Kind.COMMENT, Action.CHANGE): lambda visitor, at: visitor.post(
        f"/k/{at.things.comment.id}", form={"text": "Autrement"}
    ),
    (Kind.COMMENT, Action.DELETE): lambda visitor, at: visitor.post(f"/k/{at.things.comment.id}/delete"),
    (Kind.SCENARIO, Action.SEE): lambda visitor, at: visitor.get(f"/s/{at.things.own.id}"),
    (Kind.SCENARIO, Action.LIST): _scenarios,
    (Kind.SCENARIO, Action.CHANGE): lambda visitor, at: visitor.post(
        f"/s/{at.things.own.id}", form={"text": "id: boulanger"}
    ),
    (Kind.SCENARIO, Action.DELETE): lambda visitor, at: visitor.post(f"/s/{at.things.own.id}/delete"),
}
# The pages with forms, and what makes something: open to whoever may do what they are for.
BESIDE: Mapping[str, tuple[tuple[Kind, Action], Request]] = {
    "settings": ((Kind.COHORT, Action.CHANGE), lambda visitor, at: visitor.get(f"{at.cohort}/settings")),
    "closing": ((Kind.COHORT, Action.DELETE), lambda visitor, at: visitor.get(f"{at.cohort}/close")),
    "role": ((Kind.MEMBER, Action.CHANGE), lambda visitor, at: visitor.get(f"/m/{at.things.member.id}/role")),
    "handing": ((Kind.MEMBER, Action.CHANGE), lambda visitor, at: visitor.get(f"/m/{at.heir}/hand")),
    "links": ((Kind.INVITATION, Action.LIST), lambda visitor, at: visitor.get(f"{at.cohort}/links")),
    "invite": (
        (Kind.INVITATION, Action.CHANGE),
        lambda visitor, at: visitor.post(f"{at.cohort}/links", form={"role": "learner"}),
    ),
    "code": (
        (Kind.INVITATION, Action.SEE),
        lambda visitor, at: visitor.post(f"{at.cohort}/links/code", form={"token": at.token}),
    ),
    "invite a coach": (
        (Kind.MEMBER, Action.CHANGE),  # the owner's alone
        lambda visitor, at: visitor.post(f"{at.cohort}/links", form={"role": "co_coach"}),
    ),
}
LASTING = {Action.CHANGE, Action.DELETE}


async def everybody(site: Pages) -> dict[str, Visitor]:
    """All of them, signed in."""
    return {who: await site.visitor(who) for who in ACTORS}


async def test_everybody_gets_what_the_table_says_over_http() -> None:
    # What is refused changes nothing, so one group does for all of it; what is done needs one of its own each time.
    async with a_group() as group, pages(group) as site:
        about = About(group.id, await one_of_everything(group))
        visitors = await everybody(site)
        harmless = [cell for cell in CELLS if not expected()[cell] or cell[1] not in LASTING]
        answers = {cell: (await REQUESTS[cell[:2]](visitors[cell[2]], about)).status for cell in harmless}

    assert {cell: status for cell, status in answers.items() if (status == 404) is expected()[cell]} == {}
    assert set(answers.values()) == {200, 303, 404}


async def test_the_pages_with_forms_are_open_to_whoever_may_use_them() -> None:
    async with a_group() as group, pages(group) as site:
        things = await one_of_everything(group)
        async with group.store.transaction() as tx:
            heir, token = (await group.member(tx, "co_coach")).id, await group.token(tx)
            await keep_name(tx, "a_bot")
        about, nowhere = About(group.id, things, heir, token), About(NOWHERE, _nothing(things))
        visitors = await everybody(site)
        open_to: dict[str, set[str]] = {name: set() for name in BESIDE}
        differing = []
        for name, (_, request) in BESIDE.items():
            for who, visitor in visitors.items():
                answer, none = await request(visitor, about), await request(visitor, nowhere)
                if answer.status == 200:
                    open_to[name].add(who)
                elif (answer.status, answer.text) != (none.status, none.text):
                    differing.append((name, who))

    wanted = {name: {who for who in ACTORS if expected()[*cell, who]} for name, (cell, _) in BESIDE.items()}
    assert open_to == wanted
    assert differing == []


async def test_what_somebody_may_do_is_done() -> None:
    done = {}
    cells = [cell for cell in CELLS if expected()[cell] and cell[1] in LASTING]
    # Those that leave what the others need stand first; each deletion comes once its kind was changed.
    order = [Kind.SCENARIO, Kind.COMMENT, Kind.ASSIGNMENT, Kind.MARKS, Kind.TRANSCRIPT, Kind.INVITATION]
    order += [Kind.MEMBER, Kind.COHORT]
    for number in range(max(len([one for one in cells if one[:2] == cell[:2]]) for cell in cells)):
        async with a_group() as group, pages(group) as site:
            about, visitors = About(group.id, await one_of_everything(group)), await everybody(site)
            for kind in order:
                for action in (Action.CHANGE, Action.DELETE):
                    mine = [cell for cell in cells if cell[:2] == (kind, action)]
                    if number < len(mine):
                        visitor = visitors[mine[number][2]]
                        done[mine[number]] = (await REQUESTS[kind, action](visitor, about)).status

    assert set(done) == set(cells)
    assert {cell: status for cell, status in done.items() if status != 303} == {}


async def test_not_yours_and_not_there_are_one_answer_to_the_last_byte() -> None:
    async with a_group() as group, pages(group) as site:
        things = await one_of_everything(group)
        there, nowhere = About(group.id, things), About(NOWHERE, _nothing(things))
        refused = [cell for cell in CELLS if not expected()[cell] and REQUESTS[cell[:2]] not in LISTS]
        differing, visitors = [], await everybody(site)
        for cell in refused:
            visitor = visitors[cell[2]]
            theirs, none = [await REQUESTS[cell[:2]](visitor, about) for about in (there, nowhere)]
            if (theirs.status, theirs.text, dict(theirs.headers)) != (none.status, none.text, dict(none.headers)):
                differing.append(cell)

    assert refused
    assert differing == []


# Whoever is in a group has lists of their own there, with nothing of anybody else in them.
LISTS = (_cohorts, _words, _comments, _assignments, _marks, _invitations)


def _nothing(things: Things) -> Things:
    return Things(
        invitation=NOWHERE,
        member=replace(things.member, id=NOWHERE),
        assignment=replace(things.assignment, id=NOWHERE),
        result=NOWHERE,
        comment=replace(things.comment, id=NOWHERE),
        own=replace(things.own, id=NOWHERE),
    )


async def test_a_consent_that_is_taken_back_holds_from_the_next_request_on() -> None:
    async with a_group() as group, pages(group) as site:
        about = About(group.id, await one_of_everything(group))
        owner, learner = await site.visitor("owner"), await site.visitor("learner")
        seen = [await _read(owner, about)]
        for level in ("marks", "nothing", "transcript"):
            await learner.post(f"{about.rehearsal}/share", form={"level": level})
            seen.append(await _read(owner, about))

    assert seen == ["words", "marks", "404", "words"]


async def _read(visitor: Visitor, about: About) -> str:
    answer = await visitor.get(about.rehearsal)
    if answer.status != 200:
        return str(answer.status)
    return "words" if "turn-1" in answer.text else "marks"


async def test_with_the_marks_alone_not_a_word_is_in_the_page() -> None:
    async with a_group() as group, pages(group) as site:
        about = About(group.id, await one_of_everything(group))
        learner, owner = await site.visitor("learner"), await site.visitor("owner")
        words = (await owner.get(about.rehearsal)).text
        await learner.post(f"{about.rehearsal}/share", form={"level": "marks"})
        marks = (await owner.get(about.rehearsal)).text

    for said in ("excellent prix", "photographier", "kodak"):
        assert said not in marks
    assert "excellent prix" in words


async def test_a_sponsor_sees_no_name_and_no_count_that_tells_of_one() -> None:
    async with a_group() as group, pages(group) as site:
        await one_of_everything(group)
        async with group.store.transaction() as tx:
            await group.assign(tx)
        page = (await (await site.visitor("sponsor")).get(f"/c/{group.id}")).text

    assert "other_learner" not in page
    assert "learner<" not in page
    assert "<table" not in page
