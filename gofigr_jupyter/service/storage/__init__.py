"""Keeps what the domain makes: rows in SQLite or PostgreSQL, bytes in a folder by content hash.

Start at `engine` (opens the database) and `tables` (the schema). `transactions` and its siblings
implement `domain.ports` over a connection; `blobs` keeps the bytes. Imports the domain, SQLAlchemy,
and (only when a stored schema is old) Alembic.
"""
