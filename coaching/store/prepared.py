"""Statements as SQLite's driver takes them, each worked out once.

SQLAlchemy goes through a statement anew each time it runs it, which takes ten times as long as SQLite takes to answer.
What we ask again and again, every statement of a module's own, is therefore compiled by it once and then run past it,
with its types at work on what goes in and what comes out. A statement made on the spot is left to SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, LargeBinary, Select
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

from coaching.store.links import Answer, Values

Process = Callable[[Any], Any]
DIALECT = pysqlite.dialect(paramstyle="named")
MOST_FORMS = 64  # of one statement: the columns it is given, and how long its lists are


@dataclass(frozen=True)
class Prepared:
    """A statement's text, what goes into it and what comes out."""

    text: str
    fixed: Mapping[str, object]  # by parameter
    given: Sequence[tuple[str, str, Process | None]]  # parameter, name it is given by, what makes it fit
    lists: Sequence[tuple[Sequence[str], str, Process | None]]
    names: Sequence[str]  # of the columns that come out
    read: Sequence[tuple[int, Process]]  # those the driver gives otherwise than they are meant

    def run(self, driver: sqlite3.Connection, values: Mapping[str, object]) -> Answer:
        """The answer. Raises what SQLAlchemy would."""
        try:
            cursor = driver.execute(self.text, self._filled(values))
            # All of them at once: only then does the driver know how many it changed.
            rows = cursor.fetchall() if cursor.description else []
        except sqlite3.Error as error:
            raise as_known(error, self.text) from error
        return Answer(self.names, [self._row(row) for row in rows] if self.read else rows, cursor.rowcount)

    def run_many(self, driver: sqlite3.Connection, many: Sequence[Mapping[str, object]]) -> Answer:
        """The same for each of these, where nothing comes back."""
        try:
            cursor = driver.executemany(self.text, [self._filled(values) for values in many])
        except sqlite3.Error as error:
            raise as_known(error, self.text) from error
        return Answer((), [], cursor.rowcount)

    def _filled(self, values: Mapping[str, object]) -> dict[str, object]:
        filled = dict(self.fixed)
        for parameter, name, fit in self.given:
            filled[parameter] = fit(values[name]) if fit else values[name]
        for parameters, name, fit in self.lists:
            many: Any = values[name]
            filled.update(zip(parameters, map(fit, many) if fit else many, strict=True))
        return filled

    def _row(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        made = list(row)
        for at, process in self.read:
            made[at] = process(made[at])
        return tuple(made)


class Forms:
    """One statement, prepared for whatever columns and lists it was given so far."""

    def __init__(self) -> None:
        self._lists: Sequence[str] | None = None
        self._known: dict[tuple[object, ...], Prepared | None] = {}

    def of(self, statement: Executable, values: Mapping[str, object]) -> Prepared | None:
        """The statement for these values; None where it is better left to SQLAlchemy."""
        if self._lists is None:
            self._lists = _lists_in(statement)
        lengths = [len(values[name]) for name in self._lists]  # type: ignore[arg-type]  # they are lists
        form = (*values, *lengths)
        if form not in self._known:
            if len(self._known) >= MOST_FORMS or 0 in lengths or (lengths and not isinstance(statement, Select)):
                return None
            self._known[form] = _prepared(statement, values)
        return self._known[form]


class Preparing:
    """What was prepared so far."""

    def __init__(self) -> None:
        self._forms: WeakKeyDictionary[Executable, Forms] = WeakKeyDictionary()

    def run(self, driver: sqlite3.Connection, statement: Executable, values: Values) -> Answer | None:
        """The statement's answer; None where SQLAlchemy is to be asked: the first time, and in odd cases."""
        forms = self._forms.get(statement)
        if forms is None:
            self._forms[statement] = Forms()
            return None
        many = None if values is None or isinstance(values, Mapping) else values
        one = values if isinstance(values, Mapping) else many[0] if many else {}
        prepared = forms.of(statement, one)
        if prepared is None:
            return None
        if many is None or len(many) == 1:
            return prepared.run(driver, one)
        return None if prepared.names else prepared.run_many(driver, many)


def _prepared(statement: Executable, values: Mapping[str, object]) -> Prepared | None:
    if isinstance(statement, Select):
        compiled = _compiled(statement.params(values), render_postcompile=True)
    elif isinstance(statement, UpdateBase):
        compiled = _compiled(statement, column_keys=list(values))
    else:
        return None
    columns = statement.exported_columns
    if compiled.post_compile_params and not isinstance(statement, Select):
        return None  # a list of its own, which only a question's text can be told
    fixed: dict[str, object] = {}
    given: dict[str, tuple[str, Process | None]] = {}
    lists: dict[str, tuple[Sequence[str], Process | None]] = {}
    for parameter, name in compiled.bind_names.items():
        fit = parameter.type.dialect_impl(DIALECT).bind_processor(DIALECT)
        is_given = parameter.key in values
        value: Any = values[parameter.key] if is_given else parameter.value
        names = [f"{name}_{number}" for number in range(1, len(value) + 1)] if parameter.expanding else [name]
        if is_given and parameter.expanding:
            lists[parameter.key] = names, fit
        elif is_given:
            given[name] = parameter.key, fit
        else:
            own = value if parameter.expanding else [value]
            fixed |= zip(names, map(fit, own) if fit else own, strict=True)
    kinds = [column.type for column in columns.values()]
    read = [(at, process) for at, kind in enumerate(kinds) if (process := _read(kind))]
    return Prepared(
        text=str(compiled),
        fixed=fixed,
        given=[(parameter, *its) for parameter, its in given.items()],
        lists=[(parameters, name, fit) for name, (parameters, fit) in lists.items()],
        names=tuple(map(str, columns.keys())),
        read=read,
    )


def _compiled(
    statement: ClauseElement, *, column_keys: list[str] | None = None, render_postcompile: bool = False
) -> SQLCompiler:
    kept = {"render_postcompile": render_postcompile}
    return cast("SQLCompiler", statement.compile(dialect=DIALECT, column_keys=column_keys, compile_kwargs=kept))


def _lists_in(statement: Executable) -> Sequence[str]:
    """The names of what is given as a list."""
    if not isinstance(statement, ClauseElement):
        return ()
    given = _compiled(statement).bind_names
    return sorted({parameter.key for parameter in given if parameter.expanding and parameter.required})


def _read(kind: TypeEngine[Any]) -> Process | None:
    if isinstance(kind, LargeBinary):
        return None  # bytes already
    return kind.dialect_impl(DIALECT).result_processor(DIALECT, None)


def as_known(error: sqlite3.Error, text: str) -> Exception:
    """As SQLAlchemy names it; what was given stays out of it."""
    return DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True)
