"""A connection to the database that runs statements straight on its driver.

SQLAlchemy writes the SQL, knows the types and keeps the pool. Running a statement through it as
well costs ten times what SQLite takes to answer, so each statement is compiled once and its text is
given to the driver.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Delete, Dialect, Engine, Executable, Insert, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.cache_key import CacheKey
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlalchemy.util import LRUCache

MOST_KEPT = 512
"""Statements. Those that are built anew for each use push each other out, no others; their forms
are few."""
Parameters = Mapping[str, object]
Values = Sequence[object] | Parameters
Convert = Callable[[Any], Any]
Types = Sequence[TypeEngine[Any]]
Names = tuple[str, ...] | None


_OURS = "connection"
_forms: LRUCache[Any, Form] = LRUCache(MOST_KEPT)


class Form:
    """The form of a statement, whatever values stand in it, compiled for one dialect."""

    def __init__(self, compiled: SQLCompiler, key: CacheKey | None, types: Types) -> None:
        self.compiled = compiled
        self.text = compiled.string
        self.order = tuple(compiled.positiontup or ()) if compiled.positional else None
        self.expands = any(bind.expanding for bind in compiled.binds.values())
        self._binds = key.bindparams if key else []
        dialect = compiled.dialect
        found = [type.dialect_impl(dialect).result_processor(dialect, None) for type in types]
        self._converts = [(place, convert) for place, convert in enumerate(found) if convert]
        self.row: Any = None  # makes a named tuple, once the names are known

    def fixed(self, key: CacheKey | None) -> Parameters:
        """The values that stand in a statement of this form."""
        binds = key.bindparams if key else []
        own = {mine.key: its for mine, its in zip(self._binds, binds, strict=True)}
        named = self.compiled.bind_names.items()
        found = [(name, own.get(bind.key, bind)) for bind, name in named]
        return {name: bind.effective_value for name, bind in found if not bind.required}

    def converted(self, rows: list[Sequence[Any]]) -> list[Sequence[Any]]:
        """Rows as the driver gives them, with the values that the columns' types stand for."""
        if not self._converts or not rows:
            return rows
        converted: list[Sequence[Any]] = []
        for row in rows:
            values = list(row)
            for place, convert in self._converts:
                values[place] = convert(values[place])
            converted.append(tuple(values))
        return converted


class Prepared:
    """A statement that is ready to run: its form, and the values that stand in it."""

    def __init__(self, form: Form, fixed: Parameters) -> None:
        self.form = form
        self._fixed = fixed

    def bound(self, given: Parameters) -> tuple[str, Values]:
        """The text to run and the values in it."""
        if self.form.expands:
            state = self.form.compiled.construct_expanded_state({**self._fixed, **given})
            positional = self.form.order is not None
            return state.statement, state.positional_parameters if positional else state.parameters
        return self.form.text, self.values(given)

    def values(self, given: Parameters) -> Values:
        """The values of a statement whose text is always the same."""
        whole = {**self._fixed, **given} if self._fixed else given
        order = self.form.order
        return whole if order is None else [whole[name] for name in order]


