"""Words about things, stored so that they are found: in SQLite's FTS5 or PostgreSQL's own."""
