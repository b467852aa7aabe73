"""What no learner should find in a scenario: words that wound a whole kind of people, and sham notices of a messenger.

Both lists stand in `decency.yaml` and are short on purpose: better to miss one than to accuse an author in vain. What a
learner might type is not looked at, since nobody is shown it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from coaching.authoring.library import Draft
from coaching.authoring.nodes import Kind, Node
from coaching.language import Language
from coaching.own_files import read_own

NOBODY_IS_SHOWN = frozenset({"asked_with", "helped_with", "off_topic", "because", "rehearsals", "todo"})
CODES = ("sham-notice", "slur")
# Letters of other alphabets, and digits, that pass for Latin ones: "Теlеgrаm", "T3legram".
_DISGUISES = str.maketrans("аеорсухіѕјԁткмвнαβεηικνορτυχ0134", "aeopcyxisjdtkmbhabenikvoptyxoiea")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def check_decency(draft: Draft) -> None:
    """Tells the lines that pass for a notice of the messenger's own, and those with a slur."""
    for lang, node in _shown(draft.root):
        plain = _plain(node.text)
        for code in CODES:
            if (found := _phrases()[code, lang].search(plain)) is not None:
                draft.problems.add(code, node.place, words=found.group().strip())


def _shown(node: Node, under: str = "") -> Iterator[tuple[Language, Node]]:
    """Every text a learner may be shown, with its language."""
    if under in NOBODY_IS_SHOWN:
        return
    if node.kind is Kind.TEXT and under in set(Language):
        yield Language(under), node
    for name, value in node.named():
        yield from _shown(value, name)
    for item in node.items:
        yield from _shown(item, under)


def _plain(text: str) -> str:
    """Small letters without accents or disguise, a space between words and around all."""
    signs = unicodedata.normalize("NFKD", text.casefold()).replace("œ", "oe")
    bare = "".join(sign for sign in signs if unicodedata.category(sign) not in {"Mn", "Cf"})
    return f" {_NO_WORD.sub(' ', bare.translate(_DISGUISES)).strip()} "


@cache
def _phrases() -> Mapping[tuple[str, Language], re.Pattern[str]]:
    """What to look for, by code and language; a word ending in an asterisk stands for all that begin so."""
    table: dict[str, dict[str, list[str]]] = read_own(Path(__file__).with_name("decency.yaml"))
    return {
        (code, lang): re.compile("|".join(_pattern(one) for one in table[code][lang]))
        for code in CODES
        for lang in Language
    }


def _pattern(phrase: str) -> str:
    words = [re.escape(_plain(word).strip()) + (r"[a-z]*" if word.endswith("*") else "") for word in phrase.split()]
    return f" {' '.join(words)} "
