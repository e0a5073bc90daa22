"""Assets in the database: their tables, their rows, and the links to figures."""
