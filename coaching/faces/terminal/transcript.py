"""A conversation as lines of text: the scene, what was said, and how far the attendee opened up."""

from __future__ import annotations

from coaching.attendee.mind import openness
from coaching.faces.terminal.paint import PLAIN, Paint, bar
from coaching.faces.words import Words
from coaching.rehearsal import Conversation, Turn
from coaching.scenario import Openness, Scenario


def scene(scenario: Scenario, words: Words, paint: Paint = PLAIN) -> list[str]:
    """Where we are, whom we see, and that they are simulated."""
    lang = words.lang
    occasion, setting = scenario.occasion.first(lang), scenario.setting.first(lang)
    if setting.startswith(occasion):  # some authors say it again
        setting = setting.removeprefix(occasion).lstrip(" .:,;")
    return [
        paint.bold(occasion),
        paint.prose(setting),
        paint.faint(paint.prose(words("terminal.simulated", name=scenario.name.first(lang)))),
    ]


def opening(conversation: Conversation, scenario: Scenario, words: Words, paint: Paint = PLAIN) -> list[str]:
    """What the attendee says first, and how they feel about it."""
    mind = conversation.beginning
    return [
        paint.speech(scenario.name.first(words.lang), conversation.opening),
        trust_line(mind.trust, openness(mind, scenario), 0, words, paint),
    ]


def answer(turn: Turn, before: int, scenario: Scenario, words: Words, paint: Paint = PLAIN) -> list[str]:
    """The attendee's reply, and what the message did to their trust."""
    change = turn.mind.trust - before
    return [
        paint.speech(scenario.name.first(words.lang), turn.reply),
        trust_line(turn.mind.trust, turn.openness, change, words, paint),
    ]


def said(text: str, words: Words, paint: Paint = PLAIN) -> str:
    """What the learner said."""
    return paint.speech(words("terminal.you"), " ".join(text.split()) or words("terminal.unsaid"))


def trust_line(trust: int, level: Openness, change: int, words: Words, paint: Paint = PLAIN) -> str:
    """Trust in words and as a bar, with its change."""
    line = f"  {words('terminal.trust')} {bar(trust)} {words(f'attendee.openness.{level}')}"
    if change > 0:
        return paint.faint(line) + " " + paint.good(words("terminal.rises", points=change))
    if change < 0:
        return paint.faint(line) + " " + paint.bad(words("terminal.falls", points=-change))
    return paint.faint(line)


def transcript(conversation: Conversation, scenario: Scenario, words: Words) -> list[str]:
    """The whole conversation, plain."""
    lines = [*scene(scenario, words), "", *opening(conversation, scenario, words)]
    before = conversation.beginning.trust
    for turn in conversation.turns:
        lines += [said(turn.text, words), *answer(turn, before, scenario, words)]
        before = turn.mind.trust
    return lines
