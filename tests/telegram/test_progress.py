"""How far somebody has come, in words and as a picture, and the next rung by a button."""

from __future__ import annotations

import re

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.server import BotApi
from tests.telegram.walks import SLIPPING, slip, walk_in, walk_up

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize("lang", list(Language))
async def test_marks_feelings_best_lines_and_what_comes_next(api: BotApi, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    await walk_in(sophie, lang)
    await sophie.press("photogra")
    await sophie.next()
    await sophie.press("7")
    await sophie.wait_for(" — ")
    for text in SLIPPING[lang]:
        await sophie.ask(text)
    await sophie.ask("/end")
    await sophie.press("1")
    debrief = await sophie.wait_for(words("debrief.try"))
    await sophie.press("4")
    await sophie.until(lambda: "🫁" in sophie.chat.posted[debrief.message_id].text, "the nerves")

    picture = await sophie.ask("/progres")
    told = await sophie.next()

    assert picture.kind == "photo"
    assert picture.file
    assert picture.file.size[0] == 1080
    assert words("phone.progress.nerves", nerves="7 → 4") in told.text
    assert "💛" in told.text
    assert SLIPPING[lang][1] in told.text
    assert all(words(f"debrief.dimension.{one}") in told.text for one in ("curiosity", "generosity"))
    assert re.search(words("phone.progress.next", name=".+"), told.text)
    proposed = next(told.buttons())
    await sophie.press(proposed.label)
    assert words("phone.nerves.before") in (await sophie.next()).text


async def test_several_rehearsals_stand_in_a_row(api: BotApi) -> None:
    sophie = api.person()
    await walk_up(sophie)
    await slip(sophie)
    for _ in range(2):
        await sophie.press("Rejouer")
        await sophie.wait_for("Avant d'y aller")
        await sophie.press("Passer")
        await sophie.wait_for(" — ")
        await slip(sophie)
        if not sophie.heard[-1].button("Rejouer"):  # somebody with a need came in between
            await sophie.press("Passer")
            await sophie.wait_for("une autre fois")

    await sophie.ask("/progres")
    told = await sophie.next()

    assert "3 répétitions" in told.text
    assert re.search("[▁▂▃▄▅▆▇█]{3} Curiosité", told.text)


async def test_before_the_first_rehearsal_it_says_so(api: BotApi) -> None:
    sophie = api.person()
    await walk_in(sophie)

    nothing = await sophie.ask("/progrès")

    assert "première répétition" in nothing.text
    assert nothing.button("photogra")
