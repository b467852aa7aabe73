"""CSV as a spreadsheet opens it at a double click: UTF-8 with its mark, every text in quotes, no formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from coaching.language import Language
from coaching.sheets.table import Cell, Table, harmless

MARK = "\ufeff"  # without it Excel reads another alphabet
# Where a decimal has a comma, spreadsheets expect a semicolon between cells.
SEPARATOR = {Language.FR: ";", Language.EN: ","}


def csv_of(table: Table, lang: Language) -> bytes:
    """The table as the bytes of a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR[lang], quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (table.headings, *table.rows):
        writer.writerow([_told(cell) for cell in row])
    return (MARK + out.getvalue()).encode("utf-8")


def _told(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell or "")
