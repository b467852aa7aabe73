"""The debrief in words, the same for every face: in which order, at what length, never more than one screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from coaching.debriefing.telling import Telling
from coaching.faces.words import Words
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.scorecard.card import Cards, Finding, Kind, Scorecard
from coaching.scorecard.debrief import Debrief

SCREEN = 1400  # characters of one phone screen
LONGEST_QUOTE = 140
MARKS = 180  # characters of the four marks and how trust went, which each face draws in its own way
INDENT = 3  # characters of a line's end and its margin
HELD = 2  # points of trust; less is no movement one could feel
NEAR = 1  # of 10; a guess this close was right
NEEDS_NAMED = 2
BRAVED = 3  # ways of saying what took courage


class Part(StrEnum):
    """What a paragraph of the debrief is about."""

    FELT = "felt"
    BEST = "best"
    SLIP = "slip"
    OUTCOME = "outcome"  # cards and needs
    GOAL = "goal"
    MODE = "mode"
    LESSON = "lesson"


class Spared(IntEnum):
    """What is left out in turn, where a screen doesn't hold it all."""

    LESSON = 1
    OPENING = 2
    NEEDS = 3  # all but one


@dataclass(frozen=True)
class Paragraph:
    """Some sentences, a line each, perhaps under a heading."""

    part: Part
    lines: tuple[str, ...]
    heading: str = ""

    @property
    def length(self) -> int:
        """Characters, line ends counted."""
        return 1 + sum(len(line) + INDENT for line in (self.heading, *self.lines) if line)


def debrief_told(
    conversation: Conversation,
    scenario: Scenario,
    scorecard: Scorecard,
    telling: Telling,
    words: Words,
    guess: int | None = None,
) -> tuple[Paragraph, ...]:
    """The debrief of a rehearsal; `guess`: how much the learner thought the attendee liked the talk, 0–10."""
    name = scenario.name.first(conversation.profile.lang)
    ending = scenario.ending(conversation.turns[-1].ended or "") if conversation.turns else None
    lesson = words.retold(ending.lesson.first(conversation.profile.lang)) if ending else ""

    def told(spared: int) -> list[Paragraph]:
        needs = _needs(telling, words, NEEDS_NAMED if spared < Spared.NEEDS else 1)
        opening = words("debrief.remembered", name=name) if telling.remembered else telling.opening
        mode = _mode(opening if spared < Spared.OPENING or telling.remembered else "", scorecard, words)
        kept = (words("debrief.lesson", lesson=lesson),) if lesson and spared < Spared.LESSON else ()
        return [
            Paragraph(
                Part.FELT,
                tuple(_felt(conversation, name, words, guess, telling.peak)),
                words("debrief.title", name=name),
            ),
            _best(telling, words),
            *_slip(telling, words, telling.instead),
            Paragraph(Part.OUTCOME, (*_cards(scorecard.cards, words), *needs)),
            Paragraph(Part.GOAL, (_goal(telling, words),), words("debrief.try")),
            mode,
            Paragraph(Part.LESSON, kept),
        ]

    tries = (told(spared) for spared in range(Spared.NEEDS + 1))
    fitting = next((one for one in tries if sum(paragraph.length for paragraph in one) + MARKS <= SCREEN), None)
    return tuple(one for one in fitting or told(Spared.NEEDS) if one.lines)


def marks_told(main: Debrief, scorecard: Scorecard, words: Words) -> tuple[Paragraph, ...]:
    """The debrief of a transcript, of which only the marks are known."""
    best = (_moment(Part.BEST, words("debrief.best"), main.best, words),) if main.best else ()
    outcome = Paragraph(Part.OUTCOME, tuple(_cards(scorecard.cards, words)))
    return (
        *best,
        *_slip(main, words, main.slip.instead if main.slip else ""),
        *((outcome,) if outcome.lines else ()),
        Paragraph(Part.GOAL, (words.retold(main.next_step),), words("debrief.try")),
        _mode(main.opening, scorecard, words),
    )


