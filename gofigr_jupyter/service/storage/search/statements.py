"""What the queries of search have in common, and the one that asks for no words.

Queries are kept: whoever types asks the same ones again, with other words, and to build one takes
longer than the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, Text, bindparam, literal_column, select

from gofigr_jupyter.service.domain.search.model import Filters, Match, Scope
from gofigr_jupyter.service.storage.search.conditions import condition
from gofigr_jupyter.service.storage.search.tables import search_documents

MOST_KEPT = 256
MATCHED = tuple(search_documents.c[name] for name in Match._fields[:-1])
NOTHING: ColumnElement[Any] = literal_column("0")
ASKED = bindparam("asked", type_=Text)
"""What is looked for."""
MOST = bindparam("most", type_=Integer)
NEWEST_FIRST = search_documents.c.id.desc()
Rows = Sequence[Sequence[Any]]
"""Of the columns MATCHED, and a score."""


class Within(NamedTuple):
    """Where somebody looks."""

    scope: Scope
    filters: Filters

    def condition(self) -> ColumnElement[bool]:
        """True for the documents that are looked at."""
        return condition(self.scope, self.filters)


@lru_cache(MOST_KEPT)
def newest(within: Within) -> Select[Any]:
    """Finds documents, whatever their words."""
    found = select(*MATCHED, NOTHING.label("score")).order_by(NEWEST_FIRST)
    return found.where(within.condition()).limit(MOST)
