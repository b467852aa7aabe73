"""The letters and digits of a text, without case or accents, whatever else it is written with."""

from __future__ import annotations

import unicodedata


class _Plain(dict[int, int | str | None]):
    """What each sign becomes: nothing where it is an accent, a space where it is no letter or digit."""

    def __missing__(self, code: int) -> int | str | None:
        sign = chr(code)
        plain = None if unicodedata.combining(sign) else code if sign.isalnum() else " "
        self[code] = plain
        return plain


_PLAIN = _Plain()


def letters(text: str) -> str:
    """The words of the text in small letters, parted by spaces. A debrief asks it of thousands of sentences."""
    return unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
