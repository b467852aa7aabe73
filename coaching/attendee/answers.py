"""What the attendee answers to a question: which topic it is about, and how deeply they go into it now."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.attendee.beats import moment
from coaching.attendee.mind import Mind
from coaching.language import NOTHING, Lines
from coaching.moves import QUESTIONS, Move
from coaching.plan import Beat, BeatKind
from coaching.reading import Reading
from coaching.scenario import Moment, Openness, Scenario, Topic

PLAINLY_ABOUT = 0.9  # likeness from which chat ("how's the knee") is about a topic
CHAT = frozenset({Move.SMALL_TALK, Move.FOLLOW_UP})
AS_GOOD = 0.12  # a topic this close behind the best is taken instead when the best was told already


@dataclass(frozen=True)
class Reply:
    """The beat that answers, and what it changes."""

    beat: Beat
    topic: Topic | None = None
    told: str | None = None  # "topic.openness", when something new is told
    reveals: str | None = None


def is_asked(reading: Reading) -> bool:
    """Whether the message wants an answer: a question, "go on", or chat that is plainly about one of their topics."""
    goes_on = reading.elliptical and not reading.is_selling
    is_about = bool(reading.topics) and reading.topics[0].score >= PLAINLY_ABOUT and CHAT.issuperset(reading.moves)
    return not reading.is_hollow and (reading.does(*QUESTIONS) or goes_on or is_about)


def topic_invited(mind: Mind, reading: Reading, scenario: Scenario, now: Openness) -> Topic | None:
    """What a reflection leads them to add: more of what they were just speaking of, if there is more to tell."""
    last = scenario.topic(mind.topic) if mind.topic else None
    if last is None or reading.is_selling or not reading.does(Move.REFLECTION):
        return None
    leads = (last, scenario.topic(last.more) if last.more else None)
    return next((t for t in leads if t and has_news(t, mind, now)), None)


def topic_asked(mind: Mind, reading: Reading, scenario: Scenario, now: Openness) -> Topic | None:
    """The topic the message is about, one not yet told where two fit as well."""
    best = reading.topics[0].score if reading.topics else 0.0
    fitting = [t for m in reading.topics if m.score >= best - AS_GOOD and (t := scenario.topic(m.id))]
    if not fitting:
        return _leaning_on(mind, reading, scenario, now)
    return next((t for t in fitting if _level_now(t, now) and not _is_told(t, mind, now)), fitting[0])


def reply(mind: Mind, scenario: Scenario, now: Openness, topic: Topic | None) -> Reply:
    """The answer to a question on that topic, or on nothing they know."""
    if topic is None:
        return Reply(moment(scenario, Moment.DEFLECTION, BeatKind.ANSWER))
    level = _level_now(topic, now)
    if level is None:
        return Reply(moment(scenario, Moment.NO_MORE_NOW, BeatKind.ANSWER), topic)
    told, answer = f"{topic.id}.{level}", topic.answers[level]
    beat = Beat(BeatKind.ANSWER, (answer.says,), source=f"topics.{told}")
    if told not in mind.told:
        return Reply(beat, topic, told, answer.reveals)
    already, opener = moment(scenario, Moment.ALREADY_TOLD, BeatKind.ANSWER), _words(scenario, Moment.AS_I_SAID)
    return Reply(Beat(BeatKind.ANSWER, (answer.says, *already.lines), opener, already.source), topic)


def _leaning_on(mind: Mind, reading: Reading, scenario: Scenario, now: Openness) -> Topic | None:
    """Where a question that names nothing leads: deeper into the last topic or to what it leads to.

    "Tell me more" and "and you?" may also lead to something new; a question built on what was said may not.
    """
    last = scenario.topic(mind.topic) if mind.topic else None
    near = [last, scenario.topic(last.more) if last and last.more else None]
    if reading.elliptical:
        leads = [*near, *scenario.topics]
    elif reading.does(Move.FOLLOW_UP):
        leads = near
    else:
        return None
    return next((t for t in leads if t and _level_now(t, now) and not _is_told(t, mind, now)), None)


def _level_now(topic: Topic, now: Openness) -> Openness | None:
    """The deepest level they would answer at, if any."""
    allowed = [level for level in topic.answers if level.rank <= now.rank]
    return max(allowed, key=lambda level: level.rank, default=None)


def has_news(topic: Topic, mind: Mind, now: Openness) -> bool:
    """Whether they have an answer on it that isn't told and gives away nothing the learner knows already."""
    level = _level_now(topic, now)
    return level is not None and not _is_told(topic, mind, now) and topic.answers[level].reveals not in mind.knows


def _is_told(topic: Topic, mind: Mind, now: Openness) -> bool:
    return f"{topic.id}.{_level_now(topic, now)}" in mind.told


def _words(scenario: Scenario, moment: Moment) -> Lines:
    return scenario.lines.get(moment) or scenario.common_lines.get(moment, NOTHING)
