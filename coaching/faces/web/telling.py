"""A rehearsal in the words of its page: the marks, the talk turn by turn, the findings, and what coaches said."""

from __future__ import annotations

from coaching.faces.web.answers import Ask
from coaching.faces.web.curves import drawn
from coaching.faces.web.highlighting import pieces, tone
from coaching.faces.words.groups import review_told
from coaching.faces.words.marking import signed
from coaching.rehearsal import Turn
from coaching.scorecard.card import Finding, Kind
from coaching.scorecard.rubric import Dimension
from coaching.services.cohort_records import KeptComment, KeptReview
from coaching.services.reading import Beside, MarksSeen, TranscriptSeen

Values = dict[str, object]


def marks_told(ask: Ask, seen: MarksSeen | TranscriptSeen) -> Values:
    """The score as it was shown, the one that holds, the dimensions, the cards, the needs."""
    card = seen.debrief.scorecard if isinstance(seen, TranscriptSeen) else seen
    corrected = seen.debrief.corrected if isinstance(seen, TranscriptSeen) else seen.corrected
    names = ask.notebook.rubric.names
    cards = card.cards
    return {
        "score": card.score,
        "corrected": corrected if corrected != card.score else None,
        "mode": ask.words(f"debrief.mode.{card.mode.value}"),
        "dimensions": [(names[one].first(ask.words.lang), card.dimensions[one]) for one in Dimension],
        "cards": ask.words("web.marks.cards", earned=cards.earned, exchanged=cards.exchanged, pushed=cards.pushed),
        "needs": ask.words("web.marks.needs", discovered=card.needs.discovered, total=card.needs.total)
        if card.needs
        else "",
    }


def talk_told(ask: Ask, seen: TranscriptSeen, beside: Beside) -> Values:
    """The whole conversation, and how trust went."""
    talk, scenario = seen.debrief.conversation, seen.debrief.scenario
    trusts = [talk.beginning.trust, *(turn.mind.trust for turn in talk.turns)]
    return {
        "lang": talk.profile.lang.value,
        "name": scenario.name.first(talk.profile.lang),
        "setting": scenario.setting.first(talk.profile.lang),
        "opening": talk.opening,
        "trust": drawn(trusts),
        "trust_told": ask.words("web.talk.trust_told", first=trusts[0], last=trusts[-1], most=max(trusts)),
        "turns": [_turn(ask, turn, trusts[at], beside) for at, turn in enumerate(talk.turns)],
    }


def findings_told(ask: Ask, seen: MarksSeen | TranscriptSeen, beside: Beside) -> list[Values]:
    """Every finding with its number, its points, what was said about it and what a coach decided."""
    card = seen.debrief.scorecard if isinstance(seen, TranscriptSeen) else seen
    return [_finding(ask, number, one, beside) for number, one in enumerate(card.findings)]


def beside_told(ask: Ask, beside: Beside) -> list[Values]:
    """What coaches said of the whole, and of findings."""
    return [_comment(ask, one, beside) for one in beside.comments if one.turn is None or one.rule is not None]


def _turn(ask: Ask, turn: Turn, before: int, beside: Beside) -> Values:
    comments = [it for it in beside.comments if it.turn == turn.number and it.rule is None]
    return turn_told(ask, turn, before) | {"comments": [_comment(ask, one, beside) for one in comments]}


def turn_told(ask: Ask, turn: Turn, before: int) -> Values:
    """One message with its moves, the reply, and what it did to trust; `before`: trust until then."""
    return {
        "number": turn.number,
        "pieces": [
            (one.text, one.tone, ask.words(f"watch.moves.{one.move.value}") if one.move else "")
            for one in pieces(turn.text, turn.reading)
        ],
        "moves": [(ask.words(f"watch.moves.{one.value}"), tone(one)) for one in turn.reading.moves],
        "reply": turn.reply,
        "trust": turn.mind.trust,
        "change": signed(turn.mind.trust - before),
    }


def _finding(ask: Ask, number: int, one: Finding, beside: Beside) -> Values:
    reviews = [it for it in beside.reviews if (it.turn, it.rule) == (one.turn, one.rule.value)]
    is_strength = one.kind is Kind.STRENGTH
    return {
        "number": number,
        "name": one.name.first(ask.words.lang),
        "kind": one.kind.value,
        "turn": one.turn,
        "points": signed(one.points),
        "least": one.points,
        "most": 100 if is_strength else 0,
        "rule": one.rule.value,
        "quote": "" if one.kind is Kind.PATTERN else one.quote,
        "advice": ask.words.retold(one.advice) if one.advice else "",
        "reviews": [_review(ask, it, beside) for it in reviews],
    }


def _review(ask: Ask, one: KeptReview, beside: Beside) -> Values:
    coach = (beside.names or {}).get(one.author or 0, "") or ask.words("web.coach")
    return {"lines": list(review_told(one, coach, ask.words)), "note": one.note, "when": ask.day(one.made)}


def _comment(ask: Ask, one: KeptComment, beside: Beside) -> Values:
    is_mine = one.author == ask.me.id
    return {
        "id": one.id,
        "who": (beside.names or {}).get(one.author, "") or ask.words("web.coach"),
        "text": one.text,
        "when": ask.day(one.made),
        "edited": one.edited is not None,
        "is_mine": is_mine,
        "can_go": is_mine or one.learner == ask.me.id,
    }
