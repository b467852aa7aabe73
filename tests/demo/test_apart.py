"""The demo stands apart: the bot knows nothing of it, and it finds another port when its own is taken."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from demo.__main__ import ROOT, phones_at
from demo.phones import Phones
from demo.routes import words


def imported(path: Path) -> set[str]:
    """The packages a file imports, by the first part of their names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_bot_imports_neither_the_demo_nor_the_tests() -> None:
    ours = [ROOT / "bot.py", *(ROOT / "coaching").rglob("*.py")]

    assert [path for path in ours if imported(path) & {"demo", "tests"}] == []


def test_the_demo_starts_without_what_only_tests_need() -> None:
    needed = [*(ROOT / "demo").glob("*.py"), *(ROOT / "tests" / "bot_api").glob("*.py")]
    shipped = [path for path in needed if not path.name.startswith("test_")]

    assert [path for path in shipped if imported(path) & {"pytest", "playwright", "hypothesis"}] == []


async def test_a_port_that_is_taken_is_left_to_its_owner(phones: Phones) -> None:
    async with phones_at(phones.api.port) as others:
        assert others.api.port not in {0, phones.api.port}


@pytest.mark.parametrize("place", ["terminal", "page"])
def test_both_languages_say_the_same_things(place: str) -> None:
    said = words()[place]

    assert said["fr"].keys() == said["en"].keys()
    assert all(text.strip() for texts in said.values() for text in texts.values())


def test_every_word_of_the_page_is_used_and_every_word_used_exists() -> None:
    page = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "demo" / "page").iterdir())

    unused = {key for key in words()["page"]["fr"] if f'"{key}"' not in page and f".{key}" not in page}

    # The names of what can be attached are read from the table of deeds.
    assert unused <= {"photo", "file", "sticker", "voice", "location", "contact"}
