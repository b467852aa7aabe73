"""Whatever people write is shown as they wrote it, in messages Telegram takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from coaching.faces.telegram import markup
from coaching.faces.telegram.markup import LONGEST, bold, clipped, escaped, in_pieces, italic, plain, split, spoken
from coaching.faces.telegram.messages import Button, pages
from tests.bot_api.entities import Entity, parse_html
from tests.bot_api.entities import units as telegrams_units

TEXTS = st.text(alphabet=st.one_of(st.sampled_from('<>&"*#;ab \n🎈é'), st.characters(codec="utf-8")), max_size=300)


@given(TEXTS)
@example("<b>&amp;</b>")
@example("&#60;script&#62;")
def test_escaped_text_is_shown_as_it_is_and_marks_nothing(text: str) -> None:
    assert parse_html(escaped(text)) == (text, ())
    assert plain(escaped(text)) == text


@given(TEXTS)
@example("*")
@example("a * b * c")
@example("**")
@example("*il rit* Bonsoir! *il sort*")
def test_a_spoken_line_loses_nothing_but_the_asterisks_of_its_directions(text: str) -> None:
    shown, entities = parse_html(spoken(text))

    assert shown.replace("*", "") == text.replace("*", "")
    assert {entity.kind for entity in entities} <= {"italic"}


@given(TEXTS, st.integers(1, 60))
def test_a_line_of_any_length_comes_in_pieces_telegram_takes(text: str, times: int) -> None:
    pieces = in_pieces(text * times, first=LONGEST - 100)

    shown = "".join(parse_html(piece)[0] for piece in pieces)
    assert all(telegrams_units(piece) <= LONGEST for piece in pieces)
    assert shown.replace("*", "").split() == (text * times).replace("*", "").split()


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=60))
def test_pages_hold_every_block_and_carry_the_buttons_once_at_the_end(blocks: list[str]) -> None:
    messages = pages(7, [bold(block) for block in blocks], ((Button("a", "b"),),))

    texts = [str(message.payload["text"]) for message in messages]
    assert all(telegrams_units(parse_html(text)[0]) <= LONGEST for text in texts)
    assert "\n\n".join(texts) == "\n\n".join(bold(block) for block in blocks)
    assert ["reply_markup" in message.payload for message in messages] == [False] * (len(messages) - 1) + [True]


@given(st.lists(st.tuples(st.sampled_from([bold, italic, escaped, spoken]), TEXTS), min_size=1), st.integers(2, 40))
@example([(bold, "🎈" * 30), (escaped, "&" * 30)], 5)
@example([(bold, "un <b>deux</b> & trois")], 7)
def test_a_text_of_any_length_is_split_between_characters_and_keeps_its_marks(
    runs: list[tuple[Callable[[str], str], str]], longest: int
) -> None:
    marked = "".join(mark(text) for mark, text in runs)

    pieces = [parse_html(piece) for piece in split(marked, longest)]

    whole = parse_html(marked)
    assert all(telegrams_units(text) <= longest for text, _ in pieces)
    assert "".join("".join(text for text, _ in pieces).split()) == "".join(whole[0].split())
    for kind in ("bold", "italic"):
        assert seen_in(kind, pieces) == seen_in(kind, [whole])


def seen_in(kind: str, parsed: Iterable[tuple[str, tuple[Entity, ...]]]) -> str:
    """What of those texts is marked so, without its spaces: a cut takes some away."""
    marked = ""
    for text, entities in parsed:
        whole = text.encode("utf-16-le")
        for one in entities:
            if one.kind == kind:
                marked += whole[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
    return "".join(marked.split())


def test_a_block_too_long_for_a_message_comes_in_several() -> None:
    messages = pages(7, ["Avant.", bold("mot " * 3000)], ((Button("a", "b"),),))

    texts = [parse_html(str(message.payload["text"]))[0] for message in messages]
    assert all(telegrams_units(text) <= LONGEST for text in texts)
    assert " ".join(texts).split() == ["Avant.", *["mot"] * 3000]


@given(TEXTS, st.integers(10, 50))
def test_a_clipped_text_is_one_line_no_longer_than_asked(text: str, length: int) -> None:
    line = clipped(text, length)

    assert len(line) <= length
    assert "\n" not in line
    assert line.endswith("…") or line == " ".join(text.split())


FACE = Path(markup.__file__).parent
OWN = {"markup.py", "readable.py"}  # a message's marks, and those of the page of one's own data
ESCAPING = re.compile(r"&(?:lt|gt|amp|quot);|\bhtml\b.*\bescape\b|saxutils")


def test_there_is_one_escaper() -> None:
    others = [file.name for file in FACE.glob("*.py") if ESCAPING.search(file.read_text(encoding="utf-8"))]

    assert set(others) <= OWN


def test_no_sentence_is_told_unescaped() -> None:
    """What is told is marked text: a sentence goes through the escaper, and with it all that stands in its slots."""
    found = []
    for file in FACE.glob("*.py"):
        calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
        told = (call for call in calls if getattr(call.func, "attr", "") in {"tell", "show"})
        found += [f"{file.name}:{one.lineno}" for call in told for one in call.args if is_raw(one)]

    assert found == []


def is_raw(node: ast.AST) -> bool:
    """A sentence as it comes from the words or a scenario, alone or within a text made here."""
    if isinstance(node, ast.JoinedStr):
        return any(is_raw(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if not isinstance(node, ast.Call):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return name in {"words", "count", "first", "clipped"}
