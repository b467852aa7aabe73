"""What an attendee says, and how what is said of it is shown."""

from __future__ import annotations

from coaching.faces.telegram.markup import LONGEST, bold, in_pieces, units
from coaching.language import Language
from coaching.scenario import Scenario

SILENCE = "…"


def line(scenario: Scenario, lang: Language, text: str) -> tuple[str, ...]:
    """What an attendee says, under their name, as marked text."""
    before = f"{bold(scenario.name.first(lang))} — "
    pieces = in_pieces(text, LONGEST - units(before))
    return (before + (pieces[0] or SILENCE), *pieces[1:])
