"""The marks of what only a room shows: how each talk ended, and what was done between the talks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coaching.evening.evening import Evening, Fit, Guest, How, Parting
from coaching.evening.rubric import Ending, EveningRubric, RoomRule
from coaching.language import NOTHING, Language, Lines
from coaching.moves import Move
from coaching.scorecard.card import Kind
from coaching.scorecard.rubric import Mode

QUOTED = 90  # characters of the learner's words within an advice
SIGNS = 2  # from so many on, one leaves late
MOVES = {
    Ending.CURTLY: Move.ABRUPT_EXIT,
    Ending.WITHOUT_A_WORD: Move.ABRUPT_EXIT,
    RoomRule.WELCOME: Move.WELCOME,
    RoomRule.INTRODUCTION: Move.OFFER_HELP,
    RoomRule.INTRODUCTION_MISSES: Move.OFFER_HELP,
}


@dataclass(frozen=True)
class EveningFinding:
    """One mark of the room. `quote` is a literal part of what the learner said, empty where they said nothing."""

    kind: Kind
    rule: Ending | RoomRule
    who: tuple[str, ...]
    turn: int  # of that conversation; 0 for what was no part of one
    move: Move
    quote: str
    points: int  # within its part of the score
    name: Lines
    advice: str


def leaving_marks(evening: Evening, rubric: EveningRubric) -> tuple[int, tuple[EveningFinding, ...]]:
    """The mean of how each talk ended, 0–100, and what there is to say of it."""
    met = (guest for who in dict.fromkeys(evening.met) if (guest := evening.guest(who)))
    ends = [(guest, one, _ending(one, rubric)) for guest in met for one in guest.partings]
    if not ends:
        return 0, ()
    points = round(sum(rubric.leaving[end] for _, _, end in ends) / len(ends))
    lang = evening.profile.lang
    told: Counter[str] = Counter()
    findings = []
    for guest, parting, end in ends:
        if end in rubric.advice:
            findings.append(_of_leaving(guest, parting, end, rubric, lang, told[end]))
            told[end] += 1
    return points, tuple(findings)


def room_marks(
    evening: Evening, modes: Mapping[str, Mode], rubric: EveningRubric
) -> tuple[int, tuple[EveningFinding, ...]]:
    """What was done in the room, 0–100, and what there is to say of it; `modes`: the manner of each talk."""
    walked = [one for one in evening.guests if one.was_approached and modes.get(one.scenario) is not Mode.SELLING]
    points = sum(rubric.nth(RoomRule.WALKED_UP, before) for before in range(len(walked)))
    times: Counter[RoomRule] = Counter()
    findings = []
    for rule, who, text, quote, advice in _done(evening):
        earned = rubric.nth(rule, times[rule])
        points += earned
        said = _filled(rubric.advice[advice], evening.profile.lang, times[rule], quote)
        kind = Kind.STRENGTH if earned >= 0 else Kind.SLIP
        found = quote if quote in text else text
        findings.append(EveningFinding(kind, rule, who, 0, MOVES[rule], found, earned, rubric.names[rule], said))
        times[rule] += 1
    return max(0, min(100, points)), tuple(findings)


def _done(evening: Evening) -> Iterable[tuple[RoomRule, tuple[str, ...], str, str, str]]:
    """What was done between the talks: its rule, to whom, the words, those to quote, and the advice."""
    for one in evening.welcomes:
        if one.counts:
            yield RoomRule.WELCOME, (one.who,), one.text, one.quote, "welcome"
    for made in evening.introductions:
        rule = RoomRule.INTRODUCTION if made.fits else RoomRule.INTRODUCTION_MISSES
        advice = "introduction" if made.fit is Fit.FITS else made.fit.value
        yield rule, (made.first, made.second), made.text, made.text, advice


def _ending(parting: Parting, rubric: EveningRubric) -> Ending:
    if parting.how is not How.KINDLY:
        return Ending(parting.how.value)
    if parting.cues >= SIGNS:
        return Ending.KINDLY_LATE
    return Ending.KINDLY if parting.turn > rubric.soon and parting.rose else Ending.KINDLY_SOON


def _of_leaving(
    guest: Guest, parting: Parting, end: Ending, rubric: EveningRubric, lang: Language, told: int
) -> EveningFinding:
    points = rubric.leaving[end]
    return EveningFinding(
        kind=Kind.STRENGTH if end is Ending.KINDLY else Kind.SLIP,
        rule=end,
        who=(guest.scenario,),
        turn=parting.turn,
        move=MOVES.get(end, Move.GRACEFUL_EXIT),
        quote=parting.text.strip(),
        points=points,
        name=rubric.names.get(end, NOTHING),
        advice=_filled(rubric.advice[end], lang, told, parting.text),
    )


def _filled(lines: Lines, lang: Language, told: int, quote: str) -> str:
    """One of the wordings, in turn, with the learner's words in it."""
    wordings = lines.of(lang)
    short = " ".join(quote.split())
    if len(short) > QUOTED:
        short = short[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return wordings[told % len(wordings)].replace("{quote}", short.rstrip(" ."))
