"""Rows of one table as the domain's values, and the few statements that all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, make_dataclass
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    Executable,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.storage.driver.connection import Connection

Row = TypeVar("Row")


class Mapped(Generic[Row]):
    """A table and the frozen dataclass whose fields are named as its columns.

    Statements are built once, since building one costs as much as running it. The values of at most
    `remembered` rows are used again: for tables of small rows that are listed again and again.
    """

    made: Callable[[Sequence[object]], Row]
    """Makes the value that a row of `select` stands for."""

    def __init__(self, table: Table, make: type[Row], *, remembered: int = 0) -> None:
        self.table = table
        self.make = make
        self.names = tuple(field.name for field in fields(make))  # type: ignore[arg-type]  # a dataclass, by contract
        # A frozen dataclass takes three times as long to set its fields.
        self._unfrozen = make_dataclass(make.__name__, self.names, eq=False, repr=False)
        self.columns = tuple(table.c[name] for name in self.names)
        self.by_id = select(*self.columns).where(table.c.id == bindparam("id"))
        self.insert = insert(table).inline()  # nobody asks for the new row's key
        self.delete = delete(table).where(table.c.id == bindparam("row_id"))
        self.made = lru_cache(remembered)(self._make) if remembered else self._make

    def select(self) -> Select[*tuple[Any, ...]]:
        """A query for whole rows, to be narrowed."""
        return select(*self.columns)

    def _make(self, row: Sequence[object]) -> Row:
        value = self._unfrozen(*row)
        value.__class__ = self.make
        return cast("Row", value)

    def values(self, row: Row) -> Mapping[str, object]:
        """The columns of `row`."""
        return vars(row)


class TableRows(Generic[Row]):
    """Implements `domain.ports.Rows` over one table."""

    def __init__(self, connection: Connection, mapped: Mapped[Row]) -> None:
        self.connection = connection
        self.mapped = mapped

    def get(self, id: str) -> Row | None:
        """The row with this id, or None."""
        return self.first(self.mapped.by_id, id=id)

    def add(self, row: Row) -> None:
        """Store a new row."""
        self.connection.execute(self.mapped.insert, self.mapped.values(row))

    def change(self, id: str, **values: object) -> None:
        """Give the named fields of a row new values."""
        if values:
            new = {f"new_{name}": value for name, value in values.items()}
            self.connection.execute(
                _change(self.mapped.table, tuple(values)), {"row_id": id, **new}
            )

    def remove(self, id: str) -> None:
        """Delete a row and all that hangs on it."""
        self.connection.execute(self.mapped.delete, {"row_id": id})

    def first(self, statement: Executable, **parameters: object) -> Row | None:
        """The first row that `statement` finds, or None."""
        rows = self.connection.execute(statement, parameters).tuples()
        return self.mapped.made(rows[0]) if rows else None

    def every(self, statement: Executable, **parameters: object) -> Sequence[Row]:
        """All rows that `statement` finds."""
        rows = self.connection.execute(statement, parameters).tuples()
        return [self.mapped.made(row) for row in rows]


class HolderRows(TableRows[Row]):
    """Implements `domain.ports.Holders`."""

    def child_changed(self, id: str, *, by: str, at: Moment, grown: int) -> None:
        """Note that something below changed, and by how many bytes it grew."""
        self.connection.execute(
            _child_changed(self.mapped.table), {"row_id": id, "by": by, "at": at, "grown": grown}
        )


@cache
def _change(table: Table, names: tuple[str, ...]) -> Executable:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("row_id")).values(values)


@cache
def _child_changed(table: Table) -> Executable:
    return (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values(
            child_updated_by=bindparam("by"),
            child_updated_on=bindparam("at"),
            touched_on=bindparam("at"),
            size_bytes=table.c.size_bytes + bindparam("grown"),
        )
    )
