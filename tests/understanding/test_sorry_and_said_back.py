"""Who says sorry after selling steps back from it; who says back what was heard scorns nobody."""

from __future__ import annotations

import pytest

from coaching.attendee.trust import DOUBT
from coaching.language import Language
from coaching.moves import SELLING, Move
from coaching.reading import Message, Reading, Speaker, Utterance
from tests.understanding.reader import understanding

SOLD = {
    "fr": ("On fait des sites pour 900 euros, livrés en une semaine, garanti.", "Ah. Euh. J'ai déjà quelqu'un."),
    "en": ("We do websites from 900, delivered in a week, guaranteed.", "Oh. Right. I've got somebody."),
}
CHATTED = {"fr": ("Bonsoir, il fait chaud ici.", "Oui, plutôt."), "en": ("Evening, warm in here.", "It is, rather.")}


def read(text: str, lang: str, before: tuple[str, str]) -> Reading:
    said, answered = before
    context = (Utterance(Speaker.LEARNER, said), Utterance(Speaker.ATTENDEE, answered))
    return understanding().read(Message(text, Language(lang), "sites web" if lang == "fr" else "websites", context))


SORRY = [
    ("Pardon, je vous ai sorti mes tarifs avant même de dire bonsoir.", "fr"),
    ("desole je t'ai balance mon depliant sans te demander comment ca va", "fr"),
    ("Ouf. Excusez-moi, j'ai parlé comme une affiche.", "fr"),
    ("Je suis vraiment confuse, vous n'étiez pas venu pour entendre ça.", "fr"),
    ("Sorry, that came out like a brochure.", "en"),
    ("oh im so sorry, i threw my leaflet at u before even asking ur name", "en"),
    ("Forget I said that.", "en"),
    ("Ok let's start again.", "en"),
    ("Bon, oubliez mes tarifs.", "fr"),
    ("I do apologise. You'd barely put your coat down and I was on about prices.", "en"),
]


@pytest.mark.parametrize(("says", "lang"), SORRY)
def test_a_sorry_said_after_selling_steps_back_and_surely_sells_nothing(says: str, lang: str) -> None:
    reading = read(says, lang, SOLD[lang])

    assert reading.apology
    assert all(reading.sureness(move) < DOUBT for move in SELLING)
    assert not reading.does(Move.DISMISSIVE, Move.ABRUPT_EXIT)


@pytest.mark.parametrize(("says", "lang"), SORRY)
def test_a_sorry_that_follows_no_selling_steps_back_from_nothing(says: str, lang: str) -> None:
    assert not read(says, lang, CHATTED[lang]).apology


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("Pardon, vous disiez quoi ?", "fr"),
        ("Désolé pour votre chien.", "fr"),
        ("Sorry, what was your name?", "en"),
        ("I'm sorry to hear about your shop.", "en"),
        ("Sorry but you're an idiot.", "en"),
        ("Wow, that was rude.", "en"),
        ("Don't forget I can do it in a week.", "en"),
        ("You could start over with our tool, 900 all in.", "en"),
        ("On oublie tout et vous signez ce soir.", "fr"),
    ],
)
def test_what_only_sounds_like_a_sorry_or_regrets_something_else_steps_back_from_nothing(says: str, lang: str) -> None:
    assert not read(says, lang, SOLD[lang]).apology


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("Désolé d'insister, mais à 900 euros le site c'est donné, je vous envoie le devis demain.", "fr"),
        ("Sorry to push, but we're the cheapest in town, let me book you a demo for Tuesday.", "en"),
    ],
)
def test_a_sorry_does_not_make_an_offer_another_thing(says: str, lang: str) -> None:
    assert read(says, lang, SOLD[lang]).is_selling


TOLD = {
    "fr": ("Et avant ?", "J'ai tenu une quincaillerie trente ans, puis le centre d'achats est arrivé."),
    "en": ("And before?", "I kept a hardware shop for thirty years, and then the mall came."),
}


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("Vous préféreriez être derrière le comptoir plutôt qu'ici, je pense.", "fr"),
        ("tu aimerais mieux reparer des affaires que d'en parler", "fr"),
        ("on sent que ca vous manque", "fr"),
        ("Vous devez en être fier.", "fr"),
        ("ca devait etre long, ces derniers mois", "fr"),
        ("You'd sooner be behind that counter than in here.", "en"),
        ("sounds like you loved that place", "en"),
        ("That must have been quite a slog.", "en"),
        ("You can see how much that place meant to you.", "en"),
    ],
)
def test_saying_back_what_was_heard_is_no_contempt(says: str, lang: str) -> None:
    reading = read(says, lang, TOLD[lang])

    assert not reading.does(Move.DISMISSIVE, *SELLING)
    assert reading.does(Move.REFLECTION, Move.VALIDATION)


@pytest.mark.parametrize(
    ("says", "lang"),
    [
        ("Vous vouliez venir ce soir, ou on vous a poussée ?", "fr"),
        ("tu voulais venir ou c'est ton patron qui voulait", "fr"),
        ("Did you want to come along, or were you told to?", "en"),
        ("did you really want to join or was it your boss", "en"),
    ],
)
def test_asking_why_somebody_came_invites_them_nowhere(says: str, lang: str) -> None:
    assert not read(says, lang, CHATTED[lang]).does(Move.WELCOME)
