"""Writes the SQL of migration 0001 from the tables: python tests/initial_schema.py"""

from pathlib import Path

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from gofigr_jupyter.service.storage import transactions  # noqa: F401  # brings every table
from gofigr_jupyter.service.storage.schema import MIGRATIONS
from gofigr_jupyter.service.storage.tables import metadata

DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}


def script(dialect: str) -> str:
    """The statements that make every table of an empty database."""
    made = []
    for table in metadata.sorted_tables:
        made.append(CreateTable(table))
        made += [CreateIndex(index) for index in sorted(table.indexes, key=lambda i: i.name)]
        made += table.info.get("after_create", {}).get(dialect, ())
    texts = [
        element if isinstance(element, str) else str(element.compile(dialect=DIALECTS[dialect]))
        for element in made
    ]
    lines = [line.rstrip() for text in texts for line in f"{text.strip()};".splitlines()]
    return "\n".join(lines) + "\n"


def path(dialect: str) -> Path:
    return MIGRATIONS / "versions" / f"0001_{dialect}.sql"


if __name__ == "__main__":
    for name in DIALECTS:
        path(name).write_text(script(name), encoding="utf-8")
