"""What could have been said instead of a slip: one sentence that fits this attendee and this very moment.

It takes up what the attendee had just said, in a question an author wrote for them; whoever was on their guard is put
at ease first. Where nothing of the author's fits, the rubric's own words stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coaching.attendee.answers import has_news
from coaching.attendee.mind import is_wary, openness
from coaching.debriefing.grounding import Known, Leaning, is_sayable, leaning, sentence, stems_of, with_names
from coaching.language import Language
from coaching.moves import Move
from coaching.rehearsal import Conversation
from coaching.scenario import Openness, Scenario, Topic
from coaching.scorecard.card import Finding
from coaching.scorecard.conduct import normalised
from coaching.scorecard.rubric import PatternId, Rubric, RuleId

# No question would mend these.
_AS_IT_STANDS = frozenset(
    {RuleId.DISMISSIVE, RuleId.ABRUPT_EXIT, PatternId.INSULT, PatternId.NOISE, PatternId.TOO_LITTLE}
)
_SOLD = frozenset({RuleId.PITCH, RuleId.SALES_PROBE, RuleId.HARD_CLOSE, RuleId.PUSH_CARD, RuleId.PERSIST})
_STAGE = re.compile(r"\*[^*]*\*")
_ON = 4  # leads on from what they were telling; as much as a thing of theirs pointed at and a word beside it
_ENOUGH = 3  # taken up; less is chance
_COMMON = 4  # one topic in so many may be asked about with the same word before it takes nothing up


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as its author wrote it, and what is always so of it. Thousands of them are kept."""

    leaning: Leaning
    normalised: str
    is_polite: bool
    is_familiar: bool


@dataclass(frozen=True)
class _Asked:
    """A question that could have been asked, and how much it takes up."""

    text: str
    takes_up: int
    promise: int  # something comes to light by it; it is about what one can see and has heard


def instead(conversation: Conversation, scenario: Scenario, slip: Finding, rubric: Rubric) -> str:
    """What could have been said at the turn of the slip; the same conversation, the same words."""
    if slip.rule in _AS_IT_STANDS:
        return slip.instead
    before = replace(conversation, turns=conversation.turns[: slip.turn - 1])
    seen = _seen(before, scenario)
    question = _question(list(_askable(before, conversation, scenario, seen)))
    if not question:
        return slip.instead
    return f"{_lead(before, scenario, slip, rubric)} {with_names(question, seen)}".strip()


def _seen(before: Conversation, scenario: Scenario) -> str:
    """What was there to be seen and heard until then."""
    lang = before.profile.lang
    there = (scenario.setting.first(lang), scenario.title.first(lang), scenario.occasion.first(lang))
    return " ".join((*there, *(line.text for line in before.lines)))


def _lead(before: Conversation, scenario: Scenario, slip: Finding, rubric: Rubric) -> str:
    """What comes before the question: the trade in short where it was asked for, else what the moment wants."""
    lang, mind = before.profile.lang, before.mind
    leads = rubric.coach.leads
    if slip.rule not in _SOLD:
        return leads[slip.rule].first(lang) if slip.rule in leads else ""
    if mind.slips:
        return leads["sorry"].first(lang)
    if slip.asked_trade and before.profile.sells:
        return leads["trade"].first(lang).replace("{trade}", before.profile.sells)
    wary = is_wary(mind, scenario) and not mind.times(Move.REASSURANCE)
    return leads["reassure"].first(lang) if wary else ""


def _question(asked: Sequence[_Asked]) -> str:
    """The one that takes up most of what was just said, else the first of those that promise most."""
    near = max((one for one in asked if one.takes_up >= _ENOUGH), key=lambda one: one.takes_up, default=None)
    best = near or max(asked, key=lambda one: one.promise, default=None)
    return best.text if best else ""


def _askable(before: Conversation, conversation: Conversation, scenario: Scenario, seen: str) -> Iterator[_Asked]:
    """Every question they would have an answer to at that moment, in the author's order; `seen` could be pointed at."""
    lang, mind = before.profile.lang, before.mind
    now = openness(mind, scenario)
    said = stems_of(_STAGE.sub(" ", before.lines[-1].text), lang)
    known, around = Known(seen), stems_of(seen, lang)
    used = frozenset(normalised(turn.text) for turn in conversation.turns)
    rarity = _topics_by_stem(tuple(topic.asked_with.of(lang) for topic in scenario.topics), lang)
    telling = frozenset(stem for stem in said if rarity[stem] * _COMMON <= len(scenario.topics))
    onward = _leading_on(before, scenario)
    familiar = _is_familiar(before)
    for topic in scenario.topics:
        if topic.id in mind.asked - onward or not has_news(topic, mind, now):
            continue
        tells, on = _tells(topic, now), _ON * (topic.id in onward)
        for one in _written(topic.asked_with.of(lang), lang):
            if one.normalised in used or not (one.is_familiar if familiar else one.is_polite):
                continue
            shared = [word for word in one.leaning.words if word in telling]
            takes_up = 2 * len(shared) + 2 * any(word in one.leaning.points for word in shared) + on
            if one.leaning.is_grounded(known, leans=takes_up >= _ENOUGH):
                promise = tells + any(word in around for word in one.leaning.words)
                yield _Asked(one.leaning.text, takes_up, promise)


def _leading_on(before: Conversation, scenario: Scenario) -> frozenset[str]:
    """Where what they told last leads: deeper into it, and to what its author set after it."""
    if not before.turns:
        return frozenset()
    earlier = before.turns[-2].mind if len(before.turns) > 1 else before.beginning
    last = scenario.topic(before.mind.topic or "")
    if last is None or before.mind.told == earlier.told:
        return frozenset()
    return frozenset({last.id, *([last.more] if last.more else [])})


def _tells(topic: Topic, now: Openness) -> bool:
    fit = [level for level in topic.answers if level.rank <= now.rank]
    return bool(fit) and topic.answers[max(fit, key=lambda level: level.rank)].reveals is not None


@lru_cache(maxsize=512)
def _written(texts: tuple[str, ...], lang: Language) -> tuple[_Written, ...]:
    """Those of a topic's questions that can be said aloud to a stranger or to a friend."""
    return tuple(
        _Written(leaning(asked, lang), normalised(asked), is_polite, is_familiar)
        for asked in (sentence(text, "?") for text in texts)
        for is_polite, is_familiar in ((is_sayable(asked, lang), is_sayable(asked, lang, familiar=True)),)
        if is_polite or is_familiar
    )


@lru_cache(maxsize=128)
def _topics_by_stem(topics: tuple[tuple[str, ...], ...], lang: Language) -> Counter[str]:
    """In how many topics each word is asked about: a word of many of them takes nothing up."""
    return Counter(stem for texts in topics for stem in frozenset().union(*(stems_of(text, lang) for text in texts)))


_FAMILIAR = re.compile(r"\b(?:tu|toi|te|ton|ta|tes)\b|\bt'", re.IGNORECASE)


def _is_familiar(before: Conversation) -> bool:
    """Whether they said "tu" from the first."""
    return before.profile.lang is Language.FR and bool(_FAMILIAR.search(before.opening))
