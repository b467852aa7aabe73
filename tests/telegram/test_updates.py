"""What Telegram may deliver, well-formed or not, becomes one of our values and never an exception."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.faces.telegram.commands import Command, nearest, read_command
from coaching.faces.telegram.presses import Deed, Press, read_press
from coaching.faces.telegram.updates import (
    Commanded,
    Grouped,
    Membership,
    Pressed,
    Said,
    Unknown,
    _read,
    read_update,
)
from coaching.faces.telegram.values import Json
from coaching.faces.telegram.visits import Place, Stage, read_stage
from coaching.language import Language
from tests.telegram.oddities import KINDS, odd

WHO = {"id": 7, "is_bot": False, "first_name": "Sophie", "language_code": "fr-CA"}
KEYS = st.sampled_from(
    [
        "update_id",
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat",
        "from",
        "id",
        "type",
        "text",
        "data",
        "new_chat_member",
        "old_chat_member",
        "status",
        "message_id",
        "photo",
        "language_code",
        "is_bot",
    ]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["private", "kicked", "member", "/a"])
)
ANYTHING = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner)))


@given(st.dictionaries(KEYS, ANYTHING))
def test_reading_never_fails(raw: dict[str, object]) -> None:
    update = read_update(raw)

    assert isinstance(update.chat_id, int)
    assert not isinstance(update.event, Said | Commanded | Pressed) or update.who


def test_no_odd_shape_is_too_odd_to_be_looked_at() -> None:
    dice = random.Random(7)

    for _ in range(5000):
        kind = dice.choice(KINDS)
        assert _read(1, {"update_id": 1, kind: odd(dice, 7)}).update_id == 1  # not even by way of the safety net


def private(**content: object) -> Json:
    return {"update_id": 1, "message": {"message_id": 2, "from": WHO, "chat": {"id": 7, "type": "private"}, **content}}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("bonjour", Said("bonjour")),
        ("/start", Commanded("start")),
        ("/START@jasette_bot  now ", Commanded("start", "now")),
        ("/", Said("/")),
        ("/ fin", Said("/ fin")),
        ("", Said("")),
        ("/fin\nmerci", Commanded("fin", "merci")),
    ],
)
def test_texts_and_commands_are_told_apart(text: str, event: Said | Commanded) -> None:
    assert read_update(private(text=text)).event == event


def test_notes_of_telegram_itself_are_nobodys_words() -> None:
    assert read_update(private(pinned_message={})).event == Unknown()
    assert read_update(private(new_chat_title="x")).event == Unknown()


def test_nobody_is_answered_in_somebody_elses_chat() -> None:
    theirs = {"id": 8, "type": "private"}
    message = {"message_id": 2, "from": WHO, "chat": theirs, "text": "/start"}

    assert read_update({"update_id": 1, "message": message}).event == Unknown()
    assert read_update({"update_id": 1, "edited_message": message}).event == Unknown()
    tap = {"id": "1", "from": WHO, "message": message, "data": "keep:1"}
    assert read_update({"update_id": 1, "callback_query": tap}).event == Unknown()
    change = {"chat": theirs, "from": WHO, "new_chat_member": {"status": "kicked"}}
    assert read_update({"update_id": 1, "my_chat_member": change}).event == Unknown()


def test_groups_are_silent_but_for_the_invitation() -> None:
    chat = {"id": -7, "type": "group"}
    now = {"status": "member", "user": {"id": 1, "is_bot": True, "username": "jasette_bot"}}
    joined = {"chat": chat, "from": WHO, "old_chat_member": {"status": "left"}, "new_chat_member": now}

    assert read_update({"update_id": 1, "my_chat_member": joined}).event == Grouped("jasette_bot")
    promoted = joined | {"old_chat_member": {"status": "member"}}
    assert read_update({"update_id": 1, "my_chat_member": promoted}).event == Unknown()
    channel = joined | {"chat": {"id": -8, "type": "channel"}}
    assert read_update({"update_id": 1, "my_chat_member": channel}).event == Unknown()
    said = {"message_id": 2, "from": WHO, "chat": chat, "text": "/start"}
    assert read_update({"update_id": 1, "message": said}).event == Unknown()


def test_blocking_is_seen() -> None:
    change = {"chat": {"id": 7, "type": "private"}, "from": WHO, "new_chat_member": {"status": "kicked"}}

    assert read_update({"update_id": 1, "my_chat_member": change}).event == Membership(blocked=True)


@given(st.text(st.characters()) | st.just("\ud800"))
def test_whatever_a_tap_carries_can_be_read(data: str) -> None:
    press = read_press(data)

    assert press is None or press.deed in Deed


@given(
    st.sampled_from(list(Deed)), st.integers(0, 999_999_999), st.from_regex(r"([a-z][a-z0-9_]{0,39})?", fullmatch=True)
)
def test_a_press_is_read_as_it_was_written(deed: Deed, keyboard: int, about: str) -> None:
    press = Press(deed, keyboard, about)

    assert read_press(press.data()) == press


ABOUT = st.from_regex(r"[a-z0-9_ -]{0,80}", fullmatch=True) | st.uuids().map(str)


@given(
    st.sampled_from(list(Place)),
    st.integers(0, 999_999_999),
    st.frozensets(st.sampled_from(list(Deed))),
    ABOUT,
    st.integers(0, 999),
    st.from_regex(r"([a-z]_[A-Za-z0-9_-]{1,62})?", fullmatch=True),
)
def test_a_stage_is_read_as_it_was_written_in_at_most_five_hundred_characters(
    place: Place, keyboard: int, offered: frozenset[Deed], about: str, heard: int, link: str
) -> None:
    stage = Stage(place, keyboard, offered, about, heard, link)

    assert read_stage(stage.written()) == stage
    assert len(stage.written()) <= 500


def test_a_stage_written_before_it_was_about_anything_is_read() -> None:
    assert read_stage("ready:12:again,choose") == Stage(Place.READY, 12, frozenset({Deed.AGAIN, Deed.CHOOSE}))


@given(st.text())
def test_any_other_stage_is_a_new_one(written: str) -> None:
    assert read_stage(written).place in Place


@pytest.mark.parametrize(
    ("typed", "command"),
    [("aide", Command.HELP), ("confidentialité", Command.PRIVACY), ("Début", Command.START), ("nope", None)],
)
def test_commands_are_known_in_both_languages_accents_or_not(typed: str, command: Command | None) -> None:
    assert read_command(typed) is command


@given(st.text(max_size=200))
def test_the_nearest_command_is_a_command(typed: str) -> None:
    found = nearest(typed, Language.FR)

    assert found is None or read_command(found)
