"""A debrief as one screen of a phone, all its marks page by page, and the rules before: blocks of marked text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaching.faces.telegram.markup import LONGEST, bold, escaped, spoken, units
from coaching.faces.words import Words
from coaching.faces.words.debriefing import Paragraph, Part, debrief_told
from coaching.faces.words.marking import Group, all_marks_told, brief_told, numbers_to_contest
from coaching.scorecard.card import Scorecard
from coaching.scorecard.rubric import Rubric
from coaching.services.events import Debrief

BAR = 5  # cells
IN_SHORT = frozenset({Part.BEST, Part.GOAL})  # of a talk that was left for another
SIGNS = {Part.BEST: "✨ ", Part.SLIP: "🌱 ", Part.GOAL: "👉 "}


def debrief_blocks(debrief: Debrief, words: Words, guess: int | None = None) -> tuple[str, ...]:
    """The debrief; `guess`, else the one that was kept, stands beside how the attendee's trust ended."""
    conversation, card = debrief.conversation, debrief.scorecard
    if not conversation.turns:
        return (escaped(words("debrief.nothing_said")),)
    known = debrief.guess if guess is None else guess
    told = debrief_told(conversation, debrief.scenario, card, debrief.told, words, known)
    return tuple(_paragraph(one, card, words) for one in told)


def replaced_blocks(debrief: Debrief, words: Words) -> tuple[str, ...]:
    """That a talk is over because another begins: its best moment, what to try next time, and where its marks are.

    `words` are in its language. No guess is asked for: nobody comes back to think about it.
    """
    conversation = debrief.conversation
    name = debrief.scenario.name.first(conversation.profile.lang)
    told = debrief_told(conversation, debrief.scenario, debrief.scorecard, debrief.told, words)
    short = (_paragraph(one, debrief.scorecard, words) for one in told if one.part in IN_SHORT)
    return (escaped(words("telegram.scene.replaced", name=name)), *short)


def all_marks_blocks(debrief: Debrief, words: Words) -> tuple[str, ...]:
    """Every finding with its points, by dimension, and the exact sum; numbers where they can be contested.

    No block is longer than a message may be.
    """
    told = all_marks_told(debrief.scorecard, words, numbers_to_contest(debrief.scorecard))
    return tuple(block for group in told for block in _blocks(group))


def brief_blocks(rubric: Rubric, words: Words) -> tuple[str, ...]:
    """The rules in one screen."""
    title, *dimensions, rest = (_block(group) for group in brief_told(rubric, words))
    return title, "\n".join(dimensions), rest


def _paragraph(one: Paragraph, card: Scorecard, words: Words) -> str:
    lines = [spoken(line) for line in one.lines]
    if one.part is Part.MODE:
        lines = [bold(one.lines[0]), *_marks(card, words), *lines[1:]]
    heading = [f"{SIGNS.get(one.part, '')}{bold(one.heading)}"] if one.heading else []
    return "\n".join([*heading, *lines])


def _marks(card: Scorecard, words: Words) -> list[str]:
    named = ((words(f"debrief.dimension.{dimension}"), points) for dimension, points in card.dimensions.items())
    return [f"<code>{_bar(points)}</code> {escaped(f'{name} {points}')}" for name, points in named]


def _bar(points: int) -> str:
    filled = round(points * BAR / 100)
    return "▰" * filled + "▱" * (BAR - filled)


def _block(group: Group) -> str:
    """The group with its first entry beside the heading: a screen of a phone is short."""
    first, *others = map(escaped, group.entries)
    return "\n".join([f"{bold(group.heading)} {first}".strip(), *others])


def _lines(group: Group) -> Sequence[str]:
    return [*([bold(group.heading)] if group.heading else []), *map(escaped, group.entries)]


def _blocks(group: Group) -> Iterator[str]:
    """The group as one block, or as many as its length needs."""
    block = ""
    for line in _lines(group):
        if block and units(block) + 1 + units(line) > LONGEST:
            yield block
            block = ""
        block = f"{block}\n{line}" if block else line
    if block:
        yield block
