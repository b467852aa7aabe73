"""A table as a spreadsheet shows it: a title, headings, rows of texts, numbers and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | date | datetime | None
LONGEST = 2000  # characters of one cell
# What spreadsheets take for the beginning of a formula, in letters of full width too.
_SIGNS = "=+\\-@＝＋－＠﹢﹣⁺⁻₊₋−﹦﹫|%"
_BEGINS = re.compile(rf"^[^\w{_SIGNS}]*[{_SIGNS}]")
# A program that expects another separator cuts a cell there, and what follows begins a cell of its own.
_CUT = re.compile(rf"([;,]\s*)(?=[{_SIGNS}])")
GUARD = "'"  # what a spreadsheet writes before a text that must stay one


@dataclass(frozen=True)
class Table:
    """One sheet."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def harmless(text: str) -> str:
    """The text on one line, and never a formula, whichever program opens it and however it cuts."""
    is_odd = text[:1] in ("\t", "\r", "\n", " ", "\u00a0", "\u3000")
    plain = "".join(sign if sign.isprintable() else " " for sign in text)[:LONGEST]
    plain = " ".join(plain.split())
    plain = _CUT.sub(rf"\1{GUARD}", plain)
    return GUARD + plain if plain and (is_odd or _BEGINS.match(plain)) else plain
