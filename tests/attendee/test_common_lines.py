"""What anybody would say fits every scene."""

from __future__ import annotations

import re

import pytest

from coaching.authoring.library import read_common_file
from coaching.language import Language
from tests.content import ROOT

# The learner spoken to, one way or the other: a pronoun, a possessive, an order ("attendez", "dis-moi").
ADDRESS = re.compile(r"\b(vous|votre|vos|tu|toi|te|ton|ta|tes|tenez|\w+ez)\b|\bt'|-moi\b", re.IGNORECASE)
NO_ADDRESS = frozenset({"assez", "chez", "nez"})


COMMON, _ = read_common_file(ROOT / "scenarios")
SAID = {str(name): lines for name, lines in COMMON.lines.items()} | {one.id: one.says for one in COMMON.endings}


def addresses(text: str) -> list[str]:
    return [found[0] for found in ADDRESS.finditer(text) if found[0].casefold() not in NO_ADDRESS]


@pytest.mark.parametrize("name", SAID)
def test_what_anybody_says_has_neither_tu_nor_vous_in_it(name: str) -> None:
    assert [text for text in SAID[name].of(Language.FR) if addresses(text)] == []


def test_an_address_is_known_when_it_is_seen() -> None:
    assert addresses("Attendez, t'as vu ?") == ["Attendez", "t'"]
    assert addresses("J'aime assez ça, chez moi.") == []
