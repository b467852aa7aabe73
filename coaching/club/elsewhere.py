"""An attendee without what is said only where one first meets them: a room full of people, a buffet, badges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from coaching.club.phrases import Ear
from coaching.language import NOTHING, Language, Lines
from coaching.moves import Move
from coaching.scenario import Moment, Openness, Scenario

OF_THE_ROOM = "of_the_room"
PLACELESS = (Moment.FILLS_SILENCE, Moment.QUIET)  # small things to see and say are the club's own


@dataclass(frozen=True)
class Room:
    """The small room of the club: what is heard there, and what one says and sees when nothing is said."""

    ears: Mapping[Language, Ear]
    fills_silence: Lines
    quiet: Lines


def at_a_club(scenario: Scenario, room: Room, names: Lines) -> Scenario:
    """The same person on a screen. What they know and lack keeps at least one wording of each thing."""

    def fits(lang: Language, wording: str) -> bool:
        return not room.ears[lang].hears(wording, OF_THE_ROOM)

    def without(lines: Lines) -> Lines:
        return _only(lines, {lang: [one for one in lines.of(lang) if fits(lang, one)] for lang in Language})

    def some(lines: Lines) -> Lines:
        kept = {lang: [one for one in lines.of(lang) if fits(lang, one)] or lines.of(lang) for lang in Language}
        return _only(lines, kept)

    def unnamed(lines: Lines) -> Lines:
        kept = {
            lang: [one for one in lines.of(lang) if not room.ears[lang].names(one, names.of(lang))] for lang in Language
        }
        return _only(lines, kept)

    own = {moment: without(lines) for moment, lines in scenario.lines.items() if moment not in PLACELESS}
    if Moment.GREETING in own:
        own[Moment.GREETING] = unnamed(own[Moment.GREETING])
    common = {moment: without(lines) for moment, lines in scenario.common_lines.items() if moment not in PLACELESS}
    common |= {Moment.FILLS_SILENCE: room.fills_silence, Moment.QUIET: room.quiet}
    request = scenario.card_request
    weights = replace(scenario.weights, of=MappingProxyType({**scenario.weights.of, Move.ABRUPT_EXIT: 0}), noise=0)
    return replace(
        scenario,
        topics=tuple(
            replace(
                topic,
                answers=MappingProxyType(
                    {level: replace(answer, says=some(answer.says)) for level, answer in topic.answers.items()}
                ),
            )
            for topic in scenario.topics
        ),
        needs=tuple(replace(need, says=some(need.says)) for need in scenario.needs),
        card_request=request and replace(request, says=some(request.says)),
        reactions=tuple(replace(one, says=without(one.says)) for one in scenario.reactions),
        asks_back=MappingProxyType(_filled((level, without(lines)) for level, lines in scenario.asks_back.items())),
        hook=(),
        lines=MappingProxyType(own),
        common_lines=MappingProxyType(common),
        weights=weights,
    )


def _only(lines: Lines, kept: Mapping[Language, Iterable[str]]) -> Lines:
    fr, en = tuple(kept[Language.FR]), tuple(kept[Language.EN])
    if not (fr or en):
        return NOTHING
    return replace(lines, fr=fr, en=en)


def _filled(groups: Iterable[tuple[Openness, Lines]]) -> dict[Openness, Lines]:
    return {level: lines for level, lines in groups if lines}
