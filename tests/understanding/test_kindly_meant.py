"""What is kindly meant is read so: leave taken, an offer put as a question, a feeling for somebody, plain curiosity."""

from __future__ import annotations

import pytest

from coaching.language import Language
from coaching.moves import SELLING, Move
from coaching.reading import Message, Reading, Speaker, Utterance
from tests.understanding.reader import understanding


def read(text: str, after: str, lang: str = "en") -> Reading:
    return understanding().read(Message(text, Language(lang), context=(Utterance(Speaker.ATTENDEE, after),)))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("bye then, take care", "I'll save that for somebody who wants it. It'll keep."),
        ("anyways i should go, my ride's here", "They said, “We should do it again.” I said, “No rush.”"),
        ("mind yourself now", "Keep it for someone it'd fit."),
        ("ok i'll let you crack on", "Never said it to a maker, mind. They get a print."),
        ("right i'm off to find hattie, ta ra", "Have you a card on you? Not for the rubber band."),
        ("ok gonna go find hattie now, thx lorna", "A hall. Say that again, this side, slow."),
        ("cool cool. have a good one eh", "What's that worth to you a month?"),
        ("ok sir i will take your leave", "It has his tooth marks."),
    ],
)
def test_leave_taken_in_so_many_words_is_taken_and_is_graceful(text: str, after: str) -> None:
    reading = read(text, after)
    sure = {e.move: e.confidence for e in reading.evidence}

    assert sure[Move.GRACEFUL_EXIT] >= 0.7
    assert not reading.does(Move.ABRUPT_EXIT)


@pytest.mark.parametrize(
    ("text", "after", "move"),
    [
        ("shall i give you his number? no rush", "Thank you. I mean that.", Move.OFFER_HELP),
        ("my nephew is finishing diploma. can he come and see you", "Nobody wants the microscope.", Move.OFFER_HELP),
        (
            "ill go say hi to her then",
            "See the lass by the coats? She's read that fire notice three times.",
            Move.OFFER_HELP,
        ),
        ("do you fancy coming over to say hi to that lady with me", "I don't know a soul.", Move.WELCOME),
    ],
)
def test_an_offer_is_an_offer_alone_as_a_question_too(text: str, after: str, move: Move) -> None:
    reading = read(text, after)

    assert reading.does(move)
    assert not reading.does(Move.CLOSED_QUESTION, Move.OPEN_QUESTION, Move.ASK_CONTACT)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("that must leave a hole. he sounds like he was a laugh", "He was the fourth. Smallest and loudest."),
        ("sounds lonely though, no?", "It's either fire emojis or abuse. There's no one in the middle."),
        ("who takes over the lab when you retire", "Whom do you tell, when it's not going well?"),
    ],
)
def test_who_feels_for_somebody_or_wonders_about_them_does_no_harm(text: str, after: str) -> None:
    assert not read(text, after).does(Move.DISMISSIVE, *SELLING)


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("haha no idea, i just press everything. congrats! i'm a tutor, maths mostly", "a tutor"),
        ("hello, it's only me. i do illustrations, first time here", "illustrations"),
        ("actually not ok. the bearings are coming late every month", ""),
    ],
)
def test_the_trade_is_what_one_says_one_is_wherever_one_says_it(text: str, trade: str) -> None:
    assert read(text, "What do you do?").trade == trade
