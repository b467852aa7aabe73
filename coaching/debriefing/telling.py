"""Everything a coach would tell of one rehearsal, chosen but not yet put into the words of an interface."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from coaching.debriefing.alternative import instead
from coaching.debriefing.passing_over import last_statement, passed_over
from coaching.rehearsal import Conversation
from coaching.scenario import Scenario
from coaching.scorecard.card import Finding, Scorecard
from coaching.scorecard.debrief import Debrief, debrief
from coaching.scorecard.quoting import sentence_around
from coaching.scorecard.rubric import Mode, Rubric, RuleId

STAYED = 6  # messages; the shortest whole conversation
REMEMBERED_FROM = 70  # trust
FELL = 12  # points of trust; a change one would notice across the table


class Brave(StrEnum):
    """What took courage, where nothing else can be praised; the first that holds is told."""

    MENDED = "mended"  # said sorry in the middle of it
    REREAD = "reread"  # sold from end to end, and reads what is said of it
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
    thread: str = ""  # what they said where one of the others showed for a moment
    peak: int | None = None  # the message at which trust stood highest, where it fell well below that afterwards
    mended: bool = False  # a step back was taken
    remembered: bool = False  # they would know the learner again, and be glad to
    unanswered: str = ""  # a question of theirs that was passed over, as others were


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
        mended=_stepped_back(scorecard),
        remembered=_is_remembered(conversation, scorecard),
        unanswered=passed_over(conversation),
        peak=_peak(conversation),
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
    if _stepped_back(scorecard):
        return Brave.MENDED
    if scorecard.mode is Mode.SELLING:
        return Brave.REREAD
    spoke = sum(turn.reading.words > 1 and not turn.reading.is_hollow for turn in conversation.turns)
    if spoke >= STAYED:
        return Brave.STAYED
    return Brave.SPOKE if spoke > 1 else Brave.CAME


def _stepped_back(scorecard: Scorecard) -> bool:
    return any(one.rule is RuleId.STEP_BACK for one in scorecard.findings)


def _is_remembered(conversation: Conversation, scorecard: Scorecard) -> bool:
    gladly = scorecard.cards.earned > 0 or conversation.mind.trust >= REMEMBERED_FROM
    return scorecard.mode is Mode.NETWORKING and gladly


def _peak(conversation: Conversation) -> int | None:
    """The message by which trust stood highest, if it rose until then and fell well below it afterwards."""
    trust = [conversation.beginning.trust, *(turn.mind.trust for turn in conversation.turns)]
    at = max(range(len(trust)), key=lambda place: trust[place])
    return at if trust[at] - trust[0] >= FELL and trust[at] - trust[-1] >= FELL else None


def _thread(conversation: Conversation, scenario: Scenario) -> str:
    """Their words at the first message about something they kept half to themselves, where a need stands behind it."""
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
            return last_statement(turn.reply)
        asked_before = turn.mind.asked
    return ""
