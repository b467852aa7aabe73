"""What texts mean: the same every time, near for what means the same, known beforehand for the shipped examples."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from coaching.authoring.library import read_library
from coaching.encoder import FOLDER, Network, read_encoder
from coaching.language import Language
from coaching.understanding.retrieval import examples

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
ROUNDED = 0.999  # the cosine between a direction and the same kept in 8 bits


@cache
def encoder() -> Network:
    return read_encoder()


def alike(one: str, other: str) -> float:
    return float(encoder().meaning.of(one) @ encoder().meaning.of(other))


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("comment avez-vous commencé ?", "ça t'est venu d'où, ce métier", "vous imprimez vos photos où ?"),
        ("what keeps you up at night", "what do you worry about", "do you have children"),
        ("c koi ton taf", "quel est votre métier ?", "vous avez des enfants ?"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(asked: str, same: str, other: str) -> None:
    assert alike(asked, same) > alike(asked, other) + 0.1


def test_every_example_of_the_shipped_attendees_is_known_beforehand() -> None:
    """Else a first message waits for seconds: `python -m benchmarks.encoder.known` writes them anew."""
    scenarios, _ = read_library(SCENARIOS)
    said = {
        text for one in scenarios.values() for lang in Language for its in examples(one, lang).values() for text in its
    }

    assert {text for text in said if not encoder().meaning.knows(text)} == set()
    for text in Random(3).sample(sorted(said), 40):
        assert float(encoder().meaning.of(text) @ encoder().meaning.work_out(text)) > ROUNDED, text


def test_another_network_of_the_same_artefact_gives_the_same_direction() -> None:
    text = "et ça vous empêche de dormir, des fois ?"

    assert np.array_equal(read_encoder(FOLDER).meaning.of(text), encoder().meaning.of(text))


def test_any_text_has_a_direction() -> None:
    for text in ("", "?", "👋", "a" * 5000, "mot " * 3000):
        assert abs(float(np.linalg.norm(encoder().meaning.of(text))) - 1) < 1e-4, text[:20]


def test_a_group_without_an_example_is_on_no_shelf() -> None:
    near = (
        encoder()
        .shelf({"hens": ["vous avez des poules ?", "how are the hens"], "nothing": []})
        .near("tes poules vont bien")
    )

    assert near.keys() == {"hens"}
    assert near["hens"].best >= near["hens"].close
