"""The scorecard of what was done: rule by rule and turn by turn, then the whole. Same deeds, same marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coaching.language import Language
from coaching.moves import Move
from coaching.scorecard.card import Finding, Kind, Scorecard
from coaching.scorecard.cards import cards_of
from coaching.scorecard.conduct import Act, acts_of
from coaching.scorecard.deed import Deed, NeedsFound
from coaching.scorecard.patterns import mode_of, patterns_in, whole
from coaching.scorecard.quoting import quote_of
from coaching.scorecard.rubric import Dimension, Mode, PatternId, Rubric, RuleId
from coaching.scorecard.rules import COSTING, EARNING
from coaching.scorecard.switching import switch_in

_COUNTED = frozenset({RuleId.MONOLOGUE, RuleId.REPEATED})
_QUOTE_IN_ADVICE = 90  # characters: what fits two lines of a phone


def mark(deeds: Sequence[Deed], rubric: Rubric, lang: Language, needs: NeedsFound | None = None) -> Scorecard:
    """The marks of a conversation, advice in `lang`. `needs` passes through."""
    acts = acts_of(deeds, rubric.figures)
    ledger = _Ledger(rubric, lang)
    for act in acts:
        ledger.enter(act)
    bases = _bases(acts, rubric)
    dimensions = {d: _clamp(bases[d] + ledger.total(d)) for d in Dimension}
    it = whole(acts, frozenset(ledger.mended), rubric.figures, rubric.balance)
    patterns = patterns_in(it)
    told = _told(patterns, rubric.weighted(dimensions), rubric, lang)
    mode = mode_of(patterns, it)
    switch = switch_in(acts, rubric) if mode is not Mode.NONE else None
    return Scorecard(
        score=rubric.weighted(dimensions) + sum(finding.points for finding in told),
        mode=mode,
        dimensions=dimensions,
        bases=bases,
        cards=cards_of(acts),
        findings=(*ledger.findings, *told),
        networking_share=it.networking_share,
        needs=needs,
        switched=switch[0] if switch else None,
        switched_to=switch[1] if switch else None,
        weights=dict(rubric.weights),
    )


@dataclass
class _Ledger:
    """The findings as the messages are gone through, and what is still open: how often, what may be mended."""

    rubric: Rubric
    lang: Language
    findings: list[Finding] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)
    _times: Counter[RuleId] = field(default_factory=Counter)
    _slip: tuple[int, int, int] | None = None  # place, turn and cost of the last message that sold
    _place: int = 0

    def enter(self, act: Act) -> None:
        """Add what one message earned and cost."""
        self._place += 1
        stepped_back = self._step_back(act)
        for rule, earns in EARNING.items():
            move = earns(act, self.rubric.figures)
            if move is None:
                continue
            points = self._next_points(rule) * self._keeps(act, move) // 100
            # Beside a pitch a reassurance is void, and what takes back one's own slip has its own mark.
            void = rule is RuleId.REASSURANCE and (stepped_back or bool(act.slips))
            self._add(act, rule, move, 0 if void else points)
        cost = self._charge(act)
        if act.slips:
            self._slip = (self._place, act.deed.turn, cost)

    def _charge(self, act: Act) -> int:
        """Add what the message cost; what its selling cost.

        Its worst slip counts in full, any other in part; what the reading is unsure of, less.
        """
        costs = COSTING.items()
        charged = [(rule, move) for rule, applies in costs if (move := applies(act, self.rubric.figures)) is not None]
        points = {rule: -(-self._next_points(rule) * self._charges(act, rule, move) // 100) for rule, move in charged}
        restraint = [rule for rule, _ in charged if self.rubric.rules[rule].dimension is Dimension.RESTRAINT]
        for lesser in sorted(restraint, key=lambda rule: points[rule])[1:]:
            points[lesser] = -(-points[lesser] * self.rubric.figures.second_slip // 100)
        for rule, move in charged:
            self._add(act, rule, move, points[rule])
        return sum(points[rule] for rule in restraint if rule is not RuleId.DISMISSIVE)

    def total(self, dimension: Dimension) -> int:
        """The points of all findings in that dimension."""
        return sum(finding.points for finding in self.findings if finding.dimension is dimension)

    def _step_back(self, act: Act) -> bool:
        """Whether the message takes back the last slip; if so, part of its cost is earned back, once."""
        sorry = act.deed.reading.apology or Move.REASSURANCE in act.moves
        if self._slip is None or act.slips or not act.is_fresh or not sorry:
            return False
        place, turn, cost = self._slip
        if self._place - place > self.rubric.figures.repair_within:
            return False
        self._slip = None
        self.mended.add(turn)
        self._add(act, RuleId.STEP_BACK, Move.REASSURANCE, -cost * self.rubric.figures.repair_share // 100)
        return True

    def _keeps(self, act: Act, move: Move) -> int:
        """What an earning keeps, in per cent: less beside selling, and less when the reading is unsure."""
        figures = self.rubric.figures
        return min(
            figures.beside_selling if act.slips else 100,
            figures.when_unsure if move in act.unsure else 100,
            figures.closed_follow_up if move is Move.FOLLOW_UP and Move.OPEN_QUESTION not in act.moves else 100,
        )

    def _charges(self, act: Act, rule: RuleId, move: Move) -> int:
        """What is charged of a cost, in per cent: less when the reading is unsure, which no count of words is."""
        return self.rubric.figures.when_unsure if move in act.unsure and rule not in _COUNTED else 100

    def _next_points(self, rule: RuleId) -> int:
        points = self.rubric.rules[rule].nth(self._times[rule])
        self._times[rule] += 1
        return points

    def _add(self, act: Act, rule: RuleId, move: Move, points: int) -> None:
        if not points:
            return
        its = self.rubric.rules[rule]
        quote = quote_of(act.deed, move)
        told = sum(finding.rule is rule for finding in self.findings)
        effect = _fill(_nth(its.advice.of(self.lang), told), quote)
        instead = _nth(its.instead.of(self.lang), told) if points < 0 else ""
        leading = self.rubric.coach.instead.first(self.lang).replace("{instead}", instead)
        self.findings.append(
            Finding(
                kind=Kind.STRENGTH if points > 0 else Kind.SLIP,
                turn=act.deed.turn,
                move=move,
                quote=quote,
                points=points,
                advice=f"{effect} {leading}" if instead else effect,
                rule=rule,
                dimension=its.dimension,
                name=its.name,
                effect=effect if points < 0 else "",
                instead=instead,
                asked_trade=act.deed.before.asks_trade,
            )
        )


def _told(
    patterns: Mapping[PatternId, tuple[Act, ...]], score: int, rubric: Rubric, lang: Language
) -> tuple[Finding, ...]:
    """The patterns as findings; each takes from the score what lies above its ceiling."""
    findings: list[Finding] = []
    for pattern_id, acts in patterns.items():
        pattern = rubric.patterns[pattern_id]
        # The middle one stands for the whole better than the first, which might be chance.
        typical = acts[len(acts) // 2]
        moves = (*typical.slips, *typical.deed.reading.moves, Move.SMALL_TALK)
        move = Move.VALIDATION if pattern_id is PatternId.FLATTERY else moves[0]
        quote = quote_of(typical.deed, move)
        points = min(0, pattern.ceiling - score)
        score += points
        findings.append(
            Finding(
                kind=Kind.PATTERN,
                turn=typical.deed.turn,
                move=move,
                quote=quote,
                points=points,
                advice=_fill(pattern.advice.first(lang), quote),
                rule=pattern_id,
                name=pattern.name,
            )
        )
    return tuple(findings)


def _bases(acts: Sequence[Act], rubric: Rubric) -> Mapping[Dimension, int]:
    """Where each dimension starts: restraint is what one who takes part holds back, so silence has none."""
    part = min(sum(act.takes_part for act in acts), len(rubric.taking_part) - 1)
    return {d: rubric.taking_part[part] if d is Dimension.RESTRAINT else 0 for d in Dimension}


def _nth(wordings: Sequence[str], told: int) -> str:
    """Wordings take turns."""
    return wordings[told % len(wordings)] if wordings else ""


def _clamp(points: int) -> int:
    return max(0, min(100, points))


def _fill(advice: str, quote: str) -> str:
    short = " ".join(quote.split())
    if len(short) > _QUOTE_IN_ADVICE:
        short = short[:_QUOTE_IN_ADVICE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return advice.replace("{quote}", short)
