"""What is said at a club and no move tells: another's name asked again, news, a referral asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from coaching.language import Language
from coaching.understanding.cues import Cues
from coaching.understanding.scene import stem
from coaching.understanding.words import fold, plain_words

SENTENCE = re.compile(r"[.!?…\n]+")
LISTS = ("common", "calls", "people", "list_breaks")  # words rather than phrases; @people stands in them
_CALL_WORDS = 3  # "thank you, Réal": so many words may stand before a name that is called


class Ear:
    """The phrases of one language, ready to be listened for."""

    def __init__(self, lang: Language, phrases: Mapping[str, Sequence[str]]) -> None:
        """Make the phrases ready; ValueError names one that cannot be read."""
        self.lang = lang
        self.common = frozenset(
            stem(fold(word)) for word in phrases.get("common", ())
        )  # everyday words, by their stems
        self._list_breaks = frozenset(fold(word) for word in phrases.get("list_breaks", ()))
        self._calls = frozenset(fold(word) for word in phrases.get("calls", ()))
        cues = {name: tuple(said) for name, said in phrases.items() if name not in LISTS}
        self._cues = Cues(cues, {"people": phrases.get("people", ())}, lambda text: plain_words(text, lang, {}))

    def hears(self, text: str, name: str, unless: str = "") -> bool:
        """Whether the text holds a phrase of that name, in a sentence that holds none of the other."""
        return any(
            self._cues.find(words, only=frozenset({name}))
            and not (unless and self._cues.find(words, only=frozenset({unless})))
            for words in self._sentences(text)
        )

    def asks_referral(self, text: str) -> bool:
        """Whether somebody is asked for there: to offer somebody, or tell who was sent, is no asking."""
        return self.hears(text, "asks_referral", unless="gives_referral")

    def names(self, text: str, names: Iterable[str]) -> bool:
        """Whether any of these names is said."""
        said = f" {' '.join(plain_words(text, self.lang, {}))} "
        return any(f" {self._plain(name)} " in said for name in names)

    def is_an_item(self, piece: str) -> bool:
        """Whether a piece between two commas may stand in a list, rather than go on with a sentence."""
        words = plain_words(piece, self.lang, {})
        return bool(words) and words[0] not in self._list_breaks

    def calls(self, text: str, names: Iterable[str]) -> bool:
        """Whether somebody is called by one of these names: "Salut Réal!" To speak of them isn't to call them."""
        wanted = [self._plain(name) for name in names]
        for sentence in SENTENCE.split(text):
            parts = [" ".join(plain_words(part, self.lang, {})) for part in re.split(r"[,;:–—]", sentence)]
            for part in parts:
                name = next((one for one in wanted if part == one or part.endswith(f" {one}")), None)
                if name is None:
                    continue
                before = part.removesuffix(name).split()
                if len(before) <= _CALL_WORDS and all(word in self._calls for word in before):
                    return True
        return False

    def _plain(self, name: str) -> str:
        return " ".join(plain_words(name, self.lang, {}))

    def _sentences(self, text: str) -> list[tuple[str, ...]]:
        found = (plain_words(part, self.lang, {}) for part in SENTENCE.split(text))
        return [words for words in found if words]
