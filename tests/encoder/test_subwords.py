"""Text is cut into the likeliest subwords of a vocabulary."""

from __future__ import annotations

from coaching.encoder.subwords import LONGEST_WORD, Subwords

VOCABULARY = ["", "▁", "▁jas", "▁jase", "ette", "tte", "e", "t", "▁a"]
SCORES = [0.0, -5.0, -4.0, -3.0, -3.0, -3.5, -6.0, -6.0, -2.0]
CUTTER = Subwords({word: at for at, word in enumerate(VOCABULARY) if word}, SCORES, {"Ａ": "a"}, unknown=0)


def words(text: str, most: int = 50) -> list[str]:
    return [VOCABULARY[number] for number in CUTTER.of(text, most)]


def test_the_likeliest_cut_wins() -> None:
    assert words("jasette") == ["▁jase", "tte"]  # -6.5; "▁jas" and "ette" together are -7


def test_each_word_begins_with_its_space() -> None:
    assert words("a  a\na") == ["▁a", "▁a", "▁a"]


def test_a_sign_in_costume_is_read_plain() -> None:
    assert words("Ａ") == ["▁a"]


def test_what_nothing_stands_for_is_unknown_and_the_rest_still_known() -> None:
    assert CUTTER.of("a€", 50) == (8, 0)


def test_no_more_is_given_than_was_asked_for() -> None:
    assert words("a a a a", most=3) == ["▁a", "▁a", "▁a"]


def test_an_endless_word_is_cut_short() -> None:
    assert len(CUTTER.of("t" * 4096, 10_000)) <= LONGEST_WORD + 1
