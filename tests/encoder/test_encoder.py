"""The trained encoder: its artefact is what its card says, and it weighs any message the same way every time."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.encoder import FOLDER, read_encoder
from coaching.moves import Move
from coaching.understanding.encoder import ORDER, Around, Encoder, Weighed

AROUND = Around("assurances", "Je suis photographe, j'ai déjà quelqu'un.", "Bonsoir.")
SAID = ("Ah, je comprends. ", "Vous photographiez quoi, au juste?")


@cache
def encoder() -> Encoder:
    return read_encoder()


@pytest.mark.parametrize(
    ("card_name", "files"), [("card.json", {"encoder.onnx", "tables.npz"}), ("meaning.json", {"meaning.onnx"})]
)
def test_the_artefact_is_the_one_its_card_describes(card_name: str, files: set[str]) -> None:
    card = json.loads((FOLDER / card_name).read_text(encoding="utf-8"))

    assert card["files"].keys() == files
    for name, digest in card["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_another_encoder_of_the_same_artefact_weighs_the_same() -> None:
    assert read_encoder().weigh(SAID, AROUND) == encoder().weigh(SAID, AROUND)


def test_threads_do_not_disturb_each_other() -> None:
    alone = [encoder().weigh((f"{SAID[1]} {number}",), AROUND) for number in range(40)]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda number: encoder().weigh((f"{SAID[1]} {number}",), AROUND), range(40)))

    assert together == alone


def test_the_clause_that_asks_is_told_from_the_one_that_does_not() -> None:
    weighed = encoder().weigh(SAID, AROUND)

    assert weighed.best_piece(Move.OPEN_QUESTION) == 1


def test_what_stands_around_a_message_counts() -> None:
    asks = ("Et qui s'occupe de vos assurances?",)
    seller = encoder().weigh(asks, Around("courtage en assurances", "Je tiens un garage."))
    baker = encoder().weigh(asks, Around("boulangerie", "Je tiens un garage."))

    probes = ORDER[Move.SALES_PROBE]
    assert seller.whole[probes] > baker.whole[probes]


def test_a_message_longer_than_one_look_is_looked_at_again() -> None:
    long = tuple(f"Nous avons parlé de la pluie numéro {number}. " for number in range(20))

    weighed = encoder().weigh((*long, "Et vous, vous faites quoi?"), Around())

    assert len(weighed.pieces) == 21
    assert weighed.best_piece(Move.OPEN_QUESTION) == 20


def test_a_speech_is_weighed_by_its_beginning_and_its_end() -> None:
    weighed = encoder().weigh(("blabla " * 200,) * 60, Around())

    assert len(weighed.pieces) == 60
    assert_sound(weighed)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=5), st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_weighed(pieces: list[str], sells: str, line: str) -> None:
    weighed = encoder().weigh(pieces, Around(sells, line, line))

    assert len(weighed.pieces) == len(pieces)
    assert_sound(weighed)


def assert_sound(weighed: Weighed) -> None:
    """Every move has a logit, and none of them is out of this world."""
    assert all(len(row) == len(Move) for row in (weighed.whole, *weighed.pieces))
    assert all(abs(logit) < 60 for row in (weighed.whole, *weighed.pieces) for logit in row)
