"""Seals of the audit trail, stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Column, Integer, String, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from gofigr_jupyter.service.domain.people.audit_chain import Seal
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.tables import metadata

seals = Table(
    "seals",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("digest", String(64), nullable=False),
)
"""One for each event of the audit trail; the event may be gone, which is what this shows."""

_NEWEST = select(seals.c.seq, seals.c.digest).order_by(seals.c.seq.desc()).limit(1)
_AFTER = (
    select(seals.c.seq, seals.c.digest)
    .where(seals.c.seq > bindparam("cursor"))
    .order_by(seals.c.seq)
)
_FIRST_AFTER = _AFTER.limit(bindparam("at_most"))
_ADD = {
    "sqlite": sqlite.insert(seals).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(seals).on_conflict_do_nothing(),
}
_HAS = select(seals.c.seq).where(seals.c.digest == bindparam("digest"))
_BETWEEN = _AFTER.where(seals.c.seq <= bindparam("until"))


class SealRows:
    """Implements `domain.people.audit_chain.Seals`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def newest(self) -> Seal | None:
        """The seal of the last sealed event."""
        row = self.connection.execute(_NEWEST).first()
        return None if row is None else Seal(seq=row.seq, digest=row.digest)

    def between(self, after: int, until: int) -> Mapping[int, str]:
        """The digests of the events after one cursor and up to another."""
        found = self.connection.execute(_BETWEEN, {"cursor": after, "until": until})
        return {row.seq: row.digest for row in found}

    def after(self, cursor: int, limit: int) -> Sequence[Seal]:
        """The first seals after a cursor."""
        found = self.connection.execute(_FIRST_AFTER, {"cursor": cursor, "at_most": limit})
        return [Seal(seq=row.seq, digest=row.digest) for row in found]

    def add(self, made: Sequence[Seal]) -> None:
        """Store seals; those that are there already stay as they are."""
        if made:
            rows: list[Mapping[str, object]] = [vars(seal) for seal in made]
            self.connection.execute(_ADD[self.connection.dialect.name], rows)

    def has(self, digest: str) -> bool:
        """Whether there is a seal with this digest."""
        return self.connection.execute(_HAS, {"digest": digest}).first() is not None