class Result:
    """What a statement found, all of it, and how many rows it changed."""

    def __init__(
        self, rows: list[Sequence[Any]], named: Callable[[], Convert], rowcount: int
    ) -> None:
        self._rows = rows
        self._named = named
        self.rowcount = rowcount

    def tuples(self) -> list[Sequence[Any]]:
        """The rows without the names of their columns."""
        return self._rows

    def all(self) -> list[Any]:
        """The rows, whose columns have names."""
        return [*self]

    def mappings(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [row._asdict() for row in self]

    def first(self) -> Any | None:  # noqa: ANN401  # columns of any statement
        """The first row, if there is one."""
        return self._named()(self._rows[0]) if self._rows else None

    def one(self) -> Any:  # noqa: ANN401  # columns of any statement
        """The one row."""
        (row,) = self
        return row

    def scalar(self) -> Any | None:  # noqa: ANN401  # of any type
        """The first column of the first row, if there is one."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:  # noqa: ANN401  # of any type
        """The first column of the one row."""
        ((value, *_),) = self._rows
        return value

    def scalars(self) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in self._rows]

    def __iter__(self) -> Iterator[Any]:
        if self._rows:
            yield from map(self._named(), self._rows)


class Connection:
    """Runs statements in the transaction of one connection of the driver.

    Raises what SQLAlchemy raises for the driver's errors.
    """

    def __init__(self, driver: Any, dialect: Dialect) -> None:  # noqa: ANN401  # the driver's own
        self.dialect = dialect
        self.kept: Any = None
        """What its user has built on it, for the next transaction."""
        self._driver = driver
        self._failures = cast("type[Exception]", dialect.loaded_dbapi.Error)

    def execute(
        self, statement: Executable, parameters: Parameters | list[Parameters] | tuple[()] = ()
    ) -> Result:
        """Run a statement, once, or once for each set of parameters."""
        many = isinstance(parameters, list | tuple)
        sets = parameters if isinstance(parameters, list | tuple) else (parameters,)
        names = tuple(sets[0]) if sets and isinstance(statement, Insert) else None
        prepared = _prepared(statement, self.dialect, names)
        cursor = self._driver.cursor()
        try:
            if many and len(sets) > 1:
                cursor.executemany(prepared.form.text, [prepared.values(given) for given in sets])
                return Result([], _unnamed, cursor.rowcount)
            cursor.execute(*prepared.bound(sets[0] if sets else {}))
            rows = cursor.fetchall() if cursor.description else []
        except self._failures as error:
            raise _wrapped(error, prepared.form.text, self._failures) from error
        described = cursor.description
        return Result(
            prepared.form.converted(rows),
            lambda: _row_of(prepared.form, described),
            cursor.rowcount,
        )

    def commit(self) -> None:
        """Make durable what was changed."""
        try:
            self._driver.commit()
        except self._failures as error:
            raise _wrapped(error, "COMMIT", self._failures) from error

    def rollback(self) -> None:
        """Forget what was changed."""
        self._driver.rollback()

    def run(self, text: str) -> Any | None:  # noqa: ANN401  # of any type
        """Run SQL as it stands; the first column of the first row, if it finds one."""
        try:
            cursor = self._driver.cursor()
            cursor.execute(text)
            row = cursor.fetchone() if cursor.description else None
        except self._failures as error:
            raise _wrapped(error, text, self._failures) from error
        return row[0] if row else None


class Pool:
    """Lends connections, each in a transaction that ends, uncommitted, when it comes back.

    `begin` is the statement for drivers that begin none by themselves.
    """

    def __init__(self, engine: Engine, *, begin: str | None) -> None:
        self._engine = engine
        self._begin = begin

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection in a new transaction."""
        failures = cast("type[Exception]", self._engine.dialect.loaded_dbapi.Error)
        try:
            pooled = self._engine.raw_connection()
        except failures as error:
            raise _wrapped(error, "CONNECT", failures) from error
        try:
            connection = pooled.info.get(_OURS)
            if connection is None:
                connection = Connection(pooled.dbapi_connection, self._engine.dialect)
                pooled.info[_OURS] = connection
            if self._begin is not None:
                connection.run(self._begin)
            yield connection
        except DBAPIError as error:
            cause = cast("Any", error.orig)  # an error of the driver, which has no common type
            if self._engine.dialect.is_disconnect(cause, pooled.dbapi_connection, None):
                pooled.invalidate(error)
            raise
        finally:
            pooled.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


@lru_cache(MOST_KEPT)
def _prepared(statement: Executable, dialect: Dialect, names: Names) -> Prepared:
    """`statement`, ready to run; `names` are the columns that an INSERT is given."""
    key = cast("Any", statement)._generate_cache_key()  # as SQLAlchemy's own example of caching
    kept = None if key is None else (key.key, _kind(dialect), names)
    form = _forms.get(kept)
    if form is None:
        form = Form(_compiled(statement, dialect, names), key, _types(statement))
        if kept is not None:
            _forms[kept] = form
    return Prepared(form, form.fixed(key))


def _kind(dialect: Dialect) -> tuple[object, ...]:
    """What two databases have in common whose SQL is the same."""
    return type(dialect), dialect.server_version_info, getattr(dialect, "_backslash_escapes", None)


def _compiled(statement: Executable, dialect: Dialect, names: Names) -> SQLCompiler:
    keys = list(names) if names else None
    compiled: SQLCompiler = cast("Any", statement).compile(dialect=dialect, column_keys=keys)
    return compiled


def _types(statement: Executable) -> Types:
    """The types of the columns that a statement gives."""
    gives = isinstance(statement, Insert | Update | Delete) or hasattr(
        statement, "selected_columns"
    )
    return [column.type for column in cast("Any", statement).exported_columns] if gives else []


def _row_of(form: Form, described: Sequence[Sequence[Any]]) -> Any:  # noqa: ANN401
    """Makes rows of a statement, with names of its own, out of tuples."""
    if form.row is None:
        names = [column[0] for column in described]
        made = cast("Any", namedtuple("Row", names, rename=True))  # names come late
        form.row = made._make
    return form.row


def _unnamed() -> Convert:
    return tuple


def _wrapped(error: Exception, text: str, failures: type[Exception]) -> Exception:
    return cast("Exception", DBAPIError.instance(text, None, error, failures))
