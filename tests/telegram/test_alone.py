"""The name of a command typed alone, without its slash: who types "aide" in a talk wants help, and tells nobody so."""

from __future__ import annotations

import pytest

from coaching.faces.telegram.alone import command_alone
from coaching.faces.telegram.commands import Command, read_command
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import SLIPPING, walk_in, walk_up

LANGUAGES = list(Language)
FR = read_words(Language.FR)


async def said(store: DatabaseStore, person: Person) -> list[str]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        kept = await tx.rehearsals.last(learner)
        assert kept
        return [turn.text for turn in kept.standing]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "command"),
    [("fin", "/fin"), ("Stop", "/fin"), ("arrete", "/fin"), ("quitter", "/fin"), ("undo", "/retour")],
)
async def test_what_would_end_a_talk_or_take_back_is_asked_about_and_said_to_nobody(
    api: BotApi, store: DatabaseStore, typed: str, command: str
) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][0])

    asked = await sophie.ask(typed)
    answer = await sophie.ask("Et vous, qu'est-ce qui vous amène?")

    assert command in asked.text
    assert typed in asked.text
    assert answer.marked("bold") == ("Étienne",)  # the talk went on
    assert await said(store, sophie) == [SLIPPING[Language.FR][0], "Et vous, qu'est-ce qui vous amène?"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["aide", "Help!", "menu"])
async def test_what_costs_nothing_is_done(api: BotApi, store: DatabaseStore, typed: str) -> None:
    sophie = api.person()
    await walk_up(sophie)

    assert FR("telegram.help.title") in (await sophie.ask(typed)).text
    assert (await sophie.ask("indice")).text.startswith("💡")
    assert await said(store, sophie) == []


@pytest.mark.usefixtures("bot")
async def test_in_an_evening_s_room_as_well(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask("/soiree")
    await sophie.press("5 à 7")
    await sophie.wait_for("0 .*10")
    await sophie.press("Passer")
    await sophie.wait_for(f"{FR('evening.room.title')} ·")

    assert FR("telegram.help.title") in (await sophie.ask("aide")).text
    assert "/fin" in (await sophie.ask("quitter")).text
    assert (await sophie.ask("undo")).text == FR("telegram_evening.no_way_back")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["stop", "undo"])
async def test_with_nobody_there_is_nothing_to_ask_about(api: BotApi, typed: str) -> None:
    sophie = api.person()
    await walk_in(sophie)

    assert FR("telegram.choose.nudge") in (await sophie.ask(typed)).text


@pytest.mark.parametrize(
    "line",
    [
        *("bonsoir", "merci", "Merci, bonne fin de soirée", "oui", "pourquoi?", "why", "thanks", "ok", "bye", "désolé"),
        *("j'aide les gens", "stop it you're joking", "coach", "conseil", "notes", "à la fin", "I help", "?", ""),
    ],
)
def test_what_may_be_said_to_somebody_is_no_command(line: str) -> None:
    assert command_alone(line) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_of_those_words_means_what_it_means_with_a_slash(lang: Language) -> None:
    words = read_words(lang)
    meant = [key.rpartition(".")[2] for key in words.sentences() if key.startswith("chat.alone.means.")]

    assert meant
    for name in meant:
        for one in words(f"chat.alone.means.{name}").split(","):
            assert command_alone(one) == Command(name)
            assert read_command(one.strip()) in (Command(name), None)
