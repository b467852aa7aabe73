"""Cue phrases are looked for where their first two words stand; nothing is lost by not looking elsewhere."""

from __future__ import annotations

import pytest

from coaching.understanding.cues import Cues


@pytest.mark.parametrize(
    ("phrase", "says", "ends"),
    [
        ("my card", "take my card now", 3),
        ("my (big|tiny)? card", "my card", 2),
        ("my (big|tiny)? card", "my tiny card", 3),
        ("(call me|ring me) now", "ring me now", 3),
        ("(call|ring)? me now", "me now", 2),
        ("call .. later", "call me a bit later", 5),
        ("call .. later", "call later", 2),
        ("prod* is", "product is", 2),
        ("# percent", "10 percent", 2),
        ("my prod*", "my product", 2),
        ("in # days", "in 3 days", 3),
        ("call (me|$)", "call", 1),
    ],
)
def test_whatever_may_follow_its_first_word_a_phrase_is_found(phrase: str, says: str, ends: int) -> None:
    cues = Cues({"cue": (phrase,), "other": ("my word",)}, {}, lambda text: tuple(text.split()))

    assert [hit.end for hit in cues.find(tuple(says.split())) if hit.name == "cue"] == [ends]


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("my card", "my word"),
        ("my (big)? card", "my big word"),
        ("call .. later", "call me"),
        ("^my card", "not my card"),
    ],
)
def test_a_phrase_whose_words_do_not_follow_is_not_found(phrase: str, says: str) -> None:
    assert Cues({"cue": (phrase,)}, {}, lambda text: tuple(text.split())).find(tuple(says.split())) == ()