def _felt(conversation: Conversation, name: str, words: Words, guess: int | None, peak: int | None) -> tuple[str, ...]:
    before, after = conversation.beginning.trust, conversation.mind.trust
    if peak is not None:
        top = conversation.turns[peak - 1].mind.trust
        felt = [words("debrief.felt.turned", name=name, peak=top, turn=peak, after=after)]
    else:
        moved = "held" if abs(after - before) <= HELD else "rose" if after > before else "fell"
        slots = {"after": after} if moved == "held" else {"before": before, "after": after}
        felt = [words(f"debrief.felt.{moved}", name=name, **slots)]
    if guess is not None:
        actual = round(after / 10)
        gap = "same" if abs(actual - guess) <= NEAR else "more" if actual > guess else "less"
        felt.insert(0, words(f"debrief.guess.{gap}", guess=guess, actual=actual))
    return tuple(felt)


def _best(telling: Telling, words: Words) -> Paragraph:
    mended = words(f"debrief.braved.mended.{1 + telling.draw % BRAVED}") if telling.mended else ""
    if telling.best:
        moment = _moment(Part.BEST, words("debrief.best"), telling.best, words)
        return Paragraph(moment.part, (*moment.lines, *([mended] if mended else [])), moment.heading)
    key = f"debrief.braved.{telling.brave}.{1 + telling.draw % BRAVED}"
    braved = words(key, count=telling.messages)
    return Paragraph(Part.BEST, (braved,), words("debrief.brave"))


def _slip(main: Debrief, words: Words, instead: str) -> tuple[Paragraph, ...]:
    if main.slip is None:
        return ()
    moment = _moment(Part.SLIP, words("debrief.slip"), main.slip, words)
    said = (words("debrief.instead", words=instead),) if instead else ()
    return (Paragraph(Part.SLIP, (*moment.lines, *said), moment.heading),)


def _moment(part: Part, heading: str, finding: Finding, words: Words) -> Paragraph:
    """The coach's word on a moment, which quotes it; where it doesn't, the quote first."""
    advice = words.retold(finding.effect or finding.advice)
    quote = quoted(finding, words)
    # A pattern is told of the whole; the one message it was seen in says nothing by itself.
    told = finding.kind is Kind.PATTERN or finding.quote[:20] in advice
    lines = (advice,) if told else (quote, advice)
    return Paragraph(part, tuple(line for line in lines if line), heading)


def quoted(finding: Finding, words: Words, key: str = "debrief.marks.quote") -> str:
    """The learner's words in quotation marks, their end left out when they are very long."""
    said = " ".join(finding.quote.split())
    if len(said) > LONGEST_QUOTE:
        said = said[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return words(key, words=said) if said else ""


def _cards(cards: Cards, words: Words) -> list[str]:
    """What is in whose pocket, and what is in the bin."""
    given = cards.earned and cards.exchanged
    got = cards.exchanged > cards.earned
    told = [words("debrief.cards.given" if given else "debrief.cards.asked")] if cards.earned else []
    told += [words("debrief.cards.got")] if got else []
    return told + ([words.count("debrief.cards.pushed", cards.pushed)] if cards.pushed else [])


def _needs(telling: Telling, words: Words, most: int) -> list[str]:
    """What was found, and of the rest no more than that it is there, and where it showed for a moment."""
    told: list[str] = []
    if telling.found:
        needs = words("debrief.needs.between").join(telling.found[:most])
        told.append(words("debrief.needs.found", needs=needs))
        told += [words.count("debrief.needs.helped", telling.helped)] if telling.helped else []
    if telling.unfound:
        rest = words.count("debrief.needs.unfound", telling.unfound)
        thread = words("debrief.needs.thread", words=telling.thread) if telling.thread else ""
        told.append(f"{rest} {thread}".strip())
    return told


def _goal(telling: Telling, words: Words) -> str:
    """One thing to try: to answer, where nothing else went wrong and they asked more than once."""
    if telling.unanswered and telling.slip is None:
        return words("debrief.answer", words=telling.unanswered)
    return words.retold(telling.next_step)


def _mode(opening: str, scorecard: Scorecard, words: Words) -> Paragraph:
    mode = words("debrief.score", score=scorecard.score, mode=words(f"debrief.mode.{scorecard.mode}"))
    switched = []
    if scorecard.switched and scorecard.switched_to:
        key = f"debrief.switched.{scorecard.switched_to}"
        switched = [words(key, last=scorecard.switched - 1, first=scorecard.switched)]
    return Paragraph(Part.MODE, (mode, *switched, *([words.retold(opening)] if opening else [])))
