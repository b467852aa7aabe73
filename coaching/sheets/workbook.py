"""XLSX: texts as texts, numbers as numbers, days as days; no cell is made from what it looks like."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coaching.sheets.table import Cell, Table, harmless

LONGEST_TITLE = 31  # characters of a sheet's name
NARROWEST, WIDEST = 8, 42  # characters of a column
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def xlsx_of(tables: Sequence[Table]) -> bytes:
    """The tables as sheets of one file, as bytes."""
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, safe)
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for table in tables:
        sheet = book.add_worksheet(_FORBIDDEN.sub(" ", table.title)[:LONGEST_TITLE])
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, harmless(heading), looks["heading"])
            sheet.set_column(column, column, _width(table, column))
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, looks)
        sheet.freeze_panes(1, 1)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    book.close()
    return out.getvalue()


_LOOKS: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "text": {"quote_prefix": True},  # typed into again, it still is no formula
    "day": {"num_format": DAY},
    "moment": {"num_format": MOMENT},
}


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, looks: dict[str, object]) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), looks["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks["day"])
    elif cell:
        sheet.write_string(row, column, harmless(cell), looks["text"])


def _width(table: Table, column: int) -> int:
    texts = [str(row[column]) for row in table.rows if row[column] is not None]
    longest = max(map(len, [*texts, *table.headings[column].split()]), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2))
