"""A drill as blocks of marked text: the line to work on, the marks of an answer, the model answers."""

from __future__ import annotations

from coaching.drills import Drill, DrillFinding, DrillMarks, Giver, Item
from coaching.faces.telegram.markup import bold, escaped, italic, spoken
from coaching.faces.words import Words

ADVISED = 2  # misses that are spoken of; more would be a lecture
BANDS = (85, 60, 30, 0)  # scores from which the coach says something else
BAR = 10  # cells


def item_blocks(drill: Drill, item: Item, number: int, count: int, words: Words) -> tuple[str, ...]:
    """The line to work on, with where it is said and what the learner does there."""
    place = [words("drills.number", number=number, count=count), item.scene]
    if item.sells:
        place.append(words("drills.sells", sells=item.sells))
    is_seen = item.given.startswith("*") and item.given.endswith("*") and item.given.count("*") == 2
    giver = Giver.NOBODY if is_seen else drill.given_by  # nobody says what is only seen
    given = words(f"drills.given.{giver}", given=item.given)
    return italic(" ".join(one for one in place if one)), f"✍️ {spoken(given)}"


def marks_blocks(marks: DrillMarks, words: Words) -> tuple[str, ...]:
    """The score, then each check with what it earned and, of the good and of two misses, what the coach says."""
    band = next(least for least in BANDS if marks.score >= least)
    filled = round(marks.score * BAR / 100)
    head = bold(words("drills.score", score=marks.score, bar="▰" * filled + "▱" * (BAR - filled)))
    said = "" if marks.void else f"\n{escaped(words(f'drills.band.{band}'))}"
    advised = [one for one in marks.findings if not one.held][:ADVISED]
    found = [_finding(one, words, is_advised=one in advised) for one in marks.findings]
    return f"{head}{said}", "\n".join(found)


def _finding(one: DrillFinding, words: Words, *, is_advised: bool) -> str:
    if not one.name:
        return escaped(words.retold(one.advice))
    points = words("drills.points", points=one.points, most=one.most, name=one.name)
    advice = f"\n{escaped(words.retold(one.advice))}" if is_advised else ""
    return f"{'✅' if one.held else '🌱'} {escaped(points)}{advice}"


def models_blocks(item: Item, words: Words) -> tuple[str, ...]:
    """Two ways to say it."""
    said = (f"• {spoken(words('drills.model', model=model))}" for model in item.models)
    return ("\n".join([bold(words("drills.models")), *said]),)
