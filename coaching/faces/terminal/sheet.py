"""A drill as lines of text: the list of exercises, an item, the marks of an answer, the models."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.drills import Drill, DrillFinding, DrillMarks, Giver, Item
from coaching.faces.terminal.paint import PLAIN, Paint, bar
from coaching.faces.words import Words

ADVISED = 2  # misses that are spoken of; more would be a lecture
BANDS = (85, 60, 30, 0)  # scores from which the coach says something else


def list_lines(drills: Sequence[Drill], words: Words, paint: Paint = PLAIN) -> list[str]:
    """Every exercise with its number, its id and what it asks."""
    lang = words.lang
    lines = [words("drills.list")]
    for number, one in enumerate(drills, start=1):
        name = words("drills.listed", name=one.name.first(lang), id=one.id)
        lines += [f" {number:>2}  {paint.bold(name)}", paint.faint(paint.prose(one.task.first(lang), 5))]
    return lines


def items_lines(drill: Drill, item: Item, number: int, count: int, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The line to work on, with where it is said and what the learner does there."""
    place = [words("drills.number", number=number, count=count), item.scene]
    if item.sells:
        place.append(words("drills.sells", sells=item.sells))
    is_seen = item.given.startswith("*") and item.given.endswith("*") and item.given.count("*") == 2
    giver = Giver.NOBODY if is_seen else drill.given_by  # nobody says what is only seen
    given = words(f"drills.given.{giver}", given=item.given)
    return [paint.faint(paint.prose(" ".join(part for part in place if part))), paint.prose(given)]


def marks_lines(marks: DrillMarks, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The score, and each check with what it earned and what the coach says."""
    band = next(least for least in BANDS if marks.score >= least)
    score = words("drills.score", score=marks.score, bar=bar(marks.score))
    lines = [paint.bold(score) if marks.void else f"{paint.bold(score)}  {words(f'drills.band.{band}')}"]
    advised = [one for one in marks.findings if not one.held][:ADVISED]
    for one in marks.findings:
        lines += _finding(one, words, paint, is_advised=one.held or one in advised)
    return lines


def models_lines(item: Item, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The model answers."""
    models = (paint.prose(words("drills.model", model=model), 2) for model in item.models)
    return [words("drills.models"), *models]


def _finding(one: DrillFinding, words: Words, paint: Paint, *, is_advised: bool) -> list[str]:
    advice = paint.prose(one.advice, 5)
    if not one.name:
        return [advice]
    points = words("drills.points", points=one.points, most=one.most, name=one.name)
    head = paint.good(points) if one.held else paint.bad(points)
    said = [paint.faint(advice) if one.held else advice] if is_advised else []
    return [f"  {head}", *said]
