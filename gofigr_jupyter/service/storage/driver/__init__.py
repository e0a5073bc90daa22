"""How statements reach the database: connections, a pool of them, the one writer of SQLite."""
