"""Exercises, evenings and seasons are read as far as they were shared; every look is kept."""

from __future__ import annotations

from coaching.club.attending import Act, Doing
from coaching.cohorts.sharing import Level
from coaching.cohorts.target import What
from coaching.services import consents, reading_works
from coaching.services.access import NotThere
from coaching.services.ports import Transaction
from coaching.services.reading_works import EveningSeen, ExerciseSeen, SeasonSeen
from tests.services.groups import ACTORS, Group, a_group
from tests.services.works import ROUND, SAID, Works, works_of

Seen = ExerciseSeen | EveningSeen | SeasonSeen | NotThere


async def read(tx: Transaction, group: Group, works: Works, who: str, what: What, asked: What | None = None) -> Seen:
    """What they see of it, asking for it as what it is, or as something else."""
    at = (tx, group.people[who], group.id, works.done[what])
    match asked or what:
        case What.EVENING:
            return await reading_works.evening(works.evenings, *at)
        case What.CLUB:
            return await reading_works.season(works.seasons, *at)
    return await reading_works.exercise(*at)


async def share(group: Group, works: Works, level: Level) -> None:
    async with group.store.transaction() as tx:
        for name in works.done.values():
            await group.share(tx, "learner", name, level)


async def test_whoever_may_not_see_it_is_told_it_isnt_there() -> None:
    async with a_group() as group:
        works = await works_of(group)
        seen = {}
        for level in (Level.NOTHING, Level.MARKS):
            await share(group, works, level)
            async with group.store.transaction() as tx:
                for what in works.done:
                    who = [one for one in ACTORS if await read(tx, group, works, one, what) != NotThere()]
                    seen[level, what] = who
        async with group.store.transaction() as tx:
            as_another = {
                (what, asked)
                for what in works.done
                for asked in works.done
                if await read(tx, group, works, "owner", what, asked) != NotThere()
            }

    assert {who for (level, _), found in seen.items() if level is Level.NOTHING for who in found} == {"learner"}
    assert {tuple(found) for (level, _), found in seen.items() if level is Level.MARKS} == {
        ("owner", "co_coach", "learner")
    }
    assert as_another == {(what, what) for what in works.done}


async def test_the_marks_alone_hold_not_a_word_and_the_words_are_whole() -> None:
    async with a_group() as group:
        works = await works_of(group)
        told: dict[tuple[Level, What], str] = {}
        for level in (Level.MARKS, Level.TRANSCRIPT):
            await share(group, works, level)
            async with group.store.transaction() as tx:
                for what in works.done:
                    told[level, what] = repr(await read(tx, group, works, "owner", what))
        async with group.store.transaction() as tx:
            looks = [(one.result, one.level) for one in await consents.readers(tx, group.people["learner"])]

    for what, said in SAID.items():
        assert all(text in told[Level.TRANSCRIPT, what] for text in said), what
        assert not [text for text in said if text in told[Level.MARKS, what]], what
        pieces = {" ".join(text.split()[at : at + 3]) for text in said for at in range(len(text.split()) - 2)}
        assert not [one for one in pieces if one in told[Level.MARKS, what]], what
    assert set(looks) == {(name, level) for name in works.done.values() for level in (Level.MARKS, Level.TRANSCRIPT)}
    assert len(looks) == 2 * len(works.done)


async def test_what_a_learner_did_for_a_group_is_in_its_marks() -> None:
    async with a_group() as group:
        works = await works_of(group)
        async with group.store.transaction() as tx:
            seen = [await read(tx, group, works, "learner", what) for what in works.done]

    exercise, evening, season = seen
    assert isinstance(exercise, ExerciseSeen)
    assert isinstance(evening, EveningSeen)
    assert isinstance(season, SeasonSeen)
    assert sum(one.points for one in exercise.marks.findings) == exercise.marks.score
    assert [(one.turns, len(one.scorecard.dimensions)) for one in evening.talks] == [(3, 4)]
    assert [(one.week, len(one.conversation.turns)) for one in season.meetings] == [(1, 1)]
    assert len(season.introductions) == len(season.network.met) == 1


async def test_a_goodbye_said_in_two_pieces_ends_one_meeting() -> None:
    async with a_group() as group:
        works = await works_of(group)
        learner, seasons = group.people["learner"], works.seasons
        async with group.store.transaction() as tx:
            at = await seasons.begin(tx, learner)
            first = at.attendance.season.relations[0].member
            goodbye, rest = "Merci pour tout, je vous laisse, bonne soirée!", "À la prochaine!"
            acts = (Act(Doing.INTRODUCE, ROUND), Act(Doing.ENTER, first), Act(Doing.SAY, goodbye))
            for number, act in enumerate(acts, start=80):
                at = (await seasons.act(tx, learner, at, act, number)).at
            assert at.attendance.meeting is None  # the goodbye ended it
            joined = await seasons.act(tx, learner, at, Act(Doing.SAY, rest), 83, unheard=82)
            assert joined.rest_of == 82
            at = (await seasons.act(tx, learner, joined.at, Act(Doing.FINISH), 84)).at
            seen = await reading_works.season(seasons, tx, learner, group.id, at.journey.id)

    assert isinstance(seen, SeasonSeen)
    assert [len(one.conversation.turns) for one in seen.meetings] == [1]
