"""What could have been said instead of a slip: one sentence that fits this attendee and this very moment.

It takes up what the attendee had just said, in a question an author wrote for them; whoever was on their guard is put
at ease first. Where nothing of the author's fits, the rubric's own words stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coaching.attendee.answers import has_news
from coaching.attendee.mind import is_wary, openness
from coaching.debriefing.grounding import is_grounded, is_sayable, pointed_at, sentence, stems_of, with_names
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
    question = _question(list(_askable(before, conversation, scenario)))
    if not question:
        return slip.instead
    return f"{_lead(before, scenario, slip, rubric)} {question}".strip()


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


def _askable(before: Conversation, conversation: Conversation, scenario: Scenario) -> Iterator[_Asked]:
    """Every question they would have an answer to at that moment, in the author's order."""
    lang, mind = before.profile.lang, before.mind
    now = openness(mind, scenario)
    said = stems_of(_STAGE.sub(" ", before.lines[-1].text), lang)
    heard = " ".join(line.text for line in before.lines)
    seen = " ".join((scenario.setting.first(lang), scenario.title.first(lang), scenario.occasion.first(lang), heard))
    used = frozenset(normalised(turn.text) for turn in conversation.turns)
    rarity = _topics_by_stem(scenario, lang)
    onward = _leading_on(before, scenario)
    familiar = _is_familiar(before)
    for topic in scenario.topics:
        if topic.id in mind.asked - onward or not has_news(topic, mind, now):
            continue
        for text in topic.asked_with.of(lang):
            asked = sentence(text, "?")
            if normalised(asked) in used or not is_sayable(asked, lang, familiar=familiar):
                continue
            words = stems_of(asked, lang)
            shared = {stem for stem in words & said if rarity[stem] * _COMMON <= len(scenario.topics)}
            takes_up = 2 * len(shared) + 2 * bool(shared & pointed_at(asked, lang)) + _ON * (topic.id in onward)
            if is_grounded(asked, seen, lang, leans=takes_up >= _ENOUGH):
                promise = _tells(topic, now) + bool(words & stems_of(seen, lang))
                yield _Asked(with_names(asked, seen), takes_up, promise)


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


def _topics_by_stem(scenario: Scenario, lang: Language) -> Mapping[str, int]:
    """In how many topics each word is asked about: a word of many of them takes nothing up."""
    return Counter(
        stem
        for topic in scenario.topics
        for stem in frozenset().union(*(stems_of(text, lang) for text in topic.asked_with.of(lang)))
    )


_FAMILIAR = re.compile(r"\b(?:tu|toi|te|ton|ta|tes)\b|\bt'", re.IGNORECASE)


def _is_familiar(before: Conversation) -> bool:
    """Whether they said "tu" from the first."""
    return before.profile.lang is Language.FR and bool(_FAMILIAR.search(before.opening))
