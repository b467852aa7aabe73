"""Conversations with the product's own attendees, for these tests."""

from __future__ import annotations

from functools import cache

from coaching.comparison import Branch
from coaching.language import Language
from coaching.rehearsal import Conversation, Profile, marks, play
from tests.content import library, rubric, understanding

SOLD = {
    Language.FR: ("Bonsoir!", "Vous devriez essayer mon forfait marketing, il est excellent."),
    Language.EN: ("Evening!", "You should really try my marketing package, it's excellent."),
}
ASKED = {
    Language.FR: (
        "Bonsoir! Inquiétez-vous pas, j'ai rien à vendre à soir.",
        "C'est quoi que vous aimez le plus photographier?",
        "Comment vous faites pour que les gens oublient la caméra?",
    ),
    Language.EN: (
        "Evening! Don't worry, I've nothing to sell tonight.",
        "What do you most like to photograph?",
        "How do you get people to forget the camera?",
    ),
}


@cache
def talk(messages: tuple[str, ...], lang: Language, attendee: str = "defensive_photographer") -> Conversation:
    return play(library()[attendee], Profile(lang), 1, messages, understanding())


def branch(conversation: Conversation) -> Branch:
    scenario = library()[conversation.scenario]
    return Branch(conversation, marks(conversation, scenario, understanding(), rubric()))
