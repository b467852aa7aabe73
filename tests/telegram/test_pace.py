"""How fast messages go out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coaching.faces.telegram.pace import REMEMBERED, Pace


def sent(pace: Pace, chats: list[int], until: float, *, in_bulk: bool = False) -> list[tuple[float, int]]:
    """When which chat got a message, if each always has one more to get."""
    went, now = [], 0.0
    while now <= until:
        went += [(now, chat) for chat in chats if pace.wait(chat, now, in_bulk=in_bulk) <= 0]
        now += 0.01
    return went


def test_a_chat_gets_its_burst_at_once_and_then_one_a_second() -> None:
    went = [at for at, _ in sent(Pace(burst=4), [1], 10.0)]

    assert went.count(0.0) == 1
    assert len([at for at in went if at < 0.1]) == 4
    assert len(went) in {13, 14}


def test_bulk_goes_at_thirty_a_second_over_all_chats() -> None:
    went = sent(Pace(), list(range(500)), 3.0, in_bulk=True)

    assert 115 <= len(went) <= 121  # thirty at once, then thirty a second


def test_answers_are_not_held_up_by_bulk() -> None:
    pace = Pace()
    for chat in range(100):
        pace.wait(chat, 0.0, in_bulk=True)

    assert pace.wait(1000, 0.0, in_bulk=False) == 0


@given(st.lists(st.floats(0, 3), max_size=80))
def test_waiting_as_long_as_told_is_enough(pauses: list[float]) -> None:
    pace, now = Pace(burst=3), 0.0
    for pause in pauses:
        now += pause
        wait = pace.wait(7, now, in_bulk=False)
        now += wait
        assert wait == 0 or pace.wait(7, now + 1e-6, in_bulk=False) == 0


def test_a_chat_told_to_wait_gets_nothing_until_then() -> None:
    pace = Pace()
    pace.hold(7, 5.0)

    assert pace.wait(7, 1.0, in_bulk=False) == 4.0
    assert pace.wait(8, 1.0, in_bulk=False) == 0
    assert pace.wait(7, 5.0, in_bulk=False) == 0


def test_quiet_chats_are_not_remembered_for_ever() -> None:
    pace = Pace()
    for chat in range(3 * REMEMBERED):
        pace.wait(chat, chat * 60.0, in_bulk=False)

    assert len(pace._chats) <= REMEMBERED  # noqa: SLF001 - memory is all that shows
