"""The languages spoken here, and text an author wrote in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language the product speaks from end to end."""

    FR = "fr"
    EN = "en"


@dataclass(frozen=True)
class Lines:
    """Wordings of one thing, side by side in both languages; any of a language's wordings will do."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    if_yes: Lines | None = None  # what is said to a plain yes, where one of these asks or offers something
    if_no: Lines | None = None

    def of(self, lang: Language) -> tuple[str, ...]:
        """The wordings in that language, possibly none."""
        return self.fr if lang is Language.FR else self.en

    def first(self, lang: Language) -> str:
        """The first wording in that language, or an empty string."""
        wordings = self.of(lang)
        return wordings[0] if wordings else ""

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)


NOTHING = Lines()
