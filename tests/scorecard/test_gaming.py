"""What could be tried to please the marks without a conversation, as the program itself reads it."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from coaching.scorecard.card import Scorecard
from tests.content import library, rubric, understanding

MOST = 40
FRENCH = {
    "stuffing": [
        "écoute curiosité aide question ouverte relance",
        "réseautage sans vendre écoute active empathie",
        "comment pourquoi intéressant merci aide contact",
        "question ouverte reformulation validation",
    ],
    "interrogation": [
        *("vous faites quoi", "depuis quand", "pourquoi", "c'est payant?", "vous habitez où", "vous avez des enfants?"),
        *("vous avez combien de clients?", "qui est votre patron?"),
    ],
    "copies": ["Qu'est-ce que vous aimez le plus dans votre métier?"] * 7,
    "copies dressed up": [
        "Qu'est-ce que vous aimez le plus dans votre métier?",
        "bonjour, qu'est-ce que vous aimez le plus dans votre métier?",
        "Et qu'est-ce que vous aimez le plus dans votre métier?",
        "Dites-moi, qu'est-ce que vous aimez le plus dans votre métier?",
        "Qu'est-ce que vous aimez le plus dans votre métier, au fond?",
    ],
    "silence": ["ok", "...", "hm", "👍", "ok"],
    "football": [
        "avez-vous vu la partie des Canadiens hier soir?",
        "moi j'ai trouvé que le gardien a été super, quel arrêt!",
        "pensez-vous qu'ils vont faire les séries?",
        "moi je regarde toutes les parties depuis que j'ai dix ans",
        "qui est votre joueur préféré?",
        "comment vous voyez la saison prochaine?",
    ],
}
ENGLISH = {
    "flattery": [
        "Wow, you're impressive!",
        "That's truly extraordinary what you do",
        "What incredible talent!",
        "You're a real genius",
        "I love your style, honestly",
    ],
    "insult": ["you're boring", "your job is stupid", "shut up", "you're a loser"],
    "own film": [
        "I'm shooting a short film about a fisherman. What's your favourite film?",
        "We shot three weeks in Cornwall. What do you think of British cinema?",
        "My actor fell ill. How do you find horror films?",
        "I cut forty minutes in the edit. What do you like at the cinema?",
        "Mine is Tarkovsky. Which director moves you?",
        "The premiere's in March. How do you choose your films?",
    ],
}


def card(messages: list[str], lang: Language) -> Scorecard:
    scenario = library()["pushy_card_giver"]
    conversation = play(scenario, Profile(lang, sells="logiciels"), 3, messages, understanding())
    return marks(conversation, scenario, understanding(), rubric())


@pytest.mark.parametrize("style", FRENCH)
def test_no_game_pays_in_french(style: str) -> None:
    assert card(FRENCH[style], Language.FR).score <= MOST


@pytest.mark.parametrize("style", ENGLISH)
def test_no_game_pays_in_english(style: str) -> None:
    assert card(ENGLISH[style], Language.EN).score <= MOST
