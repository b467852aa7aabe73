"""Back to one of one's messages, and both tries beside each other."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.records import KeptRehearsal
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.telegram.walks import SLIPPING, slip, walk_up

pytestmark = pytest.mark.usefixtures("bot")
INSTEAD = {
    Language.FR: "Et comment vous faites pour que les artisans oublient l'appareil?",
    Language.EN: "How do you get the makers to forget the camera?",
}


async def every(store: DatabaseStore, person: Person) -> tuple[KeptRehearsal, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        return await tx.rehearsals.all(learner)


@pytest.mark.parametrize("lang", list(Language))
async def test_from_the_slip_on_and_then_both_side_by_side(api: BotApi, store: DatabaseStore, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    await walk_up(sophie, lang=lang)
    await slip(sophie, lang)

    await sophie.press(words("telegram.buttons.replay", turn=3))
    back = await sophie.next()
    assert SLIPPING[lang][2] in back.text
    reply = await sophie.ask(INSTEAD[lang])
    await sophie.say("/end")
    debrief = await sophie.wait_for(words("debrief.try"))  # without another guess

    first, second = await every(store, sophie)
    assert (second.forked_from, second.forked_at) == (first.id, 3)
    assert [turn.text for turn in second.standing] == [*SLIPPING[lang][:2], INSTEAD[lang]]
    assert debrief.button(words("telegram.buttons.compare"))

    await sophie.press(words("telegram.buttons.compare"))
    picture = await sophie.next()
    assert picture.kind == "photo"
    assert words("comparing.title", turn=3) in (compared := await sophie.next()).text
    assert SLIPPING[lang][2] in compared.text
    assert INSTEAD[lang] in compared.text
    assert words("comparing.score", first=first.score, second=second.score) in compared.text
    assert reply.text.split(" — ")[1][:30] in compared.text


async def test_a_number_or_a_button_names_the_message(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)

    asked = await sophie.ask("/rejouer")
    assert [button.label for button in asked.buttons()][:4] == ["1", "2", "3", "4"]
    await sophie.press("2")
    assert "Retour au message 2" in (await sophie.next()).text
    assert "Retour au message 1" in (await sophie.ask("/replay 1")).text
    await sophie.ask("Bonsoir vous!")

    assert [one.forked_at for one in await every(store, sophie)] == [None, 2, 1]


async def test_from_any_of_the_marks(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    await sophie.press("Toutes les notes")
    await sophie.wait_for("Toutes les notes")

    await sophie.press("Revenir en arrière")
    assert "quel message" in (await sophie.next()).text
    await sophie.press("4")
    assert "Retour au message 4" in (await sophie.next()).text

    assert [one.forked_at for one in await every(store, sophie)] == [None, 4]


async def test_the_one_that_runs_can_be_taken_up_again_too(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await sophie.ask(SLIPPING[Language.FR][2])

    assert "Retour au message 1" in (await sophie.ask("/rejouer 1")).text
    await sophie.ask(SLIPPING[Language.FR][0])

    first, second = await every(store, sophie)
    assert first.ended is not None
    assert [turn.text for turn in second.standing] == [SLIPPING[Language.FR][0]]


@pytest.mark.parametrize("number", ["0", "5", "99999999999999999999", "deux", "²", "-1"])
async def test_a_message_that_was_never_said_is_named_kindly(api: BotApi, store: DatabaseStore, number: str) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)

    told = await sophie.ask(f"/rejouer {number}")

    assert "de 1 à 4" in told.text or "quel message" in told.text
    assert len(await every(store, sophie)) == 1


async def test_before_a_word_was_said_there_is_nothing_to_go_back_to(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)

    assert "rien à reprendre" in (await sophie.ask("/rejouer 1")).text


async def test_a_second_tap_forks_no_second_time(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_up(sophie)
    debrief = await slip(sophie)
    button = debrief.button("Reprendre au message 3")
    assert button

    await sophie.tap(debrief, button)
    late = await sophie.tap(debrief, button)

    assert "ne sert plus" in (await sophie.answered(late)).text
    assert len(await every(store, sophie)) == 2
