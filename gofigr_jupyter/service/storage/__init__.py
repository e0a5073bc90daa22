"""The domain's ports, kept in SQLite or PostgreSQL and a blob folder. Start at engine.py."""
