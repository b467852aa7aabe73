"""An evening as marked text: what just happened, the room, what one carries home."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.evening.evening import Event, EventKind
from coaching.evening.looking import Sight, look
from coaching.evening.summing_up import Outcome, Talk
from coaching.faces.telegram.lines import SILENCE
from coaching.faces.telegram.markup import LONGEST, bold, clipped, escaped, in_pieces, italic, units
from coaching.faces.words import Words
from coaching.faces.words.evenings import event_told, name_of, outcome_told, sight_told
from coaching.scorecard.card import Kind
from coaching.services.evenings import Out

LONGEST_SIGHT = 48  # characters of what one sees of somebody who speaks
NEARLY_OVER = 300  # seconds
MOST_FINDINGS = 2  # of each kind in one talk


def events_blocks(out: Out, words: Words) -> tuple[str, ...]:
    """What came of the last act: words under a name, what happens in italics."""
    return tuple(block for event in out.evening.events for block in _event(event, out, words))


def said(name: str, text: str) -> tuple[str, ...]:
    """What somebody says, under how one knows them."""
    before = f"{bold(_begun(clipped(name, LONGEST_SIGHT)))} — "
    pieces = in_pieces(text, LONGEST - units(before))
    return (before + (pieces[0] or SILENCE), *pieces[1:])


def last_line(out: Out) -> tuple[str, ...]:
    """What whoever the learner talks with said last; nothing where they talk with nobody."""
    partner = out.evening.partner
    if partner is None or partner.conversation is None:
        return ()
    text = out.venue.occasion.as_said_here(partner.conversation.lines[-1].text, out.evening.profile.lang)
    return said(called(partner.scenario, out), text)


def called(who: str, out: Out) -> str:
    """The name of somebody one has talked with; what one sees of anybody else."""
    guest = out.evening.guest(who)
    if guest is not None and guest.conversation is None:
        return out.venue.seen(who, guest.looks, out.evening.profile.lang)
    return name_of(who, out.evening, out.venue)


def room_block(out: Out, words: Words, *, whole: bool = True) -> str:
    """The room: how long it still lasts, where the learner is, and all who are somewhere if `whole`."""
    left = words.count("evening.left", max(1, out.evening.seconds_left // 60))
    lines = [f"{bold(words('evening.room.title'))} · {escaped(left)}"]
    for sight in look(out.evening, out.venue):
        if sight.is_here or (whole and sight.people):
            lines += _place(sight, out, words)
    return "\n".join(lines)


def clock_blocks(out: Out, words: Words) -> tuple[str, ...]:
    """How long it still lasts, once that is not long."""
    left = out.evening.seconds_left
    return (f"⏰ {italic(words.count('evening.left', max(1, left // 60)))}",) if left <= NEARLY_OVER else ()


def number_of(who: str, out: Out) -> int:
    """The number somebody goes by all evening, in words, on buttons and in the picture."""
    return next(number for number, one in enumerate(out.evening.guests, start=1) if one.scenario == who)


def outcome_blocks(out: Out, outcome: Outcome, words: Words) -> tuple[str, ...]:
    """What one carries home."""
    return tuple(
        "\n".join([bold(one.heading), *(escaped(words.retold(line)) for line in one.lines)])
        for one in outcome_told(out.evening, outcome, out.venue, words)
    )


def talks_blocks(out: Out, outcome: Outcome, words: Words) -> tuple[str, ...]:
    """Each talk with its marks, then what was done in the room."""
    room = [f"{_sign(one.kind)} {escaped(words.retold(one.advice))}" for one in outcome.findings]
    heading = words("telegram_evening.talks.room")
    return (
        *("\n".join(_talk(one, out, words)) for one in outcome.talks if one.turns),
        *(["\n".join([bold(heading), *room])] if room else []),
    )


def _event(event: Event, out: Out, words: Words) -> tuple[str, ...]:
    told = event_told(event, out.evening, out.venue, words)
    if told is None or not told.text:
        return ()
    if told.name:
        return said(called(event.who, out), told.text)
    return (escaped(told.text) if event.kind is EventKind.ARRIVED else italic(told.text),)


def _place(sight: Sight, out: Out, words: Words) -> Iterator[str]:
    heading, people, crowd = sight_told(sight, out.evening, out.venue, words)
    yield f"\n{'📍 ' if sight.is_here else ''}{bold(_begun(heading))}" + (f" · {italic(crowd)}" if crowd else "")
    for who, seen in people:
        yield f"{number_of(who, out)}. {escaped(seen)}"


def _talk(talk: Talk, out: Out, words: Words) -> Iterator[str]:
    name, card = name_of(talk.who, out.evening, out.venue), talk.scorecard
    mode = words(f"debrief.mode.{card.mode}")
    yield bold(words("telegram_evening.talks.one", name=name, score=card.score, mode=mode))
    by_weight = sorted(card.findings, key=lambda one: -abs(one.points))
    good = [one for one in by_weight if one.kind is Kind.STRENGTH][:MOST_FINDINGS]
    slips = [one for one in by_weight if one.kind is not Kind.STRENGTH][:MOST_FINDINGS]
    for one in (*good, *slips):
        yield f"{_sign(one.kind)} {escaped(words.retold(one.advice))}"


def _sign(kind: Kind) -> str:
    return "＋" if kind is Kind.STRENGTH else "－"


def _begun(text: str) -> str:
    """With a capital letter, as a heading begins."""
    return text[:1].upper() + text[1:]
