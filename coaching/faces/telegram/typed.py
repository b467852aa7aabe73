"""What somebody types where a button was to be tapped: a language's name, or that they would rather not say.

Both languages count whatever is spoken: who is asked in the wrong one answers in their own.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

from coaching.faces.words import read_words
from coaching.language import Language


def language_named(text: str) -> Language | None:
    """The language whose name or code it is; None where it names none, or both, or one they don't speak."""
    if (code := bare(text)) in set(Language):  # among other words, "en" is French
        return Language(code)
    said = set(code.split())
    if any(said & _alternatives(lang, "telegram.language.denied") for lang in Language):
        return None
    named = [lang for lang in Language if said & _alternatives(lang, "telegram.language.names")]
    return named[0] if len(named) == 1 else None


def is_no_answer(text: str) -> bool:
    """Whether they pass over the question in so many words, or in none."""
    said = bare(text)
    return not said or any(said in _alternatives(lang, "telegram.passed_over") for lang in Language)


@cache
def _alternatives(lang: Language, key: str) -> frozenset[str]:
    return frozenset(bare(one) for one in read_words(lang)(key).split(","))


def bare(text: str) -> str:
    """Its words alone, in lower case and without accents, as a phone writes them in a hurry."""
    plain = "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))
    return " ".join(re.findall(r"\w+", plain))
