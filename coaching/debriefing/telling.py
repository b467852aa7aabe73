"""Everything a coach would tell of one rehearsal, chosen but not yet put into the words of an interface."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from coaching.debriefing.alternative import instead
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.scorecard.card import Finding, Scorecard
from coaching.scorecard.debrief import Debrief, debrief
from coaching.scorecard.quoting import sentence_around
from coaching.scorecard.rubric import Rubric, RuleId

STAYED = 6  # messages; the shortest whole conversation


class Brave(StrEnum):
    """What took courage, where nothing else can be praised; the first that holds is told."""

    MENDED = "mended"  # said sorry in the middle of it
    STAYED = "stayed"  # did not run away
    SPOKE = "spoke"  # said more than hello
    CAME = "came"  # was there


@dataclass(frozen=True)
class Telling(Debrief):
    """The debrief of a rehearsal: what the marks say, and what this conversation adds to it."""

    instead: str = ""  # what could have been said at the slip
    brave: Brave = Brave.CAME
    messages: int = 0
    draw: int = 0  # by which one of several wordings is taken
    found: tuple[str, ...] = ()  # what they are missing, as far as it came to light
    helped: int = 0  # with how many of these
    unfound: int = 0
    thread: int | None = None  # the message at which one of the others showed for a moment


def tell(conversation: Conversation, scenario: Scenario, scorecard: Scorecard, rubric: Rubric) -> Telling:
    """What to tell of that rehearsal with those marks; always the same."""
    lang, mind = conversation.profile.lang, conversation.mind
    main = debrief(scorecard, rubric, lang)
    found = [need for need in scenario.needs if need.is_hinted(mind.knows) or need.id in mind.helped]
    said = {one.name: getattr(main, one.name) for one in fields(main)}
    return Telling(
        **said | {"best": _whole(main.best, conversation), "slip": _whole(main.slip, conversation)},
        instead=instead(conversation, scenario, main.slip, rubric) if main.slip else "",
        brave=_brave(conversation, scorecard),
        messages=len(conversation.turns),
        draw=conversation.seed + len(conversation.turns),
        found=tuple(_within_a_sentence(need.what.first(lang)) for need in found),
        helped=len(mind.helped),
        unfound=len(scenario.needs) - len(found),
        thread=_thread(conversation, scenario),
    )


def _whole(finding: Finding | None, conversation: Conversation) -> Finding | None:
    """The finding with its words in their sentence: an hour later, half a sentence says nothing."""
    if finding is None:
        return None
    wider = sentence_around(conversation.turns[finding.turn - 1].text, finding.quote)
    if wider == finding.quote or finding.quote not in finding.advice:
        return finding
    return replace(
        finding,
        quote=wider,
        advice=finding.advice.replace(finding.quote, wider, 1),
        effect=finding.effect.replace(finding.quote, wider, 1),
    )


def _within_a_sentence(what: str) -> str:
    """What they are missing, as it is said after a colon."""
    return what[:1].lower() + what[1:] if what[1:2].islower() or what[1:2] == " " else what


def _brave(conversation: Conversation, scorecard: Scorecard) -> Brave:
    if any(one.rule is RuleId.STEP_BACK for one in scorecard.findings):
        return Brave.MENDED
    spoke = sum(turn.reading.words > 1 and not turn.reading.is_hollow for turn in conversation.turns)
    if spoke >= STAYED:
        return Brave.STAYED
    return Brave.SPOKE if spoke > 1 else Brave.CAME


def _thread(conversation: Conversation, scenario: Scenario) -> int | None:
    """The first message about something they kept half to themselves, behind which stands a need not found."""
    mind = conversation.mind
    kept = {
        fact
        for need in scenario.needs
        if not need.is_hinted(mind.knows) and need.id not in mind.helped
        for fact in (need.hinted_by, *need.also_hinted_by)
    }
    behind = {topic.id for topic in scenario.topics if any(a.reveals in kept for a in topic.answers.values())}
    # One of the deeper layers was asked about and answered from nearer the surface.
    asked_before: frozenset[str] = frozenset()
    for turn in conversation.turns:
        if (turn.mind.asked - asked_before) & behind:
            return turn.number
        asked_before = turn.mind.asked
    return None
