"""The scorecard told to a person in the terminal: the debrief in one screen, all the marks, and the rules before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coaching.debriefing.telling import tell
from coaching.faces.terminal.paint import PLAIN, Paint, bar, course
from coaching.faces.words import Words
from coaching.faces.words.debriefing import Paragraph, Part, debrief_told, marks_told
from coaching.faces.words.marking import Group, all_marks_told, brief_told
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.scorecard.card import Scorecard
from coaching.scorecard.debrief import debrief as chosen
from coaching.scorecard.rubric import Rubric


def whole_debrief(
    conversation: Conversation,
    scenario: Scenario,
    scorecard: Scorecard,
    rubric: Rubric,
    words: Words,
    paint: Paint = PLAIN,
    guess: int | None = None,
) -> list[str]:
    """The debrief of a rehearsal; `guess`: how much the learner thought the attendee liked the talk, 0–10."""
    if not conversation.turns:
        return [words("debrief.nothing_said")]
    points = [conversation.beginning.trust, *(turn.mind.trust for turn in conversation.turns)]
    telling = tell(conversation, scenario, scorecard, rubric)
    told = debrief_told(conversation, scenario, scorecard, telling, words, guess)
    lines = list(_lines(told, scorecard, words, paint))
    return [lines[0], course(points), *lines[1:]]


def debrief(scorecard: Scorecard, rubric: Rubric, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The debrief of a transcript, of which only the marks are known."""
    return list(_lines(marks_told(chosen(scorecard, rubric, words.lang), scorecard, words), scorecard, words, paint))


def all_marks_lines(scorecard: Scorecard, words: Words, paint: Paint = PLAIN) -> list[str]:
    """Every finding with its points, by dimension, and the exact sum."""
    return _grouped(all_marks_told(scorecard, words), paint)


def brief_lines(rubric: Rubric, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The rules in one screen."""
    return _grouped(brief_told(rubric, words), paint)


def _lines(told: Sequence[Paragraph], scorecard: Scorecard, words: Words, paint: Paint) -> Iterable[str]:
    headings = {Part.BEST: paint.good, Part.SLIP: paint.bad}
    for number, one in enumerate(told):
        if number:
            yield ""
        if one.heading:
            yield headings.get(one.part, paint.bold)(one.heading)
        # What was said is set in under its heading; the first paragraph has only a title above it.
        indent = 2 if one.heading and one.part is not Part.FELT else 0
        if one.part is Part.MODE:
            mode, *rest = one.lines
            yield paint.bold(mode)
            yield from _dimensions(scorecard, words)
            yield from (paint.prose(line) for line in rest)
        else:
            yield from (paint.prose(line, indent) for line in one.lines)


def _dimensions(scorecard: Scorecard, words: Words) -> list[str]:
    names = {one: words(f"debrief.dimension.{one}") for one in scorecard.dimensions}
    width = max(len(name) for name in names.values())
    return [f"  {names[one]:<{width}}  {bar(points)} {points}" for one, points in scorecard.dimensions.items()]


def _grouped(groups: Sequence[Group], paint: Paint) -> list[str]:
    lines: list[str] = []
    for group in groups:
        lines += [""] if lines else []
        lines += [paint.bold(group.heading)] if group.heading else []
        lines += [paint.prose(entry, 2 if group.heading else 0) for entry in group.entries]
    return lines
