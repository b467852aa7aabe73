"""Whether a message can be answered as speech, and in which language it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from coaching.language import Language
from coaching.reading import Sense
from coaching.understanding.lexicon import Lexicon
from coaching.understanding.phrasebook import Phrasebook
from coaching.understanding.words import Kind, Token, fold

_VOWELS = frozenset("aeiouy")
_LAUGHTER = re.compile(r"(?:a?(?:ha|he|hi|ho|ah|eh)+h?|(?:lo)+l|lmao|(?:mdr)+|ptdr|xd+)$")
_SAMPLE = 120  # words looked at
_WORD = re.compile(r"[^\W_]+")
_FROM_AFAR = re.compile("[^\0-\u024f]")


def detect(text: str, lexicons: Mapping[Language, Lexicon]) -> Language:
    """French or English, by the commonest words and by accents; French in doubt."""
    raw = _raw_words(text)
    french = _known(raw, lexicons[Language.FR], "known_fr") + (1 if any(c in text for c in "éèêàùçœîôû") else 0)
    english = _known(raw, lexicons[Language.EN], "known_en")
    return Language.EN if english > french else Language.FR


def sense_of(
    text: str,
    tokens: Sequence[Token],
    lang: Language,
    lexicons: Mapping[Language, Lexicon],
    book: Phrasebook,
    given: bool,
) -> Sense:
    """What kind of utterance this is. `given`: the language was asked for, so that the other one is foreign."""
    spoken = [t for t in tokens if t.kind in (Kind.WORD, Kind.NUMBER)]
    if not spoken:
        return Sense.BARE if any(t.kind is Kind.EMOJI for t in tokens) else Sense.EMPTY
    lexicon = lexicons[lang]
    words = tuple(t.word for t in spoken)
    if all(_LAUGHTER.match(word) for word in words):
        return Sense.BARE
    if len(words) <= 4 and any(hit.name == "bare" for hit in lexicon.find(words)):
        return Sense.BARE
    if _is_foreign(text, lang, lexicons, book, given):
        return Sense.FOREIGN
    return Sense.NOISE if _is_noise(tokens, words, lexicon, lexicons) else Sense.PLAIN


def _raw_words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:1500]))[:_SAMPLE]


def _known(raw: Sequence[str], lexicon: Lexicon, name: str) -> int:
    known = lexicon.set(name)
    return sum(map(known.__contains__, raw))


def _is_foreign(text: str, lang: Language, lexicons: Mapping[Language, Lexicon], book: Phrasebook, given: bool) -> bool:
    raw = _raw_words(text)
    own = _known(raw, lexicons[lang], f"known_{lang}")
    letters = [c for c in text[:1500] if c.isalpha()] if _FROM_AFAR.search(text) else []
    if letters and sum(1 for c in letters if ord(c) > 0x24F) > len(letters) / 2 and len(letters) >= 3:
        return all(c < "\u1e00" or c > "\u1eff" for c in letters[:50]) and not _is_styled(text)
    other = Language.EN if lang is Language.FR else Language.FR
    theirs = _known(raw, lexicons[other], f"known_{other}")
    if given and len(raw) >= 4 and theirs >= 3 and theirs >= 2 * own + 1:
        return True
    least = max(2.0, 1.5 * max(own, theirs))
    return len(raw) > least and any(sum(map(words.__contains__, raw)) > least for words in book.foreign.values())


def _is_styled(text: str) -> bool:
    """Whether letters from afar are only Latin ones in costume (𝓱𝓮𝓵𝓵𝓸, ｈｅｌｌｏ)."""
    plain = fold(text[:200])
    letters = [c for c in plain if c.isalpha()]
    return bool(letters) and sum(1 for c in letters if c.isascii()) > len(letters) / 2


def _is_noise(
    tokens: Sequence[Token], words: tuple[str, ...], lexicon: Lexicon, lexicons: Mapping[Language, Lexicon]
) -> bool:
    """Keyboard mashing, or keywords strung together without a sentence."""
    letters = [w for w in words if w.isalpha()]
    mashed = sum(1 for w in letters if _is_mashed(w, lexicons))
    if letters and mashed * 2 >= len(letters) and mashed:
        return True
    if len(words) >= 6 and len(set(words)) <= max(2, len(words) // 4):
        return True
    return _is_stuffed(tokens, words, lexicon)


def _is_mashed(word: str, lexicons: Mapping[Language, Lexicon]) -> bool:
    if len(word) < 4 or any(word in lexicon.known for lexicon in lexicons.values()):
        return False
    vowels = sum(1 for c in word if c in _VOWELS)
    run = longest = 0
    for char in word:
        run = 0 if char in _VOWELS else run + 1
        longest = max(longest, run)
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
    on_row = len(word) >= 4 and any(all(c in row for c in word) for row in (rows[1], rows[2], rows[4], rows[5]))
    in_sequence = any(word[:4] in row or word[:4] in row[::-1] for row in rows)
    repeated = len(word) >= 6 and len(set(word)) <= 3
    return vowels == 0 or longest >= 5 or (on_row and longest >= 3) or in_sequence or repeated


def _is_stuffed(tokens: Sequence[Token], words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Networking's own keywords without grammar: "réseautage entraide écoute comment", "Question? How? And you?"."""
    keywords = [w for w in words if w in lexicon.set("keywords")]
    glue = sum(1 for w in words if w in lexicon.set("glue"))
    if len(words) >= 4 and len(keywords) >= 3 and len(keywords) * 2 >= len(words) and glue * 4 <= len(words):
        return True
    if len(words) >= 6 and len(keywords) * 3 >= len(words) and _repeats(words) >= 2:
        return True
    marks = sum(1 for t in tokens if t.word in ("?", "!", "."))
    return marks >= 4 and len(words) <= marks * 3 and len(keywords) >= 2 and glue * 5 <= len(words)


def _repeats(words: tuple[str, ...]) -> int:
    """How many words come again at once, alone or in pairs."""
    alone = sum(1 for one, other in pairwise(words) if one == other)
    pairs = sum(1 for at in range(len(words) - 3) if words[at : at + 2] == words[at + 2 : at + 4])
    return alone + pairs
