"""The scene of one meeting: the attendee one knows, at the club, with what they told before in mind."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from coaching.attendee.mind import Mind, fresh_mind
from coaching.attendee.respond import EXITS
from coaching.attendee.trust import HARSH
from coaching.club.member import Club, Greeting, Person
from coaching.club.season import Relation
from coaching.language import NOTHING, Language, Lines
from coaching.moves import Move
from coaching.scenario import Answer, Condition, Ending, Fact, Openness, Reaction, Result, Scenario, Topic
from coaching.wording.written import mark

NEWS = "club_news"  # what is new in a week is a topic and a fact, with the week after it
GOODBYE, COLD, BELL = "club_goodbye", "club_cold", "club_bell"


def news_of(week: int) -> str:
    """What is new in that week, as a topic and as a fact."""
    return f"{NEWS}_{week}"


def scene_of(person: Person, club: Club, week: int, leads: str | None = None) -> Scenario:
    """The attendee at the club in that week; `leads` is the topic they go on to of their own accord."""
    scenario, member = person.here, person.member
    news = member.news[week - 1] if week <= len(member.news) else NOTHING
    topics, facts = scenario.topics, scenario.facts
    if news:
        answers = MappingProxyType({Openness.POLITE: Answer(news, news_of(week))})
        topics, facts = (*topics, Topic(news_of(week), NOTHING, answers)), (*facts, Fact(news_of(week), news))
    reactions = scenario.reactions
    if leads:
        reactions = (Reaction(frozenset(Move) - HARSH - EXITS, tells=leads), *reactions)
    return replace(
        scenario,
        occasion=club.name,
        setting=club.place,
        opening=Lines(),
        topics=topics,
        facts=facts,
        reactions=reactions,
        endings=_endings(person, club),
    )


def greeting_of(relation: Relation, away: int, club: Club) -> Greeting:
    """How they greet somebody they stand so with, after so many days."""
    figures = club.figures
    grown = relation.trust - relation.began
    if not relation.meetings:
        return Greeting.FIRST
    if grown <= figures.sore_below:
        return Greeting.SORE
    if away >= figures.long_away:
        return Greeting.AFTER_ABSENCE
    is_warm = grown >= figures.warm_above and relation.meetings >= figures.warm_after
    return Greeting.WARM if is_warm else Greeting.KNOWN


def mind_on_arrival(relation: Relation, scenario: Scenario) -> Mind:
    """The mind with which they come in: all they know and believe of the learner, and a new day's patience."""
    if relation.mind is None:
        return fresh_mind(scenario)
    return replace(
        relation.mind,
        trust=relation.trust,
        patience=scenario.patience,
        topic=None,
        turns=1,  # they have spoken before: greetings are over
        dry=0,
        sweet=0,
        silent=0,
        slips=relation.mind.slips // 2,  # half forgiven, as a week does
        wound=0,
        asked_back=-1,
        has_warned=False,
        waits="",
    )


def told_once(person: Person, lang: Language) -> frozenset[int]:
    """The marks of what isn't told again in another week: what they know, what they lack, what they did about it."""
    scenario, member = person.scenario, person.member
    groups: list[Lines] = [
        *(answer.says for topic in scenario.topics for answer in topic.answers.values()),
        *(need.says for need in scenario.needs),
        *scenario.hook,
        *scenario.asks_back.values(),
        *([scenario.card_request.says] if scenario.card_request else []),
        *member.news,
        *member.greetings.values(),
        *(lead.says for lead in member.referrals),
        *(member.fact_remembered, member.help_remembered, member.goodbyes, member.vouched),
        *(member.name_forgotten, member.referral_too_early),
    ]
    return frozenset(mark(wording) for lines in groups for wording in lines.of(lang))


def _endings(person: Person, club: Club) -> tuple[Ending, ...]:
    """The club's goodbyes, and of the attendee's own endings those in which they have had enough."""
    own = [
        replace(one, says=club.enough)
        for one in person.here.endings
        if one.result is Result.LOST and not any(when.after & EXITS for when in one.alternatives)
    ]
    turns = club.figures.turns
    return (
        *own,
        Ending(
            GOODBYE, Result.DRAWN, Condition(after=frozenset({Move.GRACEFUL_EXIT})), person.member.goodbyes, NOTHING
        ),
        Ending(COLD, Result.LOST, Condition(after=frozenset({Move.ABRUPT_EXIT})), club.cold_goodbye, NOTHING),
        Ending(BELL, Result.DRAWN, Condition(turns_at_least=turns + 1), club.bell, NOTHING),
    )
