"""One conversation with one member: coming in and talking, each a new value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from coaching.attendee.answers import has_news
from coaching.attendee.mind import openness
from coaching.club.answering import Answer, Before, answers_to, with_answers
from coaching.club.member import Club, Greeting, Person
from coaching.club.noticing import Likener, Listening, Noticed, notice
from coaching.club.referring import would_refer
from coaching.club.scene import NEWS, greeting_of, mind_on_arrival, news_of, scene_of
from coaching.club.season import Relation, Season
from coaching.club.speaking import carried, line_of, slots_of
from coaching.moves import QUESTIONS, SELLING, Move, in_order
from coaching.reading import Evidence, Match, Reading, Speaker
from coaching.rehearsal import Conversation, Reader, RehearsalOverError, dice_of, message_in, take_reading
from coaching.scenario import Scenario

OWN_ACCORD = 0.5  # how often they tell what is new when nothing was asked
SHORT = 6  # words of a goodbye that holds nothing else


class Understanding(Reader, Likener, Protocol):
    """What a meeting asks of understanding."""


@dataclass(frozen=True)
class Meeting:
    """A conversation at the club, under way."""

    member: str
    week: int
    greeting: Greeting
    conversation: Conversation
    trust_before: int
    noticed: tuple[Noticed, ...] = ()  # one for each turn
    pushed: int = 0  # times a referral was asked for before it would come

    @property
    def is_over(self) -> bool:
        """Whether somebody has left."""
        return self.conversation.is_over

    @property
    def recalled(self) -> tuple[str, ...]:
        """The facts of other weeks the learner took up today."""
        return tuple(one.fact.fact for one in self.noticed if one.fact)


def arrive(season: Season, member: str, club: Club) -> Meeting:
    """The meeting as that member greets the learner. Raises NotAMemberError."""
    relation, profile = season.relation(member), season.profile
    person = club.people[member]
    greeting = greeting_of(relation, season.away, club)
    before = carried(relation, person, profile)
    seed = _seed(season, relation)
    dice, slots = Random(f"{seed}:greeting"), slots_of(profile)
    lines = [line_of(person.member.greetings[greeting], profile.lang, before, slots, dice)]
    if relation.to_thank and greeting is not Greeting.SORE:
        lines.append(line_of(person.member.help_remembered, profile.lang, before, slots, dice))
    said = [one for one in lines if one]
    conversation = Conversation(
        scenario=member,
        profile=profile,
        seed=seed,
        opening=" ".join(one.text for one in said),
        opening_said=(*sorted(before), *(one.mark for one in said)),
        beginning=mind_on_arrival(relation, person.scenario),
    )
    return Meeting(member, season.week, greeting, conversation, relation.trust)


def scene(meeting: Meeting, club: Club) -> Scenario:
    """The scenario a meeting is played from, for whoever shows it."""
    return scene_of(club.people[meeting.member], club, meeting.week)


def say(meeting: Meeting, text: str, season: Season, club: Club, understanding: Understanding) -> Meeting:
    """The meeting after one more message. Raises RehearsalOverError when they have left."""
    if meeting.is_over:
        raise RehearsalOverError(meeting.member)
    person, relation = club.people[meeting.member], season.relation(meeting.member)
    conversation = meeting.conversation
    reading = understanding.read(message_in(conversation, text), person.scenario)
    noticed = notice(text, reading, _listening(meeting, relation, person, club), understanding)
    if noticed.asks_referral and _is_due(relation, meeting, club):
        noticed = replace(noticed, asks_referral=False)  # it was about to come: nobody minds the question
    leads = _leads(noticed, reading, meeting, scene(meeting, club))
    # Where the question itself goes there, nobody has to be led.
    its_scene = scene_of(person, club, meeting.week, None if _is_asked(noticed, reading) else leads)
    after = take_reading(conversation, text, _turned(reading, noticed, leads), its_scene)
    before = Before(
        conversation.mind,
        is_first_meeting=not relation.meetings,
        name_said=any(one.own_name for one in meeting.noticed),
        facts=len(meeting.recalled),
    )
    felt: tuple[Answer, ...] = answers_to(
        noticed, after.turns[-1], before, person.member, club.figures, leads=leads is not None
    )
    answered = with_answers(after, felt, noticed.word, its_scene, before.mind)
    pushed = meeting.pushed + (noticed.asks_referral and not noticed.lost_name)
    return replace(meeting, conversation=answered, noticed=(*meeting.noticed, noticed), pushed=pushed)


def _listening(meeting: Meeting, relation: Relation, person: Person, club: Club) -> Listening:
    lines = meeting.conversation.lines
    return Listening(
        person,
        relation,
        club,
        meeting.conversation.profile.lang,
        tuple(line.text for line in lines if line.who is Speaker.ATTENDEE),
        relation.recalled | frozenset(meeting.recalled),
    )


def _is_due(relation: Relation, meeting: Meeting, club: Club) -> bool:
    mind = meeting.conversation.mind
    now = replace(relation, meetings=relation.meetings + 1, trust=mind.trust, mind=mind)
    return not meeting.pushed and would_refer(now, meeting.week, club.figures)


def _leads(noticed: Noticed, reading: Reading, meeting: Meeting, its_scene: Scenario) -> str | None:
    """The topic they go on to: where what was remembered takes them, what is new, or nothing of their own accord."""
    conversation = meeting.conversation
    new = news_of(meeting.week)
    if noticed.asks_news:
        return new if its_scene.topic(new) else None
    if noticed.fact and noticed.fact.fact.startswith(NEWS):
        return _fresh((new,), conversation, its_scene)
    if noticed.fact:
        its = [t for t in its_scene.topics if any(a.reveals == noticed.fact.fact for a in t.answers.values())]
        return _fresh((*(topic.id for topic in its), *(topic.more for topic in its)), conversation, its_scene)
    is_chat = not (reading.does(*QUESTIONS) or reading.is_hollow or reading.is_selling or noticed.asks_referral)
    tells = dice_of(conversation.seed, -1 - len(conversation.turns)).random() < OWN_ACCORD
    return _fresh((new,), conversation, its_scene) if is_chat and conversation.turns and tells else None


def _fresh(names: tuple[str | None, ...], conversation: Conversation, its_scene: Scenario) -> str | None:
    """The first of these topics of which there is something to tell at the present trust."""
    now = openness(conversation.mind, its_scene)
    topics = (its_scene.topic(name) for name in names if name)
    return next((topic.id for topic in topics if topic and has_news(topic, conversation.mind, now)), None)


def _turned(reading: Reading, noticed: Noticed, leads: str | None) -> Reading:
    """The reading as it is meant at the club: what is asked after, and what is a goodbye until next week."""
    if noticed.says_goodbye and reading.words <= SHORT:  # "see you Wednesday" presses nobody to meet
        return _as_goodbye(_without(reading, set(SELLING)))
    if noticed.says_goodbye and not reading.is_selling:
        return _as_goodbye(reading)
    if noticed.fact:  # who asks after what was told to them probes nothing
        reading = _without(reading, {Move.SALES_PROBE})
    if not (leads and _is_asked(noticed, reading)):
        return reading
    return replace(reading, topics=(Match(leads, 1.0),), moves=reading.moves or (Move.OPEN_QUESTION,))


def _is_asked(noticed: Noticed, reading: Reading) -> bool:
    return noticed.asks_news or (noticed.fact is not None and reading.does(*QUESTIONS))


def _as_goodbye(reading: Reading) -> Reading:
    moves = in_order({*reading.moves, Move.GRACEFUL_EXIT} - {Move.ABRUPT_EXIT, Move.POLITE_DECLINE})
    quote = reading.quote(Move.GRACEFUL_EXIT) or reading.quote(Move.SMALL_TALK)
    kept = tuple(one for one in reading.evidence if one.move in moves and one.move is not Move.GRACEFUL_EXIT)
    return replace(reading, moves=moves, evidence=(*kept, Evidence(Move.GRACEFUL_EXIT, quote, 1.0)))


def _without(reading: Reading, moves: set[Move]) -> Reading:
    left = in_order(set(reading.moves) - moves)
    return replace(reading, moves=left, evidence=tuple(one for one in reading.evidence if one.move in left))


def _seed(season: Season, relation: Relation) -> int:
    """The dice of one meeting: the season's, the member's, the week's."""
    return Random(f"{season.seed}:{relation.member}:{season.week}:{relation.meetings}").randrange(1_000_000_000)
