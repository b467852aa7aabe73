"""Attending the club: what can be done where, and that it comes to the same as the meetings it is made of."""

from __future__ import annotations

import pytest

from coaching.club.attending import TRIES, Act, Attendance, Doing, NotNowError, Outcome, Where, attend
from coaching.club.season import NotAMemberError
from tests.club.seasons import ETIENNE, REAL, a_meeting, a_season, the_club
from tests.content import understanding

GOOD = "Je tiens les livres de petits commerces. Si vous croisez une fleuriste perdue dans ses taxes, je l'aiderais."
ASKS = "Qu'est-ce que vous aimez le plus dans votre métier?"
PUSHES = "Avez-vous des clients à me référer?"


def done(at: Attendance, *acts: Act) -> tuple[Attendance, Outcome]:
    outcome = Outcome()
    for act in acts:
        at, outcome = attend(at, act, the_club(), understanding())
    return at, outcome


def at_the_table() -> Attendance:
    return done(Attendance(a_season()), Act(Doing.GO_ON))[0]


def with_real(*texts: str) -> Attendance:
    said = [Act(Doing.SAY, text) for text in texts]
    return done(at_the_table(), Act(Doing.ENTER, REAL), *said)[0]


def test_a_good_introduction_leads_to_the_table_and_another_may_be_said_again_so_many_times() -> None:
    good, heard = done(Attendance(a_season()), Act(Doing.INTRODUCE, GOOD))
    bad, _ = done(Attendance(a_season()), *[Act(Doing.INTRODUCE, "bonjour tout le monde")] * (TRIES - 1))
    last, _ = done(bad, Act(Doing.INTRODUCE, "bonjour tout le monde"))

    assert heard.introduction is not None
    assert (good.where, bad.where, last.where) == (Where.TABLE, Where.ROUND, Where.TABLE)
    assert good.season.introductions == (heard.introduction,)


@pytest.mark.parametrize("doing", [Doing.INTRODUCE, Doing.SAY, Doing.LEAVE, Doing.COME_BACK, Doing.TAKE_BACK])
def test_what_belongs_elsewhere_is_not_done_at_the_table(doing: Doing) -> None:
    with pytest.raises(NotNowError):
        done(at_the_table(), Act(doing, ASKS))


def test_nobody_sits_down_with_somebody_who_is_not_there() -> None:
    with pytest.raises(NotAMemberError):
        done(at_the_table(), Act(Doing.ENTER, "nobody_at_all"))


def test_a_conversation_comes_to_what_the_same_meeting_comes_to() -> None:
    season, _ = a_meeting(a_season(), REAL, "Bonjour Réal!", ASKS)

    left, outcome = done(with_real("Bonjour Réal!", ASKS), Act(Doing.LEAVE))

    assert left.season == season
    assert outcome.parting is not None
    assert outcome.member == REAL


def test_what_is_taken_back_was_never_said_a_push_for_clients_neither() -> None:
    before = with_real("Bonjour Réal!")

    pushed, _ = done(before, Act(Doing.SAY, PUSHES))
    back, outcome = done(pushed, Act(Doing.TAKE_BACK))

    assert pushed.meeting is not None
    assert pushed.meeting.pushed == 1
    assert back == before
    assert outcome.taken_back is not None
    assert outcome.taken_back.text == PUSHES


def test_who_says_nothing_has_met_nobody_and_two_conversations_make_an_evening() -> None:
    silent, _ = done(with_real(), Act(Doing.LEAVE))
    one, _ = done(with_real(ASKS), Act(Doing.LEAVE))
    two, _ = done(one, Act(Doing.ENTER, ETIENNE), Act(Doing.SAY, ASKS), Act(Doing.LEAVE))

    assert (silent.where, silent.season.met, silent.rooms) == (Where.TABLE, (), 0)
    assert (one.where, two.where) == (Where.TABLE, Where.HOME)


def test_the_season_is_over_after_its_last_week_and_can_be_ended_before() -> None:
    weeks = the_club().figures.weeks
    acts = [Act(Doing.GO_HOME), Act(Doing.COME_BACK, days=7)] * (weeks - 1)

    last, _ = done(Attendance(a_season()), *acts)
    over, _ = done(last, Act(Doing.GO_HOME))
    ended, outcome = done(with_real(ASKS), Act(Doing.FINISH))

    assert (last.season.week, last.where, over.where) == (weeks, Where.ROUND, Where.OVER)
    assert ended.where is Where.OVER
    assert outcome.parting is not None
    assert [one.member for one in ended.season.met] == [REAL]
