"""Three-minute exercises on the phone."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from coaching.services.records import KeptDrill
from coaching.store import DatabaseStore
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import drills
from tests.telegram.walks import walk_in, walk_up

pytestmark = pytest.mark.usefixtures("bot")
ANSWER = {
    Language.FR: "Ah oui? Et qu'est-ce qui vous a amené là?",
    Language.EN: "Really? And what brought you to that?",
}


async def done(store: DatabaseStore, person: Person) -> tuple[KeptDrill, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        return await tx.drills.of(learner)


@pytest.mark.parametrize("lang", list(Language))
async def test_a_set_of_three_lines_marked_at_once_none_twice(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    sophie, words, drill = api.person("Sophie", lang.value), read_words(lang), drills()[0]
    await walk_in(sophie, lang)
    offered = await sophie.ask("/exercice")
    assert [button.label for button in offered.buttons()] == [one.name.first(lang) for one in drills()]

    await sophie.press(drill.name.first(lang))
    task = await sophie.next()
    assert drill.task.first(lang) in task.text
    for number in (1, 2, 3):
        assert words("drills.number", number=number, count=3) in sophie.heard[sophie.read - 1].text
        marked = await sophie.ask(ANSWER[lang])
        kept = (await done(store, sophie))[-1]
        item = drill.item(lang, kept.item)
        assert item
        assert f"{kept.score} " in marked.text
        assert all(model.strip() in marked.text for model in item.models)
        await sophie.press(words("telegram.buttons.next" if number < 3 else "telegram.buttons.set_done"))
        await sophie.next()

    scores = " · ".join(str(one.score) for one in await done(store, sophie))
    assert words("drills.sum", scores=scores) in sophie.heard[-1].text
    assert len({one.item for one in await done(store, sophie)}) == 3
    assert words("drills.keep", quote=ANSWER[lang]) in sophie.heard[-1].text


async def test_a_line_can_be_said_again_and_the_better_one_counts(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.ask("/exercice")
    await sophie.press(drills()[0].name.first(Language.FR))
    await sophie.next()

    await sophie.ask("non")
    again = await sophie.ask(ANSWER[Language.FR])
    first, second = await done(store, sophie)

    assert first.item == second.item
    assert first.score < second.score
    assert read_words(Language.FR)("drills.models") not in again.text
    for label in ("Suivante", "Passer", "Passer"):
        await sophie.press(label)
        await sophie.next()
    assert f"Vos notes : {second.score}".replace(" :", "\u00a0:") in sophie.heard[-1].text


async def test_skipping_all_three_is_fine(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await walk_in(sophie)
    await sophie.ask("/exercice")
    await sophie.press(drills()[1].name.first(Language.FR))
    await sophie.next()

    for _ in range(3):
        await sophie.press("Passer")
        await sophie.next()

    assert sophie.heard[-1].button("Un autre exercice")
    assert await done(store, sophie) == ()


@pytest.mark.parametrize("way", ["button", "command"])
async def test_enough_goes_back_to_the_conversation_they_were_in(api: BotApi, way: str) -> None:
    sophie = api.person()
    await walk_up(sophie)
    reply = await sophie.ask("Bonsoir!")
    await sophie.ask("/exercice")
    await sophie.press(drills()[0].name.first(Language.FR))
    await sophie.next()

    if way == "button":
        await sophie.press("C'est assez")
    else:
        await sophie.say("/fin")

    assert reply.text in (await sophie.next()).text
    assert (await sophie.ask("Qu'est-ce que vous aimez photographier?")).marked("bold") == ("Étienne",)
