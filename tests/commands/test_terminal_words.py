"""The terminal has words for everything it may have to say, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from coaching.commands.doctor import Health
from coaching.faces.terminal.orders import Order, Unknown, help_lines, order_in
from coaching.faces.terminal.practice import Choice
from coaching.faces.words import read_words
from coaching.hints import HintKind
from coaching.ladder import Reason
from coaching.language import Language
from coaching.moves import Move
from coaching.openings import OpeningKind
from coaching.prescribing import Verdict
from coaching.scenario import Openness
from coaching.scorecard.rubric import Dimension, Mode
from coaching.store import Refusal
from tests.commands.running import HOME

CAUSES = [*Move, "help", "mended", "noise"]
WRITTEN = re.compile(r"""words\(\s*["']([a-z_]+\.[a-z_.]+)["']""")
SOURCES = [*(HOME / "coaching/commands").glob("*.py"), *(HOME / "coaching/faces/terminal").glob("*.py")]


@pytest.mark.parametrize("lang", Language)
def test_there_are_words_for_every_member_of_every_vocabulary(lang: Language) -> None:
    words = read_words(lang)
    vocabularies: dict[str, Iterable[object]] = {
        "hints": HintKind,
        "hints.openings": set(OpeningKind) - {OpeningKind.QUESTION},
        "watch.moves": Move,
        "ladder.reason": Reason,
        "prescribing": Verdict,
        "terminal.choices": Choice,
        "causes": CAUSES,
        "terminal.refusals": Refusal,
        "terminal.doctor": Health,
        "attendee.openness": Openness,
        "attendee.difficulty": (1, 2, 3),
        "debrief.dimension": Dimension,
        "debrief.mode": Mode,
    }

    missing = [f"{at}.{one}" for at, members in vocabularies.items() for one in members if not words.has(f"{at}.{one}")]

    assert missing == []


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_sentence_the_code_names_is_written(source: Path, lang: Language) -> None:
    words = read_words(lang)

    assert [key for key in WRITTEN.findall(source.read_text(encoding="utf-8")) if not words.has(key)] == []


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("/indice", Order.HINT),
        ("/hint", Order.HINT),
        ("/pourquoi", Order.WHY),
        ("/WHY", Order.WHY),
        ("  /retour", Order.BACK),
        ("/back now", Order.BACK),
        ("/fin", Order.END),
        ("/end", Order.END),
        ("/aide", Order.HELP),
        ("/help", Order.HELP),
    ],
)
def test_an_order_is_known_by_its_names_in_both_languages(line: str, order: Order, lang: Language) -> None:
    assert order_in(line, read_words(lang)) is order


@pytest.mark.parametrize("line", ["Bonsoir!", "and/or", "/ 5", "", "1/2"])
def test_what_is_no_order_is_said(line: str) -> None:
    assert order_in(line, read_words(Language.FR)) is None


@pytest.mark.parametrize(("typed", "nearest"), [("/indise", "/indice"), ("/hnt", "/hint"), ("/qqqqqq", "")])
def test_an_unknown_order_gets_the_nearest(typed: str, nearest: str) -> None:
    assert order_in(typed, read_words(Language.FR)) == Unknown(typed, nearest)


@pytest.mark.parametrize("lang", Language)
def test_help_lists_every_order(lang: Language) -> None:
    assert len(help_lines(read_words(lang))) == 1 + len(Order)
