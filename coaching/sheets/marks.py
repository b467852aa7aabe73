"""The file a coach takes out of a group: how everybody stands, and in a workbook all the shared marks besides."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Callable
from zoneinfo import ZoneInfo

from coaching.cohorts.target import What
from coaching.faces.words import Words, words_for
from coaching.faces.words.groups import state_told, what_told
from coaching.language import Language
from coaching.scorecard.rubric import Dimension, Rubric
from coaching.services.access import NotThere
from coaching.services.exporting_marks import Export, Mark, Taken, taken
from coaching.services.ports import Transaction
from coaching.services.records import Learner
from coaching.sheets.comma import csv_of
from coaching.sheets.table import Cell, Table
from coaching.sheets.workbook import xlsx_of

CSV, XLSX = "csv", "xlsx"
KINDS = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
NameOf = Callable[[What, str, Language], str]  # what people call a scenario, an occasion, a drill
LONGEST_NAME = 40


class MarksExporter:
    """Makes them, in the words of whoever asks."""

    def __init__(self, rubric: Rubric, name_of: NameOf) -> None:
        self._rubric = rubric
        self._name_of = name_of

    async def export(self, tx: Transaction, actor: Learner, cohort_id: str, form: str) -> Export | NotThere:
        """The file in that form ("csv", "xlsx"), of what those coaches may see."""
        found = await taken(tx, actor, cohort_id) if form in KINDS else NotThere()
        if isinstance(found, NotThere):
            return found
        words = words_for(actor.preferences, actor.lang)
        return await asyncio.to_thread(self.made, found, form, words)

    def made(self, found: Taken, form: str, words: Words) -> Export:
        """The file."""
        stands, marks = self._stands(found, words), self._marks(found, words)
        content = csv_of(stands, words.lang) if form == CSV else xlsx_of([stands, marks])
        day = found.at.astimezone(ZoneInfo(found.cohort.zone)).date()
        return Export(f"{_plain(found.cohort.name)}-{day.isoformat()}.{form}", KINDS[form], content)

    def _stands(self, found: Taken, words: Words) -> Table:
        zone = ZoneInfo(found.cohort.zone)
        rows: list[list[Cell]] = []
        for one in found.stands:
            line, standing = one.line.line, one.line.line.standing
            rows.append(
                [
                    line.alias or words("exports.nameless"),
                    self._work(line.what, line.about, found, words),
                    line.due.astimezone(zone),
                    state_told(one.line, words),
                    standing.attempts,
                    standing.best_shared,
                    *_dimensions(one.best),
                ]
            )
        columns = ("name", "work", "due", "state", "attempts", "best")
        headings = [*(words(f"exports.columns.{name}") for name in columns), *self._names(words)]
        return Table(words("exports.stands"), headings, rows)

    def _marks(self, found: Taken, words: Words) -> Table:
        zone = ZoneInfo(found.cohort.zone)
        rows: list[list[Cell]] = [
            [
                one.alias or words("exports.nameless"),
                self._work(one.what, one.about, found, words),
                one.ended.astimezone(zone),
                one.score,
                *_dimensions(one),
            ]
            for one in found.marks
        ]
        columns = ("name", "work", "ended", "score")
        headings = [*(words(f"exports.columns.{name}") for name in columns), *self._names(words)]
        return Table(words("exports.marks"), headings, rows)

    def _names(self, words: Words) -> list[str]:
        return [self._rubric.names[dimension].first(words.lang) for dimension in Dimension]

    def _work(self, what: What, about: str, found: Taken, words: Words) -> str:
        name = found.own_names.get(about) or self._name_of(what, about, words.lang)
        told = what_told(what, name, words)
        return told[:1].upper() + told[1:]


def _dimensions(mark: Mark | None) -> list[Cell]:
    return [mark.dimensions.get(dimension) if mark else None for dimension in Dimension]


def _plain(name: str) -> str:
    """A group's name as part of a file's, whatever system it lands on."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters)[:LONGEST_NAME].strip("-").lower() or "groupe"
