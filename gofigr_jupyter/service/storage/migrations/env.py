"""How Alembic runs the steps: on the connection that `schema` opened."""

from __future__ import annotations

from alembic import context

from gofigr_jupyter.service.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
