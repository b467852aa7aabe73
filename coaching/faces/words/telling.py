"""What every face says the same way: a hint, what a message does, what a second try changed, whom to meet next."""

from __future__ import annotations

from coaching.comparison import Comparison
from coaching.faces.words import Words
from coaching.hints import Hint
from coaching.ladder import Ladder
from coaching.language import Language
from coaching.prescribing import Judgement, Verdict
from coaching.scenario import Scenario
from coaching.watching import Step

AGAIN = 3  # times a hint was asked at one turn
_INNER = {
    Language.FR: (("« ", "“"), ("«\u00a0", "“"), (" »", "”"), ("\u00a0»", "”")),
    Language.EN: (("“", "‘"), ("”", "’")),
}


def hint_told(hint: Hint, words: Words, name: str) -> list[str]:
    """The nudge; once it was asked for again, the heading and the openings, one a line."""
    if not hint.openings:
        return [nudge_told(hint, words, name)]
    heading = words("hints.openings_again" if hint.asked >= AGAIN else "hints.openings_heading")
    begun = [one.text or words(f"hints.openings.{one.kind}") for one in hint.openings]
    return [heading, *(words("hints.opening", text=text) for text in begun)]


def nudge_told(hint: Hint, words: Words, name: str) -> str:
    """The nudge alone, with the words of the moment it points at where there are any."""
    plain = words.retold(hint.text) or words(f"hints.{hint.kind}")
    key = f"hints.about.{hint.kind}"
    if not (hint.about and words.has(key)):
        return plain
    return words(key, about=quoted_within(hint.about, words.lang), name=name, nudge=plain).strip()


def quoted_within(text: str, lang: Language) -> str:
    """The text with the quotation marks of what is quoted inside a quotation."""
    for outer, inner in _INNER[lang]:
        text = text.replace(outer, inner)
    return text


def step_told(step: Step, words: Words) -> list[str]:
    """What a message watched does, and what came of it."""
    does = words("watch.between").join(words(f"watch.moves.{move}") for move in step.moves)
    told = [words("watch.notes", notes=does)] if does else []
    told += [words("watch.helped")] if step.helped else []
    told += [words("watch.learned", fact=step.learned)] if step.learned else []
    told += [words("watch.asks_card")] if step.asks_card else []
    return told


def comparison_told(comparison: Comparison, scenario: Scenario, words: Words) -> list[str]:
    """What the second try changed, in a few lines."""
    if not comparison.pairs:
        return [words("comparing.same")]
    first, second = comparison.score
    told = [words("comparing.trust", first=comparison.trust[0], second=comparison.trust[1])]
    told.append(words("comparing.score", first=first, second=second))
    for one, (before, after) in comparison.dimensions.items():
        if before != after:
            name = words(f"debrief.dimension.{one}")
            told.append("  " + words("comparing.dimension", name=name, first=before, second=after))
    for key, moves in (("gained", comparison.gained), ("dropped", comparison.dropped)):
        named = words("watch.between").join(words(f"watch.moves.{move}") for move in moves)
        told += [words(f"comparing.{key}", moves=named)] if moves else []
    facts = [fact.says.first(words.lang) for fact in scenario.facts if fact.id in comparison.learned]
    told += [words("comparing.learned", fact=fact) for fact in facts]
    gain = (second - first, comparison.trust[1] - comparison.trust[0])
    verdict = "level" if gain == (0, 0) else "better" if gain > (0, 0) else "worse"
    return [*told, words(f"comparing.{verdict}")]


def judgement_told(judgement: Judgement, words: Words, *, nobody: bool = False) -> list[str]:
    """What becomes of the learner's choice; `nobody`: they would send them to none of those."""
    if judgement.verdict is Verdict.RIGHT:
        return [words("prescribing.right")]
    name = judgement.right.name.first(words.lang)
    fact = words("prescribing.fact", fact=judgement.fact.first(words.lang))
    if judgement.verdict is Verdict.NO_REASON:
        return [words("prescribing.no_reason"), fact]
    return [words("prescribing.nobody_fits" if nobody else "prescribing.other", name=name), fact]


def ladder_told(ladder: Ladder, words: Words) -> str:
    """Whom to meet next, and why."""
    name = ladder.next.scenario.name.first(words.lang)
    return words("ladder.proposed", name=name, reason=words(f"ladder.reason.{ladder.reason}"))
