"""The scorecard told to a person: how trust moved, the best moment, the slip, what to try, and what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.faces.terminal.paint import PLAIN, Paint, bar, course
from coaching.faces.words import Words
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.scorecard.card import Finding, Scorecard
from coaching.scorecard.debrief import debrief as chosen
from coaching.scorecard.rubric import Rubric

ALSO = 4  # findings besides the two that matter most; more would be a report


def whole_debrief(
    conversation: Conversation,
    scenario: Scenario,
    scorecard: Scorecard,
    rubric: Rubric,
    words: Words,
    paint: Paint = PLAIN,
) -> list[str]:
    """The debrief of a rehearsal: the marks, how trust moved, the lesson of its ending."""
    if not conversation.turns:
        return [words("debrief.nothing_said")]
    lang = conversation.profile.lang
    points = [conversation.beginning.trust, *(turn.mind.trust for turn in conversation.turns)]
    trust = words("debrief.trust", before=points[0], after=points[-1])
    lines = [
        paint.bold(words("debrief.title", name=scenario.name.first(lang))),
        words("terminal.debrief.course", trust=trust, course=course(points)),
        *debrief(scorecard, rubric, words, paint),
    ]
    ending = scenario.ending(conversation.turns[-1].ended or "")
    lesson, model = ending.lesson.first(lang) if ending else "", scenario.model.first(lang)
    kept = [words("debrief.lesson", lesson=lesson) if lesson else ""]
    kept += [words("terminal.debrief.model", model=model) if model else ""]
    told = [paint.prose(text) for text in kept if text]
    return [*lines, "", *told] if told else lines


def debrief(scorecard: Scorecard, rubric: Rubric, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The marks, with the words that earned them."""
    main = chosen(scorecard, rubric, words.lang)
    mode = words(f"debrief.mode.{scorecard.mode}")
    lines = [paint.bold(words("debrief.score", score=scorecard.score, mode=mode)), *_dimensions(scorecard, words)]
    lines += ["", paint.prose(main.opening)]
    if main.best:
        lines += ["", paint.good(words("debrief.best")), *_finding(main.best, words, paint)]
    if main.slip:
        lines += ["", paint.bad(words("debrief.slip")), *_finding(main.slip, words, paint)]
    lines += ["", paint.bold(words("debrief.try")), paint.prose(main.next_step, 2)]
    also = _besides([one for one in (main.best, main.slip) if one], scorecard)
    if also:
        lines += ["", words("terminal.debrief.also"), *(_quoted(one, words, paint) for one in also)]
    found = _found(scorecard, words)
    return [*lines, "", *found] if found else lines


def _besides(main: Sequence[Finding], scorecard: Scorecard) -> list[Finding]:
    """The heaviest of the other findings in the order of the conversation, each quote once."""
    told = {(one.turn, one.quote) for one in main}
    besides: list[Finding] = []
    for one in sorted(scorecard.findings, key=lambda one: -abs(one.points)):
        if one.points and (one.turn, one.quote) not in told and len(besides) < ALSO:
            told.add((one.turn, one.quote))
            besides.append(one)
    return sorted(besides, key=lambda one: one.turn)


def _dimensions(scorecard: Scorecard, words: Words) -> list[str]:
    names = {one: words(f"debrief.dimension.{one}") for one in scorecard.dimensions}
    width = max(len(name) for name in names.values())
    return [f"  {names[one]:<{width}}  {bar(points)} {points}" for one, points in scorecard.dimensions.items()]


def _finding(one: Finding, words: Words, paint: Paint) -> list[str]:
    if one.quote in one.advice:  # said once is enough
        return [paint.prose(one.advice, 2)]
    return [_quoted(one, words, paint), *([paint.prose(one.advice, 4)] if one.advice else [])]


def _quoted(one: Finding, words: Words, paint: Paint) -> str:
    quote = words("terminal.debrief.finding", turn=one.turn, quote=" ".join(one.quote.split()))
    if one.points:
        quote += f"  {words('terminal.rises' if one.points > 0 else 'terminal.falls', points=abs(one.points))}"
    return paint.prose(quote, 2)


def _found(scorecard: Scorecard, words: Words) -> list[str]:
    """Needs found and helped with, and what became of the learner's card."""
    lines: list[str] = []
    needs, cards = scorecard.needs, scorecard.cards
    if needs and needs.total:
        found = words.count("debrief.needs.found", needs.discovered, total=needs.total)
        lines.append(found if needs.discovered else words("debrief.needs.none"))
        lines += [words.count("debrief.needs.helped", needs.helped)] if needs.helped else []
    for name, count in (("earned", cards.earned), ("exchanged", cards.exchanged), ("pushed", cards.pushed)):
        lines += [words(f"debrief.cards.{name}")] if count else []
    return lines
