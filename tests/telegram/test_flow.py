"""What a learner lives through in Telegram, from /start to the debrief and again, in both languages."""

from __future__ import annotations

import pytest

from coaching.faces.words import read_words
from coaching.language import Language
from tests.bot_api.server import BotApi
from tests.telegram.bots import EITHER_WAY
from tests.telegram.walks import SLIPPING

pytestmark = pytest.mark.usefixtures("bot")


@EITHER_WAY
@pytest.mark.parametrize("lang", list(Language))
async def test_a_learner_goes_from_start_to_debrief_and_again(api: BotApi, lang: Language) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)

    greeting = await sophie.ask("/start")
    assert "Sophie" in greeting.text
    assert any("simul" in said for said in greeting.marked("italic"))

    await sophie.press(words("telegram.buttons.french" if lang is Language.FR else "telegram.buttons.english"))
    await sophie.wait_for(words("telegram.trade.ask")[:20])
    assert words("phone.nerves.before") in (await sophie.ask("de la tenue de livres & <b>plus</b>")).text
    await sophie.press(words("telegram.buttons.another"))
    await sophie.wait_for(words("telegram.choose.ask")[:20])

    await sophie.press("photogra")
    assert words("phone.nerves.before") in (await sophie.next()).text
    await sophie.press("7")
    scene = await sophie.next()
    assert "simul" in scene.text
    opening = await sophie.next()
    assert opening.marked("bold")

    for text in SLIPPING[lang][:2]:
        reply = await sophie.ask(text)
        assert reply.marked("bold") == opening.marked("bold")
    assert "typing" in sophie.chat.actions

    assert "💡" in (await sophie.ask("/hint")).text
    assert words("why.title") in (await sophie.ask("/pourquoi")).text
    assert SLIPPING[lang][1] in (await sophie.ask("/retour")).text

    await sophie.ask("/fin")
    await sophie.press("6")
    debrief = await sophie.wait_for(words("debrief.try"))
    assert "100" in debrief.text
    await sophie.press("3")
    await sophie.until(lambda: "🫁" in sophie.chat.posted[debrief.message_id].text, "the nerves beside the debrief")

    sophie.skip()
    await sophie.press(words("telegram.buttons.again"))
    assert words("phone.nerves.before") in (await sophie.next()).text
    await sophie.press(words("telegram.buttons.skip"))
    assert "simul" in (await sophie.next()).text
    await sophie.next()
    assert words("telegram.help.title") in (await sophie.ask("/aide")).text
    assert words("telegram.privacy.practice") in (await sophie.ask("/privacy")).text
