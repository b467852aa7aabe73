"""The room of an evening as a picture: who stands where, what one sees of them, and where one stands oneself."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.evening.evening import Evening
from coaching.evening.looking import Seen, Sight, look
from coaching.evening.place import Venue
from coaching.faces.words import Words
from coaching.faces.words.evenings import sight_told
from coaching.pictures.board import Block, Board, Chip, Chips, Floor, Look, Person, Shape, Spot, Text, Title, Tone


def room_board(evening: Evening, venue: Venue, words: Words, view: Look | None = None) -> Board:
    """The picture of the room at this moment. Letters and numbers are those of the lists beside it."""
    sights = look(evening, venue)
    numbers = {one.scenario: str(number) for number, one in enumerate(evening.guests, start=1)}
    letters = [chr(ord("a") + at) for at in range(len(sights))]
    spots = tuple(_spot(sight, letter, numbers) for sight, letter in zip(sights, letters, strict=True))
    blocks: tuple[Block, ...] = (
        Title(words("evening.picture.title")),
        Floor(spots),
        Chips(tuple(_legend(sights, words))),
        *(
            Text(_told(sight, letter, numbers, evening, venue, words), quiet=not sight.people)
            for sight, letter in zip(sights, letters, strict=True)
        ),
    )
    here = next(sight.place.name.first(words.lang) for sight in sights if sight.is_here)
    many = sum(len(sight.people) for sight in sights)
    return Board(blocks, words("evening.picture.alt", count=many, here=here), view or Look())


def _spot(sight: Sight, letter: str, numbers: dict[str, str]) -> Spot:
    people = tuple(Person(numbers[one.who], *_sign(one)) for one in sight.people)
    return Spot(letter, sight.place.x, sight.place.y, people, sight.is_here)


def _sign(one: Seen) -> tuple[Shape, Tone]:
    if one.is_shut:
        return Shape.DOWN, Tone.SLIP
    return (Shape.DISC, Tone.ONE) if one.name else (Shape.CIRCLE, Tone.QUIET)


def _legend(sights: tuple[Sight, ...], words: Words) -> Iterator[Chip]:
    people = [one for sight in sights for one in sight.people]
    yield Chip(Shape.STAR, Tone.ONE, words("evening.picture.you"))
    if any(not one.name for one in people):
        yield Chip(Shape.CIRCLE, Tone.QUIET, words("evening.picture.unmet"))
    if any(one.name and not one.is_shut for one in people):
        yield Chip(Shape.DISC, Tone.ONE, words("evening.picture.met"))
    if any(one.is_shut for one in people):
        yield Chip(Shape.DOWN, Tone.SLIP, words("evening.picture.shut"))


def _told(sight: Sight, letter: str, numbers: dict[str, str], evening: Evening, venue: Venue, words: Words) -> str:
    heading, people, crowd = sight_told(sight, evening, venue, words)
    seen = "\n".join(f"{numbers[who]}  {what}" for who, what in people)
    first = f"{letter}  {heading}" + (f" · {crowd}" if crowd else "")
    return f"{first}\n{seen}" if seen else first
