"""Files for spreadsheets: opened by whatever is there, and no cell in them is a formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from coaching.language import Language
from coaching.sheets.comma import csv_of
from coaching.sheets.table import Table, harmless
from coaching.sheets.workbook import xlsx_of

SIGNS = "=+-@＝＋－＠"
NASTY = (
    *(f"{sign}1+1" for sign in SIGNS),
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u3000＝1+1",
    "\u200b=1+1",
    "'=1+1",
    '"=1+1',
    '",=1+1,"',
    "Anne;=1+1",
    "Anne, =1+1",
    "Anne\n=1+1",
    '=HYPERLINK("https://example.org","x")',
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def a_table(texts: tuple[str, ...] = NASTY, title: str = "=Notes/[1]") -> Table:
    moment = datetime(2026, 12, 3, 21, tzinfo=UTC)
    return Table(title, ("=Nom", "Note", "Le"), [(text, 70, moment) for text in texts])


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one, once what it passes over is gone."""
    left = cell.lstrip(' \t\r\n\u00a0\u3000\u200b"')
    return bool(left) and left[0] in SIGNS


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_a_csv_is_a_formula_whatever_separator_its_reader_expects(lang: Language, delimiter: str) -> None:
    text = csv_of(a_table(), lang).decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]

    assert [cell for cell in cells if is_formula(cell)] == []


@pytest.mark.parametrize("lang", list(Language))
def test_a_csv_begins_with_its_mark_and_holds_what_was_written(lang: Language) -> None:
    table = Table(
        "Notes", ("Nom", "Note", "Jour"), [("Anne-Élise, dite « Zoé »", 70, date(2026, 12, 3)), (None, 0, None)]
    )

    raw = csv_of(table, lang)

    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(
        csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";" if lang is Language.FR else ",")
    )
    assert rows == [["Nom", "Note", "Jour"], ["Anne-Élise, dite « Zoé »", "70", "2026-12-03"], ["", "0", ""]]


def test_a_workbook_holds_texts_numbers_and_days_and_no_formula() -> None:
    raw = xlsx_of([a_table(), a_table(("Anne",), "Deux")])

    first, second = load_workbook(io.BytesIO(raw)).worksheets
    kinds = {cell.data_type for row in first.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    assert [cell.value for cell in second[2]] == ["Anne", 70, datetime.fromisoformat("2026-12-03T21:00")]
    assert first["A2"].quotePrefix
    with ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)


@given(st.text(max_size=40))
@example(text='"')
def test_harmless_text_is_one_line_and_no_formula(text: str) -> None:
    plain = harmless(text)

    assert not is_formula(plain)
    assert plain.isprintable()


@given(st.from_regex(r"\A[A-Za-zéÉ][A-Za-zé' ]{0,20}[a-zé]\Z"))
def test_a_name_stays_as_it_is(name: str) -> None:
    assert harmless(name) == " ".join(name.split())


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here; openpyxl and csv look at the files above")
def test_libreoffice_opens_both_and_finds_no_formula(tmp_path: Path) -> None:
    assert OFFICE
    (tmp_path / "a.xlsx").write_bytes(xlsx_of([a_table()]))
    (tmp_path / "b.csv").write_bytes(csv_of(a_table(), Language.EN))

    for name in ("a.xlsx", "b.csv"):
        command = [OFFICE, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

        assert "table:formula" not in (tmp_path / name).with_suffix(".fods").read_text(encoding="utf-8")
