"""How long a recording lasts is found in it, whatever it says of itself, and what is no recording is no recording."""

from __future__ import annotations

import random

import pytest

from coaching.transcription.opus import BrokenError, TooLongError, seconds_of
from tests.transcription.recordings import HOUR, SILENCE, head, page, raw_page, tags, voice

LONG_PACKET = b"\xfb\x06"  # 120 ms in two bytes: six frames of 20 ms without anything in them


@pytest.mark.parametrize("seconds", [0.02, 1.0, 5.0, 119.98])
def test_the_length_is_that_of_the_sound(seconds: float) -> None:
    assert seconds_of(voice(seconds), 120) == pytest.approx(seconds)


def test_a_packet_over_several_pages_counts_once() -> None:
    long = SILENCE + bytes(597)
    pages = [
        page([head()], 0, 0, flags=2),
        page([tags()], 1, 0),
        raw_page([255, 255], long[:510], 2, -1),
        raw_page([90], long[510:], 3, 960, flags=5),
    ]

    assert seconds_of(b"".join(pages), 120) == pytest.approx(0.02)


def test_a_last_page_may_claim_less_than_it_holds() -> None:
    assert seconds_of(voice(2.0, claims=1.99), 120) == pytest.approx(2.0)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(voice(121), id="as long as it says"),
        pytest.param(voice(HOUR * 2, LONG_PACKET, 0.12, claims=5), id="hours in a small file that claims seconds"),
        pytest.param(voice(5, claims=10 * HOUR), id="seconds that claim to be ten hours"),
    ],
)
def test_what_is_too_long_is_found_out(content: bytes) -> None:
    with pytest.raises(TooLongError):
        seconds_of(content, 120)


GOOD = voice(3)
HEADERS = page([head()], 0, 0, flags=2) + page([tags()], 1, 0)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"ID3\x04" + GOOD, id="something else before it"),
        pytest.param(b"RIFF" + bytes(4000), id="a WAV"),
        pytest.param(GOOD[:-1], id="cut off by a byte"),
        pytest.param(GOOD[:200], id="cut off early"),
        pytest.param(GOOD + b"PK\x03\x04", id="something after it"),
        pytest.param(GOOD + GOOD, id="two in a row"),
        pytest.param(HEADERS, id="headers alone"),
        pytest.param(page([b"\x01vorbis" + bytes(30)], 0, 0, flags=2), id="Vorbis"),
        pytest.param(page([head(8)], 0, 0, flags=2) + page([tags()], 1, 0), id="eight channels"),
        pytest.param(HEADERS + page([b""], 2, 960), id="an empty packet"),
        pytest.param(HEADERS + page([b"\xfb\x3f"], 2, 960), id="a packet of more than 120 ms"),
        pytest.param(HEADERS + page([b"\xfb\x00"], 2, 960), id="a packet without frames"),
        pytest.param(HEADERS + page([SILENCE], 3, 960), id="a page missing"),
        pytest.param(HEADERS + page([SILENCE], 2, 960, serial=8), id="another stream's page"),
        pytest.param(HEADERS + page([SILENCE], 2, 960, flags=1), id="the end of a packet that never began"),
        pytest.param(HEADERS + raw_page([255], SILENCE + bytes(252), 2, -1), id="a packet that never ends"),
        pytest.param(HEADERS + raw_page([], b"", 2, 0), id="an empty page"),
        pytest.param(HEADERS + page([SILENCE], 2, 9600) + page([SILENCE], 3, 960), id="time that goes back"),
        pytest.param(voice(5, claims=60), id="a minute by its own account, five seconds in truth"),
    ],
)
def test_what_is_no_whole_voice_note_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenError):
        seconds_of(content, 120)


def test_whatever_is_changed_in_one_it_is_read_or_refused_and_never_longer_than_it_may_be() -> None:
    dice = random.Random(7)

    for _ in range(1500):
        content = bytearray(GOOD)
        for _ in range(dice.randint(1, 6)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        cut = dice.randrange(len(content)) if dice.random() < 0.2 else len(content)
        try:
            assert 0 < seconds_of(bytes(content[:cut]), 120) <= 120
        except (BrokenError, TooLongError):
            continue
