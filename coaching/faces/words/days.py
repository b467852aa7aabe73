"""Days as people say them, in both languages: told to them, and understood from them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from babel.dates import format_date, get_day_names, get_month_names

from coaching.language import Language
from coaching.understanding.words import fold

FORM = {Language.FR: "EEEE d MMMM", Language.EN: "EEEE d MMMM"}
FIRST = {Language.FR: "EEEE d'er' MMMM", Language.EN: FORM[Language.EN]}  # of the month
SOON = {
    Language.FR: {"aujourd'hui": 0, "ce soir": 0, "apres-demain": 2, "apres demain": 2, "demain": 1},
    Language.EN: {"today": 0, "tonight": 0, "day after tomorrow": 2, "tomorrow": 1},
}
COUNTED = {
    Language.FR: (r"dans (\d{1,3}) jours?", r"dans (\d{1,2}) semaines?"),
    Language.EN: (r"in (\d{1,3}) days?", r"in (\d{1,2}) weeks?"),
}
WEEK = 7
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\b")  # day first, in both


def day_told(day: date, lang: Language) -> str:
    """The day by its name: "jeudi 3 décembre", "Thursday 3 December"."""
    return format_date(day, (FIRST if day.day == 1 else FORM)[lang], locale=lang.value)


def read_day(text: str, today: date, lang: Language) -> date | None:
    """The day somebody means, the next of that name where they name one; None where they mean none."""
    # Numbers apart: a stretched letter is no other letter, but 999 days are not 9.
    said = "".join(part if part.isdecimal() else fold(part) for part in re.split(r"(\d+)", text))
    said = said.replace("’", "'").strip()
    if found := ISO.search(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    for words, days in SOON[lang].items():
        if words in said:
            return today + timedelta(days=days)
    for pattern, factor in zip(COUNTED[lang], (1, WEEK), strict=True):
        if found := re.search(pattern, said):
            return today + timedelta(days=int(found[1]) * factor)
    return _of_month(said, today, lang) or _slashed(said, today) or _of_week(said, today, lang)


def _of_month(said: str, today: date, lang: Language) -> date | None:
    names = {fold(name)[:4]: number for number, name in get_month_names(locale=lang.value).items()}
    names |= {fold(name)[:3]: number for number, name in get_month_names("abbreviated", locale=lang.value).items()}
    before = re.findall(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})", said)
    after = re.findall(r"([a-z]{3,})\s+(\d{1,2})", said)
    for day, name in (*before, *((day, name) for name, day in after)):
        month = names.get(name[:4]) or names.get(name[:3])
        if month:
            return _next(today, month, int(day))
    return None


def _slashed(said: str, today: date) -> date | None:
    found = SLASHED.search(said)
    if not found:
        return None
    if found[3]:
        return _date(int(found[3]), int(found[2]), int(found[1]))
    return _next(today, int(found[2]), int(found[1]))


def _of_week(said: str, today: date, lang: Language) -> date | None:
    for number, name in get_day_names(locale=lang.value).items():
        if re.search(rf"\b{fold(name)}\b", said):
            return today + timedelta(days=(number - today.weekday()) % WEEK or WEEK)
    return None


def _next(today: date, month: int, day: int) -> date | None:
    """That day of this year, or of the next where it is past."""
    this = _date(today.year, month, day)
    return this if this is None or this >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
