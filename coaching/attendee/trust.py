"""By how much a message changes the attendee's trust, cause by cause.

Quantity alone earns nothing: a run of dry questions or of compliments earns less each time and then costs, as an
interrogation or flattery does. A slip leaves a wound, half of which a step back mends.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from coaching.attendee.help import Help
from coaching.attendee.mind import Mind, is_answer, is_wary
from coaching.attendee.reactions import trust_for
from coaching.moves import QUESTIONS, SELLING, Family, Move, members
from coaching.reading import Reading, Sense
from coaching.scenario import Scenario, Topic

# What the n-th dry question in a row is worth. Huang et al. (2017) found no harm in many questions that follow up;
# it is the ones that follow nothing and give nothing back which turn into an interrogation.
DRY = (1.0, 1.0, 0.5, 0.0, -0.75)
SWEET = (1.0, 0.5, 0.0, -0.75)  # the n-th compliment in a row
FOLLOW_UP_RESPITE = 2  # a dry follow-up is forgiven this many places longer
DOUBT = 0.6  # a harsh reading less sure than this counts half
MOST_A_TURN = 16  # trust isn't won in one message, help that fits aside
RISE = 0.25  # each earlier slip makes the next this much dearer
MENDED = 0.5
BESIDE_THE_WORST = 1 / 3  # one breath is one slip: what stands beside the worst of it weighs this much
HARSH = SELLING | members(Family.HOSTILE) | {Move.ABRUPT_EXIT}
GIVING = members(Family.GENEROSITY) | members(Family.LISTENING) | members(Family.SELF) | {Move.POLITE_DECLINE}
ASKING = QUESTIONS | {Move.FOLLOW_UP}


@dataclass(frozen=True)
class Change:
    """One cause of a change of trust: a move's name, or "help", "mended", "noise"."""

    cause: str
    points: int


def runs_after(mind: Mind, reading: Reading) -> tuple[int, int, int]:
    """How many dry, sweet and silent messages stand in a row once this one is counted."""
    is_dry = reading.does(*QUESTIONS) and not reading.does(*GIVING)
    is_sweet = reading.does(Move.VALIDATION) and set(reading.moves) <= {Move.VALIDATION, Move.SMALL_TALK}
    is_silent = reading.is_hollow and reading.sense in (Sense.EMPTY, Sense.BARE) and not is_answer(mind, reading)
    return (
        mind.dry + 1 if is_dry else 0,
        mind.sweet + 1 if is_sweet else 0,
        mind.silent + 1 if is_silent else 0,
    )


def changes(mind: Mind, reading: Reading, scenario: Scenario, asked: Topic | None, help_: Help) -> tuple[Change, ...]:
    """Every cause of change in this message, with its points. `mind` is the one before it."""
    if reading.sense is Sense.NOISE:
        return (Change("noise", scenario.weights.noise),)
    if reading.is_hollow:
        return ()
    felt = [_felt(move, mind, reading, scenario, asked) for move in reading.moves if move is not Move.OFFER_HELP]
    gained = _tempered([c for c in felt if c.points > 0], MOST_A_TURN, halved=is_wary(mind, scenario))
    lost = _worst_in_full([c for c in felt if c.points < 0])
    helped = [Change("help", help_.trust)] if help_.trust else []
    return tuple(gained + helped + lost + _mending(mind, reading))


def _felt(move: Move, mind: Mind, reading: Reading, scenario: Scenario, asked: Topic | None) -> Change:
    points: float = trust_for(move, mind, reading, scenario)
    if move in HARSH and points < 0:
        points *= 1 + RISE * mind.slips if move in SELLING else 1
        points *= 0.5 if _confidence(reading, move) < DOUBT else 1
    elif asked and asked.trust is not None and asked.id not in mind.asked and move is _first_question(reading):
        points = asked.trust
    elif move in ASKING:
        dry, _, _ = runs_after(mind, reading)
        dry -= FOLLOW_UP_RESPITE if reading.does(Move.FOLLOW_UP) else 0
        points = _worth(points, DRY, dry)
        # Asked again and again, a question that was answered shows that nobody listened.
        points = min(points, 0) if asked and _is_all_told(asked, mind) else points
    elif move is Move.VALIDATION:
        _, sweet, _ = runs_after(mind, reading)
        points = _worth(points, SWEET, sweet)
    return Change(move.value, round(points))


def _first_question(reading: Reading) -> Move | None:
    return next((move for move in reading.moves if move in QUESTIONS), None)


def _worth(points: float, scale: tuple[float, ...], place: int) -> float:
    return points * scale[min(max(place, 1), len(scale)) - 1] if points > 0 else points


def _is_all_told(topic: Topic, mind: Mind) -> bool:
    return all(f"{topic.id}.{level}" in mind.told for level in topic.answers)


def _tempered(gains: list[Change], most: int, *, halved: bool) -> list[Change]:
    tempered, left = [], most
    for gain in gains:
        points = min(ceil(gain.points / 2) if halved and gain.cause != Move.REASSURANCE else gain.points, left)
        left -= points
        tempered += [Change(gain.cause, points)] if points else []
    return tempered


def _worst_in_full(losses: list[Change]) -> list[Change]:
    worst = min(losses, key=lambda loss: loss.points, default=None)
    return [c if c is worst else Change(c.cause, round(c.points * BESIDE_THE_WORST)) for c in losses]


def _mending(mind: Mind, reading: Reading) -> list[Change]:
    steps_back = reading.apology or reading.does(Move.REASSURANCE)
    if not mind.wound or reading.is_selling or not steps_back:
        return []
    return [Change("mended", round(mind.wound * MENDED))]


def _confidence(reading: Reading, move: Move) -> float:
    return max((e.confidence for e in reading.evidence if e.move is move), default=1.0)
