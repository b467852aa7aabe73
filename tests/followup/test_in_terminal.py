from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coaching.authoring.notes import read_note_rubric
from coaching.comparison import Branch
from coaching.faces.terminal.noting import write_here
from coaching.faces.terminal.paint import Paint
from coaching.faces.terminal.room import Room
from coaching.faces.words import read_words
from coaching.language import Language
from coaching.rehearsal import Profile, marks, play
from tests.content import library, rubric, understanding

TALK = (
    "Inquiétez-vous pas, j'ai rien à vendre à soir! C'est quoi que vous aimez le mieux photographier?",
    "Comment vous faites pour qu'ils oublient la caméra?",
    "Et qu'est-ce qui est le plus difficile dans votre métier, ces temps-ci?",
)


@dataclass
class Typed:
    """Lines typed one after the other, and what was shown."""

    lines: list[str]
    shown: list[str] = field(default_factory=list)
    is_live: bool = True

    def next(self, prompt: str) -> str | None:
        del prompt
        return self.lines.pop(0) if self.lines else None


def written(scenario: str, talk: Sequence[str], *typed: str) -> str:
    here = Typed(list(typed))
    room = Room(
        understanding(),
        rubric(),
        read_words(Language.FR),
        Paint(),
        here,  # type: ignore[arg-type]  # as much of the lines as is asked for
        here.shown.append,
        note_rubric=read_note_rubric,
    )
    attendee = library()[scenario]
    talked = play(attendee, Profile(Language.FR, "Sophie", "tenue de livres"), 3, talk, understanding())
    write_here(room, attendee, Branch(talked, marks(talked, attendee, understanding(), rubric())))
    return "\n".join(here.shown)


def test_a_note_is_marked_and_its_second_writing_stands_beside_it() -> None:
    shown = written(
        "defensive_photographer",
        TALK,
        "Merci pour la soirée!",
        "Bonjour Étienne, merci pour la soirée. Vos artisans dans leur atelier me restent. Lequel préférez-vous?",
    )

    assert "On pourrait l'envoyer à n'importe qui" in " ".join(shown.split())
    assert "La première fois" in shown
    assert "Une chose vraie" in shown
    assert "contre" in shown


def test_a_card_that_was_pushed_on_one_wants_no_note_and_one_is_told_why() -> None:
    shown = written("pushy_card_giver", ("Bonsoir.", "Ah bon."), "Bonjour!")

    assert "rien" in shown
    assert "recyclage" in shown
    assert "sur 100" not in shown


def test_whoever_passes_is_left_alone() -> None:
    assert "autre fois" in written("defensive_photographer", TALK, "")
