"""What a learner lives through in Telegram, from /start to /forget, in both languages."""

from __future__ import annotations

import pytest

from tests.bot_api.server import BotApi

pytestmark = pytest.mark.usefixtures("bot")

LABELS = {
    "fr": {
        "language": "Français",
        "trade": "qu'est-ce que vous vendez",
        "skip": "Passer",
        "choose": "Avec qui",
        "attendee": "photographe",
        "simulated": "simulée",
        "best": "100",
        "again": "Rejouer",
        "other": "Quelqu'un d'autre",
        "hint": "Un indice",
        "why": "Ce qui vient de se passer",
        "back": "C'est comme si",
        "help": "Comment ça marche",
        "privacy": "Ce que je garde",
        "messages": ["Bonsoir! Rassurez-vous, je n'ai rien à vendre.", "Qu'est-ce que vous aimez photographier?"],
    },
    "en": {
        "language": "English",
        "trade": "what do you sell",
        "skip": "Skip",
        "choose": "Who would you",
        "attendee": "photographer",
        "simulated": "simulated",
        "best": "100",
        "again": "Play again",
        "other": "Someone else",
        "hint": "A hint",
        "why": "What just happened",
        "back": "It's as if",
        "help": "How it works",
        "privacy": "What I keep",
        "messages": ["Hello! Don't worry, I have nothing to sell.", "What do you love to photograph?"],
    },
}


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_learner_goes_from_start_to_debrief_and_again(api: BotApi, lang: str) -> None:
    sophie, labels = api.person("Sophie", lang), LABELS[lang]

    greeting = await sophie.ask("/start")
    assert "Sophie" in greeting.text
    assert any("simul" in words for words in greeting.marked("italic"))

    await sophie.press(str(labels["language"]))
    await sophie.wait_for(str(labels["trade"]))
    assert str(labels["choose"]) in (await sophie.ask("de la tenue de livres & <b>plus</b>")).text

    await sophie.press(str(labels["attendee"]))
    scene = await sophie.next()
    assert str(labels["simulated"]) in scene.text
    opening = await sophie.next()
    assert opening.marked("bold")

    for text in labels["messages"]:
        reply = await sophie.ask(text)
        assert reply.marked("bold") == opening.marked("bold")
    assert "typing" in sophie.chat.actions

    assert str(labels["hint"]) in (await sophie.ask("/hint")).text
    assert str(labels["why"]) in (await sophie.ask("/pourquoi")).text
    assert str(labels["back"]) in (await sophie.ask("/retour")).text
    assert labels["messages"][1] in sophie.heard[-1].text

    debrief = await sophie.ask("/fin")
    assert str(labels["best"]) in debrief.text
    assert debrief.button(str(labels["other"]))

    sophie.skip()
    await sophie.press(str(labels["again"]))
    assert str(labels["simulated"]) in (await sophie.next()).text
    await sophie.next()
    assert str(labels["help"]) in (await sophie.ask("/aide")).text
    assert str(labels["privacy"]) in (await sophie.ask("/privacy")).text
