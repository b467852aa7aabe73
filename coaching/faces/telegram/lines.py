"""What an attendee says, and how what is said of it is shown."""

from __future__ import annotations

from coaching.faces.telegram.markup import LONGEST, bold, escaped, in_pieces, italic, spoken, units
from coaching.faces.words import Words
from coaching.language import Language
from coaching.scenario import Scenario

SILENCE = "…"


def scene(scenario: Scenario, lang: Language, words: Words) -> tuple[str, ...]:
    """Where it is, whom they see, and that they are simulated, as blocks of marked text."""
    return (
        f"{bold(scenario.title.first(lang))}\n{escaped(scenario.occasion.first(lang))}",
        spoken(scenario.setting.first(lang)),
        italic(words("telegram.scene.simulated", name=scenario.name.first(lang))),
        escaped(words("telegram.scene.commands")),
    )


def line(scenario: Scenario, lang: Language, text: str) -> tuple[str, ...]:
    """What an attendee says, under their name, as marked text."""
    before = f"{bold(scenario.name.first(lang))} — "
    pieces = in_pieces(text, LONGEST - units(before))
    return (before + (pieces[0] or SILENCE), *pieces[1:])
