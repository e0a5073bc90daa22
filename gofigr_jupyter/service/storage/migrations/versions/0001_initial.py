"""The first schema, as SQL for each kind of database.

Until version 0.1.0 is out, `python tests/initial_schema.py` writes both files anew from
`tables`. After that they never change.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    dialect = op.get_bind().dialect.name
    script = Path(__file__).with_name(f"{revision}_{dialect}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
