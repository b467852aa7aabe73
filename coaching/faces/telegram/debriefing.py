"""A debrief as one screen of a phone: the best moment, the slip, one thing to try, then the marks at a glance."""

from __future__ import annotations

from coaching.faces.telegram.markup import bold, clipped, escaped, spoken
from coaching.faces.words import Words
from coaching.scorecard.card import Finding, Scorecard
from coaching.services.events import Debrief

LONGEST_QUOTE = 160  # characters
LONGEST_ADVICE = 320
BAR = 5  # cells
LEVELS = ((25, "low"), (50, "fair"), (75, "good"), (101, "high"))  # below that mark: that word


def debrief_blocks(debrief: Debrief, words: Words) -> tuple[str, ...]:
    """The debrief as blocks of marked text."""
    conversation, card = debrief.conversation, debrief.scorecard
    name = debrief.scenario.name.first(conversation.profile.lang)
    if not conversation.turns:
        return (escaped(words("debrief.nothing_said")),)
    title = bold(words("debrief.title", name=name))
    score = words("debrief.score", score=card.score, mode=words(f"debrief.mode.{card.mode}"))
    return (
        f"{title}\n{escaped(score)}",
        *_moments(debrief, words),
        _marks(card, words),
        _outcome(debrief, words),
    )


def _moments(debrief: Debrief, words: Words) -> tuple[str, ...]:
    told = debrief.told
    return tuple(
        block
        for block in (
            escaped(told.opening),
            _moment("✨", words("debrief.best"), told.best, words),
            _moment("🌱", words("debrief.slip"), told.slip, words),
            f"👉 {bold(words('debrief.try'))}\n{spoken(told.next_step)}",
            _lesson(debrief, words),
        )
        if block
    )


def _lesson(debrief: Debrief, words: Words) -> str:
    """What this ending teaches, where the conversation came to one."""
    ending = debrief.scenario.ending(debrief.conversation.turns[-1].ended or "")
    lesson = ending.lesson.first(debrief.conversation.profile.lang) if ending else ""
    return spoken(words("debrief.lesson", lesson=lesson)) if lesson else ""


def _moment(sign: str, heading: str, finding: Finding | None, words: Words) -> str:
    if not finding:
        return ""
    lines = [f"{sign} {bold(heading)}"]
    if finding.quote.strip() and finding.quote not in finding.advice:
        lines.append(f"<i>{escaped(words('debrief.quote', words=clipped(finding.quote, LONGEST_QUOTE)))}</i>")
    if finding.advice:
        lines.append(spoken(clipped(finding.advice, LONGEST_ADVICE)))
    return "\n".join(lines)


def _marks(card: Scorecard, words: Words) -> str:
    named = ((words(f"debrief.dimension.{dimension}"), points) for dimension, points in card.dimensions.items())
    return "\n".join(
        f"<code>{_bar(points)}</code> {escaped(f'{name} · {_level(points, words)}')}" for name, points in named
    )


def _bar(points: int) -> str:
    filled = round(points * BAR / 100)
    return "▰" * filled + "▱" * (BAR - filled)


def _level(points: int, words: Words) -> str:
    level = next(name for below, name in LEVELS if points < below)
    return words(f"debrief.level.{level}")


def _outcome(debrief: Debrief, words: Words) -> str:
    card, conversation = debrief.scorecard, debrief.conversation
    before, after = conversation.beginning.trust, conversation.mind.trust
    lines = [words("debrief.trust", before=before, after=after)]
    if card.needs and card.needs.total:
        found = card.needs.discovered
        needs = (
            words.count("debrief.needs.found", found, total=card.needs.total) if found else words("debrief.needs.none")
        )
        helped = words.count("debrief.needs.helped", card.needs.helped) if card.needs.helped else ""
        lines.append(f"{needs} {helped}".strip())
    cards = (("earned", card.cards.earned), ("exchanged", card.cards.exchanged), ("pushed", card.cards.pushed))
    lines += [words(f"debrief.cards.{kind}") for kind, count in cards if count]
    return "\n".join(map(escaped, lines))
