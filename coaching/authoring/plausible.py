"""What a crowd of learners never met in a scenario, told at its place. Advice: it can be played all the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from coaching.authoring.build import entries
from coaching.authoring.library import Draft
from coaching.authoring.nodes import NOWHERE
from coaching.language import Language
from coaching.plausibility.survey import CROWD, Survey, survey

BOTH = "@both"
SOME = 0.02  # of the learners; one who says nothing thirty times may well be met with silence


def check_plausible(draft: Draft, most: int = CROWD) -> None:
    """Lets learners rehearse a sound scenario in each language, and notes what they found out of reach."""
    own = frozenset(name for name, _ in entries(draft.root.child("endings")))
    found = {lang: survey(draft.scenario, lang, own, most) for lang in Language}
    scenario = draft.scenario
    needs = {need.id for need in scenario.needs}
    lost = _tell(draft, "need-out-of-reach", "needs", {lang: needs - its.helped for lang, its in found.items()}, found)
    # A fact nobody learns is told at the need it hints at, where there is one.
    hints = [{need.hinted_by, *need.also_hinted_by} for need in scenario.needs if need.id in lost]
    facts = {fact.id for fact in scenario.facts}.difference(_told(draft, "never-revealed"), *hints)
    _tell(draft, "fact-out-of-reach", "facts", {lang: facts - its.facts for lang, its in found.items()}, found)
    topics = {topic.id for topic in scenario.topics}
    _tell(draft, "topic-out-of-reach", "topics", {lang: topics - its.topics for lang, its in found.items()}, found)
    dry = [lang for lang, its in found.items() if its.dry > its.learners * SOME]
    waiting = own - _told(draft, "never-reached") - (_timely(draft) if dry else set())
    ends = {lang: waiting - its.endings for lang, its in found.items()}
    _tell(draft, "ending-out-of-reach", "endings", ends, found)
    _tell_conversations(draft, found, dry)


def _tell(
    draft: Draft, code: str, under: str, missed: Mapping[Language, Collection[str]], found: Mapping[Language, Survey]
) -> set[str]:
    """Tells each name nobody met, once where it is so in both languages; all of those names."""
    holder = draft.root.child(under) or NOWHERE
    names = set().union(*missed.values())
    for name in names:
        where = [lang for lang in missed if name in missed[lang]]
        trust = max(found[lang].most_trust for lang in where)
        learners = max(found[lang].learners for lang in where)
        key = holder.key(name) or draft.root
        lang = _languages(where)
        draft.problems.add(code, key.place, name=name, lang=lang, learners=learners, trust=trust)
    return names


def _tell_conversations(draft: Draft, found: Mapping[Language, Survey], dry: Sequence[Language]) -> None:
    """Tells of learners who heard something twice, or were left without an answer."""
    lines = draft.root.key("lines") or draft.root.key("topics") or draft.root
    for one, its in found.items():
        for reply in sorted(its.twice)[:1]:
            draft.problems.add("heard-twice", lines.place, lang=f"@{one}", reply=reply[:80])
    if dry:
        most = max((found[lang] for lang in dry), key=lambda its: its.dry)
        lang = _languages(dry)
        draft.problems.add("out-of-words", lines.place, count=most.dry, learners=most.learners, lang=lang)


def _languages(langs: Sequence[Language]) -> str:
    return BOTH if len(langs) == len(Language) else f"@{langs[0]}"


def _timely(draft: Draft) -> set[str]:
    """The endings that wait for a number of messages: nobody comes that far with an attendee out of words."""
    endings = draft.scenario.endings
    return {one.id for one in endings if any(when.turns_at_least is not None for when in one.alternatives)}


def _told(draft: Draft, code: str) -> set[str]:
    """The names of which that is told already."""
    return {value for problem in draft.problems.found if problem.code == code for _, value in problem.values}
